"""What stands behind and around things: the warm ground, a wall in window light, a table."""

from __future__ import annotations

from shop_app.pictures.brushes import Canvas, Sketch
from shop_app.pictures.outlines import box, leaf, number
from shop_app.pictures.palette import tone

WALLS = ("#e4dacb", "#d3d7c8", "#e3cfc0", "#cfd6da", "#e8dfd2", "#d9cfc4")


def ground(canvas: Canvas, width: int = 800, height: int = 800) -> None:
    """The marble ground of all catalogue pictures, lit from the upper left."""
    base = canvas.define(
        '<linearGradient id="{id}" x2=".55" y2="1"><stop stop-color="#f8f4ed"/>'
        '<stop offset=".6" stop-color="#f0e9de"/><stop offset="1" stop-color="#e3d8c9"/>'
        "</linearGradient>"
    )
    pool = canvas.define(
        '<radialGradient id="{id}" cx=".3" cy=".22" r=".7"><stop stop-color="#fffdf8"/>'
        '<stop offset="1" stop-color="#fffdf8" stop-opacity="0"/></radialGradient>'
    )
    area = box(0, 0, width, height)
    canvas.add(f'<path d="{area}" fill="url(#{base})"/><path d="{area}" fill="url(#{pool})"/>')


def setting(canvas: Canvas, place: str, seed: int) -> None:
    """A calm room (or a hillside) for things to stand in, with the window's light on the wall."""
    if place == "outdoors":
        _hillside(canvas)
        return
    wall = WALLS[seed % len(WALLS)]
    top, low = tone(wall, 0.1), tone(wall, -0.12)
    shade = canvas.define(
        f'<linearGradient id="{{id}}" x2=".7" y2="1"><stop stop-color="{top}"/>'
        f'<stop offset="1" stop-color="{low}"/></linearGradient>'
    )
    canvas.add(f'<path d="{box(0, 0, 800, 800)}" fill="url(#{shade})"/>')
    _window_light(canvas, seed)
    if place == "table":
        _table(canvas, seed)
    elif place == "floor":
        _floor(canvas)
    elif place == "rail":
        _rail(canvas)


def _window_light(canvas: Canvas, seed: int) -> None:
    sketch = _neutral(canvas, seed)
    lean = 60 + seed % 3 * 30
    panes = "".join(
        f"M{left + lean} {top}l145-22-{lean} 190-145 17Z" for left in (70, 235) for top in (40, 235)
    )
    leaves = "".join(
        leaf(430 + lean - step * 40, 60 + step * 80, 120, 38, 168 - side * 118 + step * 6)
        for step in range(3)
        for side in (0, 1)
    )
    with sketch.blurred(9):
        sketch.fill(panes, "#fffaf0", 0.4)
        sketch.fill(leaves, "#3a2c1e", 0.1)


