"""The register of what can be drawn: each kind with its name, materials and best close-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shop_app.pictures.brushes import Sketch

Painter = Callable[[Sketch, int], None]
VIEWS = ("front", "detail", "setting", "alternative")


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be drawn on the 800 × 800 canvas.

    `setting` is where it is at home (table, floor, wall, rail, outdoors); `focus` is the centre
    and zoom of its close-up; `scale` enlarges small things in the frame; with `poses` 2 the last
    view is another pose, else a pair.
    """

    slug: str
    label: str
    materials: tuple[str, ...]
    setting: str
    focus: tuple[float, float, float]
    poses: int
    paint: Painter
    scale: float = 1.0
    views: tuple[str, ...] = VIEWS


REGISTER: dict[str, Kind] = {}


def kind(
    slug: str,
    label: str,
    materials: Sequence[str],
    *,
    setting: str = "table",
    focus: tuple[float, float, float] = (400, 400, 2.0),
    poses: int = 1,
    scale: float = 1.0,
) -> Callable[[Painter], Painter]:
    """Registers the function below as the painter of a kind; it gets a sketch and a pose."""

    def register(paint: Painter) -> Painter:
        if slug in REGISTER:
            raise ValueError(f"{slug} is drawn twice")
        REGISTER[slug] = Kind(slug, label, tuple(materials), setting, focus, poses, paint, scale)
        return paint

    return register
