"""Grains as small SVG patterns: weave, knit, leather, wood and the rest, over any colour."""

from __future__ import annotations

import random
from functools import lru_cache

from shop_app.pictures.outlines import number
from shop_app.pictures.palette import faded

_DARK, _LIGHT = "#1d1108", "#fffaf0"


@lru_cache(maxsize=64)
def texture_pattern(grain: str, *, dark: bool) -> str:
    """The `<pattern id="{id}">` of a grain; `dark` when it lies on a dark colour."""
    strength = 1.5 if dark else 1.0
    maker = _GRAINS[grain]
    width, height, turn, content = maker(strength)
    rotation = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{{id}}" width="{width}" height="{height}"'
        f' patternUnits="userSpaceOnUse"{rotation}>{content}</pattern>'
    )


def _mark(path: str, colour: str, opacity: float, width: float = 1.2) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{faded(colour, opacity)}"'
        f' stroke-width="{number(width)}"/>'
    )


def _dots(path: str, colour: str, opacity: float) -> str:
    return f'<path d="{path}" fill="{faded(colour, opacity)}"/>'


def _weave(strength: float) -> tuple[int, int, int, str]:
    return (
        5,
        5,
        0,
        _mark("M0 1h5M1 0v5", _DARK, 0.05, 1) + _mark("M0 3.5h5", _LIGHT, 0.07 * strength, 1),
    )


def _linen(strength: float) -> tuple[int, int, int, str]:
    return (
        18,
        18,
        0,
        (
            _mark("M0 2h18M0 9h11M4 14h14M3 0v18M10 0v9M15 5v13", _DARK, 0.09, 1.4)
            + _mark("M0 5h18M6 11h12M6 0v18M13 0v14", _LIGHT, 0.16 * strength, 1.4)
        ),
    )


def _knit(strength: float) -> tuple[int, int, int, str]:
    stitches = "M0 2Q5 4 8 13M16 2Q11 4 8 13"
    return (
        16,
        14,
        0,
        _mark(stitches, _DARK, 0.2, 2)
        + _mark("M2 0Q7 4 10 11M14 0Q9 4 6 11", _LIGHT, 0.12 * strength, 2),
    )


def _twill(strength: float) -> tuple[int, int, int, str]:
    return (
        6,
        6,
        32,
        _mark("M0 1.5h6", _LIGHT, 0.16 * strength, 1.5) + _mark("M0 4.5h6M2 0v6", _DARK, 0.12, 1),
    )


def _scatter(size: int, count: int, seed: int, least: float, most: float) -> str:
    chance = random.Random(seed)
    path = []
    for _ in range(count):
        radius = round(chance.uniform(least, most), 1)
        x = round(chance.uniform(radius, size - radius))
        y = round(chance.uniform(radius, size - radius))
        path.append(f"M{x} {y}a{radius} {radius} 0 1 0 .1 0Z")
    return "".join(path)


def _leather(strength: float) -> tuple[int, int, int, str]:
    return (
        34,
        34,
        15,
        _dots(_scatter(34, 14, 3, 1, 2.2), _DARK, 0.1)
        + _dots(_scatter(34, 10, 8, 0.8, 1.8), _LIGHT, 0.09 * strength),
    )


def _felt(strength: float) -> tuple[int, int, int, str]:
    return (
        26,
        26,
        20,
        _dots(_scatter(26, 12, 5, 0.6, 1.3), _DARK, 0.1)
        + _dots(_scatter(26, 12, 6, 0.6, 1.3), _LIGHT, 0.14 * strength),
    )


def _boucle(strength: float) -> tuple[int, int, int, str]:
    loops = "M3 8q3-6 7 0t7-2M14 20q4-7 8 0t6 2M4 26q3-5 6 0M22 6q3-5 6 0"
    return (
        30,
        30,
        10,
        _mark(loops, _DARK, 0.14, 2.2)
        + _mark("M2 6q3-6 7 0t7-2M13 18q4-7 8 0", _LIGHT, 0.3 * strength, 2.4),
    )


def _wood(strength: float) -> tuple[int, int, int, str]:
    grain = "M0 8q60-8 130 2t110-4M0 22q80 8 150-1t90 3M0 37q40-9 120-3t120 2M0 50q90 7 240-2"
    return (
        240,
        60,
        2,
        _mark(grain, "#3d200c", 0.17, 1.8)
        + _mark("M0 15q90 7 240-2M0 44q70-7 240 3", _LIGHT, 0.13 * strength, 2.4),
    )


def _brushed(strength: float) -> tuple[int, int, int, str]:
    return (
        90,
        9,
        0,
        _mark("M0 2h60M20 6h70", _LIGHT, 0.16 * strength, 1)
        + _mark("M30 4h60M0 8h50", _DARK, 0.07, 1),
    )


def _speckle(strength: float) -> tuple[int, int, int, str]:
    return (
        70,
        70,
        0,
        _dots(_scatter(70, 13, 11, 0.7, 2), "#4a2f1c", 0.34)
        + _dots(_scatter(70, 8, 12, 0.6, 1.5), _LIGHT, 0.3 * strength),
    )


def _paper(strength: float) -> tuple[int, int, int, str]:
    return (
        60,
        60,
        25,
        _mark("M5 12h6M30 40h8M48 20h5M20 55h4", _DARK, 0.07, 1)
        + _mark("M18 26h7M44 52h7M36 8h5", _LIGHT, 0.2 * strength, 1),
    )


def _marble(strength: float) -> tuple[int, int, int, str]:
    veins = "M0 60Q60 40 110 90T230 110M70 0Q90 60 160 70T240 160M0 170Q70 140 120 190T240 220"
    return (
        240,
        240,
        12,
        _mark(veins, "#7b7064", 0.2, 2.2)
        + _mark("M20 0Q50 90 130 130T200 240", "#a09382", 0.16 * strength, 4),
    )


def _cork(strength: float) -> tuple[int, int, int, str]:
    return (
        60,
        60,
        0,
        _dots(_scatter(60, 16, 21, 1, 3), "#5a3718", 0.26)
        + _dots(_scatter(60, 12, 22, 1, 2.6), _LIGHT, 0.22 * strength),
    )


def _rattan(strength: float) -> tuple[int, int, int, str]:
    return (
        24,
        16,
        0,
        _mark("M1 4h10M13 12h10", "#3d200c", 0.3, 6)
        + _mark("M1 2.5h10M13 10.5h10", _LIGHT, 0.3 * strength, 2),
    )


def _rib(strength: float) -> tuple[int, int, int, str]:
    return (
        10,
        10,
        0,
        _mark("M2 0v10", _DARK, 0.16, 2.4) + _mark("M6 0v10", _LIGHT, 0.12 * strength, 2.4),
    )


def _mesh(strength: float) -> tuple[int, int, int, str]:
    return 12, 12, 45, _dots("M3 3h5v5h-5Z", _DARK, 0.32 * strength)


def _quilt(strength: float) -> tuple[int, int, int, str]:
    return (
        60,
        60,
        45,
        _mark("M0 2h60M2 0v60", _DARK, 0.2, 2.4)
        + _mark("M0 6h60M6 0v60", _LIGHT, 0.18 * strength, 4),
    )


_GRAINS = {
    "weave": _weave, "linen": _linen, "knit": _knit, "twill": _twill, "leather": _leather,
    "felt": _felt, "boucle": _boucle, "wood": _wood, "brushed": _brushed, "speckle": _speckle,
    "paper": _paper, "marble": _marble, "cork": _cork, "rattan": _rattan, "rib": _rib,
    "mesh": _mesh, "quilt": _quilt,
}  # fmt: skip
