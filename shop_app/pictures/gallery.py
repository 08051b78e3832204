"""Pictures by address: `draw` makes one, `address` and `parse` name it, `svg_for` serves it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from shop_app.pictures import scenery
from shop_app.pictures.brushes import Canvas, Sketch
from shop_app.pictures.families import REGISTER, Kind
from shop_app.pictures.outlines import number
from shop_app.pictures.palette import COLOURS, MATERIALS, hex_of
from shop_app.pictures.scenes import scene_for

KINDS: Mapping[str, Kind] = MappingProxyType(REGISTER)

_ADDRESS = re.compile(
    r"^/media/art/(?P<kind>[a-z_]+)/(?P<colour>[a-z]+|[0-9a-f]{6})(?:\.(?P<accent>[a-z]+|[0-9a-f]{6}))?"
    r"-(?P<material>[a-z]+)-(?P<view>\d)-(?P<seed>\d{1,6})\.svg\Z"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """Which picture: all that `draw` needs, and all that an address says."""

    kind: str
    colour: str
    material: str
    view: int = 0
    accent: str | None = None
    seed: int = 0


def draw(
    kind: str,
    *,
    colour: str,
    material: str,
    view: int = 0,
    accent: str | None = None,
    seed: int = 0,
) -> str:
    """The picture as SVG text on an 800 × 800 canvas; the same arguments give the same text.

    `colour` and `accent` are names of COLOURS or hex; views are front, detail, setting and
    alternative. Raises KeyError for an unknown kind, colour, material or view.
    """
    what = KINDS[kind]
    if view not in range(len(what.views)):
        raise KeyError(view)
    if material not in MATERIALS:
        raise KeyError(material)
    canvas = Canvas()
    sketch = Sketch(canvas, colour=colour, material=material, accent=accent, seed=seed)
    (_front, _detail, _setting, _alternative)[view](canvas, sketch, what)
    return canvas.svg()


def _front(canvas: Canvas, sketch: Sketch, what: Kind) -> None:
    scenery.ground(canvas)
    with canvas.group(_framed(what)):
        what.paint(sketch, 0)


def _framed(what: Kind) -> str:
    lift = -32 if what.setting in ("table", "floor", "outdoors") else 0
    shift = 400 - 400 * what.scale
    down = (640 if lift else 400) * (1 - what.scale)
    return f'transform="translate({number(shift)} {number(down + lift)}) scale({what.scale:g})"'


def _detail(canvas: Canvas, sketch: Sketch, what: Kind) -> None:
    scenery.ground(canvas)
    with canvas.group(scenery.zoomed(what.focus)):
        what.paint(sketch, 0)


def _setting(canvas: Canvas, sketch: Sketch, what: Kind) -> None:
    place = what.setting
    scenery.setting(canvas, place, sketch.seed)
    scenery.companion(canvas, place, sketch.seed)
    frame = {
        "table": "translate(-18 108) scale(.9)", "floor": "translate(-8 116) scale(.9)",
        "wall": "translate(96 70) scale(.76)", "rail": "translate(40 76) scale(.9)",
        "outdoors": "translate(72 150) scale(.82)", "flat": "translate(40 40) scale(.9)",
    }[place]  # fmt: skip
    with canvas.group(f'transform="{frame}"'), canvas.group(_framed(what)):
        what.paint(sketch, 0)


def _alternative(canvas: Canvas, sketch: Sketch, what: Kind) -> None:
    scenery.ground(canvas)
    if what.poses > 1:
        with canvas.group(_framed(what)):
            what.paint(sketch, 1)
        return
    with canvas.kept('transform="translate(-38 62) scale(.78)"') as name:
        what.paint(sketch, 0)
    if what.setting != "outdoors":
        canvas.again(name, "translate(252 34)")


def address(
    kind: str,
    colour: str,
    material: str,
    view: int = 0,
    *,
    accent: str | None = None,
    seed: int = 0,
) -> str:
    """Where that picture is served, such as `/media/art/mug/terracotta-ceramic-0-7.svg`."""
    paint = colour.removeprefix("#")
    if accent:
        paint += "." + accent.removeprefix("#")
    return f"/media/art/{kind}/{paint}-{material}-{view}-{seed}.svg"


def parse(path: str) -> Picture | None:
    """The picture of an address; None when it names nothing that can be drawn."""
    found = _ADDRESS.match(path)
    if found is None:
        return None
    kind, material, view = found["kind"], found["material"], int(found["view"])
    if kind not in KINDS or material not in MATERIALS or view >= len(KINDS[kind].views):
        return None
    for colour in (found["colour"], found["accent"]):
        if colour and len(colour) != 6 and colour not in COLOURS:
            return None
    try:
        for paint in (found["colour"], found["accent"] or "white"):
            hex_of(paint)
    except KeyError:
        return None
    return Picture(kind, found["colour"], material, view, found["accent"], int(found["seed"]))


@lru_cache(maxsize=4096)
def svg_for(path: str) -> str | None:
    """The SVG text of an address, drawn once and then remembered; None when unknown."""
    picture = parse(path)
    if picture is None:
        return scene_for(path)
    return draw(
        picture.kind,
        colour=picture.colour,
        material=picture.material,
        view=picture.view,
        accent=picture.accent,
        seed=picture.seed,
    )
