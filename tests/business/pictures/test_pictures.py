"""Drawings: complete, the same every time, small, well formed, and safe to serve by address."""

from __future__ import annotations

import gzip
import itertools
import xml.etree.ElementTree as ET

import pytest

from shop_app.pictures.gallery import KINDS, address, draw, parse, svg_for
from shop_app.pictures.palette import COLOURS, MATERIALS, hex_of, lightness, tone
from shop_app.pictures.scenes import SCENES, backdrop, scene_for

EVERY_VIEW = [(kind, view) for kind in KINDS for view in range(len(KINDS[kind].views))]
SVG = "{http://www.w3.org/2000/svg}"


def is_sound(text: str) -> bool:
    """Well formed, of one canvas, every reference met, nothing that could run or call out."""
    root = ET.fromstring(text)  # noqa: S314 the text is our own
    names = [element.get("id") for element in root.iter() if element.get("id")]
    wanted = {part.split(")")[0] for part in text.split("url(#")[1:]}
    wanted |= {part.split('"')[0] for part in text.split('href="#')[1:]}
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    return (
        len(names) == len(set(names))
        and wanted <= set(names)
        and not tags & {"script", "image", "foreignObject", "style", "a"}
        and "nan" not in text.replace("xmlns", "")
    )


def test_a_shop_can_be_filled_with_what_can_be_drawn():
    assert len(KINDS) >= 150
    assert all(len(kind.views) >= 3 for kind in KINDS.values())
    assert all(set(kind.materials) <= set(MATERIALS) for kind in KINDS.values())


@pytest.mark.parametrize(("kind", "view"), EVERY_VIEW)
def test_every_view_of_every_kind_is_sound_small_and_the_same_again(kind, view):
    for number, material in enumerate(KINDS[kind].materials):
        colour = list(COLOURS)[(number * 7 + view) % len(COLOURS)]
        asked = {"colour": colour, "material": material, "view": view, "seed": number}
        text = draw(kind, **asked, accent="cream" if number % 2 else None)
        assert is_sound(text)
        assert text == draw(kind, **asked, accent="cream" if number % 2 else None)
        assert len(gzip.compress(text.encode(), 9)) < 3200


def test_an_address_and_what_it_names_are_the_same_thing():
    path = address("mug", "terracotta", "stoneware", 2, accent="#efe6d3", seed=41)
    assert path == "/media/art/mug/terracotta.efe6d3-stoneware-2-41.svg"
    picture = parse(path)
    assert picture is not None
    assert (picture.kind, picture.colour, picture.accent) == ("mug", "terracotta", "efe6d3")
    assert (picture.material, picture.view, picture.seed) == ("stoneware", 2, 41)
    assert svg_for(path) == draw(
        "mug", colour="terracotta", material="stoneware", view=2, accent="efe6d3", seed=41
    )


@pytest.mark.parametrize(
    "path",
    [
        "", "/media/art/mug.svg", "/media/art/unicorn/red-steel-0-1.svg",
        "/media/art/mug/red-moonstone-0-1.svg", "/media/art/mug/octarine-steel-0-1.svg",
        "/media/art/mug/red-steel-9-1.svg", "/media/art/mug/red-steel-0-99999999.svg",
        "/media/art/mug/red.<script>-steel-0-1.svg", "/media/art/../mug/red-steel-0-1.svg",
        "/media/art/mug/red-steel-0-1.svg\n", "/media/art/scene/nowhere.svg",
    ],
)  # fmt: skip
def test_an_address_of_nothing_gives_nothing(path):
    assert svg_for(path) is None
    assert scene_for(path) is None


def test_unknown_words_are_refused_by_the_painter():
    for wrong in ({"colour": "octarine"}, {"material": "moonstone"}, {"view": 7}):
        with pytest.raises(KeyError):
            draw("mug", **{"colour": "red", "material": "steel"} | wrong)
    with pytest.raises(KeyError):
        draw("unicorn", colour="red", material="steel")


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_sound_and_served_by_its_address(name):
    assert is_sound(backdrop(name))
    assert scene_for(f"/media/art/scene/{name}.svg") == backdrop(name)


def test_light_and_shade_keep_their_order_on_every_colour():
    for colour in COLOURS:
        steps = [lightness(tone(colour, change)) for change in (-0.3, -0.1, 0.1, 0.3)]
        # Near white there is no room left, and eight bits round.
        assert all(low < high + 0.005 for low, high in itertools.pairwise(steps)), colour
    assert hex_of("#AABBCC") == "#aabbcc"
