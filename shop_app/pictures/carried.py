"""Drawings of shoes, bags and cases."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth
from shop_app.pictures.palette import tone


@kind(
    "sneaker",
    "Sneaker",
    ("leather", "canvas", "suede", "knit"),
    setting="floor",
    focus=(430, 440, 2.0),
    scale=1.06,
)
def sneaker(s: Sketch, pose: int) -> None:
    s.ground(400, 626, 300)
    upper = smooth(
        (98, 566),
        (98, 566),
        (92, 500),
        (108, 420),
        (130, 352),
        (130, 352),
        (190, 380),
        (262, 338),
        (262, 338),
        (306, 330),
        (380, 388),
        (470, 448),
        (590, 482),
        (678, 512),
        (706, 566),
        (706, 566),
    )
    s.shape("M128 356Q190 400 262 336L276 352Q200 420 132 400Z", tone(s.colour, -0.32), "down")
    s.shape(
        "M262 334Q300 316 330 338L470 430L430 452L290 392Z",
        tone(s.colour, 0.06),
        "diag",
        texture="own",
        edge=0.7,
    )
    body = s.shape(upper, None, "down", texture="own", edge=0.7)
    s.soften(body, 44, 0.32, 0.3)
    with s.within(body):
        toe = s.outline("M560 470Q540 520 560 580H720V480Z")
        s.canvas.add(f'<use href="#{toe}" fill="{tone(s.colour, 0.05)}" fill-opacity=".6"/>')
        heel = tone(s.accent, 0) if s.second else tone(s.colour, -0.12)
        s.shape("M80 470Q170 470 186 580H80Z", heel, "diag", texture="own", edge=0.7)
        s.shape("M330 580Q390 470 452 452L486 462Q430 500 404 580Z", s.accent, "diag", edge=0.5)
        s.shape("M118 360Q100 400 104 440L150 430Q146 400 152 380Z", heel, "diag", edge=0.5)
    s.stitch(
        "M566 482Q548 524 566 566M186 560Q176 480 100 478M276 396Q330 470 322 560M290 372L452 462"
    )
    for step in range(5):
        x, y = 296 + step * 35, 366 + step * 20
        s.line(f"M{x} {y + 16}L{x + 34} {y - 18}", "#2b1c12", 12, 0.18)
        s.line(f"M{x - 2} {y + 12}L{x + 32} {y - 22}", "white", 10)
        s.fill(oval(x - 2, y + 14, 4), tone(s.colour, -0.4))
    s.line("M322 330q-40-34-58-10q14 20 58 16q50-26 60-4q-10 20-56 6", "white", 7)
    sole = s.shape(
        "M84 556Q240 580 420 570T712 552Q736 590 708 618Q560 628 400 626T104 622Q72 606 84 556Z",
        "ivory",
        "down",
        edge=0.9,
    )
    s.soften(sole, 18, 0.3, 0.5)
    s.line("M88 590Q400 612 722 588", tone("ivory", -0.26), 3, 0.7)
    s.line("M92 604Q400 624 716 602", s.accent if s.second else tone("ivory", -0.12), 5, 0.9)


@kind("boot", "Boot", ("leather", "suede"), setting="floor", focus=(350, 330, 2.0))
def boot(s: Sketch, pose: int) -> None:
    s.ground(400, 642, 260)
    s.fill(oval(296, 168, 104, 24), tone(s.colour, -0.34))
    shaft = smooth(
        (190, 166),
        (190, 166),
        (296, 190),
        (402, 160),
        (402, 160),
        (408, 290),
        (430, 390),
        (520, 440),
        (620, 486),
        (656, 560),
        (650, 606),
        (650, 606),
        (170, 606),
        (170, 606),
        (176, 520),
        (196, 420),
        (196, 300),
    )
    body = s.shape(shaft, None, "diag", texture="own", edge=0.7)
    s.soften(body, 56, 0.36, 0.3)
    s.folds(
        body, "M210 430Q300 410 400 440M220 470Q310 450 420 470M560 470Q540 520 560 600", width=13
    )
    with s.within(body):
        s.shape(
            "M160 480Q240 470 262 620H160Z", tone(s.colour, -0.08), "diag", texture="own", edge=0.8
        )
    s.stitch("M260 600Q240 490 186 486M540 456Q516 520 536 600M392 176Q398 300 424 396")
    if s.second:
        s.shape(
            "M330 186L372 182L366 330Q350 350 336 330Z", s.accent, "side", texture="rib", edge=0.7
        )
    else:
        for step in range(6):
            y = 210 + step * 36
            s.line(f"M346 {y}L{408 + step * 6} {y - 12 + step * 4}", tone(s.colour, -0.4), 7)
            s.shape(oval(344, y, 7), "brass", "ball", edge=1)
    s.line("M286 176q-4-48 18-46q22 2 14 44", tone(s.colour, -0.1), 9)
    s.shape(
        "M164 596H660Q684 612 668 626H400L380 622H330V646H166Q154 620 164 596Z",
        tone("chestnut" if not s.second else "charcoal", -0.12),
        "down",
        edge=0.9,
    )
    s.line("M170 604H658", "camel", 4, 0.8, "10 5")
    s.shine("M216 230q-8 80 0 150q14 6 22-4q-14-70-4-150Z", 0.1 + 0.4 * s.stuff.shine, 6)


@kind("sandal", "Sandals", ("leather", "suede", "cork"), setting="flat", focus=(290, 330, 2.0))
def sandals(s: Sketch, pose: int) -> None:
    sole = smooth(
        (280, 84),
        (350, 110),
        (372, 210),
        (348, 330),
        (334, 440),
        (344, 560),
        (322, 680),
        (268, 712),
        (212, 680),
        (196, 560),
        (206, 430),
        (180, 300),
        (196, 160),
    )
    with s.canvas.kept() as left:
        s.cast(s.outline(sole), 22, 0.4)
        s.shape(sole, "chestnut", "diag", edge=0.9)
        with s.canvas.group('transform="translate(15 12) scale(.946 .97)"'):
            bed = s.shape(sole, "sand", "diag", texture="cork", edge=0.4)
            s.soften(bed, 30, 0.3, 0.0)
        for path, x, y in (
            ("M170 250Q270 150 384 196L380 276Q280 236 178 334Z", 318, 206),
            ("M180 372Q270 300 356 330L348 404Q270 384 196 446Z", 292, 330),
        ):
            s.cast(s.outline(path), 11, 0.4)
            strap = s.shape(path, None, "diag", texture="own", edge=0.8)
            s.soften(strap, 22, 0.3, 0.4)
            buckle = box(x, y, 40, 44, 7) + box(x + 9, y + 9, 22, 26, 3)
            s.shape(buckle, s.accent if s.second else "brass", "steel", edge=1)
    s.canvas.again(left, "matrix(-1 0 0 1 806 14)")


@kind(
    "backpack", "Backpack", ("canvas", "nylon", "leather"), setting="floor", focus=(400, 500, 2.0)
)
def backpack(s: Sketch, pose: int) -> None:
    s.ground(400, 650, 210)
    s.rod("M352 150Q350 84 400 84T448 150", tone(s.colour, -0.1), 18)
    s.line("M224 320Q150 420 190 620M576 320Q650 420 610 620", tone(s.colour, -0.22), 26)
    body = s.shape(
        smooth(
            (400, 128),
            (500, 144),
            (566, 220),
            (588, 380),
            (596, 560),
            (572, 640),
            (400, 652),
            (228, 640),
            (204, 560),
            (212, 380),
            (234, 220),
            (300, 144),
        ),
        None,
        "diag",
        texture="own",
        edge=0.7,
    )
    s.soften(body, 60)
    s.folds(body, "M250 330Q300 370 290 440M560 330Q510 380 520 440", width=14)
    s.line("M226 300Q256 176 400 170T574 300", tone(s.colour, -0.36), 8)
    s.line(
        "M226 300Q256 176 400 170T574 300", s.accent if s.second else "brass", 4, 0.9, "4 3", cap=""
    )
    pocket = s.shape(
        "M252 430Q400 410 548 430Q566 540 552 622Q400 640 248 622Q234 540 252 430Z",
        tone(s.colour, 0.0),
        "diag",
        texture="own",
        edge=0.9,
    )
    s.soften(pocket, 40)
    s.shape(
        "M248 424Q400 402 552 424L556 480Q400 500 244 480Z",
        tone(s.colour, -0.04),
        "diag",
        texture="own",
        edge=0.9,
    )
    s.stitch("M256 434Q400 414 544 434M262 496V606M538 496V606M262 470Q400 488 538 470")
    strap = s.accent if s.second else "cognac"
    for x in (318, 460):
        s.shape(box(x, 380, 24, 164, 4), strap, "side", texture="leather", edge=0.9)
        s.shape(box(x - 5, 490, 34, 30, 5), "brass", "steel", edge=1)
        s.fill(box(x + 3, 497, 18, 16, 2), strap)
    s.shape(box(366, 236, 68, 44, 4), strap, "diag", texture="leather", edge=0.9)
    s.stitch("M372 242h56v32h-56Z", 0.7, "#f1e2c4")


@kind(
    "tote",
    "Tote bag",
    ("canvas", "leather", "cotton", "jute"),
    setting="floor",
    focus=(400, 340, 2.0),
)
def tote(s: Sketch, pose: int) -> None:
    s.ground(400, 652, 230)
    strap = s.accent if s.second else tone(s.colour, -0.18)
    s.line("M318 330Q310 110 400 108T482 330", tone(strap, -0.25), 19)
    s.shape("M196 310Q400 286 604 310L596 350H204Z", tone(s.colour, -0.3), "rise", edge=0.5)
    body = s.shape(
        "M194 314Q400 340 606 314Q620 480 636 640Q400 666 164 640Q180 480 194 314Z",
        None,
        "diag",
        texture="own",
        edge=0.7,
    )
    s.soften(body, 58)
    s.folds(
        body, "M260 340Q280 480 230 640M540 340Q520 500 570 640M400 420Q390 540 420 650", width=20
    )
    s.rod("M306 400V330Q300 150 400 148T494 330V400", strap, 20)
    for x in (294, 482):
        s.shape(box(x, 372, 24, 46, 3), strap, "side", edge=0.8)
        s.stitch(f"M{x + 5} 378l14 34M{x + 19} 378l-14 34", 0.8, "#f1e2c4")
    s.stitch("M200 334Q400 358 600 334M176 626Q400 650 624 626")


@kind("handbag", "Handbag", ("leather", "suede"), setting="table", focus=(400, 470, 2.0))
def handbag(s: Sketch, pose: int) -> None:
    s.ground(400, 642, 220)
    s.rod("M270 400Q250 150 400 148T530 400", tone(s.colour, -0.08), 20)
    body = s.shape(
        "M222 372Q400 344 578 372Q620 520 622 600Q620 640 580 642H220Q180 640 178 600Q180 520 222 372Z",
        None,
        "diag",
        texture="own",
        edge=0.8,
    )
    s.soften(body, 60, 0.36, 0.34)
    flap = "M216 368Q400 340 584 368Q600 440 596 486Q500 540 400 542T204 486Q200 440 216 368Z"
    s.cast(s.outline(flap), 10, 0.3)
    lid = s.shape(flap, tone(s.colour, 0.02), "diag", texture="own", edge=0.8)
    s.soften(lid, 36, 0.28, 0.34)
    s.stitch("M218 478Q306 528 400 530T582 478M192 616Q400 632 608 616")
    for x in (272, 528):
        s.shape(oval(x, 392, 14), "gold", "ball", edge=1)
    s.shape(box(372, 512, 56, 46, 8), "gold", "steel", edge=1)
    s.shape(oval(400, 535, 9), tone("gold", -0.24), "ball")
    s.shine("M232 400q60-24 150-26q-90 30-138 80q-12-20-12-54Z", 0.1 + 0.3 * s.stuff.shine, 8)


@kind("suitcase", "Suitcase", ("plastic", "aluminium"), setting="floor", focus=(400, 300, 2.0))
def suitcase(s: Sketch, pose: int) -> None:
    s.ground(400, 664, 190)
    s.rod("M334 190V64Q334 52 346 52H454Q466 52 466 64V190", "steel", 14)
    s.shape(box(330, 44, 140, 26, 12), "charcoal", "down")
    for x in (254, 522):
        s.shape(box(x - 14, 640, 52, 26, 8), "charcoal", "down")
        s.shape(oval(x + 12, 656, 18), "#2c2d30", "ball")
    body = s.shape(box(208, 150, 384, 496, 44), None, "side", texture=None, edge=0.8)
    s.soften(body, 40, 0.3, 0.3)
    for x in range(252, 560, 42):
        s.shape(box(x, 172, 22, 452, 11), tone(s.colour, 0.02), "tube", edge=0.3)
    s.shape(box(352, 132, 96, 22, 10), "charcoal", "bar")
    s.shape(box(204, 392, 392, 10), tone(s.colour, -0.3), "down", edge=0)
    s.shape(box(560, 372, 38, 52, 8), "steel", "steel", edge=0.9)
    for x, y in ((208, 150), (592, 150), (208, 646), (592, 646)):
        with s.within(body):
            s.shape(
                oval(x, y, 56), s.accent if s.second else tone(s.colour, -0.12), "diag", edge=0.6
            )
    s.shine("M238 200q-10 180 0 380h14V190Z", 0.35, 4)


@kind("wallet", "Wallet", ("leather", "suede"), setting="flat", focus=(330, 430, 2.1), scale=1.1)
def wallet(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-8 400 400)"'):
        for y, paint in ((236, "petrol"), (252, "ivory"), (268, s.accent if s.second else "sand")):
            s.shape(box(230, y, 330, 120, 12), paint, "down", edge=0.8)
        outline = box(190, 286, 420, 280, 22)
        s.cast(s.outline(outline), 22, 0.4)
        body = s.shape(outline, None, "diag", texture="own", edge=0.9)
        s.soften(body, 44, 0.34, 0.3)
        s.stitch(box(206, 302, 388, 248, 14))
        s.line("M196 430Q400 438 604 430", tone(s.colour, -0.3), 3, 0.7)
        s.fill(poly((520, 500), (560, 500), (560, 520), (520, 520)), tone(s.colour, -0.25), 0.6)


@kind("belt", "Belt", ("leather", "suede"), setting="flat", focus=(300, 420, 1.9))
def belt(s: Sketch, pose: int) -> None:
    coil = smooth(
        (210, 470),
        (190, 330),
        (300, 220),
        (460, 210),
        (600, 300),
        (610, 460),
        (500, 580),
        (340, 590),
        (270, 500),
        (310, 380),
        (420, 340),
        (500, 410),
        (470, 490),
        closed=False,
    )
    s.canvas.add(f'<g id="{s.canvas.define("<!--{id}-->")}">')
    with s.blurred(12), s.canvas.group('transform="translate(10 22)"'):
        s.line(coil, "#2b1c12", 58, 0.32)
    s.line(coil, tone(s.colour, -0.3), 56)
    s.line(coil, s.colour, 48)
    s.line(coil, tone(s.colour, 0.1), 30, 0.35)
    s.line(coil, tone(s.colour, 0.28), 2, 0.6, "9 7")
    s.canvas.add("</g>")
    metal = s.accent if s.second else "brass"
    outline = box(158, 430, 104, 92, 16) + box(178, 450, 64, 52, 8)
    s.cast(s.outline(outline), 8, 0.4)
    s.shape(outline, metal, "steel", edge=1)
    s.rod("M168 476H252", metal, 9)
