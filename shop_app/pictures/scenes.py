"""Wide compositions of several drawings: the front door, and the pages where nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from shop_app.pictures.brushes import Canvas, Sketch
from shop_app.pictures.families import REGISTER
from shop_app.pictures.outlines import box, oval, poly
from shop_app.pictures.palette import tone

_ADDRESS = re.compile(r"^/media/art/scene/(?P<name>[a-z-]+)\.svg$")
Placed = tuple[str, str, str, float, float, float]  # kind, colour, material, x, y, scale


def _neutral(canvas: Canvas) -> Sketch:
    return Sketch(canvas, colour="ivory", material="stone", accent=None, seed=7)


def _place(canvas: Canvas, placed: Placed) -> None:
    kind, colour, material, x, y, scale = placed
    sketch = Sketch(canvas, colour=colour, material=material, accent=None, seed=3)
    with canvas.group(f'transform="translate({x:g} {y:g}) scale({scale:g})"'):
        REGISTER[kind].paint(sketch, 0)


def _colonnade(canvas: Canvas, width: int, height: int, floor: int) -> None:
    """A hall with columns: morning light behind them, a floor of stone before them."""
    sketch = _neutral(canvas)
    sketch.shape(box(0, 0, width, height), "#f3e3cf", "down", edge=0)
    with sketch.blurred(40):
        sketch.fill(oval(width * 0.62, floor - 130, 320, 240), "#fff4dc", 0.9)
        sketch.fill(
            f"M0 {floor - 120}Q{width / 3} {floor - 220} {width / 2} {floor - 140}T{width} {floor - 160}V{floor}H0Z",
            "#b9bf9f",
            0.8,
        )
    sketch.shape(box(-10, floor - 8, width + 20, height - floor + 20), "#e6d6c0", "down", edge=0)
    for x in range(-200, width + 400, 160):
        sketch.line(
            poly((width / 2 + (x - width / 2) * 0.7, floor), (x, height), closed=False),
            "#b79f80",
            2,
            0.35,
        )
    for x in (40, 360, 900, 1180):
        sketch.dim(poly((x + 60, floor), (x + 150, height), (x + 60, height), (x, floor)), 0.08, 10)
        column = sketch.shape(box(x, 96, 74, floor - 90), "#f7f0e4", "side", edge=0.2)
        with sketch.within(column):
            for flute in range(5):
                sketch.line(f"M{x + 10 + flute * 14} 96V{floor}", "#bba98e", 3, 0.4)
        sketch.shape(box(x - 14, 76, 102, 26, 4), "#f3e9d8", "down", edge=0.3)
        sketch.shape(box(x - 12, floor - 14, 98, 24, 4), "#efe3d0", "down", edge=0.3)
    sketch.shape(box(-10, -10, width + 20, 90), "#efe3d0", "down", edge=0.2)
    sketch.fill(box(0, 62, width, 6), tone("#efe3d0", -0.2), 0.5)


def _home() -> str:
    canvas = Canvas()
    _colonnade(canvas, 1280, 720, 560)
    sketch = _neutral(canvas)
    sketch.ground(700, 660, 470, 0.35)
    sketch.shape(box(250, 600, 900, 26, 6), "#c79f70", "down", texture="wood")
    sketch.shape(box(270, 626, 860, 60), "#a97f52", "down", texture="wood", edge=0.2)
    for placed in (
        ("plant", "terracotta", "stoneware", 140, 92, 0.74),
        ("lamp", "mustard", "brass", 800, 158, 0.64),
        ("vase", "sage", "stoneware", 402, 250, 0.52),
        ("armchair", "forest", "velvet", -90, 250, 0.62),
        ("kettle", "white", "enamel", 570, 306, 0.46),
        ("mug", "terracotta", "stoneware", 530, 420, 0.3),
        ("book", "navy", "paper", 700, 366, 0.34),
        ("camera", "black", "leather", 930, 392, 0.34),
        ("bear", "camel", "wool", 1010, 340, 0.4),
    ):
        _place(canvas, placed)
    return canvas.svg(width=1280, height=720)


def _still_life(*things: Placed) -> Callable[[], str]:
    def paint() -> str:
        canvas = Canvas()
        sketch = _neutral(canvas)
        with sketch.blurred(30):
            sketch.fill(oval(400, 330, 330, 210), "#efe2cf", 0.9)
        for placed in things:
            _place(canvas, placed)
        return canvas.svg(width=800, height=600)

    return paint


SCENES: dict[str, Callable[[], str]] = {
    "home": _home,
    "not-found": _still_life(
        ("puzzle", "sage", "card", 130, 40, 0.66), ("bear", "oat", "wool", 400, 210, 0.48)
    ),
    "empty-cart": _still_life(
        ("watering_can", "sage", "steel", 60, 70, 0.5),
        ("pot", "terracotta", "enamel", 300, 60, 0.62),
    ),
    "welcome": _still_life(
        ("lamp", "terracotta", "brass", 60, 20, 0.7), ("book", "navy", "paper", 380, 150, 0.5)
    ),
}


@lru_cache(maxsize=16)
def scene_for(path: str) -> str | None:
    """The SVG text of a scene's address, such as `/media/art/scene/home.svg`; None if unknown."""
    found = _ADDRESS.match(path)
    painter = SCENES.get(found["name"]) if found else None
    return painter() if painter else None
