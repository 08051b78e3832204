"""Drawings of desks, shelves and cupboards."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.furniture import WOODS
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth
from shop_app.pictures.palette import tone


@kind("desk", "Desk", WOODS, setting="floor", focus=(560, 420, 2.0))
def desk(s: Sketch, pose: int) -> None:
    wood = s.own
    s.ground(400, 648, 330, 0.34)
    metal = s.colour if s.colour != s.own else "charcoal"
    s.rod("M150 380L138 596M420 380V596", tone(metal, -0.16), 13)
    s.shape(
        poly((140, 290), (660, 290), (738, 352), (62, 352)), wood, "diag", texture="wood", edge=0.8
    )
    s.shape(box(62, 350, 676, 24, 4), tone(wood, -0.1), "down", texture="wood", edge=0.9)
    s.shape(box(470, 374, 240, 200, 4), tone(wood, -0.05), "diag", texture="wood", edge=0.9)
    for y in (384, 446, 508):
        s.shape(box(480, y, 220, 56, 3), tone(wood, 0.03), "diag", texture="wood", edge=0.9)
        s.shape(box(560, y + 22, 60, 9, 4), "brass", "bar", edge=0.9)
    s.rod("M96 374L84 652M488 576L484 652M694 576L700 652", metal, 17)
    s.shape(
        poly((190, 300), (330, 300), (316, 330), (160, 330)),
        "ivory",
        "down",
        texture="paper",
        edge=0.7,
    )
    s.shape("M360 266h48l-5 56h-38Z", "terracotta", "side")
    s.line("M372 266l-14-60M384 266l4-74M396 266l16-54", "walnut", 5)


@kind("bookshelf", "Bookshelf", WOODS, setting="floor", focus=(330, 300, 1.9))
def bookshelf(s: Sketch, pose: int) -> None:
    s.ground(400, 680, 220, 0.42)
    s.shape(box(190, 60, 420, 622, 4), s.own, "diag", texture="wood", edge=0.9)
    inks = (s.colour, "#7d8b76", "#c7a183", "#e9dfd0", "#5b6f86", "#b4533a")
    with s.canvas.kept() as upper:
        for row, stop in enumerate((564, 424)):
            top = 80 + row * 150
            s.shape(box(208, top, 384, 132), tone(s.own, -0.3), "rise", edge=0.6)
            backs: dict[str, str] = {}
            x, shades = 214, ""
            while x < stop:
                wide, high = s.chance.randint(18, 34), s.chance.randint(82, 116)
                ink = inks[s.chance.randrange(len(inks))]
                backs[ink] = backs.get(ink, "") + box(x, top + 132 - high, wide, high)
                shades += f"M{x + wide - 2} {top + 132 - high}v{high}"
                x += wide + 1
            for ink, outline in backs.items():
                s.fill(outline, ink)
            s.line(shades, "#2b1c12", 5, 0.16, cap="")
            s.dim(box(208, top, 384, 16), 0.35)
        s.shape(
            smooth(
                (520, 290), (546, 296), (566, 334), (550, 362), (490, 362), (474, 334), (494, 296)
            ),
            "cream",
            "ball",
        )
    s.canvas.again(upper, "translate(0 300)")
    s.shape(box(180, 52, 440, 16, 3), tone(s.own, 0.04), "down", texture="wood", edge=0.8)


@kind("sideboard", "Sideboard", WOODS, setting="floor", focus=(300, 480, 2.0))
def sideboard(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 340, 0.4)
    s.rod("M140 580L126 644M660 580L674 644", "brass" if s.second else tone(s.own, -0.2), 18)
    s.shape(box(80, 340, 640, 246, 8), s.own, "diag", texture="wood", edge=0.9)
    for x in (92, 304, 516):
        door = s.shape(
            box(x, 356, 192, 214, 4),
            s.colour if s.colour != s.own and x == 304 else tone(s.own, 0.03),
            "diag",
            texture="wood",
            edge=0.9,
        )
        if x != 304:
            with s.within(door):
                s.line(
                    "".join(f"M{x + step} 356v214" for step in range(8, 192, 14)),
                    tone(s.own, -0.26),
                    3,
                    0.5,
                )
        s.shape(
            oval(x + 96 if x == 304 else x + (170 if x < 304 else 22), 462, 9),
            "brass",
            "ball",
            edge=1,
        )
    s.shape(box(72, 328, 656, 18, 4), tone(s.own, 0.05), "down", texture="wood", edge=0.8)
    s.shape(
        smooth((206, 240), (226, 244), (250, 290), (236, 328), (176, 328), (162, 290), (186, 244)),
        "terracotta",
        "ball",
        edge=0.7,
    )
    s.line("M206 240Q196 180 170 140M206 240Q220 180 236 120", "moss", 4)
    s.shape(box(470, 306, 150, 22, 2), "sage", "down")
    s.shape(box(484, 286, 126, 20, 2), "ivory", "down")


@kind("wardrobe", "Wardrobe", WOODS, setting="floor", focus=(400, 400, 1.9))
def wardrobe(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 230, 0.42)
    s.shape(box(196, 660, 24, 30, 2) + box(580, 660, 24, 30, 2), tone(s.own, -0.2), "side")
    s.shape(box(180, 60, 440, 612, 6), s.own, "diag", texture="wood", edge=0.9)
    for x in (194, 404):
        door = s.shape(
            box(x, 76, 202, 580, 3),
            s.colour if s.colour != s.own else tone(s.own, 0.02),
            "diag",
            texture="wood",
            edge=0.9,
        )
        s.soften(door, 10, 0.2, 0.3)
        s.line(
            box(x + 26, 104, 150, 330, 2) + box(x + 26, 462, 150, 166, 2), tone(s.own, -0.3), 3, 0.6
        )
    for x in (376, 412):
        s.shape(box(x, 380, 12, 90, 6), "brass", "tube", edge=0.9)
    s.shape(box(170, 50, 460, 18, 4), tone(s.own, 0.05), "down", texture="wood", edge=0.8)
