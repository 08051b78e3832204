"""Drawings of sound, cameras and what hangs on the wall and shows pictures."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth, turned
from shop_app.pictures.palette import tone

_LANDSCAPES = (  # night, sky, sun, three hills
    ("#24374d", "#e9b48a", "#fff1d6", ("#9a6f78", "#5f5672", "#33415f")),
    ("#3d5a66", "#cfe0dc", "#fff6df", ("#8fa899", "#5f8272", "#335447")),
    ("#31405e", "#a9bfd8", "#f6efe0", ("#7e93b2", "#556b91", "#2f3f62")),
    ("#5a4038", "#f0cfa9", "#fff8e6", ("#d29a6d", "#ad6a4d", "#6f4038")),
)


def glowing(s: Sketch, x: float, y: float, wide: float, high: float, radius: float = 8) -> str:
    """A screen that shows a calm landscape, with the window's reflection on it."""
    night, sky, sun, hills = _LANDSCAPES[s.seed % len(_LANDSCAPES)]
    screen = s.shape(box(x, y, wide, high, radius), night, "diag", edge=0.9)
    with s.within(screen):
        s.shape(box(x, y, wide, high), sky, "rise", edge=0, opacity=0.85)
        s.fill(oval(x + wide * 0.66, y + high * 0.46, min(wide, high) * 0.11), sun, 0.95)
        for level, paint, swing in zip((0.62, 0.74, 0.86), hills, (0.1, 0.14, 0.07), strict=True):
            top = y + high * level
            s.fill(
                f"M{x:.0f} {top:.0f}q{wide * 0.25:.0f} {-high * swing:.0f} {wide * 0.5:.0f} 0"
                f"t{wide * 0.5:.0f} {-high * swing / 2:.0f}V{y + high:.0f}H{x:.0f}Z",
                paint,
            )
        s.shine(poly((x, y), (x + wide * 0.5, y), (x + wide * 0.18, y + high), (x, y + high)), 0.1)
    return screen


@kind(
    "headphones",
    "Headphones",
    ("plastic", "leather", "aluminium"),
    setting="table",
    focus=(270, 480, 2.1),
)
def headphones(s: Sketch, pose: int) -> None:
    s.ground(400, 652, 230)
    band = "M230 470C200 60 600 60 570 470"
    s.line(band, tone(s.colour, -0.3), 50)
    s.line(band, s.colour, 42)
    s.line("M226 400C226 80 560 80 570 360", tone(s.colour, 0.2), 8, 0.8)
    s.line(
        "M262 300C300 150 500 150 538 300",
        tone(s.accent, -0.1) if s.second else tone(s.colour, -0.3),
        24,
    )
    with s.canvas.kept() as cup_side:
        s.shape(box(215, 350, 22, 110, 8), "steel", "metal", edge=0.8)
        pad = s.shape(
            box(262, 424, 62, 208, 32),
            s.accent if s.second else tone(s.colour, -0.25),
            "side",
            texture="leather",
            edge=0.8,
        )
        s.soften(pad, 26, 0.4, 0.3)
        cup = s.shape(
            smooth(
                (262, 424),
                (220, 420),
                (176, 450),
                (160, 530),
                (176, 606),
                (220, 640),
                (262, 634),
                (272, 530),
            ),
            None,
            "diag",
            texture="own",
            edge=0.8,
        )
        s.soften(cup, 34)
        s.line(
            smooth((238, 450), (200, 466), (186, 530), (200, 596), (238, 612), closed=False),
            "#ffffff",
            3,
            0.35,
        )
        s.fill(oval(206, 560, 4) + oval(206, 576, 4), tone(s.colour, -0.4))
    s.canvas.again(cup_side, "matrix(-1 0 0 1 800 0)")


@kind("earbuds", "Earbuds", ("plastic",), setting="flat", focus=(400, 330, 2.0))
def earbuds(s: Sketch, pose: int) -> None:
    case = box(222, 420, 356, 240, 96)
    lid = "M222 470V300Q222 200 320 200H480Q578 200 578 300V470Z"
    s.cast(s.outline(case + lid), 20, 0.36)
    s.shape(lid, tone(s.colour, -0.06), "diag", edge=0.8)
    s.shape(
        "M240 456V312Q240 222 326 222H474Q560 222 560 312V456Z",
        tone(s.colour, -0.2),
        "rise",
        edge=0.6,
    )
    body = s.shape(case, None, "diag", edge=0.8)
    s.soften(body, 60)
    s.shape(
        "M226 478Q230 424 318 420H482Q570 424 574 478Q400 500 226 478Z",
        tone(s.colour, -0.22),
        "down",
        edge=0.8,
    )
    for side in (0, 1):
        with s.canvas.group('transform="matrix(-1 0 0 1 800 0)"' if side else 'class="l"'):
            s.shape("M316 380h34v92h-34Z", None, "tube", edge=0.8)
            bud = s.shape(
                smooth((300, 300), (350, 290), (386, 330), (376, 384), (330, 404), (296, 360)),
                None,
                "ball",
                edge=0.9,
            )
            s.soften(bud, 20)
            s.shape(oval(372, 340, 17, 26), "charcoal", "side", texture="mesh", edge=0.8)
            s.shine(oval(316, 326, 10, 16), 0.8, 3)
    s.shape(oval(400, 556, 8), "sage", "ball", edge=0.5)
    s.line("M262 500Q250 560 290 610", "#ffffff", 9, 0.35)


