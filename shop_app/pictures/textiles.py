"""Drawings of rugs, cushions, blankets and towels."""

from __future__ import annotations

from shop_app.pictures.brushes import Sketch
from shop_app.pictures.kinds import kind
from shop_app.pictures.outlines import box, smooth
from shop_app.pictures.palette import tone


@kind("rug", "Rug", ("wool", "jute", "cotton"), setting="flat", focus=(300, 300, 2.0))
def rug(s: Sketch, pose: int) -> None:
    outline = box(150, 100, 500, 600, 6)
    s.cast(s.outline(outline), 18, 0.36)
    for y, way in ((100, -1), (700, 1)):
        fringe = "".join(
            f"M{x} {y}q{(x // 18) % 3 - 1} {way * 14} {(x // 18) % 2 * 5 - 2} {way * 30}"
            for x in range(158, 648, 13)
        )
        s.line(fringe, tone("cream", -0.04), 5)
    body = s.shape(
        outline, None, "diag", texture="boucle" if s.material != "jute" else "own", edge=0.6
    )
    with s.within(body):
        s.line(box(188, 138, 424, 524), s.accent, 18, 0.9)
        s.line(box(216, 166, 368, 468), s.accent, 5, 0.8)
        motif = "M400 190l96 105-96 105-96-105Z"
        for y in (0, 210):
            with s.canvas.group(f'transform="translate(0 {y})"'):
                s.line(motif, s.accent, 12, 0.9)
                s.fill("M400 246l46 49-46 49-46-49Z", s.accent, 0.85)
        s.fill(
            "".join(f"M{x} {y}l20 22-20 22-20-22Z" for x in (266, 534) for y in (186, 378, 570)),
            s.accent,
            0.85,
        )
    s.soften(body, 20, 0.2, 0.3)


@kind(
    "cushion",
    "Cushion",
    ("linen", "velvet", "wool", "boucle"),
    setting="flat",
    focus=(300, 330, 2.0),
)
def cushion(s: Sketch, pose: int) -> None:
    outline = smooth(
        (134, 150),
        (250, 172),
        (400, 158),
        (550, 172),
        (666, 150),
        (644, 270),
        (652, 400),
        (644, 540),
        (668, 656),
        (550, 634),
        (400, 646),
        (250, 634),
        (132, 656),
        (156, 540),
        (148, 400),
        (156, 270),
    )
    name = s.outline(outline)
    s.cast(name, 30, 0.44)
    body = s.shape(outline, None, "diag", texture="own", edge=0.6)
    if s.second:
        with s.within(body):
            for x in (240, 330, 420, 510):
                s.line(f"M{x} 140Q{x + 14} 400 {x} 670", s.accent, 30, 0.85)
    s.soften(body, 110, 0.36, 0.4)
    s.folds(
        body,
        "M150 170Q240 250 290 330M650 170Q560 260 520 330M150 640Q230 560 270 500M650 640Q560 560 530 490",
        width=22,
    )
    s.line(outline, tone(s.colour, -0.14), 6)
    s.line(outline, tone(s.colour, 0.16), 2, 0.7)


@kind(
    "blanket",
    "Blanket",
    ("wool", "knit", "cotton", "fleece"),
    setting="table",
    focus=(360, 420, 2.0),
)
def blanket(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 280)
    for index, (top, left) in enumerate(((520, 130), (410, 142), (300, 136))):
        outline = f"M{left + 40} {top}H{660 - index * 6}Q{694 - index * 6} {top + 10} {690 - index * 6} {top + 60}T{654 - index * 4} {top + 116}H{left + 36}Q{left - 8} {top + 112} {left} {top + 56}T{left + 40} {top}Z"
        layer = s.shape(
            outline, tone(s.colour, -0.03 * (2 - index)), "down", texture="own", edge=0.6
        )
        s.soften(layer, 40, 0.36, 0.3)
        with s.within(layer):
            s.fill(box(left, top + 66, 600, 10) + box(left, top + 84, 600, 5), s.accent, 0.9)
            s.line(f"M{left + 40} {top + 56}H{640}", tone(s.colour, -0.4), 3, 0.5)


@kind("towel", "Towels", ("cotton", "linen"), setting="table", focus=(300, 500, 2.0))
def towel(s: Sketch, pose: int) -> None:
    s.ground(400, 640, 250)
    for index, paint in enumerate((s.colour, s.accent, tone(s.colour, 0.08))):
        top = 520 - index * 110
        left = 170 + index % 2 * 14
        layer = s.shape(
            f"M{left + 30} {top}H620Q648 {top + 4} 646 {top + 58}T616 {top + 116}H{left + 24}Q{left - 4} {top + 110} {left} {top + 58}T{left + 30} {top}Z",
            paint,
            "down",
            texture="boucle" if s.material == "cotton" else "own",
            edge=0.6,
        )
        s.soften(layer, 36, 0.3, 0.34)
        s.line(
            f"M{left + 12} {top + 40}H634M{left + 10} {top + 78}H634", tone(paint, -0.24), 4, 0.6
        )
        s.line(f"M{left + 12} {top + 59}H636", tone(paint, -0.3), 3, 0.5)
