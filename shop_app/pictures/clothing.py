"""Drawings of clothes, laid flat or hung, with soft folds and honest seams."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, poly, smooth
from shop_app.pictures.palette import tone

CLOTH = ("cotton", "linen", "wool")


def sleeves(s: Sketch, path: str, fold: str, cuff: str, grain: str = "own") -> None:
    """A sleeve with its cuff, and the same mirrored."""
    with s.canvas.kept() as left:
        name = s.outline(path)
        s.cast(name, 18, 0.26)
        sleeve = s.shape(path, tone(s.colour, -0.02), "diag", texture="own")
        s.soften(sleeve, 40, 0.3, 0.3)
        s.folds(sleeve, fold, width=13)
        if cuff:
            s.shape(cuff, tone(s.colour, -0.05), "diag", texture=grain)
    s.canvas.again(left, "matrix(-1 0 0 1 800 0)")


@kind("tshirt", "T-shirt", ("cotton", "linen", "wool"), focus=(400, 250, 2.2), setting="rail")
def tshirt(s: Sketch, pose: int) -> None:
    outline = "M318 134Q400 190 482 134L560 168Q640 208 712 316L622 378L574 318Q566 460 580 690Q400 712 220 690Q234 460 226 318L178 378L88 316Q160 208 240 168Z"
    name = s.outline(outline)
    s.cast(name, 20, 0.32)
    s.fill(oval(400, 150, 84, 36), tone(s.colour, -0.3))
    s.line("M322 140q78-24 156 0", tone(s.colour, -0.12), 14)
    s.shape(outline, None, "diag", texture="own", edge=0.5)
    s.soften(name, 60, 0.32, 0.34)
    s.folds(
        name,
        "M228 322Q236 380 296 440M572 322Q560 380 510 430M236 190Q220 250 226 320M566 190Q584 250 574 320M300 700Q330 560 290 460M520 700Q480 600 520 500",
    )
    s.line("M316 134Q400 196 484 134", tone(s.colour, -0.1), 15)
    s.line(
        "M312 140Q400 208 488 140M232 180Q212 250 226 318M568 180Q588 250 574 318",
        tone(s.colour, -0.32),
        2,
        0.6,
    )
    s.stitch("M222 672Q400 694 578 672M186 364L98 306M614 364L702 306")
    s.fill(box(388, 158, 24, 15, 2), "#f6f1e6", 0.9)
    if s.second:
        with s.within(name):
            for y in range(300, 700, 58):
                s.fill(f"M60 {y}Q400 {y + 22} 740 {y}v22Q400 {y + 44} 60 {y + 22}Z", s.accent, 0.9)


@kind("shirt", "Shirt", ("cotton", "linen", "denim"), focus=(400, 270, 2.2), setting="rail")
def shirt(s: Sketch, pose: int) -> None:
    sleeves(
        s,
        "M250 168Q196 190 176 270L112 610Q140 634 186 626L262 360Z",
        "M230 250Q200 380 160 600M244 360Q206 420 190 560",
        "M108 606q38 16 82 14l-6 44q-40 4-84-12Z",
        "own",
    )
    outline = "M322 140L242 170Q232 260 240 350Q232 540 222 668Q300 706 400 690Q500 706 578 668Q568 540 560 350Q568 260 558 170L478 140Z"
    name = s.outline(outline)
    s.cast(name, 18, 0.28)
    s.shape(outline, None, "diag", texture="own", edge=0.5)
    s.soften(name, 56)
    s.folds(
        name,
        "M250 330Q300 470 260 690M552 330Q500 480 540 690M470 260Q490 400 456 560M320 250Q300 380 336 520",
    )
    s.shape(
        poly((384, 196), (418, 196), (420, 692), (382, 692)),
        tone(s.colour, 0.02),
        "diag",
        texture="own",
        edge=0.6,
    )
    s.stitch("M390 206V688M412 206V688")
    for y in range(236, 680, 78):
        s.shape(oval(401, y, 8), s.accent if s.second else "ivory", "ball", edge=1)
        s.fill(oval(398.5, y, 1.4) + oval(403.5, y, 1.4), "#5b4a3a", 0.9)
    s.shape(
        poly((456, 290), (536, 286), (534, 366), (497, 386), (458, 368)),
        tone(s.colour, -0.02),
        "diag",
        texture="own",
        edge=0.7,
    )
    s.stitch("M462 300L530 296")
    s.fill("M330 130Q400 108 470 130L440 196Q400 170 360 196Z", tone(s.colour, -0.3))
    for path in (
        "M334 118Q300 150 312 212L396 206Q356 168 344 124Z",
        "M466 118Q500 150 488 212L404 206Q444 168 456 124Z",
    ):
        s.cast(s.outline(path), 8, 0.3)
        s.shape(path, tone(s.colour, 0.03), "diag", texture="own", edge=0.7)
    s.line("M334 118Q400 96 466 118", tone(s.colour, 0.02), 12)


@kind("hoodie", "Hoodie", ("cotton", "fleece", "wool"), focus=(400, 260, 2.0), setting="rail")
def hoodie(s: Sketch, pose: int) -> None:
    sleeves(
        s,
        "M256 226Q180 246 160 330L104 600Q130 632 190 620L272 400Z",
        "M230 300Q200 420 150 590M256 400Q214 470 196 580",
        "M104 598Q140 622 192 614L186 664Q140 672 100 652Z",
        "rib",
    )
    outline = "M312 196L252 228Q244 330 250 420Q240 540 238 650H562Q560 540 550 420Q556 330 548 228L488 196Z"
    name = s.outline(outline)
    s.cast(name, 20, 0.3)
    s.shape(outline, None, "diag", texture="own", edge=0.5)
    s.soften(name, 60)
    s.folds(
        name,
        "M262 400Q300 500 270 640M540 400Q500 500 536 640M300 300Q330 400 300 470M500 300Q480 390 506 460",
    )
    s.shape("M238 646H562L556 706Q400 716 244 706Z", tone(s.colour, -0.05), "diag", texture="rib")
    pocket = s.shape(
        "M320 490H480L530 600V642H270V600Z", tone(s.colour, -0.01), "diag", texture="own", edge=0.8
    )
    s.soften(pocket, 24, 0.25, 0.25)
    s.stitch("M326 498L276 602M474 498L524 602")
    hood = s.shape(
        "M400 90Q490 92 508 190Q516 250 400 292Q284 250 292 190Q310 92 400 90Z",
        None,
        "diag",
        texture="own",
        edge=0.7,
    )
    s.soften(hood, 40)
    inner = s.shape(
        "M400 128Q456 130 468 190Q466 232 400 262Q334 232 332 190Q344 130 400 128Z",
        tone(s.colour, -0.26),
        "rise",
        texture="own",
        edge=0.8,
    )
    s.soften(inner, 40, 0.5, 0.0)
    s.line("M362 250Q352 320 362 400M438 250Q450 320 440 384", s.accent if s.second else "ivory", 8)
    s.line("M362 398v16M440 382v16", "steel", 9)


@kind("jumper", "Jumper", ("knit", "wool"), focus=(400, 300, 2.0), setting="rail")
def jumper(s: Sketch, pose: int) -> None:
    sleeves(
        s,
        "M262 172Q180 196 162 290L102 590Q134 622 192 608L276 370Z",
        "M236 250Q206 380 150 580M262 360Q216 440 198 570",
        "M102 588Q140 610 194 602L186 660Q140 668 96 650Z",
        "rib",
    )
    outline = "M316 150L258 174Q246 300 254 400Q246 520 240 630H560Q554 520 546 400Q554 300 542 174L484 150Q400 200 316 150Z"
    name = s.outline(outline)
    s.cast(name, 20, 0.3)
    s.fill(oval(400, 156, 86, 34), tone(s.colour, -0.3))
    s.shape(outline, None, "diag", texture="own", edge=0.5)
    if s.second:
        with s.within(name):
            zigzag = "M200 330" + "l25-40l25 40" * 9
            s.line(zigzag, s.accent, 16, 1, cap="")
            s.fill(box(200, 352, 400, 12) + box(200, 268, 400, 12), s.accent)
    s.soften(name, 60)
    s.folds(name, "M266 380Q310 480 276 630M536 380Q490 490 530 630M320 260Q350 380 320 480")
    s.shape("M240 626H560L552 696Q400 708 248 696Z", tone(s.colour, -0.05), "diag", texture="rib")
    s.shape(
        "M312 152Q316 118 336 120Q400 150 464 120Q484 118 488 152Q400 216 312 152Z",
        tone(s.colour, -0.03),
        "diag",
        texture="rib",
        edge=0.8,
    )


@kind(
    "jacket",
    "Jacket",
    ("nylon", "denim", "leather", "wool"),
    focus=(400, 280, 2.0),
    setting="rail",
    poses=1,
)
def jacket(s: Sketch, pose: int) -> None:
    sleeves(
        s,
        "M252 190Q184 210 166 290L112 620Q146 648 200 636L276 390Z",
        "M232 270Q204 400 160 600M256 380Q216 460 204 590M150 470Q180 490 220 480",
        "",
        "own",
    )
    outline = "M318 160L246 190Q236 300 246 400Q238 540 232 694H568Q562 540 554 400Q564 300 554 190L482 160Z"
    name = s.outline(outline)
    s.cast(name, 20, 0.3)
    s.shape(outline, None, "diag", texture="own", edge=0.6)
    s.soften(name, 64)
    s.folds(name, "M256 380Q300 520 262 690M544 380Q500 520 540 690M300 250Q330 360 300 460")
    s.line("M400 190V694", tone(s.colour, -0.35), 5)
    s.line("M400 190V690", s.accent if s.second else "steel", 7, 0.9, "3 3", cap="")
    s.shape(box(394, 240, 12, 34, 5), s.accent if s.second else "silver", "metal")
    with s.canvas.kept() as half:
        s.shape(
            poly((270, 500), (352, 470), (358, 492), (276, 524)),
            tone(s.colour, -0.06),
            "down",
            texture="own",
            edge=0.9,
        )
        s.stitch("M268 220L384 232M246 400L240 680M386 206V688")
        collar = "M334 134Q296 160 304 228L398 200Q352 180 346 134Z"
        s.shape(collar, tone(s.colour, 0.02), "diag", texture="own", edge=0.9)
    s.canvas.again(half, "matrix(-1 0 0 1 800 0)")
    s.shape(
        "M334 134Q400 112 466 134L440 186Q400 168 360 186Z",
        tone(s.colour, -0.3),
        "rise",
        texture="own",
    )
    s.shape("M232 672H568V700H232Z", tone(s.colour, -0.05), "down", texture="own", edge=0.8)
    if s.material in ("leather", "nylon"):
        s.shine("M276 226q-10 90 0 150q10-80 30-150Z", 0.22, 6)


@kind("dress", "Dress", ("linen", "cotton", "silk"), focus=(400, 260, 2.1), setting="rail")
def dress(s: Sketch, pose: int) -> None:
    outline = "M324 96Q330 170 300 220Q316 300 312 348Q240 540 196 716Q400 764 604 716Q560 540 488 348Q484 300 500 220Q470 170 476 96L452 90Q444 168 400 186Q356 168 348 90Z"
    name = s.outline(outline)
    s.cast(name, 20, 0.3)
    s.fill("M336 110Q400 150 464 110L450 168Q400 200 350 168Z", tone(s.colour, -0.3))
    s.shape(outline, None, "diag", texture="own", edge=0.5)
    if s.second:
        with s.within(name):
            dots = "".join(
                oval(230 + 48 * (row % 2) + 96 * col - 60, 130 + 44 * row, 6)
                for row in range(14)
                for col in range(5)
            )
            s.fill(dots, s.accent, 0.9)
    s.soften(name, 54)
    s.folds(
        name,
        "M340 356Q300 520 250 730M376 356Q366 540 340 740M424 356Q440 540 452 740M462 356Q510 540 560 730M330 230Q350 290 340 340M470 230Q450 290 462 340",
        width=18,
    )
    s.line("M312 346Q400 366 488 346", tone(s.colour, -0.16), 16)
    s.stitch(
        "M314 338Q400 356 486 338M314 356Q400 374 486 356M352 100Q360 178 400 194Q440 178 448 100M202 700Q400 746 598 700"
    )


@kind(
    "trousers",
    "Trousers",
    ("cotton", "denim", "linen", "wool"),
    focus=(400, 190, 2.2),
    setting="rail",
)
def trousers(s: Sketch, pose: int) -> None:
    outline = (
        "M282 110H518Q540 240 548 400L570 716H440L404 340H396L360 716H230L252 400Q260 240 282 110Z"
    )
    name = s.outline(outline)
    s.cast(name, 20, 0.32)
    s.shape(outline, None, "diag", texture="own", edge=0.6)
    s.soften(name, 50)
    s.folds(
        name,
        "M300 270Q330 500 290 710M500 270Q476 500 516 710M400 300Q350 340 300 340M400 300Q450 340 504 340M262 420Q300 440 340 420M540 420Q500 440 462 420",
        width=13,
    )
    s.shape(
        "M280 100Q400 116 520 100L524 150Q400 166 276 150Z",
        tone(s.colour, 0.01),
        "diag",
        texture="own",
        edge=0.8,
    )
    s.line(
        "M400 152V300Q384 306 376 290V156M272 170Q310 190 332 250M528 170Q490 190 468 250",
        tone(s.colour, -0.32),
        2.5,
        0.8,
    )
    s.stitch(
        "M282 108Q400 124 518 108M278 142Q400 158 522 142M368 160V288Q376 302 396 304M280 166Q318 190 340 250M520 166Q482 190 460 250M234 700H358M442 700H566"
    )
    for x in (316, 390, 466):
        s.shape(box(x, 100, 14, 58, 3), tone(s.colour, 0.02), "side", edge=0.8)
    s.shape(oval(400, 130, 10), s.accent if s.second else "copper", "ball", edge=1)


@kind("skirt", "Skirt", ("wool", "linen", "cotton", "silk"), focus=(400, 260, 2.0), setting="rail")
def skirt(s: Sketch, pose: int) -> None:
    outline = "M298 150H502Q560 400 620 664Q400 716 180 664Q240 400 298 150Z"
    name = s.outline(outline)
    s.cast(name, 20, 0.32)
    s.shape(outline, None, "diag", texture="own", edge=0.5)
    s.soften(name, 54)
    s.folds(
        name,
        "M320 170L240 690M356 170L316 700M400 170V704M444 170L484 700M480 170L560 690",
        width=18,
        dark=0.32,
    )
    s.shape(
        "M294 140Q400 156 506 140L512 186Q400 202 288 186Z", None, "diag", texture="own", edge=0.9
    )
    s.stitch("M296 148Q400 164 504 148M290 178Q400 194 510 178M188 646Q400 698 612 646")
    s.shape(oval(478, 168, 9), s.accent if s.second else "ivory", "ball", edge=1)


@kind("scarf", "Scarf", ("wool", "knit", "silk"), focus=(400, 330, 1.9), setting="rail")
def scarf(s: Sketch, pose: int) -> None:
    back = "M300 170Q400 80 500 170L470 300Q400 250 330 300Z"
    tails = (
        "M330 240Q290 420 276 690H396Q404 440 420 300Z",
        "M470 240Q430 340 424 620H548Q540 420 520 250Z",
    )
    s.cast(s.outline(back), 18, 0.3)
    s.shape(back, tone(s.colour, -0.14), "rise", texture="own")
    for index, tail in enumerate(tails):
        name = s.outline(tail)
        s.cast(name, 16, 0.3)
        s.shape(tail, tone(s.colour, -0.03 * index), "side", texture="own", edge=0.5)
        bottom, left = (690, 276) if not index else (620, 424)
        with s.within(name):
            for y in (70, 100, 142):
                s.fill(box(left - 30, bottom - y, 190, 16), s.accent, 0.95)
        s.soften(name, 40)
        fringe = "".join(
            f"M{left + 5 + step * 10} {bottom}q{-3 + step % 3 * 3} 22 {step % 2 * 4 - 2} 44"
            for step in range(12)
        )
        s.line(fringe, tone(s.colour, -0.1), 5)
    loop = s.shape(
        "M286 190Q290 130 330 150Q400 210 470 150Q512 130 516 190Q500 300 400 316Q300 300 286 190Z",
        None,
        "diag",
        texture="own",
        edge=0.6,
    )
    s.soften(loop, 46)
    s.folds(loop, "M300 200Q400 290 500 190M306 240Q400 310 480 250", width=12)


@kind("socks", "Socks", ("wool", "cotton", "knit"), focus=(380, 330, 2.0), setting="flat", poses=1)
def socks(s: Sketch, pose: int) -> None:
    for x, y in ((120, -30), (-40, 20)):
        with s.canvas.group(f'transform="translate({x} {y})"'):
            outline = smooth(
                (300, 150),
                (300, 150),
                (440, 150),
                (440, 150),
                (444, 300),
                (440, 420),
                (500, 480),
                (590, 540),
                (610, 600),
                (570, 652),
                (480, 640),
                (360, 570),
                (300, 480),
                (296, 300),
            )
            name = s.outline(outline)
            s.cast(name, 18, 0.34)
            s.shape(
                outline,
                None,
                "diag",
                texture="own" if s.stuff.texture == "knit" else "rib",
                edge=0.5,
            )
            with s.within(name):
                s.fill(
                    "M536 480q-60 60-30 190h140V480Z"
                    + smooth((290, 440), (360, 450), (400, 520), (370, 600), (290, 600)),
                    s.accent,
                )
                s.fill(box(280, 222, 180, 14) + box(280, 250, 180, 14), s.accent)
            s.soften(name, 46)
            s.folds(name, "M310 440Q380 430 436 470M330 490Q400 470 450 510", width=10)
            s.shape(
                box(294, 140, 150, 66, 10), tone(s.colour, -0.03), "side", texture="rib", edge=0.6
            )