@kind(
    "camera", "Camera", ("plastic", "leather", "aluminium"), setting="table", focus=(400, 440, 2.0)
)
def camera(s: Sketch, pose: int) -> None:
    s.ground(400, 630, 280)
    s.shape(box(150, 270, 500, 60, 16), "silver", "metal", edge=0.9)
    s.shape("M310 276L336 204H464L490 276Z", "silver", "metal", edge=0.9)
    for x, wide in ((186, 62), (540, 80)):
        s.shape(box(x, 236, wide, 40, 6), "steel", "metal", edge=0.9)
    s.shape(box(270, 250, 30, 24, 4), "charcoal", "bar")
    body = s.shape(box(130, 300, 540, 320, 34), None, "diag", texture="leather", edge=0.9)
    s.soften(body, 50)
    s.shape(box(130, 292, 540, 34, 14), "silver", "down", edge=0.6)
    s.shape(box(130, 590, 540, 32, 14), "silver", "down", edge=0.6)
    s.shape(box(560, 344, 74, 46, 6), "charcoal", "down")
    s.fill(box(566, 350, 40, 30, 4), "#9fb7c6", 0.55)
    objective(s, 396, 456, 0.92)
    s.shape(oval(188, 376, 14), s.accent if s.second else "terracotta", "ball", edge=0.9)
    s.line(
        "M138 340q-48 30-40 200M662 340q48 30 40 200",
        tone(s.accent if s.second else "cognac", -0.1),
        13,
    )


def objective(s: Sketch, x: float, y: float, size: float) -> None:
    """The front of a camera lens: rings, deep glass, coloured coating."""
    with s.canvas.group(
        f'transform="translate({x - 400 * size:.0f} {y - 400 * size:.0f}) scale({size})"'
    ):
        s.dim(oval(412, 420, 172), 0.4, 12)
        for radius, paint, light in (
            (168, "silver", "steel"),
            (150, "#333436", "steel"),
            (128, "#1d1e21", "diag"),
            (108, "#2b2d31", "rise"),
        ):
            s.shape(oval(400, 400, radius), paint, light, edge=0.9)
        s.line(oval(400, 400, 158), "#4a4d52", 12, 0.8, "4 5", cap="")
        s.shape(oval(400, 400, 88), "#1b2b45", "ball", edge=1)
        s.shape(oval(400, 400, 56), "#3c2b57", "rise", edge=0.4, opacity=0.85)
        s.shape(oval(400, 400, 30), "#10151f", "flat", edge=0)
        s.shine(smooth((342, 370), (370, 332), (410, 326), (380, 360)), 0.7, 3)
        s.shine(oval(440, 444, 14, 9), 0.35, 3)


@kind("lens", "Lens", ("aluminium", "plastic"), setting="table", focus=(400, 330, 2.0))
def lens(s: Sketch, pose: int) -> None:
    s.ground(400, 648, 170)
    paint = s.colour if s.colour != s.own else "charcoal"
    s.shape(turned((560, 142), (640, 138)), "silver", "metal", edge=0.9)
    s.shape(turned((300, 164), (420, 164), (560, 158)), paint, "tube", edge=0.9)
    grip = s.shape(
        turned((400, 170), (500, 168)), tone(paint, -0.1), "tube", texture="rib", edge=0.9
    )
    s.soften(grip, 12, 0.2, 0.2)
    s.line("M234 364q166 36 332 0", s.accent if s.second else "terracotta", 7)
    s.line("M250 534q150 30 300 0", "silver", 3, 0.8, "3 22")
    s.shape(turned((250, 176), (306, 170)), paint, "tube", texture="rib", edge=0.9)
    s.shape(oval(400, 250, 178, 62), tone(paint, -0.06), "diag", edge=0.9)
    s.shape(oval(400, 252, 156, 53), "#121317", "rise", edge=0.8)
    s.shape(oval(400, 258, 116, 38), "#1d3152", "ball", edge=0.9)
    s.fill(oval(412, 264, 66, 20), "#5a3b74", 0.55)
    s.shine(smooth((322, 256), (350, 232), (396, 230), (356, 250)), 0.75, 3)


