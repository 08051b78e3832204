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


@kind("rug", "Rug", ("wool", "jute", "cotton"), setting="flat", focus=(300, 300, 2.0))
def rug(s: Sketch, pose: int) -> None:
    outline = box(150, 100, 500, 600, 6)
    s.cast(s.outline(outline), 18, 0.36)
    for y, way in ((100, -1), (700, 1)):
        fringe = "".join(
            f"M{x} {y}q{(x // 18) % 3 - 1} {way * 14} {(x // 18) % 2 * 5 - 2} {way * 30}"
            for x in range(158, 648, 13)
        )
        s.line(fringe, tone("cream", -0.04), 5)
    body = s.shape(
        outline, None, "diag", texture="boucle" if s.material != "jute" else "own", edge=0.6
    )
    with s.within(body):
        s.line(box(188, 138, 424, 524), s.accent, 18, 0.9)
        s.line(box(216, 166, 368, 468), s.accent, 5, 0.8)
        motif = "M400 190l96 105-96 105-96-105Z"
        for y in (0, 210):
            with s.canvas.group(f'transform="translate(0 {y})"'):
                s.line(motif, s.accent, 12, 0.9)
                s.fill("M400 246l46 49-46 49-46-49Z", s.accent, 0.85)
        s.fill(
            "".join(f"M{x} {y}l20 22-20 22-20-22Z" for x in (266, 534) for y in (186, 378, 570)),
            s.accent,
            0.85,
        )
    s.soften(body, 20, 0.2, 0.3)


@kind(
    "cushion",
    "Cushion",
    ("linen", "velvet", "wool", "boucle"),
    setting="flat",
    focus=(300, 330, 2.0),
)
def cushion(s: Sketch, pose: int) -> None:
    outline = smooth(
        (134, 150),
        (250, 172),
        (400, 158),
        (550, 172),
        (666, 150),
        (644, 270),
        (652, 400),
        (644, 540),
        (668, 656),
        (550, 634),
        (400, 646),
        (250, 634),
        (132, 656),
        (156, 540),
        (148, 400),
        (156, 270),
    )
    name = s.outline(outline)
    s.cast(name, 30, 0.44)
    body = s.shape(outline, None, "diag", texture="own", edge=0.6)
    if s.second:
        with s.within(body):
            for x in (240, 330, 420, 510):
                s.line(f"M{x} 140Q{x + 14} 400 {x} 670", s.accent, 30, 0.85)
    s.soften(body, 110, 0.36, 0.4)
    s.folds(
        body,
        "M150 170Q240 250 290 330M650 170Q560 260 520 330M150 640Q230 560 270 500M650 640Q560 560 530 490",
        width=22,
    )
    s.line(outline, tone(s.colour, -0.14), 6)
    s.line(outline, tone(s.colour, 0.16), 2, 0.7)


@kind(
    "blanket",
    "Blanket",
    ("wool", "knit", "cotton", "fleece"),
    setting="table",
    focus=(360, 420, 2.0),
)
def blanket(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 280)
    for index, (top, left) in enumerate(((520, 130), (410, 142), (300, 136))):
        outline = f"M{left + 40} {top}H{660 - index * 6}Q{694 - index * 6} {top + 10} {690 - index * 6} {top + 60}T{654 - index * 4} {top + 116}H{left + 36}Q{left - 8} {top + 112} {left} {top + 56}T{left + 40} {top}Z"
        layer = s.shape(
            outline, tone(s.colour, -0.03 * (2 - index)), "down", texture="own", edge=0.6
        )
        s.soften(layer, 40, 0.36, 0.3)
        with s.within(layer):
            s.fill(box(left, top + 66, 600, 10) + box(left, top + 84, 600, 5), s.accent, 0.9)
            s.line(f"M{left + 40} {top + 56}H{640}", tone(s.colour, -0.4), 3, 0.5)
    fringe = "".join(
        f"M{150 + step * 15} 414q{step % 3 - 1} 22 {step % 2 * 4 - 2} 44" for step in range(10)
    )
    s.line(fringe, tone(s.colour, -0.08), 6)


@kind("towel", "Towels", ("cotton", "linen"), setting="table", focus=(300, 500, 2.0))
def towel(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 250)
    for index, paint in enumerate((s.colour, s.accent, tone(s.colour, 0.08))):
        top = 520 - index * 110
        left = 170 + index % 2 * 14
        layer = s.shape(
            f"M{left + 30} {top}H620Q648 {top + 4} 646 {top + 58}T616 {top + 116}H{left + 24}Q{left - 4} {top + 110} {left} {top + 58}T{left + 30} {top}Z",
            paint,
            "down",
            texture="boucle" if s.material == "cotton" else "own",
            edge=0.6,
        )
        s.soften(layer, 36, 0.3, 0.34)
        s.line(
            f"M{left + 12} {top + 40}H634M{left + 10} {top + 78}H634", tone(paint, -0.24), 4, 0.6
        )
        s.line(f"M{left + 12} {top + 59}H636", tone(paint, -0.3), 3, 0.5)


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
