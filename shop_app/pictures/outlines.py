"""Outlines as SVG path text: from a few points to a smooth, compact path."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate to a tenth at most, written as short as can be."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _steps(values: Sequence[float]) -> str:
    """Numbers in a row with a space only where two would run together."""
    text = ""
    for value in values:
        digits = number(value)
        text += digits if not text or digits[0] == "-" else f" {digits}"
    return text


def poly(*points: Point, closed: bool = True) -> str:
    """Straight lines from point to point."""
    steps = []
    for here, there in itertools.pairwise(points):
        steps += [round(there[0] - here[0], 1), round(there[1] - here[1], 1)]
    return f"M{pair(points[0])}l{_steps(steps)}" + ("Z" if closed else "")


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """A rectangle with rounded corners."""
    if not radius:
        return f"M{pair((x, y))}h{number(width)}v{number(height)}h{number(-width)}Z"
    r = min(radius, width / 2, height / 2)
    arc = f"a{number(r)} {number(r)} 0 0 1 "
    across, down, turn = number(width - 2 * r), number(height - 2 * r), number(r)
    return (
        f"M{pair((x + r, y))}h{across}{arc}{turn} {turn}v{down}{arc}-{turn} {turn}"
        f"h-{across}{arc}-{turn}-{turn}v-{down}{arc}{turn}-{turn}Z"
    )


def oval(x: float, y: float, across: float, down: float | None = None) -> str:
    """An ellipse around (x, y) with these half axes; a circle with one."""
    down = across if down is None else down
    half = f"{number(across)} {number(down)} 0 1 0 "
    return f"M{pair((x - across, y))}a{half}{number(2 * across)} 0a{half}{number(-2 * across)} 0Z"


def ring(x: float, y: float, outer: float, inner: float) -> str:
    """A flat ring; fill it with the even-odd rule of `Sketch.shape`."""
    return oval(x, y, outer) + oval(x, y, inner)


def smooth(*points: Point, closed: bool = True, tension: float = 1.0) -> str:
    """A curve through the points (Catmull-Rom as Béziers). A point given twice makes a corner."""
    points = tuple((round(x), round(y)) for x, y in points)
    count = len(points)
    last = count if closed else count - 1
    steps: list[float] = []
    for index in range(last):
        before = points[(index - 1) % count] if closed or index else points[0]
        here, there = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else points[-1]
        if here == there:
            continue
        pull = tension / 6
        out = here if before == here else _towards(here, before, there, pull)
        into = there if there == after else _towards(there, after, here, pull)
        steps += [value - here[at % 2] for at, value in enumerate((*out, *into, *there))]
    return f"M{pair(points[0])}c{_steps(steps)}" + ("Z" if closed else "")


def _towards(here: Point, behind: Point, ahead: Point, pull: float) -> Point:
    x, y = here[0] + (ahead[0] - behind[0]) * pull, here[1] + (ahead[1] - behind[1]) * pull
    return round(x), round(y)


def both(*right: Point, middle: float = 400, curved: bool = True, tension: float = 1.0) -> str:
    """A symmetrical outline from its right half, listed from top to bottom."""
    left = [(2 * middle - x, y) for x, y in reversed(right) if x != middle]
    points = (*right, *left)
    return smooth(*points, tension=tension) if curved else poly(*points)


def turned(*profile: tuple[float, float], middle: float = 400, flat: float = 0.12) -> str:
    """What a lathe makes: (y, radius) from top to bottom; ends are ellipses seen from above."""
    top_y, top_r = profile[0]
    end_y, end_r = profile[-1]
    right = [(middle + r, y) for y, r in profile]
    down = smooth(*right, closed=False)
    up = smooth(*[(2 * middle - x, y) for x, y in reversed(right)], closed=False)
    bottom = f"A{number(end_r)} {number(end_r * flat)} 0 0 1 {pair((middle - end_r, end_y))}"
    lid = f"A{number(top_r)} {number(top_r * flat)} 0 0 1 {pair((middle + top_r, top_y))}Z"
    return down + bottom + "L" + up[1:] + lid


def star(x: float, y: float, outer: float, inner: float, count: int) -> str:
    """A closed zigzag ring: petals, gears, burrs."""
    points = []
    for index in range(count * 2):
        angle = math.pi * index / count - math.pi / 2
        radius = inner if index % 2 else outer
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return poly(*points)


def around(x: float, y: float, radius: float, count: int, start: float = -90) -> Sequence[Point]:
    """`count` points on a circle, clockwise from `start` degrees."""
    angles = [math.radians(start + 360 * index / count) for index in range(count)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def leaf(x: float, y: float, length: float, width: float, degrees: float) -> str:
    """A pointed leaf that starts at (x, y) and grows towards `degrees` (0 = right, -90 = up)."""
    turn = math.radians(degrees)
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))

    start = (round(x), round(y))

    def at(far: float, aside: float) -> Point:
        return (
            round(x + along[0] * far * length + across[0] * aside * width),
            round(y + along[1] * far * length + across[1] * aside * width),
        )

    tip = at(1, 0)
    out = [part for point in (at(0.25, 0.65), at(0.7, 0.6), tip) for part in point]
    home = [part for point in (at(0.7, -0.6), at(0.25, -0.65), start) for part in point]
    steps = [value - start[place % 2] for place, value in enumerate(out)]
    steps += [value - tip[place % 2] for place, value in enumerate(home)]
    return f"M{pair(start)}c{_steps(steps)}Z"
