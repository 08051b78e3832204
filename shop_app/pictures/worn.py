"""Drawings of what is worn beside clothes: watches, glasses, hats and jewellery."""

from __future__ import annotations

import math

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import around, box, oval, poly, ring, smooth
from shop_app.pictures.palette import tone


@kind(
    "watch", "Watch", ("steel", "gold", "titanium", "brass"), setting="flat", focus=(400, 400, 2.1)
)
def watch(s: Sketch, pose: int) -> None:
    strap = s.accent if s.second else "cognac"
    band = "M336 250L350 70Q400 56 450 70L464 250Z", "M336 550L352 736Q400 756 448 736L464 550Z"
    s.cast(s.outline(band[0] + band[1]), 20, 0.34)
    for part in band:
        name = s.shape(part, strap, "side", texture="leather", edge=0.8)
        with s.within(name):
            s.line(
                "M350 260L362 60M450 260L438 60M350 540L364 750M450 540L436 750",
                tone(strap, 0.3),
                2.4,
                0.8,
                "9 6",
            )
    s.fill(oval(400, 640, 6) + oval(400, 676, 6) + oval(400, 712, 6), "#2b1c12", 0.6)
    for x, y in ((322, 238), (446, 238), (322, 530), (446, 530)):
        s.shape(box(x, y, 32, 36, 8), s.own, "metal", edge=0.9)
    s.shape(box(560, 384, 28, 34, 6), s.own, "bar", edge=0.9)
    case = oval(400, 400, 166)
    s.cast(s.outline(case), 18, 0.4)
    s.shape(case, s.own, "steel", edge=1)
    s.line(oval(400, 400, 150), tone(s.own, -0.3), 3, 0.7)
    s.shape(oval(400, 400, 142), s.colour, "diag", edge=0.9)
    s.line(oval(400, 400, 139), "#2b1c12", 5, 0.18)
    ink = tone("ivory", 0.0) if s.colour < "#999999" else "charcoal"
    marks = ""
    for index, (x, y) in enumerate(around(400, 400, 122, 12)):
        inner = 100 if index % 3 == 0 else 112
        angle = math.radians(-90 + index * 30)
        marks += f"M{x:.0f} {y:.0f}L{400 + inner * math.cos(angle):.0f} {400 + inner * math.sin(angle):.0f}"
    s.line(marks, ink, 6, cap="")
    s.line("M400 400L348 356", ink, 10)
    s.line("M400 400L462 324", ink, 7)
    s.line("M400 430L400 500", "terracotta", 3)
    s.shape(oval(400, 400, 9), "brass", "ball")
    s.shine("M290 330A142 142 0 0 1 420 260L330 490A142 142 0 0 1 290 330Z", 0.16)


@kind(
    "sunglasses",
    "Sunglasses",
    ("plastic", "gold", "titanium"),
    setting="flat",
    focus=(280, 400, 2.1),
    scale=1.08,
)
def sunglasses(s: Sketch, pose: int) -> None:
    frame = s.colour if s.material == "plastic" else s.own
    lens = s.accent if s.second else "forest"
    temple = "M152 362Q176 250 300 226Q350 218 366 244M648 362Q624 250 500 226Q450 218 434 244"
    with s.blurred(9), s.canvas.group('transform="translate(12 22)"'):
        s.line(temple, "#2b1c12", 14, 0.25)
    s.rod(temple, frame, 15)
    left = smooth(
        (150, 350), (250, 330), (352, 346), (366, 410), (330, 490), (240, 506), (164, 458)
    )
    right = smooth(
        (650, 350), (550, 330), (448, 346), (434, 410), (470, 490), (560, 506), (636, 458)
    )
    s.cast(s.outline(left + right), 22, 0.4)
    s.line("M356 372Q400 344 444 372", tone(frame, -0.3), 22)
    s.line("M356 370Q400 342 444 370", frame, 17)
    for path in (left, right):
        glass = s.shape(path, lens, "down", edge=0)
        with s.within(glass):
            s.shine("M150 330L270 320L190 520L130 500Z", 0.22)
            s.shine("M470 330L540 326L470 510L430 480Z", 0.2)
            s.fill("M140 440Q400 500 660 440V520H140Z", "#ffffff", 0.12)
        s.line(path, tone(frame, -0.32), 22)
        s.line(path, frame, 17)
        s.line(path, tone(frame, 0.3), 3, 0.55)
    for x in (166, 634):
        s.fill(oval(x, 366, 4), "#f3ead8", 0.9)


