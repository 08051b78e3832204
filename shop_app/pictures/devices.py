"""Drawings of machines: sound, screens, keys and cameras."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, ring
from shop_app.pictures.palette import tone

GLASS = "#1d2229"


def _screen(s: Sketch, outline: str, x: float, y: float, wide: float, tall: float) -> None:
    """A lit screen: hills in the colours of the house, and the window's reflection."""
    name = s.shape(outline, GLASS, "diag", edge=0.2)
    with s.within(name):
        s.shape(box(x, y, wide, tall), tone(s.accent, 0.1), "down", edge=0)
        s.fill(oval(x + wide * 0.68, y + tall * 0.34, min(wide, tall) * 0.13), "#fff4dc", 0.9)
        s.fill(
            f"M{x} {y + tall * 0.66}q{wide * 0.25}-{tall * 0.22} {wide * 0.5} 0t{wide * 0.5}-{tall * 0.06}V{y + tall}H{x}Z",
            tone("sage", -0.05),
            0.95,
        )
        s.fill(
            f"M{x} {y + tall * 0.8}q{wide * 0.3}-{tall * 0.2} {wide * 0.6} 0t{wide * 0.5}-{tall * 0.02}V{y + tall}H{x}Z",
            tone("forest", 0.04),
            0.95,
        )
        s.fill(
            poly((x, y), (x + wide * 0.42, y), (x + wide * 0.06, y + tall), (x, y + tall)),
            "#ffffff",
            0.1,
        )


@kind("headphones", "Headphones", ("plastic", "aluminium"), focus=(270, 480, 2.0))
def headphones(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 210)
    s.line("M218 470C200 90 600 90 582 470", tone(s.colour, -0.2), 44)
    s.line("M218 470C200 90 600 90 582 470", s.colour, 34)
    s.line("M236 330C270 170 420 150 480 180", tone(s.colour, 0.28), 8, 0.7)
    for side in (-1, 1):
        x = 400 + side * 184
        s.rod(f"M{x} 400V470", "silver", 16)
        cup = s.shape(box(x - 62, 430, 124, 226, 60), s.colour, "side")
        s.soften(cup, 36, 0.3, 0.35)
        pad = s.shape(
            box(x - side * 66 - 30, 446, 60, 194, 30),
            tone(s.colour, -0.2),
            "side",
            texture="leather",
        )
        s.soften(pad, 20, 0.3, 0.2)
        s.line(oval(x + side * 10, 543, 26, 70), tone(s.colour, 0.2), 3, 0.5)


@kind("earbuds", "Earbuds", ("plastic",), focus=(400, 330, 2.0))
def earbuds(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 210)
    case = s.shape(box(220, 420, 360, 220, 96), None, "down")
    s.soften(case, 50, 0.26, 0.4)
    s.shape("M236 430Q240 300 300 284H500Q560 300 564 430Z", tone(s.colour, 0.04), "down")
    s.shape(box(250, 410, 300, 60, 28), tone(s.colour, -0.28), "hollow")
    for side in (-1, 1):
        x = 400 + side * 70
        s.shape(box(x - 16, 330, 32, 110, 16), tone(s.colour, 0.08), "side")
        bud = s.shape(oval(x - side * 8, 322, 46, 42), tone(s.colour, 0.06), "ball")
        s.shape(oval(x - side * 38, 326, 22, 26), tone(s.colour, -0.3), "ball")
        s.soften(bud, 18, 0.2, 0.3)
    s.fill(oval(400, 560, 6), "sage")


@kind("speaker", "Speaker", ("plastic", "walnut", "aluminium"), focus=(400, 500, 1.8))
def speaker(s: Sketch, pose: int) -> None:
    s.ground(400, 696, 180)
    shell = s.own if s.material == "walnut" else s.colour
    s.shape(box(250, 130, 300, 560, 34), shell, "side", texture="own")
    s.shape(box(268, 148, 264, 524, 22), tone("charcoal", -0.02), "diag", texture="mesh")
    for y, r in ((280, 66), (500, 108)):
        s.shape(oval(400, y, r), "graphite", "diag")
        s.shape(oval(400, y, r * 0.84), "#2a2c30", "ball")
        s.shape(oval(400, y, r * 0.34), tone("graphite", 0.1), "ball")
        s.line(oval(400, y, r * 0.97), "#ffffff", 2, 0.25)
    s.fill(box(376, 640, 48, 6, 3), "brass", 0.9)


@kind("phone", "Phone", ("aluminium", "titanium"), focus=(430, 250, 2.0))
def phone(s: Sketch, pose: int) -> None:
    s.cast(s.outline(box(214, 130, 246, 520, 44)), 22, 0.34)
    s.shape(box(214, 130, 246, 520, 44), None, "diag")
    s.shape(box(232, 150, 112, 124, 30), tone(s.colour, 0.08), "diag")
    for x, y in ((262, 184), (314, 184), (262, 240)):
        s.shape(oval(x, y, 22), "#23262b", "ball")
        s.fill(oval(x - 6, y - 6, 6), "#9fb4c8", 0.8)
    s.cast(s.outline(box(360, 170, 246, 520, 44)), 22, 0.34)
    s.shape(box(360, 170, 246, 520, 44), tone(s.colour, -0.1), "metal")
    _screen(s, box(370, 180, 226, 500, 36), 370, 180, 226, 500)
    s.fill(box(448, 192, 70, 16, 8), "#111317")
    s.fill(box(440, 664, 86, 5, 2), "#ffffff", 0.8)


