"""Drawings of furniture, standing on the ground in soft light."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth
from shop_app.pictures.palette import tone

WOODS = ("oak", "walnut", "ash", "beech")


def timber(s: Sketch) -> str:
    """The wood of the frame: the accent when it is given, the material's own, or walnut."""
    if s.second:
        return s.accent
    return s.own if s.stuff.texture == "wood" else "#74513a"


@kind("chair", "Chair", ("oak", "walnut", "beech", "ash"), setting="floor", focus=(400, 330, 1.7))
def chair(s: Sketch, pose: int) -> None:
    s.ground(400, 716, 210)
    s.rod("M300 470L270 706", tone(s.own, -0.14), 24)
    s.rod("M520 470L560 690", tone(s.own, -0.14), 24)
    s.rod("M268 150L300 470", s.own, 26)
    s.rod("M540 150L512 470", s.own, 26)
    s.shape("M256 140Q404 178 552 140L546 240Q404 274 264 240Z", s.own, "down", texture="own")
    s.shape("M270 300Q404 326 538 300L534 340Q404 364 276 340Z", s.own, "down", texture="own")
    seat = s.shape(
        "M236 462Q400 430 566 462L598 524Q400 556 204 524Z", s.colour, "down", texture="linen"
    )
    s.soften(seat, 30, 0.3, 0.4)
    s.shape("M204 524Q400 556 598 524V546Q400 578 204 546Z", s.own, "down", texture="own")
    s.rod("M226 546L196 716", s.own, 28)
    s.rod("M576 546L612 716", s.own, 28)
    s.line("M210 640H600", tone(s.own, -0.1), 12, 0.9)


@kind("stool", "Stool", WOODS, setting="floor", focus=(400, 300, 2.0))
def stool(s: Sketch, pose: int) -> None:
    s.ground(400, 652, 180, 0.4)
    s.rod("M350 330L316 620M450 330L484 620", tone(s.own, -0.22), 19)
    s.rod("M272 520H528", tone(s.own, -0.1), 13)
    s.rod("M300 330L238 650M500 330L562 650", s.own, 24)
    s.shape(
        "M226 290Q400 360 574 290V316Q400 388 226 316Z",
        tone(s.own, -0.1),
        "side",
        texture="own",
        edge=0.8,
    )
    seat = s.shape(
        oval(400, 288, 176, 54),
        s.colour if s.colour != s.own else s.own,
        "diag",
        texture="own" if s.colour == s.own else "leather",
        edge=0.8,
    )
    s.soften(seat, 26, 0.3, 0.4)


@kind(
    "armchair",
    "Armchair",
    ("boucle", "velvet", "linen", "leather"),
    setting="floor",
    focus=(320, 380, 1.9),
)
def armchair(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 270, 0.45)
    wood = timber(s)
    s.rod("M216 590L196 648M584 590L604 648", wood, 23)
    back = s.shape(
        smooth(
            (206, 420),
            (200, 260),
            (260, 160),
            (400, 136),
            (540, 160),
            (600, 260),
            (594, 420),
            (400, 470),
        ),
        None,
        "diag",
        texture="own",
        edge=0.5,
    )
    s.soften(back, 80, 0.34, 0.34)
    s.folds(back, "M330 170Q320 290 332 420M470 170Q480 290 468 420", width=14, dark=0.2)
    seat = s.shape(
        smooth(
            (230, 440),
            (400, 416),
            (570, 440),
            (590, 490),
            (570, 540),
            (400, 560),
            (230, 540),
            (210, 490),
        ),
        tone(s.colour, 0.03),
        "down",
        texture="own",
        edge=0.6,
    )
    s.soften(seat, 50, 0.36, 0.36)
    base = s.shape(
        "M220 524Q400 556 580 524L576 596Q400 620 224 596Z",
        tone(s.colour, -0.06),
        "down",
        texture="own",
        edge=0.6,
    )
    s.soften(base, 30)
    for path in (
        smooth(
            (150, 380),
            (190, 346),
            (238, 370),
            (252, 450),
            (246, 590),
            (210, 612),
            (168, 596),
            (146, 480),
        ),
        smooth(
            (650, 380),
            (610, 346),
            (562, 370),
            (548, 450),
            (554, 590),
            (590, 612),
            (632, 596),
            (654, 480),
        ),
    ):
        arm = s.shape(path, None, "side", texture="own", edge=0.6)
        s.soften(arm, 44, 0.36, 0.36)


