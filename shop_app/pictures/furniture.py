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
