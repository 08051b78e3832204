"""Drawings for rooms: vases and lamps, textiles, clocks, mirrors and plants."""

from __future__ import annotations

import math

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import around, box, leaf, oval, pair, poly, smooth, turned
from shop_app.pictures.palette import tone


@kind("vase", "Vase", ("stoneware", "ceramic", "glass", "porcelain"), focus=(400, 500, 2.0))
def vase(s: Sketch, pose: int) -> None:
    s.ground(402, 650, 130)
    stems = "M396 330Q380 220 320 130M402 330Q410 200 400 80M406 330Q440 220 500 150"
    s.line(stems, "moss", 4)
    blades = "".join(
        leaf(x, y, 74, 24, turn)
        for x, y, turn in (
            (320, 132, -125), (338, 170, 180), (352, 200, -80), (362, 226, 170), (400, 84, -95), (402, 130, -150),
            (404, 150, -30), (406, 190, -160), (500, 152, -40), (478, 180, 10), (466, 200, -110), (448, 230, 5),
        )
    )  # fmt: skip
    s.shape(blades, "sage", "diag", edge=0.4)
    clear = s.material == "glass"
    outline = turned((300, 46), (340, 42), (400, 62), (470, 128), (540, 140), (610, 108), (650, 78))
    body = s.shape(
        outline,
        None,
        "side",
        texture=None if clear else "own",
        edge=0.7,
        opacity=0.7 if clear else 1,
    )
    s.soften(body, 36, 0.3, 0.15)
    s.shape(oval(400, 300, 46, 10), tone(s.colour, -0.25), "hollow", edge=0.8)
    if s.second:
        with s.within(body):
            s.shape(box(200, 560, 400, 100), s.accent, "side", texture="own", edge=0)
    s.shine("M302 480q-30 50-20 90q8 30 26 40q-18-60 10-132Z", 0.2 + 0.45 * s.stuff.shine, 4)


@kind("lamp", "Lamp", ("linen", "ceramic", "brass", "oak"), focus=(400, 300, 1.9))
def lamp(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 130)
    base = (
        s.accent
        if s.second
        else ("brass" if s.material == "linen" else s.own if s.own != s.colour else "walnut")
    )
    s.shape(
        turned((400, 14), (450, 22), (500, 84), (570, 96), (630, 66), (648, 70)),
        base,
        "tube",
        texture="wood" if base == "walnut" else None,
    )
    s.shine("M322 540q0 40 26 76h10q-20-50-12-110Z", 0.45, 3)
    with s.blurred(26):
        s.fill(oval(400, 330, 240, 170), "#ffe2a8", 0.35)
    shade = s.shape(
        "M300 150Q400 138 500 150L580 400Q400 432 220 400Z", None, "side", texture="linen", edge=0.5
    )
    with s.within(shade), s.blurred(30):
        s.fill(oval(390, 330, 110, 110), "#fff0c4", 0.7)
    s.line("M302 152Q400 140 498 152M222 398Q400 430 578 398", tone(s.colour, -0.16), 6)
    s.shape(oval(400, 150, 98, 9), "#fff3d2", "down", edge=0.6)
    s.line("M470 640Q600 660 700 640", "#5b4a3a", 4, 0.7)


@kind(
    "pendant",
    "Pendant lamp",
    ("steel", "rattan", "glass", "brass"),
    setting="wall",
    focus=(400, 470, 1.9),
)
def pendant(s: Sketch, pose: int) -> None:
    paint = s.own if s.material in ("rattan", "brass") else s.colour
    s.line("M400 -10V250", "charcoal", 5)
    with s.blurred(34):
        s.fill(oval(400, 610, 240, 110), "#ffe7b3", 0.55)
    s.shape(box(378, 226, 44, 60, 8), "brass", "metal")
    body = s.shape(
        "M370 280Q400 270 430 280Q620 330 650 550Q400 610 150 550Q180 330 370 280Z",
        paint,
        "side",
        texture="own",
        edge=0.8,
    )
    s.soften(body, 50, 0.3, 0.3)
    s.shape(oval(400, 552, 250, 40), "#fff2d0", "rise", edge=0.8)
    s.shape(oval(400, 560, 62, 26), "#fffdf4", "ball", edge=0)
    s.shine("M230 420q30-70 96-104q-50 60-66 150q-20-10-30-46Z", 0.3, 6)