@kind("speaker", "Speaker", ("plastic", "oak", "walnut"), setting="table", focus=(400, 480, 1.9))
def speaker(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 190)
    wooden = s.material in ("oak", "walnut")
    s.shape(
        poly((560, 166), (600, 186), (600, 636), (560, 650)),
        tone(s.own if wooden else s.colour, -0.25),
        "side",
        texture="own",
    )
    case = s.shape(
        box(210, 160, 352, 490, 22), s.own if wooden else None, "diag", texture="own", edge=0.8
    )
    front = s.shape(
        box(228, 178, 316, 454, 14),
        s.colour if wooden else tone(s.colour, -0.04),
        "diag",
        texture="linen",
        edge=0.8,
    )
    s.soften(front, 20, 0.25, 0.2)
    s.soften(case, 12, 0.2, 0.3)
    for x, y, radius in ((386, 290, 64), (386, 482, 118)):
        s.shape(oval(x, y, radius + 12), "charcoal", "steel", edge=0.9)
        s.shape(oval(x, y, radius), "#2c2d30", "rise", edge=0.9)
        s.shape(oval(x, y, radius * 0.82), "#3b3c40", "diag", edge=0.5)
        s.shape(oval(x, y, radius * 0.36), s.accent if s.second else "copper", "ball", edge=0.9)
    s.shape(oval(516, 206, 6), "sage", "ball")


@kind(
    "smart_speaker",
    "Smart speaker",
    ("plastic", "linen"),
    setting="table",
    focus=(400, 420, 2.0),
    scale=1.15,
)
def smart_speaker(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 170)
    body = s.shape(
        smooth(
            (400, 300),
            (500, 306),
            (566, 360),
            (580, 470),
            (560, 580),
            (500, 632),
            (400, 642),
            (300, 632),
            (240, 580),
            (220, 470),
            (234, 360),
            (300, 306),
        ),
        None,
        "ball",
        texture="linen",
        edge=0.6,
    )
    s.soften(body, 46)
    s.shape(oval(400, 322, 118, 26), tone(s.colour, 0.08), "down", edge=0.8)
    s.line(oval(400, 322, 96, 19), s.accent if s.second else "mint", 6, 0.9)
    s.line("M262 592Q400 640 538 592", tone(s.colour, -0.3), 3, 0.6)


@kind("monitor", "Monitor", ("aluminium", "plastic"), setting="table", focus=(400, 330, 1.8))
def monitor(s: Sketch, pose: int) -> None:
    s.ground(400, 644, 190)
    s.shape(poly((356, 520), (444, 520), (456, 626), (344, 626)), s.own, "metal", edge=0.8)
    s.shape("M250 622H550Q570 640 560 648H240Q230 640 250 622Z", s.own, "down", edge=0.9)
    s.shape(box(84, 156, 632, 388, 16), s.own if s.colour == s.own else s.colour, "down", edge=0.9)
    s.shape(box(94, 166, 612, 350, 8), "#1d1f22", "flat", edge=0.4)
    glowing(s, 100, 172, 600, 338, 4)
    s.fill(oval(400, 530, 4), "#ffffff", 0.6)


@kind("television", "Television", ("plastic", "aluminium"), setting="floor", focus=(400, 360, 1.8))
def television(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 330)
    s.shape(box(80, 560, 640, 70, 6), "oak", "down", texture="wood", edge=0.8)
    s.line("M240 562V628M400 562V628M560 562V628", "#5b3a20", 2, 0.5)
    s.line("M120 630v18M680 630v18", "walnut", 14)
    for x in (220, 556):
        s.shape(poly((x, 528), (x + 24, 528), (x + 44, 562), (x - 20, 562)), "charcoal", "down")
    s.dim(box(100, 546, 600, 18), 0.25, 6)
    s.shape(
        box(60, 170, 680, 378, 10), "#2a2b2e" if s.colour == s.own else s.colour, "down", edge=1
    )
    glowing(s, 68, 178, 664, 356, 4)


@kind("projector", "Projector", ("plastic",), setting="table", focus=(300, 480, 2.0))
def projector(s: Sketch, pose: int) -> None:
    s.ground(400, 632, 260)
    s.shape("M190 380Q400 340 610 380L640 430H160Z", tone(s.colour, 0.05), "diag", edge=0.7)
    body = s.shape(box(150, 400, 500, 220, 50), None, "diag", edge=0.8)
    s.soften(body, 50)
    s.shape(box(440, 456, 164, 110, 20), tone(s.colour, -0.16), "down", texture="mesh", edge=0.8)
    objective(s, 296, 508, 0.58)
    s.shape(oval(420, 376, 15, 6), "charcoal", "down")
    s.line("M210 626v12M590 626v12", "charcoal", 22)


