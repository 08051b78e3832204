"""Wide compositions of several drawings: the front door, departments, and pages with nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from shop_app.pictures.brushes import Canvas
from shop_app.pictures.colonnade import hero, neutral, stand
from shop_app.pictures.outlines import box, oval, poly
from shop_app.pictures.palette import tone

_ADDRESS = re.compile(r"^/media/art/scene/(?P<name>[a-z-]+)\.svg\Z")
_WIDTH, _HEIGHT, _LEDGE = 1280, 800, 610
Placed = tuple[str, float, float, float]  # thing, x and y of its foot, scale

# Wall, ledge, and what stands there, for each department by its slug.
_DEPARTMENTS: dict[str, tuple[str, str, tuple[Placed, ...]]] = {
    "kitchen": ("#d9d4c0", "#b98d5e", (
        ("pot:terracotta:enamel", 360, 640, 0.6), ("board:oak:oak", 585, 560, 0.56), ("kettle:cream:enamel", 660, 640, 0.6), ("mug:sage:stoneware", 890, 650, 0.42), ("pepper_mill:walnut:walnut", 1050, 645, 0.46),
    )),
    "home": ("#e3cfc0", "#c79f70", (
        ("mirror:oak:oak", 640, 470, 0.62), ("lamp:sage:linen:brass", 390, 640, 0.66), ("candle:cream:wax", 610, 650, 0.4), ("vase:terracotta:stoneware", 850, 640, 0.62), ("blanket:navy:wool:cream", 1040, 650, 0.34),
    )),
    "furniture": ("#d3d7c8", "#c9a77e", (
        ("frame:terracotta:oak:navy", 640, 420, 0.44), ("sofa:camel:leather:cream", 640, 690, 0.92), ("plant:white:ceramic", 1090, 680, 0.74), ("stool:oak:oak", 180, 690, 0.44),
    )),
    "clothing": ("#dfd6ca", "#c79f70", (
        ("shirt:sky:cotton", 330, 560, 0.66), ("jumper:rust:knit", 640, 560, 0.66), ("dress:forest:linen", 950, 560, 0.66),
    )),
    "shoes-and-bags": ("#dcd2c2", "#b98d5e", (
        ("backpack:mustard:canvas", 360, 650, 0.72), ("sneaker:white:leather:navy", 690, 660, 0.6), ("handbag:wine:leather", 1010, 650, 0.6),
    )),
    "jewellery-and-watches": ("#cfd3d6", "#d8c8b2", (
        ("ring:gold:gold", 350, 650, 0.5), ("watch:navy:steel:cognac", 640, 640, 0.62), ("earrings:white:gold", 930, 640, 0.62),
    )),
    "electronics": ("#cfd6da", "#8c6444", (
        ("laptop:silver:aluminium", 470, 650, 0.8), ("headphones:terracotta:leather", 840, 650, 0.56), ("camera:black:leather", 1080, 660, 0.46),
    )),
    "sports-and-outdoors": ("#d5dccb", "#a9b08a", (
        ("tent:rust:nylon:cream", 430, 670, 0.78), ("bicycle:petrol:steel:cognac", 880, 680, 0.84), ("ball:white:leather", 640, 700, 0.3),
    )),
    "garden-and-tools": ("#d3d9c4", "#b08c62", (
        ("watering_can:sage:steel", 400, 650, 0.68), ("plant_pot:terracotta:stoneware", 700, 660, 0.6), ("toolbox:red:steel", 990, 655, 0.58),
    )),
    "toys-and-games": ("#eadbc4", "#d9b48b", (
        ("toy_train:red:beech:mustard", 390, 660, 0.62), ("bear:camel:wool:cream", 690, 690, 0.66), ("blocks:sage:beech:terracotta", 990, 660, 0.6),
    )),
    "beauty-and-care": ("#e6d4cb", "#d8c8b2", (
        ("perfume:blush:glass:gold", 330, 650, 0.6), ("cream_jar:sage:glass", 560, 655, 0.48), ("soap:cream:wax:blush", 800, 660, 0.52), ("pump_bottle:amber:glass", 1030, 650, 0.6),
    )),
    "books-and-paper": ("#d6d3c8", "#8c6444", (
        ("book_stack:wine:linen:navy", 390, 650, 0.66), ("book:forest:linen:cream", 680, 650, 0.62), ("notebook:navy:linen:terracotta", 960, 670, 0.6),
    )),
    "food-and-drink": ("#e2d6bd", "#b98d5e", (
        ("oil_bottle:olive:glass", 320, 650, 0.64), ("jam_jar:wine:glass", 540, 655, 0.5), ("coffee_bag:terracotta:paper", 770, 650, 0.6), ("tea_tin:forest:steel", 1000, 650, 0.56),
    )),
    "pets": ("#d9d3c4", "#c9a77e", (
        ("pet_bed:oat:boucle:cream", 470, 680, 0.8), ("pet_bowl:sage:stoneware:cream", 920, 690, 0.5), ("scratcher:sage:jute", 1120, 660, 0.56),
    )),
}  # fmt: skip


def _department(slug: str) -> str:
    wall, ledge, things = _DEPARTMENTS[slug]
    canvas = Canvas()
    sketch = neutral(canvas)
    sketch.shape(box(0, 0, _WIDTH, _HEIGHT), wall, "diag", edge=0)
    arch = "M{0} {2}V320A{1} {1} 0 0 1 {3} 320V{2}Z"
    with sketch.blurred(1):
        sketch.fill(arch.format(150, 490, _LEDGE, 1130), tone(wall, 0.14), 0.7)
    with sketch.blurred(11):
        panes = "".join(
            f"M{left} {top}l190-30-70 250-190 26Z" for left in (190, 410) for top in (70, 340)
        )
        sketch.fill(panes, "#fffaf0", 0.36)
    if slug == "clothing":
        sketch.dim(box(-10, 160, 1300, 26), 0.2, 6)
        sketch.shape(box(-10, 138, 1300, 30, 8), ledge, "bar", texture="wood")
        sketch.line("M330 160v40M640 160v40M950 160v40", "#6b5b48", 7)
    sketch.shape(box(-10, _LEDGE, _WIDTH + 20, 200), ledge, "down", texture="wood", edge=0)
    sketch.fill(box(0, _LEDGE, _WIDTH, 5), "#fff6e6", 0.4)
    sketch.dim(box(-10, _LEDGE - 20, _WIDTH + 20, 20), 0.12, 8)
    for thing, x, y, scale in things:
        stand(canvas, thing, x, y, scale)
    return canvas.svg(width=_WIDTH, height=_HEIGHT)


def _still_life(*things: Placed, parcel: bool = False, glass: bool = False) -> str:
    """A few things on no ground of their own, so that they suit a light and a dark page."""
    canvas = Canvas()
    sketch = neutral(canvas)
    with sketch.blurred(30):
        sketch.fill(oval(400, 330, 330, 210), "#e9d8bf", 0.75)
    if parcel:
        sketch.ground(400, 486, 190, 0.45)
        box_ = sketch.shape(box(230, 250, 340, 236, 4), "#c99e6b", "diag", texture="paper")
        sketch.soften(box_, 26, 0.3, 0.3)
        sketch.shape(
            poly((230, 250), (270, 196), (530, 196), (570, 250)), "#d8b284", "down", texture="paper"
        )
        sketch.shape(box(372, 196, 56, 290), "#e8d3ac", "diag", edge=0.3, opacity=0.85)
        sketch.shape(box(262, 400, 84, 54, 2), "#f7f1e4", "diag", edge=0.4)
        sketch.line("M274 418h60M274 434h40", "#5b4a3a", 5, 0.6)
    for thing, x, y, scale in things:
        stand(canvas, thing, x, y, scale)
    if glass:
        sketch.dim(oval(476, 330, 108), 0.16, 10)
        sketch.rod("M540 402L640 512", "walnut", 34)
        sketch.shape(oval(460, 310, 112), "#cfdedd", "steel", edge=0, opacity=0.55)
        sketch.line(oval(460, 310, 112), tone("brass", -0.25), 24)
        sketch.line(oval(460, 310, 112), "brass", 17)
        sketch.shine(poly((400, 250), (440, 222), (400, 380), (372, 350)), 0.5, 4)
    return canvas.svg(width=800, height=600)


SCENES: dict[str, Callable[[], str]] = {
    "home": hero,
    **{f"department-{slug}": partial(_department, slug) for slug in _DEPARTMENTS},
    "empty-cart": partial(
        _still_life, ("tote:natural:canvas:cognac", 360, 500, 0.66), ("plant:terracotta:stoneware", 610, 500, 0.4)
    ),
    "nothing-found": partial(
        _still_life, ("book_stack:sage:linen:terracotta", 320, 500, 0.6), glass=True
    ),
    "not-found": partial(
        _still_life, ("puzzle:sage:card:mustard", 300, 500, 0.56), ("bear:oat:wool:cream", 580, 524, 0.46)
    ),
    "error": partial(
        _still_life, ("desk_lamp:charcoal:brass", 340, 500, 0.6), ("charger:terracotta:plastic:cream", 600, 506, 0.4)
    ),
    "no-orders": partial(_still_life, ("mug:terracotta:stoneware", 640, 500, 0.26), parcel=True),
    "no-wishes": partial(
        _still_life, ("vase:blush:stoneware", 330, 500, 0.62), ("candle:cream:wax", 560, 500, 0.38)
    ),
    "welcome": partial(
        _still_life, ("lamp:terracotta:linen:brass", 300, 510, 0.7), ("book:navy:paper:cream", 560, 510, 0.5)
    ),
}  # fmt: skip


def backdrop(name: str) -> str:
    """The scene of a name (see SCENES). Raises KeyError for an unknown one."""
    return SCENES[name]()


@lru_cache(maxsize=32)
def scene_for(path: str) -> str | None:
    """The SVG text of a scene's address, such as `/media/art/scene/home.svg`; None if unknown."""
    found = _ADDRESS.match(path)
    painter = SCENES.get(found["name"]) if found else None
    return painter() if painter else None
