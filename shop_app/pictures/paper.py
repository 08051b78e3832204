"""Drawings of books, paper and what one writes with."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, leaf, oval, poly, smooth
from shop_app.pictures.palette import tone


@kind("book", "Book", ("paper", "linen"), setting="table", focus=(400, 330, 1.9))
def book(s: Sketch, pose: int) -> None:
    s.ground(410, 652, 190, 0.46)
    s.shape(poly((566, 122), (590, 136), (590, 650), (566, 652)), "#efe6d3", "side", edge=0.6)
    s.line("M572 134V648M578 136V648M584 138V648", "#b9a98c", 1.5, 0.7, cap="")
    cover = s.shape(
        "M226 118Q214 118 214 130V642Q214 654 226 654H570V118Z",
        None,
        "diag",
        texture="own",
        edge=0.8,
    )
    s.soften(cover, 16, 0.25, 0.3)
    s.dim(box(236, 118, 12, 536), 0.2, 3)
    s.fill(box(214, 118, 22, 536), "#ffffff", 0.1)
    ink = s.accent
    variety = s.seed % 5
    with s.within(cover):
        if variety == 0:
            s.fill(oval(408, 430, 110), ink, 0.95)
            s.fill("M200 520Q330 430 430 500T600 470V660H200Z", tone(s.colour, -0.16))
        elif variety == 1:
            for step in range(6):
                s.fill(f"M{300 + step * 36} 560V{360 + step % 3 * 30}h20V560Z", ink, 0.95)
            s.fill("M284 340L408 270L532 340Z" + box(284, 566, 248, 18), ink, 0.95)
        elif variety == 2:
            s.line("M408 590Q396 460 410 320", ink, 5)
            s.fill(
                "".join(
                    leaf(406, 570 - step * 52, 92, 36, -38 if step % 2 else -142)
                    for step in range(5)
                )
                + leaf(410, 330, 60, 28, -90),
                ink,
                0.95,
            )
        elif variety == 3:
            for radius in (120, 92, 64, 36):
                s.line(oval(408, 440, radius), ink, 11, 0.95)
        else:
            s.fill("M236 420q60-60 120 0t120 0t120 0V654H236Z", ink, 0.9)
            s.fill("M236 500q60-60 120 0t120 0t120 0V654H236Z", tone(s.colour, -0.14), 0.95)
            s.fill(oval(490, 330, 40), ink)
    s.line("M310 180H506M340 208H476", ink, 13, 1, cap="")
    s.line("M356 240H460", ink, 5, 0.9, cap="")
    s.line("M360 624H456", ink, 6, 0.9, cap="")


@kind("book_stack", "Stack of books", ("paper", "linen"), setting="table", focus=(330, 480, 2.0))
def book_stack(s: Sketch, pose: int) -> None:
    s.ground(400, 646, 240, 0.46)
    paints = (s.colour, s.accent, "sage", tone(s.colour, 0.1), "camel")
    for index, paint in enumerate(paints):
        top = 572 - index * 74
        left, right = 170 + (index * 37 + s.seed * 13) % 44, 640 - (index * 53 + s.seed * 7) % 60
        s.shape(box(left + 20, top + 9, right - left - 26, 54), "#efe6d3", "down", edge=0.6)
        s.line(
            "".join(f"M{left + 30} {top + step}H{right - 8}" for step in (20, 29, 38, 48)),
            "#b9a98c",
            1.5,
            0.6,
        )
        s.shape(
            f"M{left + 26} {top}H{right}v10H{left + 30}q-12 26 0 52H{right}v10H{left + 26}q-26-36 0-72Z",
            paint,
            "down",
            texture="own",
            edge=0.8,
        )
        s.line(f"M{left + 60} {top + 5}h80", tone(paint, 0.3), 3, 0.7)
    s.line("M600 300q40 30 24 90", "terracotta", 7)


@kind("notebook", "Notebook", ("paper", "leather", "linen"), setting="flat", focus=(470, 330, 2.0))
def notebook(s: Sketch, pose: int) -> None:
    with s.canvas.group('transform="rotate(-7 400 400)"'):
        outline = box(206, 110, 388, 560, 24)
        s.cast(s.outline(outline), 22, 0.42)
        s.shape(box(212, 122, 388, 554, 22), "#efe6d3", "diag", edge=0.7)
        cover = s.shape(outline, None, "diag", texture="own", edge=0.8)
        s.soften(cover, 22, 0.26, 0.3)
        s.dim(box(240, 110, 8, 560), 0.22, 3)
        s.dim(box(548, 110, 12, 560), 0.3, 3)
        s.fill(box(542, 110, 14, 560), s.accent if s.second else tone(s.colour, -0.3))
        s.line("M330 670q4 50-10 78", s.accent if s.second else "terracotta", 9)
        s.shape(box(312, 236, 170, 96, 4), "#f7f0e2", "diag", texture="paper", edge=0.5)
        s.line("M336 266h122M336 290h86", "#5b4a3a", 4, 0.65)


@kind("pen", "Fountain pen", ("steel", "brass", "plastic"), setting="flat", focus=(270, 530, 2.2))
def pen(s: Sketch, pose: int) -> None:
    metal = s.accent if s.second else ("gold" if s.material == "brass" else "silver")
    with s.canvas.group('transform="rotate(-42 400 400)"'):
        barrel = "M180 372H640Q690 374 696 400Q690 426 640 428H180Z"
        s.cast(s.outline("M60 400L120 376H690V424H120Z"), 18, 0.42)
        s.shape("M50 400Q110 366 160 376V424Q110 434 50 400Z", metal, "bar", edge=1)
        s.line("M50 400H124", "#2b1c12", 2.5, 0.8)
        s.shape(oval(128, 400, 5), "charcoal", "flat")
        s.shape("M150 378Q180 382 210 368V432Q180 418 150 422Z", "charcoal", "bar", edge=0.8)
        s.shape(barrel, None, "bar", edge=0.8)
        for x, wide in ((206, 10), (430, 8), (446, 14)):
            s.shape(box(x, 370, wide, 60), metal, "bar", edge=0.8)
        s.shape("M470 352H676q18 4 8 14H476q-12-6-6-14Z", metal, "bar", edge=0.9)


@kind("pencils", "Coloured pencils", ("oak", "paper"), setting="flat", focus=(400, 230, 2.0))
def pencils(s: Sketch, pose: int) -> None:
    inks = (s.colour, s.accent, "mustard", "sage", "petrol", "wine", "coral", "cobalt")
    with s.canvas.group('transform="rotate(8 400 400)"'):
        for index, paint in enumerate(inks):
            x, lift = 172 + index * 58, (index * 37 + s.seed * 11) % 50
            top = 130 + lift
            outline = poly(
                (x, top + 110),
                (x + 22, top),
                (x + 44, top + 110),
                (x + 44, top + 520),
                (x, top + 520),
            )
            s.cast(s.outline(outline), 12, 0.34)
            s.shape(box(x, top + 106, 44, 414, 3), paint, "tube", edge=0.7)
            s.shape(
                f"M{x} {top + 112}L{x + 22} {top}L{x + 44} {top + 112}q-7-16-14 0q-8-16-16 0q-7-16-14 0Z",
                "beech",
                "side",
                edge=0.6,
            )
            s.fill(poly((x + 14, top + 40), (x + 22, top), (x + 30, top + 40)), paint)


@kind("planner", "Wall calendar", ("paper",), setting="wall", focus=(330, 470, 2.0))
def planner(s: Sketch, pose: int) -> None:
    outline = box(190, 120, 420, 570, 3)
    s.cast(s.outline(outline), 18, 0.36)
    s.shape(outline, "#f8f4ea", "diag", texture="paper", edge=0.7)
    art = s.shape(box(190, 120, 420, 280), s.colour, "diag", edge=0.3)
    with s.within(art):
        s.fill(oval(480, 230, 54), s.accent)
        s.fill("M190 330Q290 240 390 310T610 280V400H190Z", tone(s.colour, -0.16))
        s.fill("M190 370Q330 310 450 360T610 340V400H190Z", tone(s.colour, -0.3))
    s.line("M222 440h120", "charcoal", 13, 0.8, cap="")
    grid = "".join(f"M226 {y}H580" for y in range(490, 680, 38))
    s.line(grid, "charcoal", 10, 0.45, "16 40", cap="")
    s.line("M214 122H590", "#3b3d42", 12, 1, "3 11", cap="")
    s.line("M400 116q-16-40 0-46q16 6 0 46", "#3b3d42", 4)


@kind("puzzle", "Jigsaw puzzle", ("card",), setting="flat", focus=(330, 480, 1.9))
def puzzle(s: Sketch, pose: int) -> None:
    s.cast(s.outline(box(130, 150, 420, 360, 8)), 22, 0.36)
    lid = s.shape(box(130, 150, 420, 360, 8), s.colour, "diag", texture="paper")
    with s.within(lid):
        s.fill(oval(430, 240, 46), "#fff0cc", 0.9)
        s.fill("M130 400q110-120 220-20t200-40V510H130Z", tone("sage", -0.04), 0.95)
        s.fill("M130 450q150-90 260-10t160-10V510H130Z", tone("forest", 0.05), 0.95)
    s.fill(box(160, 176, 150, 26, 4), "#ffffff", 0.8)
    piece = "M0 0h44q-14-34 16-34t16 34h44v44q34-14 34 16t-34 16v44H0v-44q-34 14-34-16t34-16Z"
    for x, y, turn, colour in (
        (470, 560, 12, "sage"),
        (610, 430, -20, "terracotta"),
        (250, 590, 30, "mustard"),
        (620, 600, 50, s.colour),
    ):
        with s.canvas.group(f'transform="translate({x} {y}) rotate({turn}) scale(.82)"'):
            s.cast(s.outline(piece), 10, 0.36)
            s.shape(piece, colour, "diag", texture="paper")


@kind("board_game", "Board game", ("card",), setting="flat", focus=(400, 400, 2.0))
def board_game(s: Sketch, pose: int) -> None:
    outline = box(150, 150, 500, 500, 10)
    s.cast(s.outline(outline), 20, 0.4)
    s.shape(outline, None, "diag", texture="paper", edge=0.9)
    s.shape(box(178, 178, 444, 444, 4), s.accent, "diag", texture="paper", edge=0.6)
    tiles = ""
    for row in range(6):
        tiles += f"M{178 + row % 2 * 74} {215 + row * 74}H622"
    s.line(tiles, s.colour, 74, 0.85, "74 74", cap="")
    for x, y, paint in ((260, 300, "terracotta"), (470, 380, "petrol"), (340, 500, "mustard")):
        s.dim(oval(x + 10, y + 30, 34, 12), 0.4, 5)
        s.shape(
            smooth(
                (x, y - 34),
                (x + 12, y - 10),
                (x + 26, y + 28),
                (x, y + 38),
                (x - 26, y + 28),
                (x - 12, y - 10),
            ),
            paint,
            "side",
            edge=0.8,
        )
        s.shape(oval(x, y - 38, 19), paint, "ball", edge=0.8)
    for x, y, dots in ((540, 500, ((0, 0),)), (590, 560, ((-13, -13), (13, 13)))):
        s.dim(box(x - 24, y - 18, 60, 60, 10), 0.35, 5)
        s.shape(box(x - 30, y - 30, 60, 60, 12), "ivory", "diag", edge=0.9)
        s.fill("".join(oval(x + dx, y + dy, 6) for dx, dy in dots), "charcoal")