@kind(
    "turntable", "Turntable", ("oak", "walnut", "plastic"), setting="table", focus=(350, 440, 1.9)
)
def turntable(s: Sketch, pose: int) -> None:
    paint = s.own if s.material != "plastic" else s.colour
    outline = box(110, 210, 580, 420, 22)
    s.cast(s.outline(outline), 24, 0.4)
    s.shape(outline, paint, "diag", texture="own", edge=0.9)
    s.dim(oval(352, 430, 190), 0.3, 8)
    s.shape(oval(346, 420, 190), "silver", "steel", edge=0.9)
    s.shape(oval(346, 420, 180), "#232427", "steel", edge=0.9)
    for radius in range(84, 176, 13):
        s.line(oval(346, 420, radius), "#4a4b50", 1.5, 0.8)
    s.shape(oval(346, 420, 64), s.colour if s.material != "plastic" else s.accent, "diag", edge=0.8)
    s.shape(oval(346, 420, 8), "silver", "ball", edge=1)
    s.fill("M346 420L196 320A180 180 0 0 1 260 262Z", "#ffffff", 0.1)
    s.dim("M610 300l16 0 6 180-80 60-10-12 70-56Z", 0.3, 6)
    s.rod("M606 290L612 460L520 512", "silver", 12)
    s.shape(poly((500, 504), (530, 494), (540, 522), (512, 536)), "charcoal", "diag")
    s.shape(oval(606, 282, 34), "silver", "steel", edge=0.9)
    for y in (540, 584):
        s.shape(oval(622, y, 15), "brass" if s.second else "silver", "ball", edge=1)


@kind("drone", "Drone", ("plastic",), setting="flat", focus=(400, 410, 2.0))
def drone(s: Sketch, pose: int) -> None:
    arms = "M400 400L210 250M400 400L590 250M400 400L210 560M400 400L590 560"
    with s.blurred(10), s.canvas.group('transform="translate(16 30)"'):
        s.line(arms, "#2b1c12", 40, 0.3)
        s.fill(oval(400, 400, 110, 90), "#2b1c12", 0.3)
    s.rod(arms, None, 34)
    for x, y in ((210, 250), (590, 250), (210, 560), (590, 560)):
        s.line(f"M{x - 118} {y + 14}Q{x} {y - 22} {x + 118} {y - 14}", "charcoal", 13, 0.75)
        s.fill(oval(x, y, 120, 116), "#4a4d52", 0.08)
        s.shape(oval(x, y, 30), "charcoal", "ball", edge=1)
    body = s.shape(
        smooth(
            (400, 290),
            (470, 320),
            (496, 400),
            (470, 490),
            (400, 520),
            (330, 490),
            (304, 400),
            (330, 320),
        ),
        None,
        "diag",
        edge=0.8,
    )
    s.soften(body, 40)
    s.shape(box(362, 330, 76, 30, 12), "charcoal", "down")
    objective(s, 400, 486, 0.24)
    s.line("M340 420H460", s.accent, 9)


@kind("game_controller", "Game controller", ("plastic",), setting="flat", focus=(300, 360, 2.0))
def game_controller(s: Sketch, pose: int) -> None:
    outline = smooth(
        (270, 250),
        (400, 266),
        (530, 250),
        (620, 270),
        (680, 400),
        (706, 540),
        (672, 600),
        (610, 590),
        (540, 490),
        (400, 474),
        (260, 490),
        (190, 590),
        (128, 600),
        (94, 540),
        (120, 400),
        (180, 270),
    )
    s.cast(s.outline(outline), 24, 0.42)
    s.shape("M190 268q50-46 110-16M610 268q-50-46-110-16", "charcoal", "down")
    body = s.shape(outline, None, "diag", edge=0.8)
    s.soften(body, 56)
    s.shape("M216 326h30v30h30v30h-30v30h-30v-30h-30v-30h30Z", "charcoal", "diag", edge=1)
    for x, y in ((312, 446), (488, 446)):
        s.dim(oval(x + 3, y + 6, 48), 0.4, 5)
        s.shape(oval(x, y, 46), "charcoal", "steel", edge=1)
        s.shape(oval(x, y, 33), "#333539", "rise", edge=0.8)
    for (x, y), paint in zip(
        ((566, 326), (608, 368), (566, 410), (524, 368)),
        ("sage", "terracotta", "blue", "mustard"),
        strict=True,
    ):
        s.shape(oval(x, y, 19), paint, "ball", edge=1)
    s.shape(
        box(366, 312, 68, 44, 10), s.accent if s.second else tone(s.colour, -0.1), "down", edge=0.9
    )
    s.line("M340 400h18M442 400h18", tone(s.colour, -0.4), 7)
