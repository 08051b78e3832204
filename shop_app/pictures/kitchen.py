"""Drawings for the kitchen: cups and plates, pans, knives and small machines."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth, turned
from shop_app.pictures.palette import tone


@kind(
    "mug", "Mug", ("ceramic", "stoneware", "porcelain", "enamel"), focus=(455, 430, 2.1), scale=1.15
)
def mug(s: Sketch, pose: int) -> None:
    s.ground(410, 640, 190)
    handle = "M540 365C690 335 720 560 536 560"
    s.line(handle, tone(s.colour, -0.26), 46)
    s.line(handle, s.colour, 36)
    s.line("M556 352C680 334 696 520 560 545", tone(s.colour, 0.2), 8, 0.8)
    body = s.shape(turned((270, 168), (420, 170), (560, 164), (625, 138), (640, 120)), None, "side")
    if s.stuff.texture:
        with s.within(body):
            s.shape(box(200, 250, 400, 320), None, "side", texture="own", edge=0)
            s.fill("M200 560q100 26 200 4t200 8v80H200Z", "#c9a583", 0.85)
            s.shape("M200 568q100 26 200 4t200 8v80H200Z", "#c6a27e", "side", edge=0, opacity=0.9)
    s.shape(oval(400, 270, 168, 36), None, "hollow", edge=0.6)
    s.shape(oval(400, 276, 154, 29), tone(s.colour, -0.14), "hollow", edge=0)
    s.fill(oval(400, 284, 143, 21), "#4a2c1a", 0.94)
    s.line("M300 290a143 18 0 0 0 120 12", "#a57b55", 4, 0.7)
    s.line("M236 276a166 34 0 0 0 120 28", "#ffffff", 4, 0.6)
    s.shine(
        "M262 330q-6 120 8 230q10 24 26 26q-16-130-6-250q-16 6-28-6Z", 0.3 + 0.3 * s.stuff.shine, 3
    )


@kind(
    "plate", "Plate", ("porcelain", "stoneware", "ceramic"), focus=(300, 500, 2.1), setting="table"
)
def plate(s: Sketch, pose: int) -> None:
    name = s.outline(oval(400, 420, 280, 268))
    s.cast(name, 26, 0.34)
    s.shape(oval(400, 420, 280, 268), None, "diag", texture="own", edge=0.7)
    s.line(oval(400, 420, 272, 260), tone(s.colour, 0.3), 5, 0.9)
    s.shape(oval(404, 424, 196, 187), tone(s.colour, -0.08), "diag", texture="own", edge=0.25)
    s.shape(oval(404, 428, 184, 175), tone(s.colour, 0.03), "diag", texture="own", edge=0)
    s.line(oval(400, 420, 279, 267), s.accent if s.second else tone(s.colour, -0.2), 4, 0.8)
    with s.blurred(7):
        s.line("M176 340q40-120 160-158", "#ffffff", 16, 0.75)
        s.line("M560 600q-60 50-150 50", "#ffffff", 10, 0.35)


@kind("bowl", "Bowl", ("stoneware", "ceramic", "porcelain", "oak"), focus=(320, 400, 2.1))
def bowl(s: Sketch, pose: int) -> None:
    s.ground(400, 636, 170)
    body = s.shape(
        "M150 372C160 520 260 610 320 628h160C540 610 640 520 650 372Z", None, "side", texture="own"
    )
    s.soften(body, 46, 0.3, 0.15)
    s.shape("M318 626h164l-8 18q-74 12-148 0Z", tone(s.colour, -0.1), "side")
    s.shape(oval(400, 372, 250, 76), tone(s.colour, 0.04), "down", edge=0.8)
    inner = s.shape(oval(400, 378, 238, 67), tone(s.colour, -0.08), "hollow", texture="own", edge=0)
    with s.within(inner):
        s.shape(oval(430, 452, 230, 62), tone(s.colour, 0.06), "down", edge=0, opacity=0.7)
    s.line("M158 356a250 76 0 0 1 200-58", "#ffffff", 5, 0.7)
    s.shine("M196 440q14 80 70 130q-22-70-34-124Z", 0.25 + 0.4 * s.stuff.shine, 5)


@kind(
    "pan",
    "Pan",
    ("steel", "iron", "copper", "aluminium"),
    setting="wall",
    focus=(300, 420, 1.9),
)
def pan(s: Sketch, pose: int) -> None:
    metal = s.own if s.material != "iron" else s.colour
    name = s.outline(oval(310, 440, 226, 216))
    s.cast(name, 24, 0.4)
    with s.blurred(10):
        s.line("M500 330L730 170", "#2b1c12", 30, 0.3)
    s.rod("M478 322L716 136", "chestnut" if s.second else tone(metal, -0.06), 38)
    s.fill(oval(706, 144, 9), "#2b1c12", 0.7)
    s.shape("M448 296l54-28 26 34-42 46Z", tone(metal, -0.14), "bar")
    s.shape(oval(310, 440, 226, 216), metal, "steel", edge=0.8)
    s.shape(oval(310, 440, 210, 200), tone(metal, -0.26), "hollow", edge=0.3)
    base = tone(s.colour, -0.1)
    s.shape(
        oval(314, 448, 182, 172),
        base,
        "diag",
        texture="speckle" if s.material == "iron" else "brushed",
        edge=0.5,
    )
    with s.blurred(8):
        s.line("M170 420q20-100 110-124", "#ffffff", 16, 0.28)
    s.line(oval(310, 440, 221, 211), "#ffffff", 3, 0.5)


@kind("pot", "Casserole", ("iron", "enamel", "steel", "copper"), focus=(330, 400, 2.0))
def pot(s: Sketch, pose: int) -> None:
    s.ground(400, 642, 232)
    for side in (-1, 1):
        x = 400 + side * 226
        s.rod(f"M{x} 428q{side * 58}-4 {side * 58} 26t{-side * 56} 26", tone(s.colour, -0.08), 24)
    body = s.shape("M166 384V560q0 72 70 80h328q70-8 70-80V384Z", None, "side", texture=None)
    s.soften(body, 50, 0.3, 0.2)
    s.shape("M154 374q246-34 492 0v22q-246 28-492 0Z", tone(s.colour, -0.04), "tube")
    lid = s.shape("M160 372C190 300 300 272 400 272s210 28 240 100q-240 28-480 0Z", None, "side")
    s.soften(lid, 40, 0.3, 0.35)
    s.shape("M380 250h40l10 26h-60Z", "steel", "metal")
    s.shape(oval(400, 240, 46, 22), s.accent if s.second else "brass", "ball")
    s.shine("M200 430q-6 90 14 150q10 16 22 18q-16-90-8-166Z", 0.55, 4)
    s.shine("M244 324q60-30 120-32q-80 14-110 44Z", 0.6, 2)


@kind("knife", "Chef's knife", ("steel", "titanium"), focus=(300, 500, 2.0), setting="flat")
def knife(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-34 400 400)"'):
        blade = "M70 412C130 366 280 352 486 352V432H470C300 452 150 450 70 412Z"
        handle = smooth(
            (486, 350),
            (486, 350),
            (540, 346),
            (640, 352),
            (716, 344),
            (738, 366),
            (736, 400),
            (716, 424),
            (640, 402),
            (560, 410),
            (486, 408),
            (486, 408),
        )
        s.cast(s.outline(blade), 16, 0.36)
        s.cast(s.outline(handle), 16, 0.36)
        s.shape(blade, "steel", "steel", texture="brushed", edge=0.8)
        s.shape(
            "M70 412C150 432 300 434 478 416L470 432C300 452 150 450 70 412Z",
            "#dfe2e4",
            "down",
            edge=0.3,
        )
        s.line("M84 404C150 372 290 360 480 360", "#ffffff", 2.5, 0.7)
        s.shape(box(476, 346, 30, 66, 5), "silver", "bar")
        s.shape(handle, None, "bar", texture="wood" if s.colour != "#26262a" else None, edge=0.7)
        for x in (548, 620, 692):
            s.shape(oval(x, 380 - (x - 548) * 0.02, 9), "brass", "ball")
        s.line("M504 360q110-6 210 2", "#ffffff", 3, 0.3)


@kind(
    "board",
    "Chopping board",
    ("oak", "walnut", "beech", "bamboo", "marble"),
    focus=(330, 470, 2.0),
    setting="flat",
)
def board(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(12 400 400)"'):
        outline = (
            "M230 250q0-32 32-32h74q20 0 22-22l8-74q4-32 34-32t34 32l8 74q2 22 22 22h74q32 0 32 32v410q0 40-40 40H270q-40 0-40-40Z"
            + oval(400, 136, 16)
        )
        name = s.outline(outline)
        s.cast(name, 22, 0.36)
        with s.canvas.group('transform="translate(5 8)"'):
            s.shape(outline, tone(s.own, -0.22), "flat", edge=0)
        s.shape(outline, s.own, "diag", texture="own", edge=0.6)
        s.line(
            "M268 270q0-16 16-16h232q16 0 16 16v376q0 16-16 16H284q-16 0-16-16Z",
            tone(s.own, -0.22),
            7,
            0.7,
        )
        s.line("M272 650V272q0-14 14-14h230", "#fffaf0", 2.5, 0.6)
        if s.colour != s.own:
            with s.within(name):
                s.fill(box(220, 596, 360, 110), s.colour, 0.94)
                s.fill(box(220, 594, 360, 3), "#fffaf0", 0.5)
        if s.second:
            s.rod("M400 136q-60-90-20-120q40-10 26 120", s.accent, 9)


@kind("kettle", "Kettle", ("steel", "enamel", "copper", "iron"), focus=(300, 430, 1.9))
def kettle(s: Sketch, pose: int) -> None:
    paint = s.colour if s.material in ("enamel", "iron") else blendless(s)
    shiny = "metal" if s.material in ("steel", "copper") else "side"
    s.ground(400, 644, 210)
    s.shape("M262 470C200 440 214 330 150 296l-26 10C120 330 160 520 276 560Z", paint, shiny)
    s.shape("M122 306l30-12 8 12-32 14Z", tone(paint, -0.25), "flat")
    s.rod("M250 352C236 150 556 140 560 350", s.accent if s.second else "walnut", 28)
    body = s.shape(
        "M246 352Q216 480 206 590q0 50 60 54h278q60-4 56-54Q588 470 556 352Q400 326 246 352Z",
        paint,
        shiny,
    )
    s.soften(body, 40, 0.28, 0.16)
    s.shape("M206 600q194 40 394 0q-2 40-56 44H266q-56-4-60-44Z", tone(paint, -0.16), "metal")
    s.shape("M262 350q28-56 138-58t140 58q-138 26-278 0Z", tone(paint, 0.03), shiny)
    s.shape(oval(400, 280, 26, 22), s.accent if s.second else "walnut", "ball")
    s.shine("M272 392q-26 120-26 190q10 18 26 18q-4-100 22-206Z", 0.5, 4)


def blendless(s: Sketch) -> str:
    """The metal itself, or the colour when the maker painted it."""
    return s.own if s.colour in (s.own, "#f6f4ef") else s.colour


@kind("teapot", "Teapot", ("stoneware", "porcelain", "iron", "glass"), focus=(300, 430, 2.0))
def teapot(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 200)
    s.rod("M570 380C700 330 720 540 560 560", s.colour, 34)
    s.shape(
        "M250 520C170 500 190 390 118 350l30-24C230 350 230 420 290 430Z",
        None,
        "diag",
        texture="own",
    )
    body = s.shape(
        smooth(
            (400, 316),
            (520, 336),
            (588, 420),
            (592, 500),
            (548, 590),
            (480, 638),
            (320, 638),
            (252, 590),
            (208, 500),
            (212, 420),
            (280, 336),
        ),
        None,
        "ball",
        texture="own",
    )
    s.soften(body, 50, 0.24, 0.2)
    s.shape(
        "M290 350q10-48 110-50t110 50q-110 30-220 0Z",
        tone(s.colour, 0.02),
        "side",
        texture="own",
        edge=0.7,
    )
    s.line("M284 352q116 32 232 0", tone(s.colour, -0.35), 4, 0.5)
    s.shape(oval(400, 284, 24, 22), s.accent if s.second else s.colour, "ball")
    s.shine("M258 440q10-60 60-84q-30 50-36 110q-10 0-24-26Z", 0.35 + 0.3 * s.stuff.shine, 5)


@kind("glass", "Glass", ("glass",), focus=(400, 480, 1.8), scale=1.25)
def glass(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 130, 0.36)
    for x in (296, 512):
        with s.canvas.group(f'transform="translate({x - 400} {0 if x < 400 else 8})"'):
            tumbler(s)


def tumbler(s: Sketch) -> None:
    """One straight glass with a little water in it."""
    wall = turned((300, 96), (470, 92), (630, 84))
    name = s.shape(wall, None, "tube", edge=0.5, opacity=0.42)
    with s.within(name):
        s.shape(turned((430, 84), (606, 76)), tone(s.colour, -0.02), "side", edge=0, opacity=0.5)
        s.fill(box(300, 606, 200, 40), "#ffffff", 0.55)
        for x in range(322, 500, 24):
            s.line(f"M{x} 470V600", "#ffffff", 5, 0.28)
    s.line(oval(400, 430, 84, 10), "#ffffff", 2, 0.6)
    s.line(oval(400, 300, 96, 12), tone(s.colour, -0.3), 2.5, 0.6)
    s.line("M304 302a96 12 0 0 0 90 10", "#ffffff", 4, 0.9)
    s.shine("M320 330q4 140 12 270h12q-10-140-8-268Z", 0.75)
    s.shine("M476 340q0 130-10 250h8q10-120 10-250Z", 0.5)


@kind("jar", "Storage jar", ("glass", "stoneware"), focus=(400, 330, 2.0), scale=1.25)
def jar(s: Sketch, pose: int) -> None:
    s.ground(400, 642, 160)
    paint = "clear" if s.material == "glass" else s.colour
    body = s.shape(
        turned((330, 128), (372, 150), (580, 150), (630, 138)),
        paint,
        "tube",
        texture=None if s.material == "glass" else "own",
        opacity=0.75 if s.material == "glass" else 1,
    )
    if s.material == "glass":
        with s.within(body):
            s.shape(
                "M236 430q80-20 160 4t170-10v220H236Z", s.colour, "side", texture="cork", edge=0
            )
    s.shape(turned((270, 132), (330, 130)), s.accent if s.second else "oak", "side", texture="wood")
    s.shape(
        oval(400, 270, 132, 17), tone(s.accent if s.second else "oak", 0.1), "diag", texture="wood"
    )
    s.shine("M268 390q-4 110 6 220h18q-12-110-6-222Z", 0.6, 1)
    s.fill(box(346, 470, 108, 70, 4), "#f7f0e2", 0.95)
    s.line("M364 494h72M364 514h46", "charcoal", 4, 0.7)


@kind(
    "pepper_mill",
    "Salt and pepper mills",
    ("oak", "walnut", "beech", "steel"),
    focus=(310, 330, 2.1),
    scale=1.2,
)
def pepper_mill(s: Sketch, pose: int) -> None:
    other = s.accent if s.second else tone(s.own, -0.2)
    if s.colour != s.own:
        other = s.colour
    for x, paint, lift in ((300, s.own, 0), (500, other, 14)):
        s.ground(x, 640 + lift, 80, 0.45)
        with s.canvas.group(f'transform="translate({x - 400} {lift})"'):
            s.shape(
                turned((330, 50), (400, 40), (500, 58), (600, 72), (640, 70)),
                paint,
                "tube",
                texture="own",
            )
            s.shape(turned((318, 52), (332, 52)), "steel", "metal")
            s.shape(
                turned((226, 26), (262, 56), (300, 54), (318, 48)), paint, "tube", texture="own"
            )
            s.shape(oval(400, 212, 18), "steel", "ball")
            s.shine("M352 420q-16 90-14 190h12q2-100 16-190Z", 0.3, 3)


@kind("cutlery", "Cutlery", ("steel", "brass", "copper"), focus=(330, 260, 1.9), setting="flat")
def cutlery(s: Sketch, pose: int) -> None:
    metal = s.own if s.colour == s.own or s.material != "steel" else s.colour
    fork = "M262 130q6-16 14 0v92h10V130q6-12 12 0v92h10V130q6-12 12 0v92h10V130q8-16 14 0v100q0 44-32 56l8 330q0 40-22 40t-22-40l8-330q-32-12-32-56Z"
    blade = (
        "M392 690q-14-20-10-70l6-220h-8q-12-200 36-276q10-14 14 6V640q-2 40-14 52Q404 700 392 690Z"
    )
    spoon = "M530 128q52 0 54 88t-36 108l8 310q0 44-26 44t-26-44l8-310q-38-20-36-108t54-88Z"
    for outline in (fork, blade, spoon):
        s.cast(s.outline(outline), 13, 0.34)
    for outline in (fork, blade, spoon):
        s.shape(outline, metal, "metal", edge=0.9)
    s.shape(oval(530, 216, 40, 74), tone(metal, -0.22), "hollow", edge=0.2)
    s.shine("M508 190q6-40 20-44q-10 30-8 70Z", 0.7, 2)
    for x in (282, 396, 518):
        s.line(f"M{x + 10} 420v180", "#ffffff", 3, 0.6)
    if s.second:
        for left, wide in ((270, 48), (382, 40), (504, 52)):
            s.shape(box(left, 440, wide, 190, 18), s.accent, "metal")


@kind("apron", "Apron", ("linen", "cotton", "denim"), focus=(400, 420, 1.9), setting="rail")
def apron(s: Sketch, pose: int) -> None:
    outline = smooth(
        (300, 190),
        (300, 190),
        (400, 204),
        (500, 190),
        (500, 190),
        (520, 300),
        (590, 370),
        (590, 370),
        (604, 540),
        (598, 704),
        (598, 704),
        (400, 716),
        (202, 704),
        (202, 704),
        (196, 540),
        (210, 370),
        (210, 370),
        (280, 300),
    )
    s.line("M306 196Q330 60 400 56T494 196", tone(s.colour, -0.2), 13)
    s.line("M212 376Q120 420 130 560M588 376Q690 430 668 580", tone(s.colour, -0.2), 12)
    s.cast(s.outline(outline), 20, 0.3)
    body = s.shape(outline, None, "diag", texture="own")
    s.soften(body, 60)
    s.folds(body, "M270 330Q300 520 250 700M540 400Q500 540 540 700M400 560Q390 640 400 710")
    s.shape(
        poly((290, 470), (510, 470), (502, 610), (298, 610)),
        tone(s.colour, -0.04),
        "diag",
        texture="own",
        edge=0.7,
    )
    s.stitch("M298 480h204M400 480v126M306 602h188M312 202Q400 216 488 202M214 692Q400 704 586 692")
