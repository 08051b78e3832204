"""Drawings of small machines for the kitchen and the house."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import around, box, oval, poly, smooth, turned
from shop_app.pictures.palette import tone


@kind("espresso_machine", "Espresso machine", ("steel", "enamel"), focus=(400, 420, 1.9))
def espresso_machine(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 270)
    s.shape(box(170, 260, 150, 380, 12), tone(s.colour, -0.1), "side", edge=0.8)
    body = s.shape(box(160, 160, 480, 200, 26), None, "diag", edge=0.8)
    s.soften(body, 36)
    s.shape(box(190, 142, 420, 24, 8), "steel", "bar", edge=0.9)
    for x in (230, 300, 370):
        s.shape(f"M{x} 142l-8-48h56l-8 48Z", "ivory", "side", edge=0.7)
    s.shape(oval(252, 250, 48), "ivory", "diag", edge=1)
    s.line(oval(252, 250, 48), "steel", 7)
    s.line("M252 250L280 222", "terracotta", 5)
    for x in (520, 580):
        s.shape(oval(x, 240, 21), s.accent if s.second else "walnut", "ball", edge=1)
    s.shape(box(330, 352, 180, 40, 8), "steel", "metal", edge=0.9)
    s.shape(box(344, 388, 152, 30, 6), tone("steel", -0.12), "metal", edge=0.9)
    s.rod("M350 404L200 424", s.accent if s.second else "walnut", 25)
    s.shape(poly((390, 418), (450, 418), (440, 440), (400, 440)), "steel", "metal")
    s.line("M406 440V500M434 440V500", "#4a2c1a", 5)
    s.shape("M368 492H472Q470 560 448 572H392Q370 560 368 492Z", "white", "side")
    s.line("M472 508q34 2 26 26t-36 18", "#e4dfd4", 10)
    s.rod("M560 352Q580 430 560 520", "steel", 11)
    tray = s.shape(box(150, 576, 500, 62, 12), s.colour, "down", edge=0.9)
    s.soften(tray, 16)
    s.shape(box(330, 572, 300, 14, 4), "charcoal", "down")
    s.line("M344 579H616", "steel", 6, 0.9, "3 9", cap="")
    s.shine("M184 180q-6 70 2 150h14q-8-80-2-152Z", 0.5, 2)


@kind("toaster", "Toaster", ("steel", "enamel", "plastic"), focus=(320, 470, 2.0))
def toaster(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 270)
    for x in (300, 430):
        slice_ = s.shape(
            f"M{x - 70} 330V250q-24-60 30-70h90q54 10 30 70v80Z",
            "camel",
            "diag",
            texture="cork",
            edge=0.9,
        )
        s.soften(slice_, 20)
        s.shape(
            f"M{x - 52} 330V252q-18-46 22-52h70q40 6 22 52v78Z",
            "cream",
            "diag",
            texture="cork",
            edge=0,
        )
    body = s.shape(
        "M150 600V390Q156 306 250 300H550Q644 306 650 390V600Q648 622 620 624H180Q152 622 150 600Z",
        None,
        "diag",
        edge=0.8,
    )
    s.soften(body, 60)
    s.shape("M222 300H540Q560 310 560 320H206Q206 310 222 300Z", "charcoal", "down", edge=0.6)
    s.shape(box(146, 596, 508, 34, 12), "steel", "bar", edge=0.9)
    s.fill(box(624, 380, 12, 130, 6), "#2b1c12", 0.5)
    s.shape(box(610, 390, 62, 30, 10), s.accent if s.second else "steel", "bar", edge=0.9)
    s.shape(oval(560, 556, 20), "steel", "ball", edge=1)
    s.line("M560 556v-15", "charcoal", 4)
    s.line("M200 632v10M600 632v10", "charcoal", 26)
    s.shine("M186 400q0-60 50-76q-18 100-14 240h-24q-12-80-12-164Z", 0.4, 6)


@kind("blender", "Blender", ("glass", "steel", "plastic"), focus=(400, 330, 1.9))
def blender(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 150)
    s.rod("M512 200Q620 210 606 320T506 400", s.accent if s.second else "charcoal", 24)
    jug = s.shape(
        poly((276, 150), (524, 150), (488, 446), (312, 446)), "clear", "tube", edge=0.8, opacity=0.6
    )
    with s.within(jug):
        s.shape(
            poly((270, 250), (540, 250), (500, 450), (300, 450)),
            "#c96f7c",
            "side",
            edge=0,
            opacity=0.9,
        )
        s.fill(oval(400, 250, 130, 12), "#e3a2a6")
        s.shape(poly((360, 446), (400, 414), (440, 446)), "steel", "metal")
        s.line("M470 280h26M468 320h22M464 360h20", "#ffffff", 4, 0.8)
    s.shape(box(262, 128, 276, 28, 10), s.colour, "side", edge=0.9)
    s.shape(box(350, 100, 100, 30, 10), s.colour, "side", edge=0.9)
    s.shape(box(304, 442, 192, 26, 6), "steel", "metal", edge=0.9)
    base = s.shape(
        "M300 466H500Q530 540 540 630Q540 648 516 650H284Q260 648 260 630Q270 540 300 466Z",
        None,
        "side",
        edge=0.8,
    )
    s.soften(base, 36)
    s.shape(oval(400, 566, 38), "steel", "steel", edge=1)
    s.line("M400 566v-26", "charcoal", 6)
    s.shine(poly((300, 166), (322, 166), (340, 430), (326, 430)), 0.6)


@kind("scale", "Kitchen scale", ("steel", "glass", "plastic"), focus=(400, 520, 1.9))
def scale(s: Sketch, pose: int) -> None:
    s.ground(400, 636, 250)
    s.shape("M210 300Q220 400 320 416H480Q580 400 590 300Z", "steel", "metal", edge=0.9)
    s.shape(oval(400, 300, 190, 38), "steel", "hollow", edge=0.9)
    s.shape("M300 290q40-60 90-30t110 20q-40 40-110 38t-90-28Z", "mustard", "ball", edge=0.6)
    s.shape(box(374, 412, 52, 30, 4), "steel", "metal")
    body = s.shape(
        "M250 440H550Q590 520 606 616Q600 634 580 634H220Q200 634 194 616Q210 520 250 440Z",
        None,
        "side",
        edge=0.8,
    )
    s.soften(body, 40)
    s.shape(oval(400, 536, 76), "ivory", "diag", edge=1)
    s.line(oval(400, 536, 62), "charcoal", 9, 0.8, "2 8", cap="")
    s.line("M400 536L436 494", "terracotta", 6)
    s.shape(oval(400, 536, 9), "charcoal", "ball")


@kind("vacuum", "Vacuum cleaner", ("plastic",), setting="floor", focus=(300, 520, 1.9))
def vacuum(s: Sketch, pose: int) -> None:
    s.ground(360, 646, 260)
    hose = "M300 470Q280 260 430 180T640 240L700 600"
    s.line(hose, "#2e3033", 30)
    s.line(hose, "#55585d", 22, 1, "5 5", cap="")
    s.rod("M634 230L700 600", "steel", 18)
    s.shape("M620 600H760Q776 616 772 640H610Q606 616 620 600Z", "charcoal", "down", edge=0.9)
    body = s.shape(
        smooth(
            (120, 560),
            (150, 460),
            (260, 410),
            (400, 430),
            (480, 520),
            (484, 600),
            (440, 634),
            (160, 634),
            (116, 606),
        ),
        None,
        "diag",
        edge=0.8,
    )
    s.soften(body, 56)
    s.shape(oval(210, 580, 62), "charcoal", "ball", edge=1)
    s.shape(oval(210, 580, 34), s.accent, "ball", edge=0.9)
    s.shape(oval(446, 614, 26), "charcoal", "ball", edge=1)
    s.shape(box(300, 452, 90, 34, 14), tone(s.colour, -0.2), "down")


@kind("iron", "Steam iron", ("plastic", "steel"), setting="table", focus=(420, 480, 2.0))
def iron(s: Sketch, pose: int) -> None:
    s.ground(400, 630, 300)
    s.shape("M90 606Q200 500 330 470L640 430Q690 480 700 606Z", None, "down", edge=0.7)
    body = s.shape("M150 560Q260 470 420 450L640 420Q682 480 690 580H140Z", None, "diag", edge=0.8)
    s.soften(body, 46)
    s.shape(
        "M300 466Q340 300 480 292H600Q660 300 652 440L600 436Q604 350 560 346H480Q410 350 390 452Z",
        tone(s.colour, -0.12),
        "diag",
        edge=0.8,
    )
    s.shape("M80 600H704V616Q704 628 690 628H96Q76 628 80 600Z", "steel", "bar", edge=0.9)
    s.shape(oval(520, 500, 32), s.accent, "ball", edge=0.9)
    s.line("M640 340Q720 320 740 220T690 90", "#3b3d42", 11)
    s.shine("M250 510q80-36 160-44q-70 30-120 66Z", 0.5, 4)


@kind("fan", "Fan", ("steel", "brass", "plastic"), setting="floor", focus=(400, 300, 1.9))
def fan(s: Sketch, pose: int) -> None:
    metal = s.own if s.material != "plastic" else s.colour
    s.ground(400, 652, 150)
    s.shape(turned((596, 40), (626, 120), (646, 130)), s.colour, "tube", edge=0.8)
    s.rod("M400 600V480", metal, 25)
    s.fill(oval(400, 300, 214), "#ffffff", 0.25)
    blade = smooth((400, 300), (360, 200), (400, 110), (480, 120), (500, 200), (440, 280))
    for turn in (0, 120, 240):
        with s.canvas.group(f'transform="rotate({turn} 400 300)"'):
            s.shape(blade, s.colour, "diag", edge=0.8, opacity=0.92)
    spokes = []
    for (x, y), (far_x, far_y) in zip(
        around(400, 300, 40, 24), around(400, 300, 208, 24, -78), strict=True
    ):
        spokes.append(
            f"M{x:.0f} {y:.0f}Q{(x + far_x) / 2 + (y - 300) * 0.5:.0f} {(y + far_y) / 2 - (x - 400) * 0.5:.0f} {far_x:.0f} {far_y:.0f}"
        )
    s.line("".join(spokes), tone(metal, -0.1), 3)
    s.line(oval(400, 300, 214), tone(metal, -0.2), 12)
    s.line(oval(400, 300, 214), tone(metal, 0.15), 4)
    s.shape(oval(400, 300, 44), metal, "steel", edge=1)


@kind("hair_dryer", "Hair dryer", ("plastic",), setting="flat", focus=(380, 320, 2.0))
def hair_dryer(s: Sketch, pose: int) -> None:
    handle = "M420 400L470 390L520 640Q516 680 486 684T440 660Z"
    barrel = smooth(
        (150, 250),
        (150, 250),
        (330, 230),
        (480, 220),
        (580, 260),
        (610, 330),
        (580, 410),
        (480, 440),
        (330, 420),
        (150, 400),
        (150, 400),
    )
    s.line("M480 680Q500 740 620 720T720 760", "#3b3d42", 12)
    s.cast(s.outline(handle + barrel), 22, 0.4)
    grip = s.shape(handle, tone(s.colour, -0.04), "side", edge=0.8)
    s.soften(grip, 26)
    body = s.shape(barrel, None, "down", edge=0.8)
    s.soften(body, 54)
    s.shape(poly((110, 262), (154, 246), (154, 404), (110, 388)), "charcoal", "down", edge=0.9)
    s.shape(oval(560, 330, 34, 72), "charcoal", "side", texture="mesh", edge=0.9)
    s.line("M300 236Q290 326 300 416", s.accent if s.second else "copper", 11)
    s.shape(box(448, 470, 30, 60, 10), "charcoal", "down")
