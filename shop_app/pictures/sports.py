"""Drawings of things for sport and for the open air."""

from __future__ import annotations

import math

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import around, box, oval, poly, smooth, turned
from shop_app.pictures.palette import tone


@kind("bicycle", "Bicycle", ("steel", "aluminium"), setting="outdoors", focus=(420, 440, 1.9))
def bicycle(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 330, 0.34)
    for x in (210, 590):
        s.line(oval(x, 490, 148), "#2a2b2e", 17)
        s.line(oval(x, 490, 139), s.accent if s.second else "camel", 5)
        s.line(oval(x, 490, 132), "silver", 4)
        spokes = ""
        for turn in range(0, 180, 20):
            dx, dy = 132 * math.cos(math.radians(turn)), 132 * math.sin(math.radians(turn))
            spokes += f"M{x - dx:.0f} {490 - dy:.0f}L{x + dx:.0f} {490 + dy:.0f}"
        s.line(spokes, "#8d9094", 1.6, 0.8)
        s.shape(oval(x, 490, 13), "silver", "ball", edge=1)
    s.line("M210 478L372 500M210 502L372 530", "#5d6268", 4)
    s.rod("M210 490L332 318L386 512Z", s.colour, 15)
    s.rod("M332 324L538 300M386 512L552 340", s.colour, 18)
    s.rod("M530 240L560 360Q570 440 590 490", s.colour, 17)
    s.shape(oval(386, 514, 38), "silver", "steel", edge=1)
    s.line(oval(386, 514, 38), "#3b3d42", 5, 0.8, "4 4", cap="")
    s.rod("M386 514L420 590", "silver", 10)
    s.shape(box(398, 584, 56, 15, 5), "charcoal", "down")
    s.rod("M332 320L318 250", "silver", 12)
    s.shape(
        smooth((250, 236), (300, 226), (370, 236), (384, 248), (330, 256), (280, 266), (250, 258)),
        s.accent if s.second else "cognac",
        "down",
        texture="leather",
        edge=0.9,
    )
    s.rod("M530 244L524 216Q560 186 620 204T640 262", "silver", 11)
    s.line("M636 236L640 266", s.accent if s.second else "cognac", 19)
    s.line("M96 430A150 150 0 0 1 250 346M476 430A150 150 0 0 1 640 348", "silver", 6, 0.9)


@kind("tent", "Tent", ("nylon", "canvas"), setting="outdoors", focus=(400, 460, 1.6))
def tent(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 350)
    for side in (-1, 1):
        s.line(f"M{400 + side * 200} 420L{400 + side * 370} 640", "#8a7f6c", 4)
    s.shape("M400 200Q560 330 690 632H400Z", tone(s.colour, -0.14), "diag", texture="own")
    s.shape("M400 200Q240 330 110 632H400Z", s.colour, "diag", texture="own")
    s.shape("M400 214Q330 400 300 632H500Q470 400 400 214Z", tone(s.colour, -0.4), "hollow")
    s.shape("M400 214Q470 400 500 632L560 632Q520 420 400 214Z", tone(s.colour, 0.12), "diag")
    s.line("M400 200Q240 330 110 632M400 200Q560 330 690 632", tone(s.colour, -0.3), 6)
    s.stitch("M392 226Q250 350 136 632M408 226Q550 350 664 632", 0.5)
    s.fill("M346 470Q400 452 454 470L470 632H330Z", "#f3dfae", 0.25)


