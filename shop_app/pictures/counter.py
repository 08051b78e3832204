"""Drawings of small goods on a counter: soap and scent, paper and pens, tea and chocolate."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, leaf, oval, poly, turned
from shop_app.pictures.palette import tone


def _label(s: Sketch, x: float, y: float, wide: float, tall: float) -> None:
    """A paper label with a leaf and three lines of print."""
    s.shape(box(x, y, wide, tall, 4), "#f7f1e4", "flat", texture="paper", edge=0.25)
    middle = x + wide / 2
    s.fill(leaf(middle, y + tall * 0.44, tall * 0.26, tall * 0.12, -62), tone(s.colour, -0.1))
    s.fill(leaf(middle, y + tall * 0.44, tall * 0.26, tall * 0.12, -118), tone(s.colour, -0.2))
    for step, share in enumerate((0.62, 0.42, 0.52)):
        half = wide * share / 2
        s.line(
            f"M{middle - half:.0f} {y + tall * (0.58 + step * 0.13):.0f}h{half * 2:.0f}",
            "#6b5d4d",
            3.5,
            0.75,
        )


@kind("soap", "Soap", ("wax",), focus=(400, 430, 1.9))
def soap(s: Sketch, pose: int) -> None:
    s.ground(400, 620, 270)
    s.shape("M130 540Q400 500 670 540L640 606Q400 640 160 606Z", "oak", "down", texture="wood")
    low = s.shape(box(190, 420, 400, 140, 44), tone(s.colour, -0.08), "down")
    s.soften(low, 40, 0.26, 0.4)
    top = s.shape(box(230, 300, 340, 132, 42), None, "down")
    s.soften(top, 40, 0.24, 0.45)
    s.line(box(274, 332, 252, 68, 26), tone(s.colour, -0.2), 4, 0.6)
    s.fill(leaf(400, 384, 60, 22, -60), tone(s.colour, -0.22), 0.8)
    s.fill(leaf(400, 384, 60, 22, -120), tone(s.colour, -0.26), 0.8)
    for x, y, r in ((610, 400, 20), (640, 440, 12), (170, 470, 15)):
        s.shape(oval(x, y, r), "white", "ball", opacity=0.7)


@kind("perfume", "Perfume", ("glass",), focus=(400, 470, 1.9))
def perfume(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 160)
    s.shape(box(350, 170, 100, 130, 10), s.accent if s.second else "walnut", "side", texture="wood")
    s.shape(box(368, 292, 64, 34, 4), "brass", "metal")
    body = s.shape(box(260, 320, 280, 330, 40), "#e9eeea", "side", opacity=0.9)
    with s.within(body):
        s.shape(box(278, 400, 244, 232, 26), s.colour, "side", edge=0, opacity=0.72)
        s.fill(box(278, 400, 244, 10), "#ffffff", 0.5)
    s.soften(body, 36, 0.2, 0.5)
    _label(s, 326, 440, 148, 128)
    s.shine("M284 350q-8 130 0 260q10 8 18 4q-6-130 4-268Z", 0.7, 2)


@kind("cream_jar", "Cream", ("glass",), focus=(400, 480, 1.9))
def cream_jar(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 220)
    body = s.shape("M210 430H590V580Q590 636 530 640H270Q210 636 210 580Z", None, "side")
    s.soften(body, 40, 0.26, 0.35)
    s.shape(turned((330, 204), (440, 204)), s.accent, "side")
    s.shape(oval(400, 330, 204, 36), tone(s.accent, 0.1), "diag")
    s.line("M196 386h408M196 404h408", tone(s.accent, -0.16), 3, 0.5)
    _label(s, 310, 470, 180, 130)


@kind("lipstick", "Lipstick", ("plastic",), focus=(400, 330, 1.9))
def lipstick(s: Sketch, pose: int) -> None:
    s.ground(400, 680, 170)
    red = "#bd3533" if s.colour == "#f6f4ef" else s.colour
    s.shape("M352 300V190Q420 120 448 176V300Z", red, "side")
    s.shine("M364 200q20-24 40-34l-6 130h-34Z", 0.25, 4)
    s.shape(box(340, 290, 120, 110, 6), "brass", "metal")
    s.shape(box(322, 392, 156, 280, 12), "charcoal", "metal")
    s.line("M322 424h156", "brass", 8)
    s.shape(box(520, 470, 132, 202, 12), "charcoal", "metal")
    s.line("M520 640h132", "brass", 8)


@kind("book", "Book", ("paper",), focus=(380, 330, 1.7))
def book(s: Sketch, pose: int) -> None:
    s.ground(420, 690, 190)
    s.shape(poly((590, 130), (620, 146), (620, 676), (590, 690)), "#efe6d3", "flat")
    for y in range(150, 680, 10):
        s.line(f"M592 {y}L618 {y + 12}", "#c9bda6", 1.5, 0.6)
    cover = s.shape(box(210, 130, 384, 560, 8), None, "diag", texture="paper")
    s.dim(box(210, 130, 34, 560), 0.16)
    s.line("M246 132V688", tone(s.colour, -0.3), 3, 0.6)
    with s.within(cover):
        s.fill(oval(420, 330, 92), s.accent, 0.95)
        s.fill("M244 470q120-110 200-30t170-30V600H244Z", tone(s.colour, -0.22), 0.9)
        s.fill("M244 530q150-80 240-6t130-10V690H244Z", tone(s.colour, -0.34), 0.9)
    s.line("M300 196h240M330 228h180", "#fff8ea", 8, 0.9)
    s.line("M360 646h120", "#fff8ea", 5, 0.8)


@kind("notebook", "Notebook", ("paper", "leather"), setting="flat", focus=(360, 380, 1.8))
def notebook(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-7 400 400)"'):
        s.cast(s.outline(box(216, 140, 372, 520, 18)), 22, 0.36)
        s.shape(box(226, 150, 372, 520, 14), "#efe6d3", "flat", edge=0.4)
        s.shape(box(216, 140, 372, 520, 18), None, "diag", texture="own")
        s.dim(box(216, 140, 40, 520, 18), 0.14)
        s.rod("M536 142V658", s.accent, 13)
        s.shape(box(300, 240, 180, 96, 4), "#f7f1e4", "flat", texture="paper")
        s.line("M324 274h132M344 300h92", "#6b5d4d", 4, 0.7)
        s.line("M400 660v60", s.accent, 9)


@kind("pen", "Fountain pen", ("brass", "aluminium"), setting="flat", focus=(250, 540, 2.2))
def pen(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-38 400 400)"'):
        s.cast(s.outline(box(130, 376, 560, 50, 24)), 18, 0.36)
        s.shape(
            poly((40, 401), (130, 380), (150, 380), (150, 422), (130, 422)), "gold", "bar", edge=0.8
        )
        s.line("M44 401H118", "#5a431c", 2)
        s.fill(oval(122, 401, 5), "#5a431c")
        s.shape(box(146, 378, 100, 46, 10), "charcoal", "bar")
        s.shape(box(240, 370, 330, 62, 20), None, "bar")
        s.shape(box(236, 370, 22, 62, 4), s.own, "bar")
        s.shape(box(560, 372, 130, 58, 26), tone(s.colour, -0.08), "bar")
        s.shape(box(548, 371, 16, 60, 3), s.own, "bar")
        s.line("M262 384H560", "#ffffff", 5, 0.4)


@kind("tea_tin", "Tea", ("steel",), focus=(400, 460, 1.8))
def tea_tin(s: Sketch, pose: int) -> None:
    s.ground(400, 670, 190)
    tin = s.shape(turned((290, 156), (650, 156)), None, "tube")
    s.soften(tin, 30, 0.2, 0.2)
    s.shape(turned((214, 150), (300, 162)), tone(s.colour, -0.14), "tube")
    s.shape(oval(400, 214, 150, 34), tone(s.colour, 0.06), "diag")
    s.line("M244 304a156 24 0 0 0 312 0M244 620a156 24 0 0 0 312 0", "brass", 7, 0.9)
    _label(s, 310, 380, 180, 190)


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
    _label(s, 312, 350, 176, 200)
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
    _label(s, 312, 430, 176, 150)
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
    _label(s, 306, 420, 188, 200)
    s.shine("M300 400q-2 140 2 270q10 8 18 4q-6-140 2-280Z", 0.5, 2)
    s.shine("M378 180v90l-20 20v-110Z", 0.4, 2)


@kind("chocolate", "Chocolate", ("paper",), setting="flat", focus=(400, 500, 1.9))
def chocolate(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(9 400 400)"'):
        s.cast(s.outline(box(250, 130, 300, 540, 8)), 20, 0.36)
        for row in range(3):
            for column in range(3):
                square = s.shape(
                    box(262 + column * 94, 132 + row * 92, 90, 88, 8), "chocolate", "diag"
                )
                s.soften(square, 16, 0.3, 0.25)
        s.shape(
            "M250 330l22-16 24 16 24-16 24 16 24-16 24 16 24-16 24 16 24-16 24 16 24-16 38 16V420H250Z",
            "silver",
            "steel",
        )
        s.shape(box(246, 380, 308, 292, 6), None, "diag", texture="paper")
        _label(s, 306, 430, 188, 180)