@kind("candle", "Candle", ("wax", "glass", "stoneware"), focus=(400, 420, 2.0), scale=1.1)
def candle(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 150)
    with s.blurred(34):
        s.fill(oval(400, 240, 150, 150), "#ffdf9c", 0.5)
    body = s.shape(
        turned((380, 140), (500, 140), (640, 134)),
        None,
        "tube",
        texture="own" if s.material == "stoneware" else None,
        opacity=0.94,
    )
    s.soften(body, 24, 0.2, 0.2)
    s.shape(oval(400, 380, 140, 24), tone("ivory", 0.02), "diag", edge=0.8)
    with s.blurred(10):
        s.fill(oval(400, 380, 80, 13), "#ffe6a6", 0.95)
    s.line("M400 380Q396 350 402 332", "#2b1c12", 5)
    s.shape(
        smooth((400, 226), (400, 226), (424, 290), (418, 330), (400, 342), (382, 330), (378, 290)),
        "#ffc45c",
        "rise",
        edge=0,
    )
    s.fill(smooth((400, 264), (400, 264), (412, 304), (400, 334), (388, 304)), "#fff6d8")
    s.shape(box(318, 456, 164, 112, 3), "#f7f0e2", "side", texture="paper", edge=0.5)
    s.line("M352 492h96M366 516h68M380 538h40", "#5b4a3a", 4, 0.75)
    s.shine("M284 420q-2 100 8 196h14q-10-100-8-194Z", 0.3 + 0.4 * s.stuff.shine, 2)


@kind(
    "clock",
    "Wall clock",
    ("oak", "walnut", "steel", "brass"),
    setting="wall",
    focus=(400, 400, 1.9),
)
def clock(s: Sketch, pose: int) -> None:
    outline = oval(400, 400, 270)
    s.cast(s.outline(outline), 30, 0.42)
    rim = s.shape(
        outline, s.own, "steel" if s.stuff.texture != "wood" else "diag", texture="own", edge=1
    )
    s.soften(rim, 16, 0.3, 0.5)
    s.shape(oval(400, 400, 242), s.colour, "diag", edge=0.9)
    s.line(oval(404, 406, 236), "#2b1c12", 12, 0.16)
    dark = s.colour not in ("#f6f4ef", "#efe6d3", "#f1e2c4", "#d8cab4", "#d9c3a0", "#e6bfb3")
    ink = "ivory" if dark else "charcoal"
    ticks = "".join(
        f"M{pair(one)}L{pair(two)}"
        for one, two in zip(around(400, 400, 214, 12), around(400, 400, 186, 12), strict=True)
    )
    dots = "".join(
        f"M{pair(one)}L{pair(two)}"
        for one, two in zip(around(400, 400, 214, 60), around(400, 400, 208, 60), strict=True)
    )
    s.line(ticks, ink, 9, cap="")
    s.line(dots, ink, 3, 0.7, cap="")
    with s.canvas.group('transform="translate(6 10)"'):
        s.line("M400 400L300 320M400 400L504 264", "#2b1c12", 11, 0.18)
    s.line("M418 414L300 320", ink, 14)
    s.line("M388 416L504 264", ink, 10)
    s.line("M400 450L400 230", s.accent if s.second else "terracotta", 4)
    s.shape(oval(400, 400, 13), "brass", "ball", edge=1)
    s.shine("M240 300A242 242 0 0 1 470 168L330 610A242 242 0 0 1 240 300Z", 0.12)


@kind(
    "mirror", "Mirror", ("oak", "brass", "walnut", "steel"), setting="wall", focus=(300, 260, 1.9)
)
def mirror(s: Sketch, pose: int) -> None:
    outline = "M180 720V320A220 220 0 0 1 620 320V720Z"
    s.cast(s.outline(outline), 28, 0.42)
    paint = s.own if s.colour == s.own or s.stuff.texture == "wood" else s.colour
    s.shape(outline, paint, "diag", texture="own", edge=1)
    if s.colour != paint:
        s.line("M191 709V320A209 209 0 0 1 609 320V709Z", s.colour, 9)
    glass = s.shape("M200 700V320A200 200 0 0 1 600 320V700Z", "#d5dfe0", "steel", edge=1)
    with s.within(glass):
        s.shape(box(190, 520, 420, 200), "#d8c8b2", "down", edge=0, opacity=0.8)
        with s.blurred(5):
            s.fill(box(240, 250, 130, 210), "#fffaf0", 0.8)
            s.line("M304 250V460M240 350H370", "#b9c2c2", 8, 0.8)
            s.fill(
                "".join(leaf(500, 560, 150, 46, -60 - step * 26) for step in range(4)),
                "#7f8f6d",
                0.75,
            )
        s.fill("M470 540h70l-10 90h-50Z", "#c98d68", 0.8)
        s.shine(poly((200, 480), (560, 100), (620, 140), (200, 600)), 0.2)
    s.line("M200 700V320A200 200 0 0 1 600 320", "#2b1c12", 3, 0.3)