@kind("sleeping_bag", "Sleeping bag", ("nylon", "cotton"), setting="flat", focus=(400, 250, 1.9))
def sleeping_bag(s: Sketch, pose: int) -> None:
    outline = smooth(
        (400, 60),
        (500, 90),
        (548, 190),
        (562, 330),
        (540, 560),
        (500, 720),
        (400, 748),
        (300, 720),
        (260, 560),
        (238, 330),
        (252, 190),
        (300, 90),
    )
    s.cast(s.outline(outline), 24, 0.4)
    body = s.shape(outline, None, "diag", texture="weave", edge=0.7)
    s.folds(
        body,
        "".join(f"M230 {y}Q400 {y + 36} 570 {y}" for y in range(300, 730, 66)),
        width=18,
        dark=0.4,
    )
    s.soften(body, 70)
    hood = s.shape(
        smooth(
            (400, 100),
            (470, 124),
            (500, 190),
            (480, 260),
            (400, 290),
            (320, 260),
            (300, 190),
            (330, 124),
        ),
        s.accent,
        "rise",
        texture="weave",
        edge=0.8,
    )
    s.soften(hood, 40, 0.4, 0.1)
    s.shape(
        smooth((330, 190), (400, 170), (470, 190), (476, 250), (400, 272), (324, 250)),
        "ivory",
        "ball",
        edge=0.5,
    )
    s.line("M478 262Q540 330 524 560", "#3b3d42", 6, 0.9, "4 3", cap="")
    s.shape(box(518, 556, 16, 34, 6), "silver", "metal")


@kind("yoga_mat", "Yoga mat", ("rubber", "cork"), setting="floor", focus=(250, 500, 1.9))
def yoga_mat(s: Sketch, pose: int) -> None:
    paint = s.own if s.material == "cork" else s.colour
    s.ground(400, 650, 340)
    s.shape(poly((190, 560), (700, 430), (770, 520), (280, 656)), paint, "diag", texture="own")
    s.stitch("M214 574L706 448", 0.4)
    roll = s.shape(box(90, 440, 260, 200, 96), paint, "down", texture="own")
    s.soften(roll, 40, 0.3, 0.3)
    for r in (92, 72, 52, 32):
        s.line(oval(186, 542, r * 0.9, r), tone(paint, -0.26), 5, 0.8)
    s.rod("M270 444q24 96 0 196", s.accent, 14)


@kind("dumbbell", "Dumbbells", ("iron", "rubber", "steel"), setting="flat", focus=(260, 420, 2.0))
def dumbbell(s: Sketch, pose: int) -> None:
    for x, y, turn in ((20, -90, -16), (-10, 130, -16)):
        with s.canvas.group(f'transform="translate({x} {y}) rotate({turn} 400 400)"'):
            name = s.outline(
                box(150, 320, 130, 160, 26) + box(520, 320, 130, 160, 26) + box(270, 376, 260, 48)
            )
            s.cast(name, 18, 0.44)
            s.shape(box(264, 374, 272, 52, 14), "steel", "bar", texture="mesh", edge=0.9)
            for left in (150, 520):
                head = s.shape(
                    poly(
                        (left + 24, 316),
                        (left + 106, 316),
                        (left + 130, 350),
                        (left + 130, 450),
                        (left + 106, 484),
                        (left + 24, 484),
                        (left, 450),
                        (left, 350),
                    ),
                    None,
                    "down",
                    texture="own" if s.material == "iron" else None,
                    edge=0.9,
                )
                s.soften(head, 30, 0.4, 0.34)
                s.line(
                    f"M{left + 20} 352H{left + 110}M{left + 20} 448H{left + 110}",
                    tone(s.colour, 0.2),
                    3,
                    0.5,
                )
            s.shape(box(282, 360, 16, 80, 5) + box(502, 360, 16, 80, 5), s.accent, "bar", edge=0.8)


@kind("kettlebell", "Kettlebell", ("iron", "rubber"), setting="floor", focus=(400, 480, 2.0))
def kettlebell(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 180, 0.55)
    s.rod("M320 380C250 160 330 140 400 140S550 160 480 380", tone(s.colour, -0.04), 46)
    body = s.shape(
        smooth(
            (400, 340),
            (500, 360),
            (566, 450),
            (558, 560),
            (500, 640),
            (400, 650),
            (300, 640),
            (242, 560),
            (234, 450),
            (300, 360),
        ),
        None,
        "ball",
        texture="own",
        edge=0.8,
    )
    s.soften(body, 56)
    s.shape(oval(400, 504, 66), s.accent, "diag", edge=0.8)
    s.line("M384 484L400 474V536M388 536H412", tone(s.colour, -0.1), 9)


