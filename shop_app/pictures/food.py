"""Drawings of things to eat and drink, in their packaging."""

from __future__ import annotations

from shop_app.pictures.beauty import label
from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, leaf, oval, poly, smooth, turned
from shop_app.pictures.palette import tone


@kind("tea_tin", "Tea tin", ("steel",), setting="table", focus=(400, 430, 2.0))
def tea_tin(s: Sketch, pose: int) -> None:
    s.ground(402, 648, 160, 0.48)
    s.shape(turned((300, 144), (646, 144)), s.colour, "tube", edge=0.7)
    s.shape(turned((230, 150), (316, 150)), tone(s.colour, -0.03), "tube", edge=0.8)
    s.shape(oval(400, 230, 150, 20), tone(s.colour, 0.1), "diag", edge=0.8)
    s.line("M251 312Q400 340 549 312M257 630Q400 656 543 630", "gold", 4, 0.9)
    label(s, 304, 384, 192, 190)
    s.fill(leaf(400, 424, 40, 20, -60) + leaf(400, 424, 40, 20, -120), "sage")
    s.shine("M268 330q-4 150 2 300h16q-6-160-2-296Z", 0.45, 3)


@kind("coffee_bag", "Coffee", ("paper",), focus=(400, 460, 1.8))
def coffee_bag(s: Sketch, pose: int) -> None:
    s.ground(400, 680, 190)
    bag = s.shape(
        "M262 214Q400 236 538 214Q566 430 556 660Q400 690 244 660Q234 430 262 214Z",
        None,
        "side",
        texture="paper",
    )
    s.soften(bag, 50, 0.28, 0.3)
    s.folds(
        bag, "M280 240Q300 330 270 420M520 240Q500 340 536 430M300 660Q320 600 300 560", width=14
    )
    s.shape(
        "M258 150Q400 166 542 150L538 222Q400 244 262 222Z",
        tone(s.colour, -0.1),
        "down",
        texture="paper",
    )
    s.rod("M246 190Q400 210 554 190", "brass", 9)
    label(s, 312, 350, 176, 200)
    for x, y, turn in ((600, 670, 20), (640, 690, -30), (574, 700, 60), (190, 690, 10)):
        with s.canvas.group(f'transform="translate({x} {y}) rotate({turn})"'):
            s.shape(oval(0, 0, 19, 13), "chocolate", "ball")
            s.line("M-17 0q17-8 34 0", "#2b1a10", 3)


@kind("jam_jar", "Jam", ("glass",), focus=(400, 470, 1.9))
def jam_jar(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 180)
    body = s.shape(
        "M260 330Q230 350 230 400V600Q230 650 280 654H520Q570 650 570 600V400Q570 350 540 330Z",
        "wine" if s.colour == "#f1e2c4" else s.colour,
        "side",
    )
    s.soften(body, 46, 0.3, 0.25)
    s.fill("M254 350q146 26 292 0v16q-146 26-292 0Z", "#ffffff", 0.35)
    s.shape(turned((250, 146), (330, 150)), "brass", "metal")
    s.shape(
        "M246 262Q250 212 400 208T554 262Q570 300 590 330Q560 346 540 318Q520 350 490 326Q460 352 430 328Q400 352 370 328Q340 352 310 326Q280 350 260 318Q240 346 210 330Q232 300 246 262Z",
        "#f3e7d3",
        "down",
        texture="linen",
    )
    s.rod("M256 276Q400 300 544 276", "terracotta", 8)
    label(s, 312, 430, 176, 150)
    s.shine("M250 410q-6 90 4 190q12 12 20 10q-8-100 0-204Z", 0.55, 3)


@kind("oil_bottle", "Olive oil", ("glass",), focus=(400, 470, 1.8))
def oil_bottle(s: Sketch, pose: int) -> None:
    s.ground(400, 700, 130)
    body = s.shape(
        "M366 150H434V270Q520 320 520 400V660Q520 694 486 696H314Q280 694 280 660V400Q280 320 366 270Z",
        "olive" if s.colour == "#f1e2c4" else tone(s.colour, -0.06),
        "side",
    )
    s.soften(body, 40, 0.3, 0.3)
    s.shape(box(360, 92, 80, 70, 8), "cork", "side", texture="cork")
    s.shape(box(356, 150, 88, 22, 6), "brass", "metal")
    label(s, 306, 420, 188, 200)
    s.shine("M300 400q-2 140 2 270q10 8 18 4q-6-140 2-280Z", 0.5, 2)
    s.shine("M378 180v90l-20 20v-110Z", 0.4, 2)