@kind("tablet", "Tablet", ("aluminium",), focus=(500, 300, 1.8))
def tablet(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-5 400 400)"'):
        s.cast(s.outline(box(130, 180, 520, 400, 34)), 24, 0.36)
        s.shape(box(130, 180, 520, 400, 34), None, "metal")
        _screen(s, box(146, 196, 488, 368, 20), 146, 196, 488, 368)
    s.cast(s.outline(box(250, 620, 360, 18, 9)), 12, 0.3)
    s.shape(box(250, 620, 360, 18, 9), "white", "bar")
    s.shape(poly((250, 621), (222, 629), (250, 637)), "silver", "bar")


@kind("laptop", "Laptop", ("aluminium",), focus=(330, 300, 1.7))
def laptop(s: Sketch, pose: int) -> None:
    s.ground(400, 610, 340)
    s.shape(box(166, 170, 468, 330, 20), tone(s.colour, -0.08), "metal")
    _screen(s, box(178, 182, 444, 300, 12), 178, 182, 444, 300)
    s.shape(poly((158, 500), (642, 500), (730, 590), (70, 590)), s.colour, "down")
    s.shape("M70 590H730q0 22-22 22H92q-22 0-22-22Z", tone(s.colour, -0.16), "metal")
    s.fill(poly((186, 512), (614, 512), (650, 556), (150, 556)), "#2a2d31", 0.85)
    for row in range(3):
        s.line(f"M{178 - row * 12} {523 + row * 13}H{622 + row * 12}", s.colour, 2, 0.8, "26 4", "")
    s.shape(
        poly((336, 562), (464, 562), (474, 584), (326, 584)),
        tone(s.colour, -0.06),
        "down",
        edge=0.3,
    )


@kind("monitor", "Monitor", ("plastic", "aluminium"), focus=(300, 300, 1.6))
def monitor(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 190)
    s.shape(box(376, 500, 48, 160), "silver", "metal")
    s.shape("M270 664H530l30 24q0 8-10 8H250q-10 0-10-8Z", "silver", "down")
    s.shape(box(70, 130, 660, 400, 18), None, "diag")
    _screen(s, box(84, 144, 632, 360, 8), 84, 144, 632, 360)
    s.fill(oval(400, 517, 4), "#ffffff", 0.8)


@kind("television", "Television", ("plastic",), focus=(300, 320, 1.6))
def television(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 330)
    for x in (200, 600):
        s.rod(f"M{x} 560L{x + (x - 400) * 0.2} 632", "graphite", 14)
    s.shape(box(36, 150, 728, 424, 10), tone(s.colour, -0.1), "diag")
    _screen(s, box(44, 158, 712, 404, 6), 44, 158, 712, 404)


@kind("keyboard", "Keyboard", ("plastic", "aluminium"), setting="flat", focus=(300, 400, 2.1))
def keyboard(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-6 400 400)"'):
        s.cast(s.outline(box(60, 280, 680, 260, 26)), 20, 0.36)
        s.shape(box(60, 280, 680, 260, 26), None, "down")
        for row in range(4):
            for key in range(13):
                hue = s.accent if (row, key) in {(0, 0), (2, 12)} else tone(s.colour, 0.12)
                s.shape(box(82 + key * 49.5, 300 + row * 46, 43, 38, 7), hue, "down", edge=0.5)
        for left, wide in ((82, 92), (180, 340), (526, 92), (624, 92)):
            s.shape(box(left, 484, wide, 38, 7), tone(s.colour, 0.12), "down", edge=0.5)


@kind("mouse", "Mouse", ("plastic",), setting="flat", focus=(400, 330, 1.9))
def mouse(s: Sketch, pose: int) -> None:
    outline = "M400 170C500 170 540 270 540 420S500 650 400 650S260 570 260 420S300 170 400 170Z"
    s.cast(s.outline(outline), 26, 0.4)
    body = s.shape(outline, None, "diag")
    s.soften(body, 80, 0.34, 0.42)
    s.line("M400 172V372M268 372Q400 400 532 372", tone(s.colour, -0.35), 3, 0.7)
    s.shape(box(387, 232, 26, 84, 13), "graphite", "side")
    s.line("M390 256h20M390 274h20M390 292h20", "#ffffff", 2, 0.4)


@kind("camera", "Camera", ("plastic", "leather"), focus=(430, 420, 1.8))
def camera(s: Sketch, pose: int) -> None:
    s.ground(400, 630, 300)
    s.shape("M300 236L330 196H470L500 236Z", "silver", "metal")
    s.shape(box(120, 232, 560, 390, 34), "silver", "metal")
    s.shape(box(120, 296, 560, 262, 6), s.colour, "side", texture="leather")
    s.shape(oval(400, 430, 152), "graphite", "diag")
    for r, colour in ((130, "#2a2d31"), (104, "#1d2025"), (76, "#0f1216")):
        s.shape(oval(400, 430, r), colour, "diag", edge=0.6)
    s.shape(oval(400, 430, 62), "#233447", "ball")
    s.shine(oval(374, 402, 20, 14), 0.65, 2)
    s.line(oval(400, 430, 141), "#ffffff", 2, 0.3, "3 9")
    s.shape(oval(580, 222, 38, 16), "graphite", "metal")
    s.shape(box(170, 206, 80, 28, 8), "graphite", "metal")
    s.shape(box(560, 258, 74, 28, 6), "#2f3944", "diag")
    s.fill(ring(188, 266, 12, 8), "#ffffff", 0.4)