@kind("hat", "Hat", ("wool", "jute", "cotton"), setting="flat", focus=(400, 380, 1.9))
def hat(s: Sketch, pose: int) -> None:
    s.ground(410, 566, 320, 0.55)
    brim = s.shape(
        smooth(
            (80, 510),
            (160, 470),
            (400, 446),
            (640, 470),
            (720, 510),
            (640, 562),
            (400, 586),
            (160, 562),
        ),
        None,
        "down",
        texture="own",
        edge=0.8,
    )
    s.soften(brim, 30, 0.3, 0.4)
    crown = s.shape(
        smooth(
            (214, 510),
            (214, 510),
            (226, 380),
            (270, 262),
            (340, 236),
            (400, 258),
            (460, 236),
            (530, 262),
            (574, 380),
            (586, 510),
            (586, 510),
            (400, 548),
        ),
        None,
        "side",
        texture="own",
        edge=0.6,
    )
    s.soften(crown, 50)
    s.folds(
        crown, "M400 258Q392 320 404 380M320 250Q310 320 330 360M480 250Q492 320 470 360", width=18
    )
    s.shape(
        "M212 468Q400 514 588 468L590 520Q400 566 210 520Z",
        s.accent if s.second else tone(s.colour, -0.3),
        "side",
        texture="weave",
        edge=0.7,
    )
    s.line("M214 474Q400 520 586 474", "#ffffff", 2, 0.25)


@kind("cap", "Cap", ("cotton", "wool", "canvas"), setting="flat", focus=(380, 370, 1.9))
def cap(s: Sketch, pose: int) -> None:
    s.ground(430, 556, 290, 0.5)
    brim = s.shape(
        smooth(
            (430, 480),
            (430, 480),
            (560, 470),
            (690, 520),
            (724, 560),
            (640, 572),
            (420, 560),
            (300, 540),
            (300, 540),
        ),
        tone(s.colour, -0.05) if not s.second else s.accent,
        "down",
        texture="own",
        edge=0.8,
    )
    s.soften(brim, 24, 0.3, 0.4)
    crown = s.shape(
        smooth(
            (160, 530),
            (160, 530),
            (160, 400),
            (240, 274),
            (370, 236),
            (500, 280),
            (562, 400),
            (560, 500),
            (560, 500),
            (400, 520),
            (260, 556),
        ),
        None,
        "diag",
        texture="own",
        edge=0.6,
    )
    s.soften(crown, 56)
    s.folds(crown, "M200 500Q240 470 300 520M480 300Q520 380 510 480", width=14)
    s.line(
        "M370 236Q300 380 262 552M370 236Q470 340 494 504M370 236Q220 300 168 430",
        tone(s.colour, -0.3),
        2,
        0.7,
    )
    s.stitch("M362 244Q292 384 252 548M378 242Q480 340 506 500M170 516Q280 540 400 506T556 486")
    s.shape(oval(370, 236, 16, 11), None, "ball", edge=0.9)
    s.stitch("M470 500Q600 490 690 548M440 520Q580 516 660 560")


@kind("beanie", "Beanie", ("knit", "wool"), setting="flat", focus=(400, 480, 1.9))
def beanie(s: Sketch, pose: int) -> None:
    s.ground(405, 610, 220, 0.45)
    crown = s.shape(
        smooth(
            (196, 500),
            (196, 500),
            (206, 360),
            (280, 230),
            (400, 186),
            (520, 230),
            (594, 360),
            (604, 500),
            (604, 500),
        ),
        None,
        "diag",
        texture="own",
        edge=0.6,
    )
    s.soften(crown, 60)
    s.folds(crown, "M400 200Q330 320 316 480M400 200Q470 320 486 480", width=12)
    cuff = s.shape(
        "M182 490Q400 462 618 490Q628 550 616 604Q400 628 184 604Q172 550 182 490Z",
        tone(s.colour, 0.01),
        "side",
        texture="rib",
        edge=0.7,
    )
    s.soften(cuff, 34)
    if s.second:
        s.cast(s.outline(oval(400, 168, 62)), 10, 0.3)
        s.shape(oval(400, 168, 66), s.accent, "ball", texture="boucle")
    s.shape(box(492, 528, 70, 44, 4), "camel", "diag", texture="leather", edge=0.9)


