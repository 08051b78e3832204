"""Drawings for hills, gardens, workbenches and play rooms."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import around, box, oval, poly, smooth, turned
from shop_app.pictures.palette import tone


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


@kind("dumbbell", "Dumbbell", ("iron", "rubber"), setting="floor", focus=(230, 440, 2.0))
def dumbbell(s: Sketch, pose: int) -> None:
    s.ground(400, 620, 330)
    s.shape(box(250, 410, 300, 60, 24), "silver", "bar", texture="brushed")
    for left in (80, 540):
        head = s.shape(
            poly(
                (left + 34, 290),
                (left + 146, 290),
                (left + 180, 350),
                (left + 180, 530),
                (left + 146, 590),
                (left + 34, 590),
                (left, 530),
                (left, 350),
            ),
            None,
            "bar",
        )
        s.soften(head, 46, 0.36, 0.3)
        s.line(
            f"M{left + 40} 340H{left + 140}M{left + 40} 540H{left + 140}",
            tone(s.colour, 0.2),
            4,
            0.4,
        )
    s.line(
        "M300 426v28M330 426v28M360 426v28M390 426v28M420 426v28M450 426v28M480 426v28",
        "#6a6d70",
        3,
        0.7,
    )


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


@kind("skateboard", "Skateboard", ("oak", "beech"), setting="outdoors", focus=(250, 430, 1.9))
def skateboard(s: Sketch, pose: int) -> None:
    s.ground(400, 560, 330)
    for x in (210, 590):
        s.shape(box(x - 50, 452, 100, 30, 8), "silver", "bar")
        for wheel in (-44, 44):
            s.shape(oval(x + wheel, 508, 40), "cream", "ball")
            s.shape(oval(x + wheel, 508, 14), "graphite", "ball")
    deck = s.shape(
        "M60 392Q74 372 130 404H670Q726 372 740 392Q736 428 670 446H130Q64 428 60 392Z",
        s.colour,
        "down",
    )
    s.soften(deck, 22, 0.3, 0.4)
    s.line("M70 404Q110 426 140 430H660Q700 426 730 404", s.own, 9)
    s.fill("M250 404h300v10H250Z", "#ffffff", 0.25)


@kind("watering_can", "Watering can", ("steel", "copper"), setting="table", focus=(420, 460, 1.8))
def watering_can(s: Sketch, pose: int) -> None:
    paint = s.own if s.material == "copper" else s.colour
    s.ground(430, 660, 200)
    s.rod("M320 560Q210 470 120 290", paint, 30)
    s.shape("M92 236L160 300L132 322L60 268Z", paint, "metal")
    s.rod("M560 380Q700 330 690 470T560 600", paint, 24)
    s.rod("M350 370Q380 200 500 230T570 372", paint, 24)
    body = s.shape("M316 380H586L610 650Q460 680 292 650Z", paint, "side", texture="brushed")
    s.soften(body, 44, 0.3, 0.2)
    s.shape(oval(451, 380, 135, 28), tone(paint, -0.22), "hollow")
    s.line("M310 446H592M300 600H604", tone(paint, -0.24), 5, 0.6)
    s.shine("M344 410q-14 120-10 220q14 12 26 10q-8-120 4-226Z", 0.4, 5)


@kind("hammer", "Hammer", ("steel",), setting="flat", focus=(270, 240, 1.9))
def hammer(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(38 400 400)"'):
        handle = box(370, 230, 60, 440, 28)
        s.cast(s.outline(handle), 20, 0.36)
        s.shape(handle, s.colour, "side")
        s.shape(box(376, 230, 48, 180, 10), "ash", "side", texture="wood")
        s.line("M372 470H428M372 500H428M372 530H428M372 560H428", tone(s.colour, -0.3), 5, 0.6)
        head = "M250 180h90q20-14 60-14h60q70 4 110 60q-60-26-120-14v40H350q-12 18-100 14Z"
        s.cast(s.outline(head), 18, 0.4)
        s.shape(head, "steel", "bar", texture="brushed", edge=0.8)
        s.shape(box(236, 172, 38, 102, 8), "silver", "bar")


@kind("drill", "Cordless drill", ("plastic",), setting="table", focus=(330, 310, 1.8))
def drill(s: Sketch, pose: int) -> None:
    s.ground(470, 700, 160)
    s.shape(box(40, 292, 130, 14, 4), "steel", "bar")
    s.shape(poly((160, 268), (250, 250), (250, 350), (160, 332)), "graphite", "bar")
    handle = s.shape("M440 380H560L600 600H450Z", tone(s.colour, -0.06), "side")
    s.shape("M470 400h60l30 190h-70Z", "graphite", "side", texture="rib")
    body = s.shape("M240 232H560Q640 236 640 310T560 392H260Q236 312 240 232Z", s.colour, "bar")
    s.soften(body, 44, 0.3, 0.3)
    s.soften(handle, 30, 0.3, 0.2)
    s.shape(box(400, 596, 240, 96, 18), "charcoal", "bar")
    s.fill(box(560, 626, 50, 12, 6), "sage")
    s.shape("M430 392q-24 30 2 64h22v-64Z", "graphite", "side")
    s.fill("M300 272h180v34H300Z", "#ffffff", 0.75)
    s.line("M560 270h50M560 300h54M560 330h50", tone(s.colour, -0.35), 6, 0.7)


@kind("paint_tin", "Paint", ("steel",), setting="table", focus=(400, 330, 1.8))
def paint_tin(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 200)
    s.line("M232 330C200 90 600 90 568 330", "#8d8f90", 8)
    tin = s.shape(turned((320, 176), (640, 176)), "steel", "metal")
    with s.within(tin):
        s.shape(box(210, 390, 380, 190), "white", "side")
        s.shape(box(210, 390, 380, 84), s.colour, "side", edge=0)
    s.shape(oval(400, 320, 176, 42), "silver", "diag")
    s.shape(oval(400, 322, 152, 33), s.colour, "diag")
    s.shape(
        "M250 330q6 60 20 60t16-40q14 110 30 110t18-92q10 30 22 26t8-46Q300 354 250 330Z",
        s.colour,
        "side",
        edge=0.2,
    )
    s.shine(oval(350, 314, 60, 9), 0.5, 2)
    s.line("M330 520h140M350 548h100", "#6b6257", 5, 0.7)


@kind("toy_train", "Wooden train", ("beech",), setting="table", focus=(270, 450, 1.9))
def toy_train(s: Sketch, pose: int) -> None:
    s.ground(400, 626, 330)
    s.shape(box(80, 520, 320, 44, 12), "beech", "down", texture="wood")
    boiler = s.shape(box(90, 400, 210, 124, 56), s.colour, "bar")
    s.soften(boiler, 30, 0.3, 0.35)
    s.shape(box(280, 320, 112, 204, 12), s.accent, "side")
    s.shape(box(264, 296, 144, 34, 10), s.colour, "down")
    s.shape(box(306, 354, 60, 60, 10), "#efe6d3", "down")
    s.shape(poly((130, 404), (138, 330), (186, 330), (194, 404)), "beech", "side", texture="wood")
    s.shape(oval(162, 328, 34, 12), s.colour, "down")
    s.line("M400 544H456", "brass", 8)
    s.shape(box(450, 430, 270, 134, 12), "mustard", "down")
    for x in (500, 580, 660):
        s.shape(oval(x, 430, 30), ("sage", "terracotta", "navy")[(x - 500) // 80], "ball")
    s.shape(box(450, 440, 270, 124, 12), tone("mustard", -0.02), "down")
    for x in (140, 230, 340, 510, 660):
        s.shape(oval(x, 578, 44), "walnut", "ball", texture="wood")
        s.shape(oval(x, 578, 13), "cream", "ball")


@kind("blocks", "Building blocks", ("beech",), setting="floor", focus=(400, 420, 1.7))
def blocks(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 260)
    second, third = "mustard", "sage"
    for x, y, colour in (
        (180, 540, s.colour),
        (330, 540, "beech"),
        (480, 540, second),
        (255, 390, third),
        (405, 390, s.colour),
    ):
        block = s.shape(
            box(x, y, 146, 146, 12), colour, "diag", texture="wood" if colour == "beech" else None
        )
        s.soften(block, 24, 0.26, 0.35)
    s.shape("M330 386L404 250L478 386Z", "beech", "side", texture="wood")
    s.shape("M200 536a72 72 0 0 1 0-1Z", s.colour, "flat")
    s.fill(oval(253, 612, 34), "#ffffff", 0.5)
    s.fill("M404 590l16 32 34 4-26 24 8 34-32-18-32 18 8-34-26-24 34-4Z", s.colour, 0.75)
    s.fill(poly((553, 580), (588, 645), (518, 645)), "#ffffff", 0.5)
    s.shape(turned((604, 40), (650, 40), (686, 40), middle=690), s.accent, "side")


@kind("bear", "Teddy bear", ("wool", "cotton"), setting="floor", focus=(400, 300, 1.8))
def bear(s: Sketch, pose: int) -> None:
    s.ground(400, 696, 220)
    paint = tone(s.colour, 0.04)
    for side in (-1, 1):
        ear = s.shape(oval(400 + side * 120, 176, 56), paint, "ball", texture="own")
        s.shape(oval(400 + side * 120, 180, 30), s.accent, "ball")
        s.soften(ear, 20, 0.3, 0.2)
    for side in (-1, 1):
        arm = s.shape(
            smooth(
                (400 + side * 120, 400),
                (400 + side * 210, 460),
                (400 + side * 236, 560),
                (400 + side * 180, 580),
                (400 + side * 130, 500),
            ),
            paint,
            "ball",
            texture="own",
        )
        s.soften(arm, 30, 0.32, 0.3)
    body = s.shape(
        smooth((400, 370), (520, 430), (546, 560), (480, 660), (320, 660), (254, 560), (280, 430)),
        paint,
        "ball",
        texture="own",
    )
    s.soften(body, 60, 0.3, 0.3)
    s.shape(oval(400, 550, 84, 96), s.accent, "ball", texture="felt", edge=0.2)
    for side in (-1, 1):
        foot = s.shape(oval(400 + side * 130, 640, 80, 66), paint, "ball", texture="own")
        s.soften(foot, 26, 0.3, 0.3)
        s.shape(oval(400 + side * 134, 648, 44, 38), s.accent, "ball", edge=0.2)
    head = s.shape(oval(400, 270, 158, 140), paint, "ball", texture="own")
    s.soften(head, 46, 0.26, 0.3)
    s.shape(oval(400, 320, 66, 52), s.accent, "ball", edge=0.2)
    s.shape(oval(400, 296, 24, 17), "#2b211c", "ball")
    s.line("M400 312v22q-22 20-40 4M400 334q22 20 40 4", "#2b211c", 5)
    for side in (-1, 1):
        s.fill(oval(400 + side * 58, 256, 12), "#2b211c")
        s.fill(oval(396 + side * 58, 252, 4), "#ffffff")
    s.fill("M330 406q70 40 140 0l10 30q-80 40-160 0Z", "terracotta", 0.95)


@kind("puzzle", "Jigsaw puzzle", ("card",), setting="flat", focus=(330, 480, 1.9))
def puzzle(s: Sketch, pose: int) -> None:
    s.cast(s.outline(box(130, 150, 420, 360, 8)), 22, 0.36)
    lid = s.shape(box(130, 150, 420, 360, 8), s.colour, "diag", texture="paper")
    with s.within(lid):
        s.fill(oval(430, 240, 46), "#fff0cc", 0.9)
        s.fill("M130 400q110-120 220-20t200-40V510H130Z", tone("sage", -0.04), 0.95)
        s.fill("M130 450q150-90 260-10t160-10V510H130Z", tone("forest", 0.05), 0.95)
    s.fill(box(160, 176, 150, 26, 4), "#ffffff", 0.8)
    piece = "M0 0h44q-14-34 16-34t16 34h44v44q34-14 34 16t-34 16v44H0v-44q-34 14-34-16t34-16Z"
    for x, y, turn, colour in (
        (470, 560, 12, "sage"),
        (610, 430, -20, "terracotta"),
        (250, 590, 30, "mustard"),
        (620, 600, 50, s.colour),
    ):
        with s.canvas.group(f'transform="translate({x} {y}) rotate({turn}) scale(.82)"'):
            s.cast(s.outline(piece), 10, 0.36)
            s.shape(piece, colour, "diag", texture="paper")


@kind("pet_bed", "Dog bed", ("cotton", "linen", "boucle"), setting="floor", focus=(330, 430, 1.8))
def pet_bed(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 320)
    rim = s.shape(
        smooth(
            (90, 470),
            (180, 350),
            (400, 310),
            (620, 350),
            (710, 470),
            (640, 600),
            (400, 650),
            (160, 600),
        ),
        None,
        "diag",
        texture="own",
    )
    s.soften(rim, 80, 0.34, 0.35)
    inner = s.shape(oval(400, 474, 216, 96), s.accent, "hollow", texture="own", edge=0.4)
    s.soften(inner, 60, 0.2, 0.45)
    s.stitch(oval(400, 474, 232, 110), 0.4)
    s.folds(rim, "M150 420Q190 480 170 540M650 420Q610 480 630 540", width=16)


@kind("collar", "Dog collar", ("leather", "nylon"), setting="flat", focus=(400, 520, 2.0))
def collar(s: Sketch, pose: int) -> None:
    s.cast(s.outline(oval(400, 380, 236, 170)), 14, 0.3)
    s.line(oval(400, 380, 220, 152), tone(s.colour, -0.24), 50)
    s.line(oval(400, 376, 220, 152), s.colour, 42)
    s.line(oval(400, 376, 206, 138), s.accent, 2.5, 0.8, "9 6")
    s.line(oval(400, 376, 234, 166), s.accent, 2.5, 0.8, "9 6")
    s.rod("M354 500h92v68h-92Z", "brass", 11)
    s.line("M400 506v54", "brass", 8)
    s.rod("M566 486a26 26 0 1 0 8 36", "brass", 9)
    s.shape(oval(560, 566, 44), "brass", "ball")
    s.line("M540 560h40M546 576h28", "#6d5320", 5, 0.8)
