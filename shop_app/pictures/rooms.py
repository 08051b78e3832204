"""Drawings for rooms: light, textiles, furniture and the things on a sill."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import around, both, box, leaf, oval, poly, ring, turned
from shop_app.pictures.palette import tone


@kind("lamp", "Lamp", ("brass", "ceramic", "steel"), focus=(400, 300, 1.8))
def lamp(s: Sketch, pose: int) -> None:
    foot = s.own if s.material != "ceramic" else s.colour
    s.ground(400, 690, 150)
    with s.blurred(30):
        s.fill(oval(400, 470, 250, 90), "#ffe9b8", 0.55)
    if s.material == "ceramic":
        body = s.shape(
            turned((440, 26), (500, 70), (580, 104), (650, 86), (684, 64)),
            foot,
            "side",
            texture="own",
        )
        s.soften(body, 34, 0.25, 0.25)
    else:
        s.shape(box(389, 420, 22, 250, 8), foot, "metal")
        s.shape(turned((664, 30), (678, 110), (692, 116)), foot, "metal")
    shade = s.shape(
        both((470, 150), (548, 420), (548, 436), curved=False),
        s.colour if s.material != "ceramic" else "ivory",
        "side",
        texture="linen",
    )
    with s.within(shade), s.blurred(26):
        s.fill(oval(400, 400, 130, 90), "#fff3d2", 0.75)
    s.shape(oval(400, 150, 70, 10), tone(s.colour, -0.15), "hollow")
    s.line("M252 436h296", tone(s.colour, -0.2), 5, 0.7)
    s.line("M452 440v58", "brass", 3)
    s.fill(oval(452, 500, 6), "brass")


@kind("vase", "Vase", ("ceramic", "stoneware", "glass"), focus=(360, 460, 1.9))
def vase(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 140)
    for x, y, tip in ((388, 250, -112), (400, 250, -84), (414, 250, -60)):
        s.line(f"M{x} {y + 60}L{x + (tip + 86) * 2.4} {y - 130}", "#6b7255", 4)
        for step in range(5):
            far = step / 5
            s.shape(
                leaf(x + (tip + 86) * 2.4 * far, y - 130 * far, 70, 22, tip - 50),
                "#8a9874",
                "diag",
                edge=0.2,
            )
            s.shape(
                leaf(x + (tip + 86) * 2.4 * far, y - 130 * far, 70, 22, tip + 50),
                "#93a07c",
                "diag",
                edge=0.2,
            )
    body = s.shape(
        turned((270, 58), (330, 52), (440, 128), (560, 150), (640, 118), (684, 86)),
        None,
        "side",
        texture="own",
        opacity=0.72 if s.material == "glass" else 1,
    )
    s.soften(body, 46, 0.3, 0.3)
    s.shape(oval(400, 270, 58, 13), tone(s.colour, -0.18), "hollow", edge=0.5)
    s.shine("M296 470q-14 90 20 160q8-90-2-190Z", 0.25 + 0.35 * s.stuff.shine, 4)


@kind("candle", "Candle", ("wax",), focus=(400, 330, 2.0))
def candle(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 160)
    with s.blurred(34):
        s.fill(oval(400, 300, 170, 150), "#ffe7b0", 0.6)
    jar = s.shape(turned((380, 150), (520, 152), (630, 146), (650, 130)), None, "side")
    s.soften(jar, 40, 0.25, 0.2)
    s.shape(oval(400, 380, 150, 30), tone(s.colour, 0.14), "down", edge=0.5)
    s.shape(oval(400, 386, 134, 23), "ivory", "down", edge=0)
    s.line("M400 386v-34", "#3a2c22", 5)
    s.shape("M400 350C372 330 384 290 400 262C416 290 428 330 400 350Z", "#f7c35a", "ball", edge=0)
    s.fill("M400 346C388 332 394 314 400 300C406 314 412 332 400 346Z", "#fff6d8", 0.9)
    s.shape(box(330, 470, 140, 100, 4), "cream", "flat", texture="paper", edge=0.2)
    s.line("M352 504h96M366 526h68M376 546h48", tone(s.colour, -0.3), 3, 0.7)


@kind("clock", "Wall clock", ("oak", "steel", "walnut"), setting="wall", focus=(400, 400, 1.7))
def clock(s: Sketch, pose: int) -> None:
    s.cast(s.outline(oval(400, 400, 262)), 26, 0.36)
    s.shape(oval(400, 400, 262), s.own, "diag", texture="own", edge=0.6)
    s.shape(oval(400, 400, 228), "white", "diag", edge=0.4)
    s.dim(ring(400, 400, 228, 216), 0.1)
    for index, (x, y) in enumerate(around(400, 400, 196, 12)):
        s.fill(oval(x, y, 9 if index % 3 == 0 else 5), s.colour)
    s.line("M400 400L322 300", "#2b2622", 15)
    s.line("M400 400L500 262", "#2b2622", 10)
    s.line("M372 446L470 250", "terracotta", 4)
    s.shape(oval(400, 400, 16), "brass", "ball")


@kind("mirror", "Mirror", ("oak", "brass", "steel"), setting="wall", focus=(360, 340, 1.6))
def mirror(s: Sketch, pose: int) -> None:
    s.cast(s.outline(oval(400, 410, 280)), 24, 0.36)
    s.shape(
        oval(400, 410, 280),
        s.own,
        "steel" if s.material != "oak" else "diag",
        texture="own",
        edge=0.7,
    )
    glass = s.shape(oval(400, 410, 254), "#cdd5d4", "diag", edge=0.5)
    with s.within(glass):
        s.fill("M120 640L640 60H760L240 720Z", "#ffffff", 0.28)
        s.fill("M90 520L520 60H570L140 560Z", "#ffffff", 0.2)
        s.fill("M120 600q280-90 560 0v200H120Z", "#b7a994", 0.35)
    s.line("M400 130q-60-60-110-76M400 130q60-60 110-76", s.colour, 9, 0.0)


@kind("plant", "Potted plant", ("ceramic", "stoneware"), setting="floor", focus=(400, 300, 1.6))
def plant(s: Sketch, pose: int) -> None:
    s.ground(400, 700, 150)
    s.line("M398 540Q390 400 360 250M402 540Q420 380 470 230M400 540V210", "#5c6b47", 8)
    greens = ("#5f7a4c", "#6f8a57", "#547046", "#7b955f")
    places = (
        (360, 250, -150),
        (360, 250, -70),
        (470, 230, -40),
        (470, 230, -110),
        (400, 210, -95),
        (382, 360, -170),
        (432, 340, -10),
        (372, 330, -120),
        (440, 300, -62),
        (396, 440, -160),
        (412, 430, -25),
        (400, 300, -140),
    )
    for index, (x, y, way) in enumerate(places):
        blade = s.shape(leaf(x, y, 190, 66, way), greens[index % 4], "diag", edge=0.5)
        with s.within(blade):
            s.line(leaf(x, y, 190, 4, way), "#a9bb8c", 2, 0.6)
    pot = s.shape(turned((530, 130), (600, 122), (690, 92)), None, "side", texture="own")
    s.soften(pot, 30, 0.26, 0.2)
    s.shape(oval(400, 530, 130, 24), tone(s.colour, -0.12), "hollow")
    s.fill(oval(400, 534, 114, 17), "#43342a")


@kind(
    "cushion",
    "Cushion",
    ("linen", "velvet", "boucle", "wool"),
    setting="floor",
    focus=(350, 380, 1.9),
)
def cushion(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 260)
    body = s.shape(
        "M150 190Q400 226 650 190Q690 186 672 260Q640 420 676 600Q690 660 620 644Q400 616 180 644Q110 660 124 600Q160 420 128 260Q112 186 150 190Z",
        None,
        "diag",
        texture="own",
    )
    s.soften(body, 90, 0.34, 0.34)
    s.folds(
        body,
        "M150 200Q220 280 250 300M650 200Q580 280 552 304M140 640Q220 560 246 540M664 640Q590 560 560 544",
        width=20,
    )
    s.stitch("M160 206Q400 240 640 206M136 628Q400 600 664 628", 0.4)


@kind("blanket", "Blanket", ("wool", "cotton", "knit"), focus=(360, 480, 1.9), setting="table")
def blanket(s: Sketch, pose: int) -> None:
    s.ground(400, 656, 260)
    for level, top in enumerate((560, 480, 400)):
        shade = tone(s.colour, -0.04 * level + 0.02)
        fold = s.shape(
            f"M160 {top + 40}Q150 {top} 200 {top}H600Q650 {top} 640 {top + 46}Q648 {top + 92} 600 {top + 92}H200Q152 {top + 92} 160 {top + 40}Z",
            shade,
            "bar",
            texture="own",
        )
        s.soften(fold, 26, 0.3, 0.3)
        s.line(f"M200 {top + 46}H610", tone(s.colour, -0.3), 3, 0.35)
    s.fill("M168 428h92v18h-92ZM168 470h92v10h-92Z", s.accent, 0.8)
    for y in range(410, 640, 13):
        s.line(f"M640 {y}h26", tone(s.colour, 0.12), 4, 0.8)


@kind("rug", "Rug", ("wool", "jute", "cotton"), setting="flat", focus=(330, 480, 1.8))
def rug(s: Sketch, pose: int) -> None:
    outline = poly((150, 250), (650, 250), (748, 600), (52, 600))
    s.cast(s.outline(outline), 12, 0.3)
    body = s.shape(outline, None, "diag", texture="own")
    with s.within(body):
        for step, colour in enumerate((s.accent, tone(s.colour, -0.16), s.accent)):
            y = 300 + step * 96
            s.fill(poly((0, y), (800, y), (800, y + 22), (0, y + 22)), colour, 0.8)
        for x in range(80, 760, 68):
            s.fill(
                poly((x, 414), (x + 26, 440), (x, 466), (x - 26, 440)), tone(s.colour, -0.26), 0.55
            )
    for x in range(160, 650, 16):
        s.line(f"M{x} 250v-18", tone(s.colour, 0.16), 4, 0.9)
    for x in range(60, 748, 20):
        s.line(f"M{x} 600v24", tone(s.colour, 0.1), 5, 0.9)


@kind("chair", "Chair", ("oak", "walnut", "beech", "ash"), setting="floor", focus=(400, 330, 1.7))
def chair(s: Sketch, pose: int) -> None:
    s.ground(400, 716, 210)
    s.rod("M300 470L270 706", tone(s.own, -0.14), 24)
    s.rod("M520 470L560 690", tone(s.own, -0.14), 24)
    s.rod("M268 150L300 470", s.own, 26)
    s.rod("M540 150L512 470", s.own, 26)
    s.shape("M256 140Q404 178 552 140L546 240Q404 274 264 240Z", s.own, "down", texture="own")
    s.shape("M270 300Q404 326 538 300L534 340Q404 364 276 340Z", s.own, "down", texture="own")
    seat = s.shape(
        "M236 462Q400 430 566 462L598 524Q400 556 204 524Z", s.colour, "down", texture="linen"
    )
    s.soften(seat, 30, 0.3, 0.4)
    s.shape("M204 524Q400 556 598 524V546Q400 578 204 546Z", s.own, "down", texture="own")
    s.rod("M226 546L196 716", s.own, 28)
    s.rod("M576 546L612 716", s.own, 28)
    s.line("M210 640H600", tone(s.own, -0.1), 12, 0.9)


@kind(
    "armchair",
    "Armchair",
    ("boucle", "velvet", "leather", "linen"),
    setting="floor",
    focus=(380, 360, 1.6),
)
def armchair(s: Sketch, pose: int) -> None:
    s.ground(400, 700, 280)
    for x in (200, 600):
        s.rod(f"M{x} 610L{x + (x - 400) * 0.1} 702", "oak", 24)
    back = s.shape(
        "M190 420Q170 170 300 146Q400 132 500 146Q630 170 610 420L590 560H210Z",
        None,
        "side",
        texture="own",
    )
    s.soften(back, 60, 0.3, 0.35)
    for side in (-1, 1):
        x = 400 + side * 250
        arm = s.shape(
            f"M{x} 380q{side * 70}-6 {side * 66} 70l{side * -16} 160q{side * -4} 26 {side * -40} 26h{side * -60}l{side * -6}-220q{side * 2}-34 {side * 56}-36Z",
            None,
            "side",
            texture="own",
        )
        s.soften(arm, 40, 0.3, 0.35)
    seat = s.shape(
        "M222 470Q400 440 578 470Q594 520 572 560Q400 590 228 560Q206 520 222 470Z",
        tone(s.colour, 0.04),
        "down",
        texture="own",
    )
    s.soften(seat, 44, 0.32, 0.45)
    s.shape(
        "M214 556Q400 590 586 556L580 640Q400 660 220 640Z",
        tone(s.colour, -0.05),
        "down",
        texture="own",
    )
    s.stitch("M232 500Q400 470 568 500", 0.35)


@kind(
    "sofa", "Sofa", ("linen", "boucle", "velvet", "leather"), setting="floor", focus=(300, 400, 1.7)
)
def sofa(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 380)
    for x in (110, 690):
        s.rod(f"M{x} 576L{x} 646", "walnut", 20)
    for left in (96, 402):
        back = s.shape(
            f"M{left} 450V300Q{left} 252 {left + 50} 250H{left + 252}Q{left + 302} 252 {left + 302} 300V450Z",
            None,
            "side",
            texture="own",
        )
        s.soften(back, 50, 0.28, 0.35)
    for left in (110, 402):
        seat = s.shape(
            f"M{left} 420Q{left + 145} 400 {left + 288} 420Q{left + 300} 450 {left + 288} 490H{left}Q{left - 12} 450 {left} 420Z",
            tone(s.colour, 0.05),
            "down",
            texture="own",
        )
        s.soften(seat, 36, 0.3, 0.4)
    s.shape("M90 484H710V560Q400 576 90 560Z", tone(s.colour, -0.06), "down", texture="own")
    for side in (-1, 1):
        x = 400 + side * 330
        arm = s.shape(
            f"M{x - side * 40} 360q{side * 20}-30 {side * 54}-26q{side * 44} 4 {side * 44} 60v150q{side * -2} 34 {side * -36} 34h{side * -62}Z",
            None,
            "side",
            texture="own",
        )
        s.soften(arm, 36, 0.3, 0.35)
    pillow = s.shape(
        "M170 300q70 12 120-4q14 70 2 120q-60 10-124 2q-10-60 2-118Z",
        s.accent,
        "diag",
        texture="linen",
    )
    s.soften(pillow, 36, 0.3, 0.4)


@kind("table", "Table", ("oak", "walnut", "ash"), setting="floor", focus=(300, 380, 1.7))
def table(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 350)
    for x, foot in ((210, 640), (590, 640)):
        s.rod(f"M{x} 400L{x - (400 - x) * 0.06} {foot}", tone(s.own, -0.2), 26)
    s.shape(poly((150, 300), (650, 300), (760, 400), (40, 400)), s.own, "down", texture="own")
    s.shape(
        poly((40, 400), (760, 400), (760, 428), (40, 428)),
        tone(s.own, -0.12),
        "down",
        texture="own",
    )
    s.line("M154 302H646", "#fff6e6", 3, 0.5)
    s.shape(
        poly((92, 428), (708, 428), (704, 462), (96, 462)), tone(s.own, -0.24), "down", edge=0.2
    )
    for x in (100, 700):
        s.rod(f"M{x} 440L{x + (x - 400) * 0.04} 692", s.own, 36)
    s.shape(turned((266, 44), (300, 40), (322, 26), (330, 24), middle=430), s.colour, "side")


@kind("bookshelf", "Bookcase", ("oak", "walnut", "pine"), setting="floor", focus=(360, 330, 1.7))
def bookshelf(s: Sketch, pose: int) -> None:
    s.ground(400, 722, 210)
    s.shape(box(210, 90, 380, 620, 4), s.own, "side", texture="own")
    colours = ("terracotta", "navy", "sage", "mustard", "wine", "stone", "forest", "cream", "slate")
    for row in range(4):
        top = 112 + row * 150
        s.shape(box(232, top, 336, 130), tone(s.own, -0.32), "hollow", edge=0.3)
        x = 240
        while x < 500 - (row % 2) * 70:
            wide = 16 + s.chance.randrange(16)
            tall = 84 + s.chance.randrange(34)
            s.shape(
                box(x, top + 130 - tall, wide, tall, 2), s.chance.choice(colours), "tube", edge=0.3
            )
            x += wide + 1
        if row % 2:
            s.shape(
                turned((top + 74, 14), (top + 100, 34), (top + 128, 24), middle=520),
                s.colour,
                "side",
            )
    s.shape(box(202, 80, 396, 18, 4), s.own, "down", texture="own")


@kind("bed", "Bed", ("oak", "walnut", "ash"), setting="floor", focus=(300, 380, 1.6))
def bed(s: Sketch, pose: int) -> None:
    s.ground(400, 690, 370)
    s.shape("M130 200Q400 176 670 200V470H130Z", s.own, "down", texture="own")
    for left in (176, 414):
        pillow = s.shape(
            f"M{left} 330q106-20 212 0q18 60-4 110q-100 14-206 0q-20-56-2-110Z",
            "white",
            "down",
            texture="weave",
        )
        s.soften(pillow, 40, 0.16, 0.5)
    duvet = s.shape(
        "M110 430Q400 396 690 430Q736 520 752 620Q400 660 48 620Q64 520 110 430Z",
        s.colour,
        "down",
        texture="linen",
    )
    s.soften(duvet, 60, 0.26, 0.4)
    s.folds(
        duvet,
        "M240 470Q300 560 260 640M520 460Q500 560 560 640M400 450Q420 540 400 640",
        width=22,
        dark=0.2,
    )
    s.fill("M110 430Q400 396 690 430L704 462Q400 426 96 462Z", tone(s.colour, 0.16), 0.9)
    s.shape("M44 618Q400 660 756 618V656Q400 698 44 656Z", s.own, "down", texture="own")
    for x in (70, 730):
        s.rod(f"M{x} 650V704", s.own, 24)