@kind("ball", "Football", ("leather", "rubber"), setting="outdoors", focus=(360, 380, 1.8))
def ball(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 220)
    name = s.shape(oval(400, 410, 240), "white", "ball")
    with s.within(name):
        for x, y in ((400, 410), *around(400, 410, 226, 5, -90)):
            pent = smooth(
                *list(around(x, y, 76, 5, -90 if (x, y) == (400, 410) else 90)), tension=0.1
            )
            s.shape(pent, s.colour, "diag", edge=0.6)
        for (x1, y1), (x2, y2) in zip(
            around(400, 410, 76, 5), around(400, 410, 150, 5), strict=True
        ):
            s.line(f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}", "#b9b2a6", 5)
        s.line(smooth(*around(400, 410, 158, 10, -72), tension=0.3), "#b9b2a6", 4, 0.8)
    s.soften(name, 80, 0.34, 0.2)
    s.shine(oval(316, 300, 60, 36), 0.5, 14)


@kind("racket", "Racket", ("aluminium", "steel"), setting="flat", focus=(330, 260, 2.0))
def racket(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(28 400 400)"'):
        head = smooth(
            (400, 50),
            (500, 90),
            (540, 210),
            (500, 350),
            (400, 410),
            (300, 350),
            (260, 210),
            (300, 90),
        )
        with s.blurred(9), s.canvas.group('transform="translate(18 12)"'):
            s.line(head, "#2b1c12", 22, 0.3)
            s.line("M400 440V740", "#2b1c12", 34, 0.3)
        inside = s.outline(head)
        with s.within(inside):
            s.line(
                "".join(f"M{x} 40V420" for x in range(276, 540, 20))
                + "".join(f"M240 {y}H560" for y in range(66, 410, 20)),
                "ivory",
                2.6,
                0.95,
            )
            s.line("".join(f"M{x + 2} 40V420" for x in range(276, 540, 20)), "#8d8678", 1, 0.6)
        s.line(head, tone(s.colour, -0.3), 26)
        s.line(head, s.colour, 20)
        s.line(head, tone(s.colour, 0.3), 4, 0.8)
        s.rod("M318 366Q380 420 392 500M482 366Q420 420 408 500", s.colour, 18)
        s.shape(
            box(376, 490, 48, 250, 12),
            s.accent if s.second else "cognac",
            "tube",
            texture="leather",
            edge=0.8,
        )
        s.line("".join(f"M376 {y}l48 22" for y in range(510, 720, 30)), "#2b1c12", 3, 0.4)
        s.shape(box(368, 728, 64, 24, 10), "charcoal", "tube")
        s.shape(oval(600, 560, 56), "#d9d957", "ball", texture="felt", edge=0.6)
        s.line("M556 530Q600 560 590 612M612 506Q606 560 650 580", "#f8f6e2", 5)


@kind("skateboard", "Skateboard", ("oak", "beech"), setting="flat", focus=(400, 230, 1.9))
def skateboard(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(22 400 400)"'):
        deck = box(300, 50, 200, 700, 100)
        s.cast(s.outline(deck), 26, 0.44)
        for y in (180, 590):
            for x in (262, 500):
                s.shape(box(x, y, 42, 60, 14), s.accent, "tube", edge=0.9)
        s.shape(deck, s.own, "side", texture="wood", edge=0.9)
        top = s.shape(box(306, 56, 188, 688, 94), None, "diag", edge=0.4)
        with s.within(top):
            s.fill("M300 330L500 250V330L300 410Z", s.accent)
            s.fill("M300 440L500 360V400L300 480Z", tone(s.colour, -0.24))
            s.fill(oval(400, 560, 52), s.accent)
        s.soften(top, 34, 0.3, 0.34)
        for y in (196, 226, 590, 620):
            s.fill(oval(376, y, 6) + oval(424, y, 6), "#2b1c12", 0.8)


@kind(
    "bottle",
    "Water bottle",
    ("steel", "aluminium", "glass"),
    setting="table",
    focus=(400, 240, 2.0),
)
def bottle(s: Sketch, pose: int) -> None:
    s.ground(400, 652, 110, 0.5)
    s.rod("M352 150Q350 70 400 70T448 150", s.accent if s.second else "charcoal", 17)
    s.shape(
        turned((128, 58), (200, 56)),
        s.accent if s.second else "charcoal",
        "tube",
        texture="rib",
        edge=0.8,
    )
    s.shape(turned((200, 52), (222, 54)), "steel", "metal", edge=0.8)
    body = s.shape(
        turned((222, 54), (270, 96), (320, 106), (600, 106), (652, 98)),
        None,
        "tube",
        texture="felt" if s.material == "steel" else None,
        edge=0.7,
    )
    s.soften(body, 30, 0.2, 0.2)
    s.shape(turned((612, 106), (652, 98)), "steel", "metal", edge=0.6)
    s.fill("M386 430v-36h7v36h5v-36h7v36h5v-36h7v36Zm-8-40l27-16 27 16Z", tone(s.colour, 0.4), 0.8)
    s.shine("M312 320q-4 140 2 270h14q-8-130-4-276Z", 0.5, 3)


@kind("helmet", "Cycling helmet", ("plastic",), setting="flat", focus=(380, 360, 1.9))
def helmet(s: Sketch, pose: int) -> None:
    s.ground(410, 600, 260, 0.45)
    s.line("M240 520Q300 680 420 690T560 540M300 520Q340 620 420 686", "#3b3d42", 11)
    shell = s.shape(
        smooth(
            (130, 500),
            (150, 370),
            (250, 250),
            (400, 210),
            (550, 240),
            (650, 350),
            (680, 470),
            (660, 520),
            (500, 540),
            (300, 550),
            (160, 540),
        ),
        None,
        "diag",
        edge=0.8,
    )
    s.soften(shell, 66)
    with s.within(shell):
        for path in (
            "M250 470Q270 340 380 270Q330 380 330 480Z",
            "M390 480Q390 350 440 262Q480 360 460 480Z",
            "M520 470Q540 380 520 280Q610 360 610 460Z",
            "M170 480Q180 400 230 340Q216 410 220 480Z",
        ):
            s.shape(path, tone(s.colour, -0.5), "rise", edge=0.9)
        s.fill("M120 500Q400 540 690 490V560H120Z", s.accent, 0.95)


@kind("surfboard", "Surfboard", ("plastic", "oak"), setting="outdoors", focus=(400, 330, 1.8))
def surfboard(s: Sketch, pose: int) -> None:
    s.ground(404, 680, 90, 0.5)
    outline = smooth(
        (400, 20),
        (456, 130),
        (490, 330),
        (478, 520),
        (436, 660),
        (400, 684),
        (364, 660),
        (322, 520),
        (310, 330),
        (344, 130),
    )
    s.cast(s.outline(outline), 20, 0.34)
    board = s.shape(outline, None, "side", edge=0.7)
    with s.within(board):
        s.fill("M300 460Q400 420 500 460V560Q400 520 300 560Z", s.accent)
        s.fill("M300 590Q400 550 500 590V620Q400 580 300 620Z", s.accent)
        s.line("M400 20V690", "camel", 6, 0.9)
    s.soften(board, 40)
    s.shine("M350 170q-20 120-16 260h14q-8-150 16-270Z", 0.5, 4)


@kind("trekking_poles", "Trekking poles", ("aluminium",), setting="outdoors", focus=(330, 220, 2.0))
def trekking_poles(s: Sketch, pose: int) -> None:
    for x, lean in ((330, -60), (470, 60)):
        s.ground(x + lean, 660, 34, 0.5)
        s.rod(f"M{x} 200L{x + lean} 640", s.colour, 17)
        s.line(f"M{x + lean * 0.45:.0f} 400l{lean * 0.05:.0f} 26", "charcoal", 25)
        s.line(f"M{x} 210l{-lean * 0.12:.0f} -110", "cork", 38)
        s.line(f"M{x - 6} 200l{-lean * 0.12:.0f} -96", tone("cork", 0.2), 9, 0.7)
        s.line(f"M{x + 8} 110q60 40 20 130", s.accent, 9)
        s.shape(oval(x + lean * 0.93, 612, 42, 12), "charcoal", "ball", edge=0.9)
