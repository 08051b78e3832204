"""The look as numbers: contrast of the tokens in both modes, sizes, motion, fonts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
ASSETS = PROJECT / "assets"
STYLES = (ASSETS / "styles" / "stoa.css").read_text()

GROUNDS = ("ground", "surface", "raised", "sunk")
WORDS = [
    *[("text", ground) for ground in GROUNDS],
    *[("muted", ground) for ground in GROUNDS],
    *[("accent-text", ground) for ground in (*GROUNDS, "accent-soft")],
    *[(tone, ground) for tone in ("success", "warning", "danger") for ground in GROUNDS],
    *[(tone, f"{tone}-soft") for tone in ("success", "warning", "danger")],
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("ground", "text"),  # toast, the page that is shown
]
PARTS = [
    *[("line-strong", ground) for ground in GROUNDS],  # the edges of fields
    *[("focus", ground) for ground in GROUNDS],
    *[("accent", ground) for ground in GROUNDS],
    *[("star", ground) for ground in ("ground", "surface", "raised")],
]


def tokens(mode: str) -> dict[str, str]:
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", _block(opening)))
        for opening in (":root", ".dark")
    )
    return light if mode == "light" else {**light, **dark}


def _block(opening: str) -> str:
    return STYLES.split(f"\n{opening} {{")[1].split("}")[0]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(pairs: list[tuple[str, str]], mode: str, least: float) -> dict[str, float]:
    colours = tokens(mode)
    measured = {f"{a} on {b}": contrast(colours[a], colours[b]) for a, b in pairs}
    return {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_stand_out_by_four_and_a_half_to_one(mode):
    assert too_weak(WORDS, mode, 4.5) == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_parts_stand_out_by_three_to_one(mode):
    assert too_weak(PARTS, mode, 3.0) == {}


def test_dark_mode_gives_every_colour_that_light_has():
    light = set(tokens("light"))
    assert light - set(re.findall(r"--([\w-]+):", _block(".dark"))) == set()


def test_two_font_files_of_less_than_a_hundred_kilobytes_that_swap():
    files = sorted((ASSETS / "fonts").glob("*.woff2"))
    assert [file.name for file in files] == ["fraunces.woff2", "instrument-sans.woff2"]
    assert sum(file.stat().st_size for file in files) < 100_000
    faces = [face for face in STYLES.split("@font-face")[1:] if "woff2" in face.split("}")[0]]
    assert all("font-display: swap" in face.split("}")[0] for face in faces)


def test_motion_takes_at_most_two_hundred_milliseconds_and_can_be_switched_off():
    moving = re.findall(r"(?:transition|animation): ([^;]+);", STYLES)
    lasting = [int(ms) for rule in moving for ms in re.findall(r"(\d+)ms", rule)]
    # What turns or shimmers for as long as one waits is no transition.
    assert [ms for ms in lasting if ms > 200 and ms != 700] == []
    assert "prefers-reduced-motion: reduce" in STYLES


def test_buttons_and_fields_are_forty_four_pixels_high():
    for name in (".btn", ".field-input", ".option"):
        rule = re.search(rf"^  {re.escape(name)} {{([^}}]+)}}", STYLES, re.MULTILINE)
        assert rule
        assert "min-height: 2.75rem" in rule[1]
    assert re.search(r"pointer: coarse\) {[^}]*\.chip[^}]*min-height: 2\.75rem", STYLES)


def test_styles_know_start_and_end_but_not_left_and_right():
    sided = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right):", STYLES
    )
    assert sided == []


def test_the_shop_can_be_installed_and_bears_its_colours():
    manifest = json.loads((ASSETS / "manifest.webmanifest").read_text())
    assert (manifest["name"], manifest["start_url"]) == ("Stoa", "/")
    assert manifest["background_color"] == tokens("light")["ground"]
    assert manifest["theme_color"] == tokens("light")["accent"]
    assert all((ASSETS / each["src"].lstrip("/")).exists() for each in manifest["icons"])