@kind("chocolate", "Chocolate", ("paper",), setting="flat", focus=(400, 300, 2.0))
def chocolate(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-9 400 400)"'):
        bar = box(258, 90, 284, 320, 6)
        outline = box(240, 250, 320, 470, 4)
        s.cast(s.outline(outline + bar), 20, 0.42)
        s.shape(bar, "#5a3320", "diag", edge=0.9)
        for row in range(3):
            for column in range(3):
                x, y = 268 + column * 90, 98 + row * 72
                s.shape(
                    box(x, y, 84, 64, 5), "#62391f" if s.seed % 2 else "#4f2d1c", "diag", edge=0.8
                )
                s.line(f"M{x + 6} {y + 58}V{y + 8}H{x + 78}", "#a9795a", 3, 0.5)
        s.shape(
            "M246 250l20-16 18 14 22-18 20 16 24-14 22 18 22-16 20 14 24-16 22 16 20-14 24 18 22-14 20 16 18-10V300H246Z",
            "silver",
            "steel",
            edge=0.8,
        )
        wrap = s.shape(outline, None, "diag", texture="paper", edge=0.8)
        s.soften(wrap, 20, 0.24, 0.3)
        s.fill(box(240, 300, 320, 26), s.accent)
        s.fill(box(240, 640, 320, 26), s.accent)
        label(s, 288, 372, 224, 210)


@kind("pasta", "Pasta", ("paper",), setting="table", focus=(400, 400, 2.0))
def pasta(s: Sketch, pose: int) -> None:
    s.ground(404, 648, 150, 0.46)
    body = s.shape(
        "M274 190H526L540 260V620Q400 660 260 620V260Z", None, "side", texture="paper", edge=0.7
    )
    s.soften(body, 30, 0.26, 0.26)
    s.shape(
        poly((290, 110), (510, 110), (526, 192), (274, 192)),
        tone(s.colour, -0.04),
        "side",
        texture="paper",
        edge=0.8,
    )
    s.line("M284 150L516 150", tone(s.colour, -0.3), 2, 0.7)
    s.rod("M276 192H524", s.accent if s.second else "terracotta", 10)
    window = s.shape(
        smooth((400, 430), (480, 470), (490, 550), (400, 600), (310, 550), (320, 470)),
        "#e6c478",
        "diag",
        edge=0.8,
    )
    with s.within(window):
        for x in range(310, 500, 34):
            for y in range(436, 610, 40):
                s.line(f"M{x + y % 3 * 5} {y}q14-12 26 4t-10 22", "#b98a3c", 8, 0.75)
    label(s, 310, 250, 180, 140)


@kind("honey", "Honey", ("glass",), setting="table", focus=(400, 470, 2.0), scale=1.08)
def honey(s: Sketch, pose: int) -> None:
    s.ground(402, 646, 160, 0.46)
    body = s.shape(
        smooth(
            (300, 320),
            (300, 320),
            (500, 320),
            (500, 320),
            (556, 380),
            (566, 500),
            (540, 600),
            (490, 644),
            (310, 644),
            (260, 600),
            (234, 500),
            (244, 380),
        ),
        s.colour,
        "tube",
        edge=0.7,
    )
    s.soften(body, 50, 0.26, 0.3)
    s.shape(
        turned((250, 112), (324, 110)),
        s.accent if s.second else "oak",
        "tube",
        texture="wood",
        edge=0.8,
    )
    s.shape(
        oval(400, 250, 112, 15),
        tone(s.accent if s.second else "oak", 0.1),
        "diag",
        texture="wood",
        edge=0.8,
    )
    label(s, 312, 420, 176, 150)
    s.shine("M268 400q-10 90 14 180q10 12 20 12q-26-90-20-196Z", 0.55, 3)


@kind("spices", "Spices", ("glass",), setting="table", focus=(280, 480, 2.0))
def spices(s: Sketch, pose: int) -> None:
    with s.canvas.kept() as jar:
        s.ground(210, 646, 84, 0.44)
        s.shape(turned((338, 66), (402, 66), middle=210), "oak", "tube", texture="cork", edge=0.8)
        s.shape(
            turned((400, 74), (430, 80), (620, 80), (644, 74), middle=210),
            "clear",
            "tube",
            edge=0.7,
            opacity=0.8,
        )
    s.canvas.again(jar, "translate(190 0)")
    s.canvas.again(jar, "translate(380 0)")
    for x, paint in ((210, s.colour), (400, s.accent), (590, "#7c8442")):
        s.shape(
            turned((452, 78), (618, 78), (640, 72), middle=x),
            paint,
            "side",
            texture="cork",
            edge=0.2,
        )
    with s.canvas.kept() as front:
        label(s, 156, 500, 108, 96)
        s.shine("M142 440q-2 90 2 180h9q-4-90-2-180Z", 0.7)
    s.canvas.again(front, "translate(190 0)")
    s.canvas.again(front, "translate(380 0)")


