"""Drawings of things for dogs and cats."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, oval, smooth, turned
from shop_app.pictures.palette import tone


@kind("pet_bed", "Pet bed", ("boucle", "linen", "wool"), setting="floor", focus=(260, 500, 1.9))
def pet_bed(s: Sketch, pose: int) -> None:
    s.ground(400, 630, 310, 0.48)
    outer = s.shape(
        smooth(
            (100, 480),
            (140, 380),
            (400, 340),
            (660, 380),
            (700, 480),
            (680, 590),
            (400, 640),
            (120, 590),
        ),
        None,
        "diag",
        texture="own",
        edge=0.5,
    )
    s.soften(outer, 70)
    inner = s.shape(
        smooth(
            (190, 470),
            (260, 420),
            (400, 408),
            (540, 420),
            (610, 470),
            (540, 530),
            (400, 548),
            (260, 530),
        ),
        s.accent,
        "rise",
        texture="boucle",
        edge=0.6,
    )
    s.soften(inner, 46, 0.46, 0.1)
    s.folds(
        outer,
        "M120 480Q170 520 200 600M680 480Q630 520 600 600M300 560Q320 600 310 632M500 560Q480 600 490 632",
        width=16,
    )
    s.shape(box(380, 584, 56, 34, 3), "cognac", "diag", texture="leather", edge=0.9)


@kind("collar", "Collar", ("leather", "nylon"), setting="flat", focus=(300, 560, 2.1))
def collar(s: Sketch, pose: int) -> None:
    loop = oval(400, 370, 250, 190)
    with s.blurred(11), s.canvas.group('transform="translate(14 24)"'):
        s.line(loop, "#2b1c12", 54, 0.32)
    s.line(loop, tone(s.colour, -0.32), 54)
    s.line(loop, s.colour, 47)
    s.line(loop, tone(s.colour, 0.12), 26, 0.35)
    s.line(oval(400, 370, 268, 208), tone(s.colour, 0.3), 2.4, 0.8, "9 6")
    s.line(oval(400, 370, 232, 172), tone(s.colour, 0.3), 2.4, 0.8, "9 6")
    frame = box(204, 470, 110, 90, 14) + box(224, 490, 70, 50, 6)
    with s.canvas.group('transform="rotate(24 260 515)"'):
        s.cast(s.outline(frame), 8, 0.4)
        s.shape(frame, s.accent if s.second else "brass", "steel", edge=1)
        s.rod("M214 515H296", "brass", 8)
    s.line(oval(400, 574, 20), "brass", 7)
    tag = oval(400, 646, 58)
    s.cast(s.outline(tag), 12, 0.4)
    s.shape(tag, s.accent if s.second else "brass", "steel", edge=1)
    s.fill(
        oval(400, 660, 17, 14)
        + oval(377, 638, 8, 10)
        + oval(392, 626, 8, 10)
        + oval(409, 626, 8, 10)
        + oval(424, 638, 8, 10),
        "#5b4322",
        0.85,
    )


@kind("cat_tree", "Cat tree", ("oak", "jute", "wool"), setting="floor", focus=(400, 300, 1.9))
def cat_tree(s: Sketch, pose: int) -> None:
    s.ground(400, 672, 250, 0.48)
    wood = s.own if s.stuff.texture == "wood" else "oak"
    s.shape(box(180, 640, 440, 30, 8), wood, "down", texture="wood", edge=0.8)
    for x, top in ((270, 300), (530, 140)):
        s.shape(box(x - 26, top, 52, 342), "sand", "tube", texture="rattan", edge=0.8)
    house = s.shape(box(330, 440, 280, 200, 14), None, "diag", texture="felt", edge=0.8)
    s.soften(house, 34)
    hole = s.shape(oval(446, 548, 66), tone(s.colour, -0.5), "rise", edge=0.9)
    s.soften(hole, 20, 0.4, 0)
    s.shape(box(320, 428, 300, 20, 6), wood, "down", texture="wood", edge=0.8)
    for x, y, wide in ((160, 282, 230), (410, 122, 240)):
        s.shape(box(x, y + 10, wide, 26, 8), wood, "down", texture="wood", edge=0.8)
        pad = s.shape(
            box(x + 4, y - 22, wide - 8, 40, 20), s.accent, "down", texture="boucle", edge=0.5
        )
        s.soften(pad, 26)
    s.line("M190 318V410", "#8d7a60", 3)
    s.shape(oval(190, 428, 21), "terracotta", "ball", texture="felt", edge=0.5)


@kind(
    "pet_bowl",
    "Pet bowl",
    ("stoneware", "steel", "ceramic"),
    setting="floor",
    focus=(330, 500, 2.0),
)
def pet_bowl(s: Sketch, pose: int) -> None:
    for x, food in ((260, True), (560, False)):
        size = 0.78
        with s.canvas.group(
            f'transform="translate({x - 400 * size:.0f} {644 - 644 * size:.0f}) scale({size})"'
        ):
            s.ground(400, 640, 190, 0.5)
            body = s.shape(
                turned((440, 160), (640, 196), flat=0.16),
                s.colour,
                "tube",
                texture="own" if s.material == "stoneware" else None,
                edge=0.7,
            )
            s.soften(body, 26, 0.22, 0.16)
            s.shape(oval(400, 440, 160, 44), tone(s.colour, 0.08), "diag", edge=0.9)
            s.shape(oval(400, 446, 140, 35), tone(s.colour, -0.2), "hollow", edge=0.6)
            if food:
                s.fill(
                    "".join(
                        oval(320 + step * 37 % 170, 440 + step * 13 % 24, 16, 12)
                        for step in range(13)
                    ),
                    "#8a5a34",
                )
                s.fill(
                    "".join(
                        oval(316 + step * 37 % 170, 436 + step * 13 % 24, 8, 5)
                        for step in range(13)
                    ),
                    "#b98252",
                )
            else:
                s.shape(oval(400, 452, 130, 27), "#b9cfd6", "diag", edge=0.3, opacity=0.85)
                s.shine(oval(360, 446, 40, 6), 0.7, 2)
            s.fill(
                oval(400, 574, 26, 21)
                + oval(366, 544, 11, 14)
                + oval(388, 528, 11, 14)
                + oval(413, 528, 11, 14)
                + oval(435, 544, 11, 14),
                s.accent,
            )


@kind("rope_toy", "Rope toy", ("cotton", "jute"), setting="flat", focus=(300, 420, 2.0))
def rope_toy(s: Sketch, pose: int) -> None:
    rope = "M200 520Q330 330 420 410T620 280"
    with s.blurred(10), s.canvas.group('transform="translate(12 24)"'):
        s.line(rope, "#2b1c12", 56, 0.3)
    s.line(rope, tone(s.colour, -0.3), 58)
    s.line(rope, s.colour, 50)
    s.line(rope, s.accent, 50, 1, "16 22", cap="")
    s.line(rope, tone(s.colour, -0.4), 50, 0.3, "2 17", cap="")
    with s.canvas.group('transform="translate(-7 -9)"'):
        s.line(rope, "#ffffff", 12, 0.3)
    for x, y, way in ((200, 520, -1), (620, 280, 1)):
        ends = "".join(
            f"M{x} {y}q{way * 40} {-way * 10 + spread} {way * 88} {-way * 22 + spread * 2}"
            for spread in range(-26, 30, 9)
        )
        s.line(ends, tone(s.colour, -0.1), 9)
        s.line(ends, s.accent, 3, 0.8)
        knot = s.shape(oval(x, y, 50), None, "ball", texture="knit", edge=0.7)
        s.soften(knot, 24)


@kind("lead", "Lead", ("leather", "nylon"), setting="flat", focus=(480, 250, 2.0))
def lead(s: Sketch, pose: int) -> None:
    path = "M560 250Q640 120 520 110T440 250Q420 420 300 420T180 560Q200 680 340 640T560 560"
    with s.blurred(9), s.canvas.group('transform="translate(10 20)"'):
        s.line(path, "#2b1c12", 30, 0.32)
    s.line(path, tone(s.colour, -0.32), 30)
    s.line(path, s.colour, 24)
    s.line(path, tone(s.colour, 0.3), 2.2, 0.8, "9 6")
    s.shape(box(428, 236, 34, 60, 8), s.accent, "tube", texture="leather", edge=0.9)
    hook = smooth((590, 540), (650, 520), (670, 570), (630, 610), (600, 580), closed=False)
    s.line(hook, tone("brass", -0.3), 21)
    s.line(hook, "brass", 15)
    s.line(hook, tone("brass", 0.3), 4, 0.8)
    s.shape(box(552, 540, 46, 34, 8), "brass", "bar", edge=1)


@kind("scratcher", "Scratching post", ("jute", "oak"), setting="floor", focus=(400, 380, 2.0))
def scratcher(s: Sketch, pose: int) -> None:
    s.ground(400, 660, 190, 0.48)
    s.shape(turned((612, 190), (654, 190)), s.colour, "tube", texture="felt", edge=0.7)
    s.shape(oval(400, 612, 190, 23), tone(s.colour, 0.06), "diag", texture="felt", edge=0.7)
    s.shape(turned((190, 66), (604, 66)), "sand", "tube", texture="rattan", edge=0.8)
    s.line("".join(f"M334 {y}q66 16 132 0" for y in range(212, 604, 16)), "#7a5a34", 3, 0.5)
    s.shape(turned((150, 82), (196, 82)), s.colour, "tube", texture="felt", edge=0.7)
    s.shape(oval(400, 150, 82, 12), tone(s.colour, 0.1), "diag", texture="felt", edge=0.7)
    s.line("M466 190Q540 230 530 330", "#8d7a60", 3)
    s.shape(oval(530, 350, 26), s.accent, "ball", texture="felt", edge=0.5)