def _table(canvas: Canvas, seed: int) -> None:
    wood = ("#c79f70", "#b98d5e", "#8c6444", "#d8c8b2")[seed // 6 % 4]
    sketch = _neutral(canvas, seed)
    sketch.shape(box(-10, 596, 820, 214), wood, "down", texture="wood", edge=0)
    sketch.fill(box(0, 596, 800, 5), "#fff6e6", 0.35)
    sketch.dim(box(-20, 574, 840, 22), 0.12, 8)


def _floor(canvas: Canvas) -> None:
    sketch = _neutral(canvas, 0)
    sketch.shape(box(-10, 590, 820, 220), "#c9a77e", "down", texture="wood", edge=0)
    planks = "".join(f"M{400 + (x - 400) * 0.62:.0f} 590L{x} 800" for x in range(-250, 1300, 150))
    sketch.line(planks, "#5b3a20", 2, 0.22)
    sketch.shape(box(-10, 552, 820, 38), "#f1ebe1", "down", edge=0)
    sketch.dim(box(-10, 586, 820, 12), 0.22, 4)


def _rail(canvas: Canvas) -> None:
    sketch = _neutral(canvas, 0)
    sketch.dim(box(-10, 84, 820, 34), 0.2, 7)
    sketch.shape(box(-10, 66, 820, 38), "#c79f70", "down", texture="wood")
    for x in (120, 400, 680):
        sketch.dim(f"M{x} 92l26 26", 0.2)
        sketch.shape(f"M{x - 13} 72h26v34a13 13 0 0 1-26 0Z", "#b98d5e", "side")


def _hillside(canvas: Canvas) -> None:
    sketch = _neutral(canvas, 0)
    sketch.shape(box(0, 0, 800, 800), "#dfe6e4", "down", edge=0)
    with sketch.blurred(3):
        sketch.fill("M0 470Q160 360 330 430T640 380T800 440V800H0Z", "#b7c4bd", 1)
        sketch.fill("M0 540Q200 450 420 520T800 490V800H0Z", "#9db09d", 1)
    sketch.shape("M0 600Q260 560 480 590T800 580V800H0Z", "#8b9c72", "down", texture="felt", edge=0)


def _neutral(canvas: Canvas, seed: int) -> Sketch:
    return Sketch(canvas, colour="oak", material="oak", accent=None, seed=seed)


def companion(canvas: Canvas, place: str, seed: int) -> None:
    """A small thing beside the product, so that the room is lived in; drawn behind it."""
    sketch = _neutral(canvas, seed)
    if place == "table":
        (_sprig, _books, _cloth)[seed % 3](sketch)
    elif place == "floor":
        _floor_plant(sketch)


def _sprig(sketch: Sketch) -> None:
    sketch.ground(680, 636, 50, 0.4)
    stems = "M684 560Q676 420 640 330M682 540Q690 420 736 350M683 540Q684 400 690 280"
    sketch.line(stems, "#6b7255", 4)
    leaves = "".join(
        leaf(x, y, 66, 20, degrees)
        for x, y, degrees in (
            (640, 332, -120), (652, 380, -180), (668, 440, -170), (672, 440, -30), (736, 352, -50),
            (718, 384, -10), (690, 282, -90), (689, 330, -160), (690, 334, -20),
        )
    )  # fmt: skip
    sketch.shape(leaves, "#8a9874", "diag", edge=0.3)
    sketch.shape(
        "M662 520q-4 30-22 52t-12 54q2 12 54 12t54-12q4-32-14-54t-20-52Z", "#efe7db", "side"
    )


def _books(sketch: Sketch) -> None:
    sketch.ground(672, 640, 130, 0.4)
    for top, left, wide, colour in (
        (612, 560, 226, "#7d8b76"), (584, 576, 200, "#c7a183"), (558, 570, 190, "#e9dfd0"),
    ):  # fmt: skip
        sketch.shape(box(left, top, wide, 28, 3), colour, "down")
        sketch.fill(box(left + 14, top, 5, 28), tone(colour, -0.2), 0.5)


def _cloth(sketch: Sketch) -> None:
    outline = "M540 640Q600 604 700 612T830 606V690Q700 716 610 700T520 676Z"
    name = sketch.shape(outline, "#e6ddce", "diag", texture="linen")
    sketch.folds(name, "M560 672Q660 634 800 654M620 700Q700 668 800 690")


def _floor_plant(sketch: Sketch) -> None:
    sketch.ground(704, 640, 66, 0.45)
    blades = "".join(
        leaf(x, y, 130, 46, degrees)
        for x, y, degrees in (
            (652, 340, -130), (662, 400, -190), (676, 450, -160), (748, 306, -60), (734, 380, -10),
            (702, 330, -95),
        )
    )  # fmt: skip
    sketch.line("M700 560Q690 430 650 340M702 560Q712 420 748 306M702 560V330", "#5c6b47", 5)
    sketch.shape(blades, "#6f8259", "down", edge=0.5)
    sketch.shape("M650 540h108l-12 90q-2 10-42 10t-42-10Z", "#d9c9b4", "side")


def zoomed(focus: tuple[float, float, float]) -> str:
    """The transform that brings the focus to the middle, as large as its zoom says."""
    x, y, zoom = focus
    return (
        f'transform="translate({number(400 - x * zoom)} {number(400 - y * zoom)}) scale({zoom:g})"'
    )
