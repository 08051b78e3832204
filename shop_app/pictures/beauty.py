"""Drawings of soap, scent and other care."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, leaf, oval, smooth, turned
from shop_app.pictures.palette import tone


def label(s: Sketch, x: float, y: float, wide: float, high: float, paint: str = "#f7f1e4") -> None:
    """A paper label with a name, a rule and two lines of small print."""
    s.shape(box(x, y, wide, high, 2), paint, "side", texture="paper", edge=0.4)
    middle = x + wide / 2
    ink = "charcoal"
    s.line(
        f"M{middle - wide * 0.3:.0f} {y + high * 0.3:.0f}h{wide * 0.6:.0f}",
        ink,
        max(5, high * 0.07),
        0.85,
        cap="",
    )
    s.line(
        f"M{middle - wide * 0.08:.0f} {y + high * 0.47:.0f}h{wide * 0.16:.0f}",
        s.colour,
        3,
        1,
        cap="",
    )
    s.line(
        f"M{middle - wide * 0.22:.0f} {y + high * 0.63:.0f}h{wide * 0.44:.0f}M{middle - wide * 0.16:.0f} {y + high * 0.76:.0f}h{wide * 0.32:.0f}",
        ink,
        3,
        0.5,
        cap="",
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


@kind("perfume", "Perfume", ("glass",), setting="table", focus=(400, 460, 2.0))
def perfume(s: Sketch, pose: int) -> None:
    s.ground(404, 646, 150, 0.42)
    cap = s.accent if s.second else "charcoal"
    s.shape(box(352, 130, 96, 120, 8), cap, "metal" if s.second else "tube", edge=0.9)
    s.shape(box(368, 248, 64, 36, 4), "gold", "metal", edge=0.9)
    bottle = s.shape(
        box(256, 282, 288, 362, 26), tone(s.colour, 0.14), "tube", edge=0.7, opacity=0.8
    )
    with s.within(bottle):
        s.shape(box(280, 340, 240, 280, 12), s.colour, "tube", edge=0, opacity=0.8)
        s.fill(box(280, 340, 240, 5), "#ffffff", 0.7)
        s.line("M400 284V600", "#ffffff", 4, 0.5)
        s.fill(box(256, 618, 288, 26), "#ffffff", 0.35)
    label(s, 316, 410, 168, 140)
    s.shine(box(272, 300, 13, 320, 6), 0.75, 1)
    s.shine(box(520, 310, 8, 290, 4), 0.5, 1)


@kind("cream_jar", "Cream", ("glass", "plastic"), setting="table", focus=(400, 420, 2.0), scale=1.1)
def cream(s: Sketch, pose: int) -> None:
    s.ground(400, 644, 190, 0.46)
    jar = s.shape(turned((430, 170), (600, 174), (640, 164)), None, "tube", edge=0.7)
    s.soften(jar, 30, 0.22, 0.2)
    s.shape(
        turned((350, 176), (436, 176)),
        s.accent if s.second else "oak",
        "tube",
        texture=None if s.second else "wood",
        edge=0.8,
    )
    s.shape(
        oval(400, 350, 176, 22),
        tone(s.accent if s.second else "oak", 0.12),
        "diag",
        texture=None if s.second else "wood",
        edge=0.8,
    )
    label(s, 318, 476, 164, 120)
    s.shine("M244 470q0 90 8 150h14q-8-70-8-146Z", 0.55, 2)


@kind("lipstick", "Lipstick", ("gold", "plastic"), setting="table", focus=(330, 280, 2.0))
def lipstick(s: Sketch, pose: int) -> None:
    case = "#2c2b2e" if s.material == "plastic" else "gold"
    for x in (300, 520):
        s.ground(x, 646, 80, 0.46)
    s.shape(box(244, 440, 112, 206, 6), case, "metal" if case == "gold" else "tube", edge=0.9)
    s.shape(box(254, 350, 92, 96, 4), "gold", "metal", edge=0.9)
    bullet = s.shape("M262 352V220Q264 170 338 134V352Z", None, "tube", edge=0.7)
    s.soften(bullet, 16, 0.2, 0.3)
    s.shape(
        "M264 222Q264 170 338 134Q344 190 300 216Q280 224 264 222Z",
        tone(s.colour, 0.12),
        "diag",
        edge=0.5,
    )
    s.shape(box(460, 372, 120, 274, 8), case, "metal" if case == "gold" else "tube", edge=0.9)
    s.shape(box(460, 372, 120, 18, 6), "gold", "metal", edge=0.9)
    s.shine(box(478, 400, 10, 230, 5), 0.5, 1)


@kind("toothbrush", "Toothbrushes", ("bamboo", "plastic"), setting="flat", focus=(330, 230, 2.1))
def toothbrush(s: Sketch, pose: int) -> None:
    for x, paint in ((260, s.colour), (400, s.accent), (540, "sage")):
        outline = smooth(
            (x - 22, 120),
            (x, 104),
            (x + 22, 120),
            (x + 22, 230),
            (x + 12, 300),
            (x + 20, 460),
            (x + 22, 660),
            (x, 690),
            (x - 22, 660),
            (x - 20, 460),
            (x - 12, 300),
            (x - 22, 230),
        )
        s.cast(s.outline(outline), 14, 0.38)
        s.shape(
            outline, s.own if s.material == "bamboo" else paint, "tube", texture="own", edge=0.8
        )
        s.shape(
            box(x - 17, 122, 34, 104, 8),
            paint if s.material == "bamboo" else "white",
            "side",
            texture="rib",
            edge=0.6,
        )
        s.line(
            f"M{x - 10} 138h20M{x - 10} 158h20M{x - 10} 178h20M{x - 10} 198h20", "#ffffff", 6, 0.6
        )
        s.fill(box(x - 21, 610, 42, 16), paint)


@kind("serum", "Serum", ("glass",), setting="table", focus=(400, 480, 2.0))
def serum(s: Sketch, pose: int) -> None:
    s.ground(402, 648, 130, 0.46)
    s.shape(
        smooth(
            (376, 236),
            (376, 236),
            (372, 150),
            (384, 100),
            (416, 100),
            (428, 150),
            (424, 236),
            (424, 236),
        ),
        "charcoal",
        "tube",
        edge=0.8,
    )
    s.shape(
        turned((232, 54), (320, 56)),
        s.accent if s.second else "ivory",
        "tube",
        texture="rib",
        edge=0.8,
    )
    glass = s.shape(
        turned((318, 46), (350, 60), (400, 116), (600, 118), (646, 110)),
        s.colour,
        "tube",
        edge=0.8,
        opacity=0.92,
    )
    s.soften(glass, 26, 0.24, 0.24)
    with s.within(glass):
        s.line("M400 320V600", tone(s.colour, 0.3), 9, 0.4)
    label(s, 306, 440, 188, 150)
    s.shine("M296 410q-4 90 2 210h13q-6-110-2-214Z", 0.6, 1)


@kind(
    "pump_bottle", "Wash and lotion", ("glass", "plastic"), setting="table", focus=(400, 440, 2.0)
)
def pump_bottle(s: Sketch, pose: int) -> None:
    s.ground(402, 648, 140, 0.46)
    top = s.accent if s.second else "charcoal"
    s.rod("M400 270V170", top, 17)
    s.shape(
        "M376 130H470Q520 134 530 176L508 180Q500 160 470 160H376Q362 146 376 130Z",
        top,
        "down",
        edge=0.9,
    )
    s.shape(turned((236, 52), (290, 54)), top, "tube", texture="rib", edge=0.9)
    body = s.shape(
        turned((290, 50), (322, 66), (372, 128), (610, 130), (646, 122)), None, "tube", edge=0.7
    )
    s.soften(body, 30, 0.24, 0.22)
    label(s, 296, 420, 208, 176)
    s.shine("M284 390q-6 100 0 230h14q-6-130-2-236Z", 0.5, 2)


@kind(
    "hairbrush", "Hairbrush", ("beech", "bamboo", "walnut"), setting="flat", focus=(400, 260, 2.0)
)
def hairbrush(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(24 400 400)"'):
        outline = smooth(
            (400, 70),
            (500, 110),
            (532, 230),
            (500, 360),
            (430, 430),
            (424, 560),
            (436, 690),
            (400, 730),
            (364, 690),
            (376, 560),
            (370, 430),
            (300, 360),
            (268, 230),
            (300, 110),
        )
        s.cast(s.outline(outline), 20, 0.42)
        body = s.shape(outline, s.own, "diag", texture="own", edge=0.9)
        s.soften(body, 26, 0.3, 0.3)
        pad = s.shape(
            oval(400, 240, 100, 136),
            s.colour if s.colour != s.own else "charcoal",
            "ball",
            edge=0.9,
        )
        with s.within(pad):
            pins = "".join(
                f"M{330 + column * 28 + row % 2 * 14} {134 + row * 28}l5 10"
                for row in range(8)
                for column in range(6)
            )
            s.line(pins, "beech", 7)


@kind("razor", "Razor", ("steel", "brass"), setting="flat", focus=(400, 200, 2.1))
def razor(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-30 400 400)"'):
        s.cast(s.outline(box(376, 200, 48, 500, 20) + box(268, 130, 264, 76, 16)), 18, 0.42)
        s.shape(
            box(378, 196, 44, 504, 18),
            s.own if s.colour == s.own else s.colour,
            "metal" if s.colour == s.own else "tube",
            texture=None,
            edge=0.9,
        )
        s.shape(
            box(372, 420, 56, 220, 14),
            s.accent if s.second else s.own,
            "metal",
            texture="mesh",
            edge=0.9,
        )
        s.shape(box(268, 128, 264, 46, 14), s.own, "bar", edge=1)
        s.shape(box(258, 168, 284, 12, 3), "silver", "bar", edge=1)
        s.shape(box(280, 178, 240, 24, 8), s.own, "bar", edge=1)


@kind("bath_bombs", "Bath bombs", ("wax",), setting="table", focus=(330, 520, 2.0))
def bath_bombs(s: Sketch, pose: int) -> None:
    for x, y, paint in ((280, 560, s.colour), (500, 550, s.accent), (390, 450, "cream")):
        if y > 500:
            s.ground(x, 648, 120, 0.4)
        globe = s.shape(oval(x, y, 100), paint, "ball", texture="cork", edge=0.5)
        s.soften(globe, 40, 0.26, 0.24)
        s.line(f"M{x - 99} {y + 8}Q{x} {y + 44} {x + 99} {y + 8}", tone(paint, -0.24), 4, 0.5)