@kind("basket", "Basket", ("rattan", "jute"), setting="floor", focus=(330, 480, 2.0))
def basket(s: Sketch, pose: int) -> None:
    s.ground(400, 648, 230)
    for x in (250, 550):
        s.rod(f"M{x - 50} 360Q{x} 230 {x + 50} 360", "cognac", 17)
    s.shape(oval(400, 362, 226, 48), tone(s.own, -0.4), "hollow", edge=0.8)
    throw = s.shape(
        "M250 350Q300 250 400 290T570 340Q560 400 400 404T250 350Z",
        s.colour if s.colour != s.own else "ivory",
        "diag",
        texture="knit",
        edge=0.6,
    )
    s.soften(throw, 36)
    body = s.shape(
        "M174 362Q400 446 626 362Q616 520 576 640Q400 666 224 640Q184 520 174 362Z",
        s.own,
        "side",
        texture="rattan",
        edge=0.8,
    )
    s.soften(body, 40, 0.36, 0.2)
    s.line("M176 366Q400 450 624 366M226 634Q400 660 574 634", tone(s.own, -0.2), 15)
    s.line("M176 362Q400 446 624 362M226 630Q400 656 574 630", tone(s.own, 0.1), 6, 0.9, "14 6")


@kind(
    "plant",
    "House plant",
    ("stoneware", "ceramic", "rattan"),
    setting="floor",
    focus=(400, 300, 1.8),
)
def plant(s: Sketch, pose: int) -> None:
    s.ground(400, 654, 140)
    chance = s.chance
    stems, back, front = "", "", ""
    for index in range(9):
        degrees = -90 + (index - 4) * 17 + chance.randint(-5, 5)
        reach = 210 + chance.randint(0, 70) - abs(index - 4) * 12
        x = 400 + reach * math.cos(math.radians(degrees)) * 0.72
        y = 470 + reach * math.sin(math.radians(degrees))
        stems += f"M400 480Q{400 + (x - 400) * 0.2:.0f} {y + 60:.0f} {x:.0f} {y:.0f}"
        piece = leaf(x - (x - 400) * 0.1, y + 30, 165, 78, degrees + (degrees + 90) * 0.35)
        if index % 2:
            front += piece
        else:
            back += piece
    s.shape(back, "forest", "diag", edge=0.7)
    s.line(stems, "#6d7a4b", 7)
    s.shape(front, "#5d7d4e", "diag", edge=0.7)
    s.shape(oval(400, 480, 120, 20), "#3a2a1e", "down")
    pot = s.shape(
        turned((478, 126), (540, 122), (650, 92)),
        s.colour if s.material != "rattan" else s.own,
        "tube",
        texture="own",
        edge=0.7,
    )
    s.soften(pot, 26, 0.3, 0.15)
    s.shape(
        turned((462, 134), (500, 132)),
        s.colour if s.material != "rattan" else s.own,
        "tube",
        texture="own",
        edge=0.7,
    )
    s.fill(oval(400, 462, 122, 12), "#3a2a1e")
    s.line("M400 470Q380 400 360 300M404 470Q420 380 440 290", "#6d7a4b", 8)


@kind("frame", "Framed print", ("oak", "walnut", "steel"), setting="wall", focus=(330, 430, 2.0))
def frame(s: Sketch, pose: int) -> None:
    outline = box(170, 90, 460, 620, 3)
    s.cast(s.outline(outline), 28, 0.44)
    s.shape(outline, s.own, "diag", texture="own", edge=1)
    s.shape(box(192, 112, 416, 576), "#f8f4ea", "diag", edge=0.9)
    art = s.shape(box(246, 172, 308, 444), "#efe4d2", "diag", texture="paper", edge=0.5)
    variety = s.seed % 3
    with s.within(art):
        if variety == 0:
            s.fill(oval(400, 320, 84), s.colour)
            s.fill("M240 470Q330 380 420 450T560 430V620H240Z", tone(s.colour, -0.22), 0.9)
            s.fill("M240 540Q340 470 440 530T560 510V620H240Z", s.accent)
        elif variety == 1:
            s.fill("M330 560V330a70 70 0 0 1 140 0V560Z", s.colour)
            s.fill("M360 560V350a40 40 0 0 1 80 0V560Z", s.accent)
            s.fill(oval(490, 240, 34), tone(s.colour, -0.2))
        else:
            s.line("M400 600Q390 420 400 230", s.colour, 6)
            s.fill(
                "".join(
                    leaf(400, 560 - step * 62, 110, 42, -35 if step % 2 else -145)
                    for step in range(5)
                )
                + leaf(400, 240, 70, 30, -90),
                s.colour,
                0.92,
            )
    s.line("M192 688V112H608", "#2b1c12", 5, 0.22)
    s.shine(poly((192, 420), (500, 112), (608, 112), (192, 540)), 0.14)
