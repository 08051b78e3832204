"""Drawings of toys."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth, star
from shop_app.pictures.palette import tone


@kind("toy_train", "Wooden train", ("beech", "oak"), setting="floor", focus=(300, 470, 1.9))
def train(s: Sketch, pose: int) -> None:
    s.ground(400, 622, 340, 0.42)
    s.line("M360 560H440", "charcoal", 11)
    s.shape(
        box(430, 520, 290, 54, 10) + box(76, 520, 300, 54, 10),
        s.own,
        "down",
        texture="wood",
        edge=0.8,
    )
    car = s.shape(box(446, 400, 258, 126, 10), s.accent, "diag", edge=0.8)
    s.soften(car, 24)
    s.shape(oval(490, 396, 32) + oval(650, 396, 32), "mustard", "down", texture="wood", edge=0.7)
    s.shape(oval(570, 396, 32), "beech", "down", texture="wood", edge=0.7)
    s.shape(box(446, 396, 258, 30, 6), tone(s.accent, 0.04), "down", edge=0.8)
    boiler = s.shape(box(90, 400, 190, 124, 50), None, "down", edge=0.8)
    s.soften(boiler, 24)
    s.shape(
        poly((124, 404), (116, 310), (168, 310), (160, 404)),
        s.own,
        "down",
        texture="wood",
        edge=0.8,
    )
    s.shape(box(106, 300, 72, 22, 8), "charcoal", "down")
    s.shape(box(250, 300, 118, 226, 10), s.own, "down", texture="wood", edge=0.8)
    s.shape(box(274, 336, 70, 68, 8), "#d9e4e4", "down", edge=0.9)
    s.shape(box(232, 276, 154, 34, 12), None, "down", edge=0.8)
    s.shape(oval(216, 392, 20), "mustard", "down", edge=0.9)
    with s.canvas.kept() as wheel:
        s.shape(oval(136, 580, 44), tone(s.own, -0.1), "diag", texture="wood", edge=0.9)
        s.line(oval(136, 580, 34), tone(s.own, -0.35), 4, 0.6)
        s.shape(oval(136, 580, 12), "terracotta", "diag", edge=0.9)
    for far in (164, 364, 514):
        s.canvas.again(wheel, f"translate({far} 0)")


@kind("blocks", "Building blocks", ("beech", "plastic"), setting="floor", focus=(400, 450, 1.9))
def blocks(s: Sketch, pose: int) -> None:
    s.ground(400, 648, 250, 0.46)
    inks = (s.colour, s.accent, "mustard", "petrol", "beech")
    grain = "wood" if s.material == "beech" else None
    pieces = (
        (200, 520, 128, 128, 0), (336, 520, 128, 128, 1), (472, 520, 128, 128, 2),
        (236, 392, 256, 128, 4), (300, 264, 128, 128, 3),
    )  # fmt: skip
    for x, y, wide, high, ink in pieces:
        block = s.shape(box(x, y, wide, high, 10), inks[ink], "diag", texture=grain, edge=0.9)
        s.soften(block, 18, 0.3, 0.4)
        s.line(box(x + 14, y + 14, wide - 28, high - 28, 6), tone(inks[ink], -0.2), 3, 0.5)
    s.shape("M506 520V470a46 46 0 0 1 92 0v50Z", inks[3], "diag", texture=grain, edge=0.9)
    top = s.shape(
        poly((364, 150), (436, 264), (292, 264)), inks[0], "diag", texture=grain, edge=0.9
    )
    s.soften(top, 14, 0.3, 0.4)
    s.shape(oval(650, 610, 38), inks[1], "ball", texture=grain, edge=0.7)
    s.fill(star(400, 584, 32, 14, 5), tone(inks[1], 0.26))
    s.fill(oval(264, 584, 26), tone(inks[0], 0.26))


@kind("bear", "Teddy bear", ("wool", "cotton"), setting="floor", focus=(400, 300, 1.8))
def bear(s: Sketch, pose: int) -> None:
    s.ground(400, 696, 220)
    paint = tone(s.colour, 0.04)
    with s.canvas.kept() as side:
        ear = s.shape(oval(280, 176, 56), paint, "ball", texture="own")
        s.shape(oval(280, 180, 30), s.accent, "ball")
        s.soften(ear, 26, 0.3, 0.2)
        arm = s.shape(
            smooth((280, 400), (190, 460), (164, 560), (220, 580), (270, 500)),
            paint,
            "ball",
            texture="own",
        )
        s.soften(arm, 26, 0.32, 0.3)
    s.canvas.again(side, "matrix(-1 0 0 1 800 0)")
    body = s.shape(
        smooth((400, 370), (520, 430), (546, 560), (480, 660), (320, 660), (254, 560), (280, 430)),
        paint,
        "ball",
        texture="own",
    )
    s.soften(body, 60, 0.3, 0.3)
    s.shape(oval(400, 550, 84, 96), s.accent, "ball", texture="felt", edge=0.2)
    with s.canvas.kept() as foot:
        sole = s.shape(oval(270, 640, 80, 66), paint, "ball", texture="own")
        s.soften(sole, 26, 0.3, 0.3)
        s.shape(oval(266, 648, 44, 38), s.accent, "ball", edge=0.2)
    s.canvas.again(foot, "matrix(-1 0 0 1 800 0)")
    head = s.shape(oval(400, 270, 158, 140), paint, "ball", texture="own")
    s.soften(head, 60, 0.26, 0.3)
    s.shape(oval(400, 320, 66, 52), s.accent, "ball", edge=0.2)
    s.shape(oval(400, 296, 24, 17), "#2b211c", "ball")
    s.line("M400 312v22q-22 20-40 4M400 334q22 20 40 4", "#2b211c", 5)
    s.fill(oval(342, 256, 12) + oval(458, 256, 12), "#2b211c")
    s.fill(oval(338, 252, 4) + oval(454, 252, 4), "#ffffff")
    s.fill("M330 406q70 40 140 0l10 30q-80 40-160 0Z", "terracotta", 0.95)


@kind("dolls_house", "Doll's house", ("beech", "oak"), setting="floor", focus=(400, 420, 1.9))
def dolls_house(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 270, 0.46)
    s.shape(box(180, 300, 440, 358, 4), s.own, "diag", texture="wood", edge=0.9)
    walls = ("#ecd9cb", "#d5dccb", "#d6dfe2", "#f0e3c8")
    for index, (x, y) in enumerate(((196, 316), (406, 316), (196, 490), (406, 490))):
        s.shape(box(x, y, 198, 158), walls[index], "down", edge=0.7)
        s.dim(box(x, y, 198, 12), 0.22)
        s.fill(box(x, y + 144, 198, 14), "#c79f70")
    s.shape(poly((400, 120), (668, 312), (132, 312)), None, "diag", edge=0.9)
    s.line(
        "".join(
            f"M{400 - 268 * k / 6:.0f} {120 + 192 * k / 6:.0f}H{400 + 268 * k / 6:.0f}"
            for k in range(1, 6)
        ),
        tone(s.colour, -0.22),
        4,
        0.6,
    )
    s.shape(oval(400, 236, 34), "#f7f0e2", "diag", edge=0.9)
    s.line("M400 202V270M366 236H434", s.own, 6)
    s.shape(box(220, 400, 110, 44, 8), "white", "down", edge=0.8)
    s.shape(box(220, 376, 16, 84, 4), s.accent, "side", edge=0.8)
    s.shape(box(246, 388, 44, 20, 8), s.accent, "down", edge=0.6)
    s.shape(box(450, 400, 100, 60, 12), s.accent, "down", edge=0.8)
    s.shape(box(440, 430, 120, 34, 10), tone(s.accent, -0.06), "down", edge=0.8)
    s.shape(box(250, 574, 100, 12, 3), s.own, "down")
    s.line("M264 586V632M336 586V632", s.own, 7)
    s.shape(box(470, 540, 62, 94, 4), s.colour, "diag", edge=0.8)
    s.shape(oval(520, 590, 5), "brass", "ball")
    s.line("M300 492V516", "charcoal", 3)
    s.shape("M276 532q24-36 48 0Z", "mustard", "side")


@kind("stacker", "Stacking rings", ("beech", "plastic"), setting="floor", focus=(400, 470, 2.0))
def stacker(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 190, 0.48)
    s.shape(
        box(220, 608, 360, 38, 18),
        s.own if s.material == "beech" else "ivory",
        "side",
        texture="own",
        edge=0.8,
    )
    inks = (s.colour, s.accent, "mustard", "petrol", "sage")
    for index, ink in enumerate(inks):
        half = 168 - index * 22
        y = 534 - index * 74
        disc = s.shape(
            box(400 - half, y, half * 2, 76, 37),
            ink,
            "side",
            texture="own" if s.material == "beech" else None,
            edge=0.7,
        )
        s.soften(disc, 30, 0.3, 0.34)
    s.shape(
        oval(400, 196, 46),
        s.own if s.material == "beech" else "terracotta",
        "ball",
        texture="own",
        edge=0.7,
    )


@kind("car", "Toy car", ("beech", "steel"), setting="floor", focus=(420, 430, 1.9))
def car(s: Sketch, pose: int) -> None:
    s.ground(400, 626, 300, 0.48)
    cabin = s.shape(
        "M250 420Q290 300 350 296H490Q540 300 590 420Z",
        tone(s.colour, 0.03),
        "diag",
        texture="own" if s.material == "beech" else None,
        edge=0.8,
    )
    s.soften(cabin, 26)
    s.shape(
        "M290 414Q316 330 356 326H404V414ZM424 326H486Q520 330 550 414H424Z",
        "#cfdcdc",
        "diag",
        edge=0.9,
    )
    body = s.shape(
        "M110 570Q100 450 170 420Q400 396 640 420Q704 440 700 570Q400 596 110 570Z",
        None,
        "down",
        texture="own" if s.material == "beech" else None,
        edge=0.8,
    )
    s.soften(body, 50)
    s.shape(oval(150, 480, 22, 26), "cream", "ball", edge=0.9)
    s.shape(oval(672, 480, 14, 24), "red", "ball", edge=0.9)
    s.line("M124 540Q400 560 690 540", s.accent, 13)
    s.line("M414 426V550M470 470h34", tone(s.colour, -0.3), 4, 0.7)
    for x in (236, 560):
        s.shape(oval(x, 566, 66), "#2f3033", "ball", edge=1)
        s.shape(
            oval(x, 566, 38),
            s.own if s.material == "beech" else "silver",
            "steel" if s.material == "steel" else "diag",
            texture="own",
            edge=1,
        )
        s.shape(oval(x, 566, 11), s.accent, "ball", edge=0.9)


@kind("kite", "Kite", ("nylon", "paper"), setting="outdoors", focus=(400, 300, 1.9))
def kite(s: Sketch, pose: int) -> None:
    outline = poly((440, 60), (640, 270), (400, 560), (250, 220))
    s.cast(s.outline(outline), 34, 0.2)
    s.line("M400 560Q330 640 400 680T360 780", "#6b5b48", 4)
    for path, paint in (
        (poly((440, 60), (428, 250), (250, 220)), s.colour), (poly((440, 60), (640, 270), (428, 250)), s.accent),
        (poly((250, 220), (428, 250), (400, 560)), tone(s.accent, -0.06)), (poly((640, 270), (400, 560), (428, 250)), tone(s.colour, -0.1)),
    ):  # fmt: skip
        part = s.shape(path, paint, "diag", texture="weave", edge=0.7)
        s.soften(part, 30, 0.22, 0.3)
    s.line("M440 60L400 560M250 220L640 270", "walnut", 5)
    for x, y, paint in ((366, 622, s.colour), (398, 676, s.accent), (366, 736, s.colour)):
        s.shape(
            poly((x, y), (x - 34, y - 18), (x - 34, y + 18))
            + poly((x, y), (x + 34, y - 18), (x + 34, y + 18)),
            paint,
            "diag",
            edge=0.7,
        )
