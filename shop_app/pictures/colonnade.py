"""The stoa itself: a hall of columns in morning light, with the shop's goods laid out in it."""

from __future__ import annotations

from shop_app.pictures.brushes import Canvas, Sketch
from shop_app.pictures.families import REGISTER
from shop_app.pictures.outlines import box, leaf, oval, poly
from shop_app.pictures.palette import tone

WIDTH, HEIGHT, FLOOR = 1280, 720, 540
_STONE = "#f3eadc"
_COLUMNS = (70, 330, 590, 850, 1110)


def neutral(canvas: Canvas) -> Sketch:
    """The palette of what is not for sale: stone, walls and light."""
    return Sketch(canvas, colour="ivory", material="stone", accent=None, seed=7)


def stand(canvas: Canvas, thing: str, x: float, y: float, scale: float, seed: int = 3) -> None:
    """Puts a thing, written kind:colour:material or with :accent, with its foot at (x, y)."""
    kind, colour, material, *accent = thing.split(":")
    sketch = Sketch(
        canvas, colour=colour, material=material, accent=accent[0] if accent else None, seed=seed
    )
    place = f"translate({x - 400 * scale:.0f} {y - 646 * scale:.0f}) scale({scale:g})"
    with canvas.group(f'transform="{place}"'):
        REGISTER[kind].paint(sketch, 0)


def hero() -> str:
    """The front door's picture: goods on a long stone bench between the columns."""
    canvas = Canvas()
    sketch = neutral(canvas)
    _landscape(sketch)
    _hall(canvas, sketch)
    _bench(sketch)
    for thing, x, y, scale in (
        ("armchair:forest:velvet:walnut", 176, 664, 0.52),
        ("plant:terracotta:stoneware", 1150, 640, 0.6),
        ("lamp:cream:linen:brass", 392, 500, 0.42),
        ("teapot:petrol:stoneware", 500, 502, 0.27),
        ("mug:terracotta:stoneware", 580, 506, 0.19),
        ("book_stack:wine:linen:navy", 684, 502, 0.27),
        ("camera:black:leather", 676, 415, 0.2),
        ("vase:sage:stoneware", 806, 502, 0.36),
        ("handbag:cognac:leather", 914, 504, 0.27),
        ("suitcase:petrol:plastic", 1010, 668, 0.36),
        ("bear:camel:wool:cream", 430, 682, 0.26),
        ("toy_train:red:beech:mustard", 596, 664, 0.24),
    ):
        stand(canvas, thing, x, y, scale)
    return canvas.svg(width=WIDTH, height=HEIGHT)


def _landscape(sketch: Sketch) -> None:
    """What is seen between the columns: a pale sky, the sea, hills and cypresses."""
    sky = sketch.canvas.define(
        '<linearGradient id="{id}" x2="0" y2="1"><stop stop-color="#bfd4d9"/>'
        '<stop offset=".3" stop-color="#e6e3d3"/><stop offset=".56" stop-color="#fbe3bf"/>'
        "</linearGradient>"
    )
    sketch.canvas.add(f'<path d="{box(0, 0, WIDTH, HEIGHT)}" fill="url(#{sky})"/>')
    with sketch.blurred(30):
        sketch.fill(oval(470, 300, 150), "#fff8e8", 0.95)
    sketch.shape(box(0, 404, WIDTH, 150), "#a9c3c6", "down", edge=0)
    with sketch.blurred(2):
        sketch.fill("M0 420Q180 340 360 404T700 396V430H0Z", "#b6bda6")
        sketch.fill("M620 430Q820 320 1000 392T1280 350V440H620Z", "#a3ae92")
        sketch.fill("M820 460Q1020 380 1280 420V560H820Z", "#8f9e78")
        sketch.fill("M0 470Q180 430 330 480T520 500V560H0Z", "#96a37e")
    trees = "".join(
        leaf(x, y, high, high * 0.2, -90)
        for x, y, high in (
            (250, 474, 120), (286, 478, 90), (1010, 436, 150), (1052, 432, 110), (930, 452, 80),
        )
    )  # fmt: skip
    sketch.shape(trees, "#5f7355", "side", edge=0)


def _hall(canvas: Canvas, sketch: Sketch) -> None:
    """Columns, what they carry, and the floor with their long shadows."""
    floor = sketch.shape(
        box(-10, FLOOR, WIDTH + 20, HEIGHT - FLOOR + 10), "#e4d3bb", "down", edge=0
    )
    joints = "".join(
        f"M{640 + (x - 640) * 0.62:.0f} {FLOOR}L{x} {HEIGHT}" for x in range(-360, 1700, 170)
    )
    sketch.line(joints + f"M0 {FLOOR + 40}H{WIDTH}M0 {FLOOR + 96}H{WIDTH}", "#9c8260", 2, 0.3)
    with sketch.within(floor, 7):
        for x in _COLUMNS:
            sketch.fill(
                poly((x - 6, FLOOR), (x + 80, FLOOR), (x + 250, HEIGHT), (x + 120, HEIGHT)),
                "#6b4c2e",
                0.16,
            )
    sketch.shape(box(-10, FLOOR - 16, WIDTH + 20, 18), "#efe4d2", "down", edge=0.3)
    with canvas.kept(f'transform="translate({_COLUMNS[0]} 0)"') as column:
        shaft = sketch.shape("M-2 118H76L82 524H-8Z", _STONE, "side", edge=0.2)
        with sketch.within(shaft):
            sketch.line(
                "".join(f"M{4 + step * 11} 118L{0 + step * 12} 524" for step in range(7)),
                "#a8926f",
                3,
                0.32,
            )
        sketch.shape("M-16 96Q-14 116 0 122H74Q88 116 90 96Z", _STONE, "side", edge=0.3)
        sketch.shape(box(-22, 78, 118, 20, 2), _STONE, "side", edge=0.4)
        sketch.shape(box(-18, 516, 110, 14, 6), _STONE, "side", edge=0.4)
    for x in _COLUMNS[1:]:
        canvas.again(column, f"translate({x - _COLUMNS[0]} 0)")
    sketch.shape(box(-10, -10, WIDTH + 20, 60), "#efe4d2", "down", edge=0.3)
    sketch.line("M0 36H1280", "#b59d7a", 15, 0.35, "13 11", cap="")
    sketch.shape(box(-10, 48, WIDTH + 20, 32), _STONE, "down", edge=0.4)
    sketch.dim(box(-10, 80, WIDTH + 20, 14), 0.16, 5)


def _bench(sketch: Sketch) -> None:
    """The long stone bench on which things are laid out."""
    with sketch.blurred(14):
        sketch.fill(poly((318, 612), (1000, 612), (1060, 640), (340, 640)), "#4a3320", 0.4)
    sketch.shape(box(316, 520, 676, 96), "#e9dcc7", "down", texture="marble", edge=0.4)
    sketch.shape(
        poly((296, 482), (1000, 482), (1016, 508), (284, 508)), tone(_STONE, 0.06), "down", edge=0.3
    )
    sketch.shape(box(284, 506, 732, 20, 2), "#eadfcd", "down", texture="marble", edge=0.5)
    sketch.dim(box(316, 526, 676, 10), 0.22, 3)