@kind("biscuits", "Biscuit tin", ("steel",), setting="table", focus=(400, 470, 2.0))
def biscuits(s: Sketch, pose: int) -> None:
    s.ground(400, 644, 240, 0.46)
    s.shape(turned((480, 214), (640, 212), flat=0.1), s.colour, "tube", edge=0.8)
    s.line("M188 590Q400 640 612 590", "gold", 6, 0.9)
    s.shape(turned((420, 222), (492, 222), flat=0.1), tone(s.colour, -0.04), "tube", edge=0.8)
    s.shape(oval(400, 420, 222, 58), tone(s.colour, 0.1), "diag", edge=0.9)
    s.line(oval(400, 420, 190, 47), "gold", 4, 0.9)
    for x, y in ((350, 404), (440, 396), (400, 372)):
        s.dim(oval(x + 6, y + 12, 58, 20), 0.35, 5)
        s.shape(oval(x, y + 6, 60, 25), "#a9743d", "down", edge=0.6)
        s.shape(oval(x, y, 60, 24), "#cf9a58", "ball", texture="cork", edge=0.7)
        s.fill(
            oval(x - 18, y - 4, 8, 4) + oval(x + 14, y + 6, 9, 4) + oval(x + 10, y - 9, 7, 4),
            "#4a2a18",
        )


@kind("cordial", "Cordial", ("glass",), setting="table", focus=(400, 470, 2.0))
def cordial(s: Sketch, pose: int) -> None:
    for x, paint, size in ((330, s.colour, 1.0), (500, s.accent, 0.9)):
        s.ground(x, 650, 92, 0.46)
        with s.canvas.group(
            f'transform="translate({x - 400 * size:.0f} {650 - 650 * size:.0f}) scale({size})"'
        ):
            bottle = s.shape(
                turned((170, 27), (280, 30), (350, 80), (400, 86), (648, 84)),
                paint,
                "tube",
                edge=0.8,
                opacity=0.9,
            )
            s.soften(bottle, 20, 0.24, 0.24)
            s.shape(turned((130, 30), (190, 31)), "gold", "metal", edge=0.8)
            label(s, 324, 440, 152, 150)
            s.shine("M328 390q-4 120 0 240h10q-4-120 0-244Z", 0.6, 1)


@kind("hamper", "Gift hamper", ("rattan",), setting="table", focus=(400, 400, 1.9))
def hamper(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 250, 0.48)
    s.shape(
        poly((180, 400), (620, 400), (600, 230), (200, 230)),
        s.own,
        "down",
        texture="rattan",
        edge=0.8,
    )
    s.shape(box(224, 250, 90, 200, 10), "#7c8442", "tube", edge=0.8)
    s.shape(box(250, 180, 38, 80, 8), "#5d6433", "tube", edge=0.8)
    s.shape(box(330, 300, 120, 160, 12), "wine", "tube", edge=0.8)
    s.shape(box(338, 280, 104, 34, 6), "gold", "metal", edge=0.8)
    s.shape(
        box(466, 270, 110, 190, 6),
        s.colour if s.colour != s.own else "navy",
        "side",
        texture="paper",
        edge=0.8,
    )
    s.fill(box(486, 320, 70, 60, 2) + box(346, 350, 88, 56, 2), "#f7f1e4")
    straw = "".join(f"M{170 + step * 24} {420 + step % 3 * 8}q20-34 44-6" for step in range(19))
    s.line(straw, "#e0c184", 7)
    s.line(straw, "#b8924f", 2, 0.7)
    body = s.shape(
        "M160 430H640L606 640Q400 660 194 640Z", s.own, "side", texture="rattan", edge=0.9
    )
    s.soften(body, 34, 0.34, 0.2)
    s.line("M160 432H640", tone(s.own, -0.2), 19)
    s.line("M160 428H640", tone(s.own, 0.1), 7, 0.9, "14 6")
    for x in (250, 530):
        s.shape(box(x, 430, 24, 100, 4), "cognac", "side", texture="leather", edge=0.9)
        s.shape(box(x - 4, 500, 32, 26, 4), "brass", "steel", edge=1)