@kind(
    "sofa", "Sofa", ("linen", "velvet", "boucle", "leather"), setting="floor", focus=(280, 430, 2.0)
)
def sofa(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 350, 0.42)
    s.rod("M120 584L108 636M680 584L692 636M330 590V632M470 590V632", timber(s), 18)
    back = s.shape(
        "M110 300Q110 250 160 248H640Q690 250 690 300V480H110Z",
        None,
        "down",
        texture="own",
        edge=0.5,
    )
    s.soften(back, 50)
    for x in (120, 402):
        pad = s.shape(
            smooth(
                (x + 10, 276),
                (x + 140, 258),
                (x + 268, 276),
                (x + 274, 370),
                (x + 266, 456),
                (x + 140, 466),
                (x + 12, 456),
                (x + 4, 370),
            ),
            tone(s.colour, 0.03),
            "diag",
            texture="own",
            edge=0.6,
        )
        s.soften(pad, 60, 0.34, 0.36)
    if s.second:
        throw = s.shape(
            smooth(
                (140, 300),
                (220, 290),
                (300, 310),
                (312, 390),
                (300, 464),
                (210, 470),
                (140, 460),
                (130, 380),
            ),
            s.accent,
            "diag",
            texture="linen",
            edge=0.6,
        )
        s.soften(throw, 50)
    for x in (116, 402):
        seat = s.shape(
            box(x, 444, 284, 84, 26), tone(s.colour, 0.02), "down", texture="own", edge=0.7
        )
        s.soften(seat, 40, 0.36, 0.36)
    base = s.shape(
        box(90, 520, 620, 74, 14), tone(s.colour, -0.05), "down", texture="own", edge=0.6
    )
    s.soften(base, 24)
    for x in (62, 654):
        arm = s.shape(box(x, 350, 84, 250, 34), None, "side", texture="own", edge=0.6)
        s.soften(arm, 44, 0.36, 0.36)


@kind("table", "Table", WOODS, setting="floor", focus=(300, 360, 2.0))
def table(s: Sketch, pose: int) -> None:
    wood = s.own
    s.ground(400, 648, 330, 0.34)
    s.rod("M180 400L168 600M620 400L632 600", tone(wood, -0.22), 22)
    s.shape(
        poly((150, 380), (650, 380), (650, 430), (150, 430)),
        tone(wood, -0.16),
        "down",
        texture="wood",
        edge=0.7,
    )
    s.shape(
        poly((138, 300), (662, 300), (744, 370), (56, 370)), wood, "diag", texture="wood", edge=0.8
    )
    s.shape(box(56, 368, 688, 26, 5), tone(wood, -0.1), "down", texture="wood", edge=0.9)
    s.shape(
        poly((84, 394), (122, 394), (112, 654), (90, 654)), wood, "side", texture="wood", edge=0.8
    )
    s.shape(
        poly((716, 394), (678, 394), (688, 654), (710, 654)), wood, "side", texture="wood", edge=0.8
    )
    s.shine(poly((200, 306), (380, 306), (330, 364), (110, 364)), 0.14, 5)
    if s.colour != s.own:
        s.shape(
            poly((330, 298), (470, 298), (500, 374), (300, 374)),
            s.colour,
            "diag",
            texture="linen",
            edge=0.6,
        )
    s.dim(oval(408, 326, 62, 14), 0.3, 5)
    s.shape("M346 284Q350 328 380 332h40q30-4 34-48Z", "ivory", "side")
    s.shape(oval(400, 284, 54, 12), tone("ivory", -0.2), "hollow", edge=0.8)


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
        s.shape(smooth((520, 290), (546, 296), (566, 334), (550, 362), (490, 362), (474, 334), (494, 296)), "cream", "ball")
    s.canvas.again(upper, "translate(0 300)")
    s.shape(box(180, 52, 440, 16, 3), tone(s.own, 0.04), "down", texture="wood", edge=0.8)


@kind("bed", "Bed", ("oak", "walnut", "linen", "velvet"), setting="floor", focus=(300, 430, 1.9))
def bed(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 370, 0.4)
    soft = s.stuff.texture != "wood"
    head = s.shape(
        box(110, 180, 580, 320, 18), s.colour if soft else s.own, "diag", texture="own", edge=0.8
    )
    s.soften(head, 34 if soft else 12, 0.3, 0.3)
    for x in (160, 420):
        pillow = s.shape(
            smooth(
                (x, 340),
                (x + 110, 318),
                (x + 220, 340),
                (x + 226, 400),
                (x + 214, 440),
                (x + 10, 440),
                (x - 6, 400),
            ),
            "white",
            "diag",
            texture="weave",
            edge=0.6,
        )
        s.soften(pillow, 44, 0.24, 0.5)
    cover = s.shape(
        "M90 460Q110 410 200 412H600Q690 410 710 460L730 590Q400 640 70 590Z",
        s.accent
        if not soft and not s.second and s.colour == s.own
        else (s.accent if s.second else s.colour if not soft else "ivory"),
        "down",
        texture="linen",
        edge=0.6,
    )
    s.soften(cover, 60, 0.3, 0.36)
    s.folds(
        cover, "M180 430Q240 520 210 600M600 430Q560 520 600 600M380 420Q420 520 390 610", width=20
    )
    s.shape(
        "M94 440Q110 406 200 406H600Q690 406 706 440L712 478Q400 456 88 478Z",
        "white",
        "down",
        texture="weave",
        edge=0.6,
    )
    wood = s.own if not soft else "walnut"
    s.shape("M66 580Q400 632 734 580V618Q400 668 66 618Z", wood, "down", texture="wood", edge=0.8)
    s.shape(box(76, 610, 24, 38, 3), tone(wood, -0.12), "side")
    s.shape(box(700, 610, 24, 38, 3), tone(wood, -0.12), "side")


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