@kind("ring", "Ring", ("gold", "silver", "titanium"), setting="table", focus=(400, 270, 2.2))
def ring_(s: Sketch, pose: int) -> None:
    s.ground(405, 640, 150)
    band = ring(400, 460, 178, 150)
    s.shape(ring(400, 460, 176, 146), tone(s.own, -0.34), "diag", edge=0)
    s.shape(band, s.own, "steel", edge=0.9)
    s.line("M248 400A166 166 0 0 1 340 306", "#ffffff", 9, 0.8)
    s.line("M560 520A166 166 0 0 1 470 608", "#ffffff", 5, 0.5)
    gem = s.colour if s.colour != s.own else "#d9e6ea"
    s.shape("M346 284L372 306H428L454 284L442 326Q400 340 358 326Z", s.own, "metal", edge=0.9)
    with s.canvas.group('transform="translate(104 82) scale(.74)"'):
        s.shape(
            poly((344, 186), (456, 186), (492, 232), (400, 316), (308, 232)), gem, "diag", edge=0.9
        )
        s.fill(poly((344, 186), (370, 232), (308, 232)), tone(gem, 0.3))
        s.fill(poly((370, 232), (430, 232), (400, 186)), tone(gem, 0.16))
        s.fill(poly((456, 186), (492, 232), (430, 232)), tone(gem, -0.1))
        s.fill(poly((370, 232), (430, 232), (400, 316)), tone(gem, -0.14))
        s.fill(poly((308, 232), (370, 232), (400, 316)), tone(gem, 0.08))
        s.line(
            "M308 232H492M344 186L370 232L400 186L430 232L456 186M370 232L400 316L430 232",
            "#ffffff",
            2,
            0.7,
        )
        s.shine("M352 192l30 0-16 32Z", 0.9)
    s.line("M340 258l16 34M460 258l-16 34", s.own, 7)


@kind("necklace", "Necklace", ("gold", "silver"), setting="flat", focus=(400, 560, 2.1))
def necklace(s: Sketch, pose: int) -> None:
    chain = smooth(
        (330, 96),
        (220, 250),
        (230, 420),
        (330, 540),
        (400, 580),
        (470, 540),
        (570, 420),
        (580, 250),
        (470, 96),
        closed=False,
    )
    with s.blurred(6), s.canvas.group('transform="translate(8 14)"'):
        s.line(chain, "#2b1c12", 9, 0.3)
    s.line(chain, tone(s.own, -0.3), 9, 1, "1 9")
    s.line(chain, s.own, 7, 1, "4 6")
    s.line(chain, "#ffffff", 2, 0.8, "1 19")
    gem = s.colour if s.colour != s.own else "#dfe9ea"
    s.shape(oval(400, 586, 13), s.own, "ball", edge=1)
    drop = smooth(
        (400, 594), (400, 594), (446, 660), (436, 716), (400, 730), (364, 716), (354, 660)
    )
    s.cast(s.outline(drop), 12, 0.36)
    s.shape(drop, s.own, "steel", edge=1)
    s.shape(
        smooth((400, 618), (400, 618), (432, 668), (424, 706), (400, 716), (376, 706), (368, 668)),
        gem,
        "ball",
        edge=0.8,
    )
    s.shine("M382 660q4-16 14-24q-4 30-8 44Z", 0.85)
    s.shape(oval(400, 84, 12, 9), s.own, "ball")
    s.line("M336 92Q368 76 390 82M464 92Q432 76 410 82", s.own, 6)


@kind("earrings", "Earrings", ("gold", "silver"), setting="flat", focus=(290, 480, 2.1), scale=1.1)
def earrings(s: Sketch, pose: int) -> None:
    gem = s.colour if s.colour != s.own else "#e9e2d4"
    for x in (280, 520):
        outline = ring(x, 410, 116, 98)
        s.cast(s.outline(outline), 16, 0.4)
        s.shape(outline, s.own, "steel", edge=1)
        s.line(f"M{x - 96} 360A107 107 0 0 1 {x - 20} 308", "#ffffff", 6, 0.85)
        s.cast(s.outline(oval(x, 556, 42)), 12, 0.36)
        s.shape(oval(x, 512, 12), s.own, "ball", edge=1)
        s.shape(oval(x, 558, 42), gem, "ball", edge=0.7)
        s.shine(oval(x - 14, 542, 10, 8), 0.85, 2)
        s.rod(f"M{x} 296V256q0-22 20-14", s.own, 8)
