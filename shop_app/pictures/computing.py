"""Drawings of telephones, computers and what belongs beside them on a desk."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.electronics import glowing
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth
from shop_app.pictures.palette import tone


@kind(
    "phone",
    "Phone",
    ("aluminium", "glass", "titanium"),
    setting="table",
    focus=(340, 230, 2.0),
    poses=2,
)
def phone(s: Sketch, pose: int) -> None:
    for x, back in ((170, True), (360, False)) if not pose else ((270, False),):
        s.ground(x + 132, 656, 132, 0.45)
        s.shape(box(x - 4, 120, 272, 534, 46), tone(s.colour, -0.16), "metal", edge=1)
        if back:
            body = s.shape(box(x, 124, 264, 526, 42), None, "diag", edge=0.6)
            s.soften(body, 26, 0.22, 0.3)
            s.shape(box(x + 22, 146, 120, 128, 32), tone(s.colour, 0.05), "diag", edge=0.8)
            with s.canvas.kept() as eye:
                s.shape(oval(x + 54, 178, 26), tone(s.colour, -0.1), "steel", edge=0.9)
                s.shape(oval(x + 54, 178, 20), "#17181b", "rise", edge=0.6)
                s.shape(oval(x + 54, 178, 12), "#27406b", "ball", edge=0)
                s.fill(oval(x + 48, 172, 4), "#ffffff", 0.8)
            s.canvas.again(eye, "translate(0 64)")
            s.canvas.again(eye, "translate(56 32)")
        else:
            s.shape(box(x, 124, 264, 526, 42), "#17181b", "flat", edge=0.6)
            glowing(s, x + 9, 133, 246, 508, 34)
            s.fill(box(x + 94, 148, 76, 20, 10), "#17181b")
            s.fill(box(x + 82, 622, 100, 5, 2), "#ffffff", 0.8)


@kind("tablet", "Tablet", ("aluminium", "plastic"), setting="table", focus=(400, 380, 1.8))
def tablet(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 230)
    s.shape(box(188, 120, 424, 524, 32), s.colour, "steel", edge=1)
    s.shape(box(194, 126, 412, 512, 28), "#17181b", "flat", edge=0.5)
    glowing(s, 216, 148, 368, 468, 8)
    s.rod("M650 190V640", "white", 17)
    s.shape("M642 640h16l-8 18Z", "grey", "side")


@kind("e_reader", "E-reader", ("plastic",), setting="flat", focus=(380, 300, 1.9))
def e_reader(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-6 400 400)"'):
        outline = box(206, 110, 388, 560, 26)
        s.cast(s.outline(outline), 22, 0.42)
        body = s.shape(outline, None, "diag", edge=0.9)
        s.soften(body, 22, 0.25, 0.3)
        page = s.shape(box(240, 146, 320, 440, 3), "#eeece4", "diag", texture="paper", edge=0.8)
        with s.within(page):
            lines = "".join(
                f"M268 {y}h{264 if (y // 22) % 5 else 170}" for y in range(226, 570, 22)
            )
            s.line(lines, "#3f3d39", 5, 0.6, cap="")
            s.line("M330 186h140", "#3f3d39", 9, 0.75, cap="")
        s.fill(oval(400, 628, 10), tone(s.colour, 0.2))


@kind("laptop", "Laptop", ("aluminium", "plastic"), setting="table", focus=(300, 560, 2.0), poses=2)
def laptop(s: Sketch, pose: int) -> None:
    if pose:
        outline = box(120, 180, 560, 400, 24)
        s.cast(s.outline(outline), 24, 0.42)
        body = s.shape(outline, None, "diag", texture="brushed", edge=0.9)
        s.soften(body, 20, 0.2, 0.4)
        s.shape(
            "M376 400v-44h8v44h12v-44h8v44h12v-44h8v44ZM368 352l32-20 32 20Z",
            tone(s.colour, 0.25),
            "diag",
            edge=0.4,
        )
        return
    s.ground(400, 640, 330)
    s.shape(box(150, 190, 500, 350, 20), s.colour, "down", edge=1)
    s.shape(box(158, 198, 484, 326, 14), "#17181b", "flat", edge=0.4)
    glowing(s, 168, 210, 464, 300, 4)
    deck = s.shape(poly((150, 536), (650, 536), (736, 620), (64, 620)), None, "down", edge=0.9)
    with s.within(deck):
        s.shape(poly((190, 546), (610, 546), (648, 588), (152, 588)), "#2c2d31", "down", edge=0.5)
        keys = "".join(f"M{184 - row * 11} {553 + row * 11}H{616 + row * 11}" for row in range(3))
        s.line(keys, "#55575c", 7, 1, "22 5", cap="")
        s.shape(
            poly((330, 594), (470, 594), (478, 616), (322, 616)),
            tone(s.colour, -0.04),
            "down",
            edge=0.7,
        )
    s.shape(
        "M64 620H736L728 634Q720 640 700 640H100Q80 640 72 634Z",
        tone(s.colour, -0.1),
        "bar",
        edge=0.9,
    )
    s.fill("M352 620H448L440 628H360Z", tone(s.colour, -0.26))


@kind("keyboard", "Keyboard", ("plastic", "aluminium"), setting="flat", focus=(280, 380, 2.0))
def keyboard(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-5 400 400)"'):
        outline = box(70, 270, 660, 264, 22)
        s.cast(s.outline(outline), 22, 0.42)
        frame = s.accent if s.second else s.own
        s.shape(outline, frame, "diag", edge=0.9)
        s.shape(box(84, 284, 632, 236, 12), tone(frame, -0.28), "down", edge=0.5)
        special = tone(s.colour, -0.14)
        rows = (
            (311, "40 5", "", 0), (356, "58 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 62 99", "", 0),
            (401, "68 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 92 99", "", 0),
            (446, "86 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 40 5 119 99", "", 0),
            (491, "54 5 54 5 54 5 246 5 54 5 54 5 67 99", "", 0),
        )  # fmt: skip
        for y, dash, _, _ in rows:
            s.line(f"M92 {y}H707", tone(s.colour, -0.2), 39, 1, dash, cap="")
            s.line(f"M92 {y - 3}H707", tone(s.colour, 0.06), 31, 1, dash, cap="")
        for x, y, wide in (
            (92, 356, 58),
            (92, 401, 68),
            (92, 446, 86),
            (645, 356, 62),
            (615, 401, 92),
            (588, 446, 119),
        ):
            s.line(f"M{x} {y - 3}h{wide}", special, 31, cap="")
        s.line("M92 308h40", s.accent if s.second else "terracotta", 31, 0.9, cap="")
        s.line("".join(f"M96 {y - 17}H704" for y, *_ in rows), "#ffffff", 2, 0.25, cap="")


def key_cap(s: Sketch, x: float, y: float, wide: float, paint: str) -> None:
    """One key: its body and the lit dish on top."""
    s.fill(box(x, y, wide, 40, 7), tone(paint, -0.18))
    s.fill(box(x + 4, y + 2, wide - 8, 31, 6), tone(paint, 0.05))


@kind("mouse", "Mouse", ("plastic", "aluminium"), setting="flat", focus=(400, 300, 2.0), scale=1.1)
def mouse(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(14 400 400)"'):
        outline = smooth(
            (400, 170),
            (480, 190),
            (532, 280),
            (540, 420),
            (520, 560),
            (460, 630),
            (400, 640),
            (340, 630),
            (280, 560),
            (260, 420),
            (268, 280),
            (320, 190),
        )
        s.cast(s.outline(outline), 24, 0.46)
        body = s.shape(outline, None, "diag", edge=0.8)
        s.soften(body, 70)
        s.line("M400 172V372M264 380Q400 352 536 380", tone(s.colour, -0.36), 2.5, 0.7)
        s.shape(box(382, 228, 36, 96, 18), "charcoal", "side", edge=1)
        s.shape(
            box(387, 240, 26, 70, 13),
            s.accent if s.second else "steel",
            "tube",
            texture=None,
            edge=0.8,
        )
        s.line("M390 256h20M390 270h20M390 284h20M390 298h20", "#2b1c12", 3, 0.4)
        s.shine(smooth((310, 240), (336, 214), (352, 300), (320, 340)), 0.45, 8)


@kind("charger", "Charger", ("plastic", "aluminium"), setting="table", focus=(350, 460, 2.0))
def charger(s: Sketch, pose: int) -> None:
    s.ground(330, 640, 150)
    cord = "M330 636Q420 690 520 640T640 560T560 470T690 400"
    with s.blurred(5), s.canvas.group('transform="translate(6 12)"'):
        s.line(cord, "#2b1c12", 14, 0.3)
    s.line(cord, tone(s.accent, -0.25), 15)
    s.line(cord, s.accent, 11)
    body = s.shape(box(214, 380, 236, 256, 40), None, "diag", edge=0.8)
    s.soften(body, 40)
    for x in (276, 358):
        s.shape(box(x, 308, 24, 76, 6), "steel", "metal", edge=0.9)
    for y in (470, 530):
        s.shape(box(292, y, 80, 22, 11), "charcoal", "down")
        s.fill(box(304, y + 8, 56, 5, 2), "#8d9094")
    s.shape("M684 380l56-20 14 30-58 24Z", "steel", "bar", edge=0.9)


@kind("power_bank", "Power bank", ("aluminium", "plastic"), setting="flat", focus=(420, 220, 2.0))
def power_bank(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(10 400 400)"'):
        outline = box(258, 130, 284, 540, 48)
        s.cast(s.outline(outline), 22, 0.42)
        body = s.shape(
            outline,
            None,
            "side",
            texture="brushed" if s.material == "aluminium" else None,
            edge=0.9,
        )
        s.soften(body, 40)
        for x in (318, 412):
            s.shape(box(x, 138, 70, 16, 8), "charcoal", "down")
        s.fill("".join(oval(360 + step * 26, 230, 6) for step in range(4)), "#f6f4ef", 0.9)
        s.shape(
            "M384 400v-50h9v50h11v-50h9v50h11v-50h9v50ZM376 346l34-22 34 22Z",
            s.accent,
            "diag",
            edge=0.2,
        )


@kind("printer", "Printer", ("plastic",), setting="table", focus=(400, 440, 1.9))
def printer(s: Sketch, pose: int) -> None:
    s.ground(400, 642, 280)
    s.shape(
        poly((250, 180), (550, 180), (570, 340), (230, 340)),
        "#fbf9f4",
        "down",
        texture="paper",
        edge=0.7,
    )
    body = s.shape(
        "M150 350Q150 322 180 320H620Q650 322 650 350L664 600Q660 640 620 640H180Q140 640 136 600Z",
        None,
        "diag",
        edge=0.8,
    )
    s.soften(body, 50)
    s.shape(box(196, 470, 408, 76, 12), "charcoal", "rise", edge=0.9)
    s.shape(poly((226, 520), (574, 520), (600, 610), (200, 610)), "#fbf9f4", "down", edge=0.8)
    s.line("M270 548h160M262 566h220M256 584h140", "#8d9094", 4, 0.6)
    s.shape(box(180, 372, 120, 54, 8), "#24374d", "diag")
    for x in (520, 570):
        s.shape(oval(x, 398, 14), s.accent, "ball", edge=0.9)


@kind("router", "Router", ("plastic",), setting="table", focus=(400, 520, 2.0))
def router(s: Sketch, pose: int) -> None:
    s.ground(400, 634, 270)
    for x in (210, 400, 590):
        s.shape(
            f"M{x - 12} 500L{x - 8} 250q8-12 16 0L{x + 12} 500Z",
            tone(s.colour, -0.12),
            "tube",
            edge=0.8,
        )
    body = s.shape(
        "M160 500Q400 460 640 500L672 590Q670 628 630 630H170Q130 628 128 590Z",
        None,
        "diag",
        edge=0.8,
    )
    s.soften(body, 44)
    for step in range(6):
        s.shape(
            oval(300 + step * 40, 574, 6), ("sage", "mint", "mustard")[step % 3], "ball", edge=0.4
        )


@kind(
    "desk_lamp",
    "Desk lamp",
    ("aluminium", "brass", "steel"),
    setting="table",
    focus=(330, 280, 1.9),
)
def desk_lamp(s: Sketch, pose: int) -> None:
    s.ground(480, 644, 140)
    s.shape("M360 620Q480 590 600 620V636Q480 662 360 636Z", None, "side", edge=0.9)
    s.rod("M480 616L560 400L330 220", s.own, 14)
    for x, y in ((560, 400), (480, 610)):
        s.shape(oval(x, y, 19), "brass" if s.second else s.own, "ball", edge=1)
    with s.blurred(20):
        s.fill(poly((210, 330), (330, 360), (420, 620), (60, 620)), "#ffe9b8", 0.55)
    s.shape(
        smooth(
            (300, 200),
            (300, 200),
            (360, 214),
            (370, 250),
            (350, 376),
            (350, 376),
            (168, 318),
            (168, 318),
            (256, 226),
        ),
        None,
        "diag",
        edge=0.8,
    )
    s.shape(
        smooth((168, 318), (168, 318), (260, 330), (350, 376), (350, 376), (256, 366)),
        "#fff3d2",
        "diag",
        edge=0.7,
    )
    s.shine("M286 232q-50 26-82 76q30 8 40 12q20-50 42-88Z", 0.35, 4)
