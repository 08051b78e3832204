"""Drawings of tools for house and garden."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, leaf, oval, poly, smooth, turned
from shop_app.pictures.palette import tone


@kind("drill", "Cordless drill", ("plastic",), setting="flat", focus=(440, 290, 2.0))
def drill(s: Sketch, pose: int) -> None:
    handle = "M440 340H580L600 560Q600 580 580 580H440Q424 580 426 560Z"
    barrel = "M270 210Q260 210 260 226V330Q260 350 280 350H600Q660 344 664 280T600 204H330Z"
    battery = box(384, 570, 250, 100, 16)
    s.cast(s.outline(handle + barrel + battery), 22, 0.42)
    s.shape(poly((70, 274), (76, 266), (150, 266), (150, 292), (76, 292)), "steel", "bar", edge=0.9)
    s.line("M80 268l14 22M98 268l14 22M116 268l14 22", "#5d6268", 3)
    s.shape(
        poly((146, 250), (200, 226), (262, 226), (262, 334), (200, 334), (146, 308)),
        "charcoal",
        "bar",
        texture=None,
        edge=0.9,
    )
    s.line("M206 228V332M222 228V332M238 228V332", "#1d1e21", 3, 0.8)
    grip = s.shape(handle, "charcoal", "side", texture="mesh", edge=0.8)
    s.soften(grip, 24)
    s.shape(
        "M418 352q-20 40 10 84l20-8V352Z", s.accent if s.second else "mustard", "diag", edge=0.9
    )
    body = s.shape(barrel, None, "down", edge=0.8)
    s.soften(body, 40)
    s.shape("M560 212Q640 206 656 280T570 344Q596 280 560 212Z", "charcoal", "diag", edge=0.8)
    s.line("M520 240v76M500 240v76M480 240v76", tone(s.colour, -0.4), 6, 0.8)
    pack = s.shape(battery, "charcoal", "down", edge=0.9)
    s.soften(pack, 24)
    s.fill(box(404, 600, 120, 38, 4), s.colour)


@kind("hammer", "Hammer", ("oak", "ash", "steel"), setting="flat", focus=(400, 220, 2.0))
def hammer(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(32 400 400)"'):
        shaft = smooth(
            (384, 230),
            (384, 230),
            (416, 230),
            (416, 230),
            (420, 460),
            (434, 600),
            (428, 720),
            (400, 736),
            (372, 720),
            (366, 600),
            (380, 460),
        )
        head = "M250 160H330Q350 176 400 176T480 190Q560 196 600 150Q590 250 480 250H330L250 262Q236 260 236 211T250 160Z"
        s.cast(s.outline(shaft + head), 20, 0.42)
        grip = s.shape(
            shaft,
            s.own if s.material != "steel" else "charcoal",
            "tube",
            texture="own" if s.material != "steel" else None,
            edge=0.8,
        )
        with s.within(grip):
            s.shape(
                box(350, 560, 100, 190),
                s.colour if s.colour != s.own else "terracotta",
                "tube",
                edge=0.6,
            )
        s.shape(head, "steel", "steel", texture="brushed", edge=1)
        s.line("M260 176Q300 172 330 176", "#ffffff", 5, 0.8)
        s.shape(box(376, 172, 48, 84, 3), tone("steel", -0.1), "metal", edge=0.9)


@kind("screwdriver", "Screwdriver set", ("steel",), setting="flat", focus=(330, 520, 2.0))
def screwdriver(s: Sketch, pose: int) -> None:
    for index, x in enumerate((210, 330, 450, 570)):
        high = 150 + index % 2 * 50
        shaft = box(x + 8, high, 16, 340)
        grip = smooth(
            (x + 16, 440),
            (x + 44, 460),
            (x + 46, 540),
            (x + 52, 640),
            (x + 16, 680),
            (x - 20, 640),
            (x - 14, 540),
            (x - 12, 460),
        )
        s.cast(s.outline(shaft + grip), 15, 0.4)
        s.shape(shaft, "steel", "metal", edge=0.9)
        s.shape(
            poly((x + 8, high), (x + 12, high - 26), (x + 20, high - 26), (x + 24, high)),
            tone("steel", -0.2),
            "metal",
            edge=0.9,
        )
        handle = s.shape(grip, s.colour if index % 2 == 0 else s.accent, "tube", edge=0.8)
        with s.within(handle):
            s.line(f"M{x} 470V660M{x + 16} 470V670M{x + 32} 470V660", "#2b1c12", 5, 0.25)


@kind("toolbox", "Toolbox", ("steel", "plastic", "oak"), setting="floor", focus=(400, 430, 1.9))
def toolbox(s: Sketch, pose: int) -> None:
    s.ground(400, 642, 300, 0.5)
    s.rod("M290 330V250Q290 236 304 236H496Q510 236 510 250V330", "steel", 23)
    s.shape(
        "M130 420L190 330H610L670 420Z",
        tone(s.colour, 0.03),
        "down",
        texture="own" if s.material == "oak" else None,
        edge=0.9,
    )
    body = s.shape(
        box(120, 410, 560, 228, 14),
        None,
        "diag",
        texture="own" if s.material == "oak" else None,
        edge=0.9,
    )
    s.soften(body, 34)
    s.line("M120 470H680", tone(s.colour, -0.4), 5, 0.8)
    for x in (220, 540):
        s.shape(box(x, 440, 44, 74, 6), "steel", "metal", edge=1)
    s.shape(box(340, 540, 120, 46, 4), s.accent, "diag", edge=0.8)


@kind("paint_tin", "Paint", ("steel",), setting="floor", focus=(400, 330, 2.0))
def paint_tin(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 190, 0.5)
    s.line("M226 330Q190 520 400 560T574 330", "#8d9094", 7)
    s.shape(turned((310, 178), (640, 178)), "steel", "metal", edge=0.8)
    label = s.shape(turned((360, 179), (600, 179)), "#f5efe2", "tube", edge=0.3)
    with s.within(label):
        s.shape(box(210, 460, 380, 190), s.colour, "side", edge=0)
        s.line("M300 410h200M340 436h120", "charcoal", 7, 0.7)
    s.shape(oval(400, 310, 186, 44), "steel", "steel", edge=1)
    s.shape(oval(400, 312, 164, 35), s.colour, "diag", edge=0.9)
    s.shine(oval(346, 300, 50, 9), 0.5, 3)
    drip = s.shape("M512 330q10 20 8 90q-2 26-14 26t-14-26q-2-40-16-80Z", None, "tube", edge=0.3)
    s.soften(drip, 10)
    with s.canvas.group('transform="translate(96 -6) rotate(-16 400 300)"'):
        s.shape(box(382, 40, 40, 170, 18), "beech", "tube", texture="wood")
        s.shape(box(362, 196, 80, 50, 5), "steel", "metal", edge=0.9)
        s.shape(
            smooth(
                (366, 246), (366, 246), (438, 246), (438, 246), (444, 310), (402, 338), (360, 310)
            ),
            None,
            "side",
            texture="rib",
        )


@kind(
    "watering_can",
    "Watering can",
    ("steel", "copper", "plastic"),
    setting="floor",
    focus=(440, 440, 1.9),
)
def watering_can(s: Sketch, pose: int) -> None:
    paint = s.own if s.material == "copper" else s.colour
    s.ground(440, 648, 220, 0.48)
    s.rod("M560 360C700 300 740 560 566 596", paint, 23)
    s.rod("M350 340Q440 220 540 340", paint, 21)
    s.shape("M330 560L150 300L178 284L350 450Z", paint, "diag", edge=0.8)
    s.shape(
        smooth((100, 300), (190, 244), (206, 266), (170, 310), (120, 334)), paint, "diag", edge=0.9
    )
    s.shape(
        "M96 296Q130 244 196 240Q214 250 170 290T112 334Z",
        tone("brass", 0),
        "steel",
        texture="mesh",
        edge=0.9,
    )
    body = s.shape(
        turned((340, 126), (500, 132), (648, 138), middle=450),
        paint,
        "metal" if s.material in ("copper", "steel") and paint == s.own else "tube",
        edge=0.8,
    )
    s.soften(body, 26, 0.24, 0.2)
    s.shape(oval(450, 340, 126, 30), tone(paint, -0.3), "hollow", edge=0.9)
    s.line("M312 600Q450 640 588 600M320 380Q450 420 580 380", tone(paint, 0.16), 5, 0.8)


@kind("secateurs", "Secateurs", ("steel",), setting="flat", focus=(400, 270, 2.0))
def secateurs(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(24 400 400)"'):
        left = smooth(
            (390, 350),
            (430, 380),
            (400, 480),
            (350, 600),
            (330, 720),
            (296, 724),
            (290, 620),
            (330, 480),
        )
        right = smooth(
            (410, 350),
            (370, 380),
            (400, 480),
            (450, 600),
            (474, 720),
            (508, 724),
            (512, 620),
            (470, 480),
        )
        blade = "M380 350Q330 240 390 110Q436 130 440 220T420 360Z"
        hook = "M412 360Q420 280 480 200Q500 190 502 214Q500 300 440 370Z"
        s.cast(s.outline(left + right + blade + hook), 18, 0.42)
        s.shape(hook, tone("steel", -0.14), "steel", edge=1)
        s.shape(blade, "steel", "steel", texture="brushed", edge=1)
        s.line("M392 114Q340 240 384 340", "#ffffff", 4, 0.8)
        for path in (right, left):
            grip = s.shape(path, None, "tube", edge=0.8)
            s.soften(grip, 20)
        s.line("M364 480q36 20 72 0M360 500q40 20 80 0", "steel", 6)
        s.shape(oval(402, 368, 24), "brass", "steel", edge=1)
        s.line("M390 368h24", "#2b1c12", 4, 0.7)


@kind("spade", "Garden trowel and fork", ("steel", "ash"), setting="flat", focus=(330, 300, 2.0))
def spade(s: Sketch, pose: int) -> None:
    for x, fork in ((270, False), (510, True)):
        grip = smooth(
            (x, 470),
            (x + 26, 490),
            (x + 24, 600),
            (x + 30, 690),
            (x, 716),
            (x - 30, 690),
            (x - 24, 600),
            (x - 26, 490),
        )
        head = "M{0} 80Q{1} 120 {2} 250Q{2} 330 {0} 350Q{3} 330 {3} 250Q{4} 120 {0} 80Z".format(
            x, x + 50, x + 66, x - 66, x - 50
        )
        if fork:
            head = f"M{x - 60} 100q8-14 16 0l4 150h32V100q8-16 16 0v150h32l4-150q8-14 16 0l4 190q0 50-64 56q-64-6-64-56Z"
        s.cast(s.outline(grip + head), 16, 0.4)
        s.rod(f"M{x} 340V490", "steel", 21)
        blade = s.shape(head, "steel", "steel", texture="brushed", edge=1)
        if not fork:
            with s.within(blade), s.blurred(6):
                s.line(f"M{x} 100V340", "#2b1c12", 13, 0.3)
        handle = s.shape(grip, "ash", "tube", texture="wood", edge=0.8)
        with s.within(handle):
            s.fill(box(x - 40, 640, 80, 90), s.colour)
        s.line(f"M{x - 8} 690v16", s.accent, 6)
        s.shape(box(x - 26, 470, 52, 34, 6), "steel", "metal", edge=0.9)


@kind(
    "plant_pot",
    "Plant pot",
    ("stoneware", "ceramic", "stone"),
    setting="floor",
    focus=(400, 480, 2.0),
)
def plant_pot(s: Sketch, pose: int) -> None:
    for x, size, lift in ((310, 1.0, 0), (560, 0.62, 10)):
        with s.canvas.group(
            f'transform="translate({x - 400 * size:.0f} {640 - 640 * size + lift:.0f}) scale({size})"'
        ):
            s.ground(400, 640, 150, 0.48)
            s.shape(turned((606, 150), (640, 142)), s.colour, "tube", texture="own", edge=0.7)
            pot = s.shape(turned((350, 158), (606, 116)), s.colour, "tube", texture="own", edge=0.7)
            s.soften(pot, 26, 0.24, 0.14)
            s.shape(turned((300, 172), (360, 170)), s.colour, "tube", texture="own", edge=0.7)
            s.shape(oval(400, 300, 172, 21), tone(s.colour, -0.2), "hollow", edge=0.8)
            s.fill(oval(400, 303, 152, 14), "#3a2a1e")


@kind("gloves", "Gardening gloves", ("leather", "cotton"), setting="flat", focus=(400, 400, 1.9))
def gloves(s: Sketch, pose: int) -> None:
    outline = smooth(
        (250, 700),
        (250, 700),
        (420, 700),
        (420, 700),
        (430, 560),
        (500, 470),
        (520, 410),
        (490, 400),
        (440, 450),
        (438, 330),
        (424, 200),
        (396, 200),
        (390, 320),
        (384, 170),
        (354, 164),
        (346, 310),
        (330, 176),
        (302, 180),
        (304, 330),
        (276, 236),
        (250, 250),
        (262, 400),
        (248, 560),
    )
    for x, turn in ((-60, -8), (130, 10)):
        with s.canvas.group(f'transform="translate({x} 0) rotate({turn} 400 500)"'):
            s.cast(s.outline(outline), 18, 0.4)
            hand = s.shape(outline, None, "diag", texture="own", edge=0.8)
            s.soften(hand, 36)
            s.folds(hand, "M300 360Q350 380 400 360M290 520Q340 540 420 520", width=12)
            s.shape(box(242, 590, 186, 116, 8), s.accent, "side", texture="rib", edge=0.8)


@kind("seeds", "Seeds", ("paper",), setting="flat", focus=(400, 330, 2.0))
def seeds(s: Sketch, pose: int) -> None:
    for x, turn, paint in ((-70, -12, s.accent), (60, 7, s.colour)):
        with s.canvas.group(f'transform="translate({x} 0) rotate({turn} 400 400)"'):
            outline = box(260, 160, 280, 480, 4)
            s.cast(s.outline(outline), 16, 0.38)
            s.shape(outline, "#f6efdf", "diag", texture="paper", edge=0.8)
            art = s.shape(box(276, 250, 248, 330, 3), paint, "diag", edge=0.4)
            with s.within(art):
                s.line("M400 590Q396 470 400 360", "moss", 6)
                s.fill(
                    leaf(400, 540, 90, 40, -30)
                    + leaf(400, 510, 90, 40, -150)
                    + leaf(400, 460, 70, 32, -20),
                    "sage",
                )
                for angle in range(0, 360, 45):
                    s.fill(leaf(400, 350, 62, 36, angle), "cream")
                s.fill(oval(400, 350, 22), "mustard")
            s.line("M310 200h180M340 222h120", "charcoal", 8, 0.75, cap="")
            s.line("M260 176h280", tone("sand", -0.2), 2, 0.6, "6 4")
