"""The brushes that every picture shares: light from the upper left, volume, grain, soft shadows.

A `Canvas` collects the drawing; a `Sketch` is one object's palette upon it. Everything is
deterministic, and what is defined once (gradient, grain, outline) is used again by reference.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager

from shop_app.pictures.outlines import number, oval
from shop_app.pictures.palette import MATERIALS, blend, faded, hex_of, lightness, tone
from shop_app.pictures.textures import texture_pattern

Stops = tuple[tuple[float, float], ...]

SHADE = "#2b1c12"  # shadows are warm, never black
LIGHTS: dict[str, tuple[str, Stops]] = {
    "side": ('x2="1"', ((0, -0.05), (0.2, 0.12), (0.5, 0.0), (0.86, -0.22), (1, -0.13))),
    "tube": ('x2="1"', ((0, -0.14), (0.24, 0.1), (0.55, -0.03), (0.88, -0.3), (1, -0.2))),
    "metal": ('x2="1"', ((0, -0.16), (0.2, 0.3), (0.36, 0.02), (0.64, -0.34), (0.86, 0.04),
                         (1, -0.2))),
    "bar": ('x2="0" y2="1"', ((0, -0.05), (0.18, 0.3), (0.42, 0.0), (0.72, -0.3), (1, -0.1))),
    "down": ('x2="0" y2="1"', ((0, 0.09), (0.45, 0.0), (1, -0.16))),
    "rise": ('x2="0" y2="1"', ((0, -0.2), (0.6, -0.06), (1, 0.05))),
    "diag": ('x2="1" y2="1"', ((0, 0.12), (0.45, 0.0), (1, -0.18))),
    "hollow": ('x2="1"', ((0, -0.34), (0.5, -0.2), (1, -0.04))),
    "steel": ('x2="1" y2="1"', ((0, 0.2), (0.3, -0.04), (0.45, 0.16), (0.62, -0.14), (1, 0.02))),
}  # fmt: skip
BALL: Stops = ((0, 0.2), (0.35, 0.06), (0.7, -0.1), (0.93, -0.28), (1, -0.22))


class Canvas:
    """One SVG in the making: definitions (each written once) and strokes in order."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.defined: dict[str, str] = {}
        self.strokes: list[str] = []

    def define(self, template: str) -> str:
        """The id of a definition; `template` has `{id}` where the id belongs."""
        known = self.defined.get(template)
        if known is None:
            known = f"{self.prefix}{_short(len(self.defined))}"
            self.defined[template] = known
        return known

    def add(self, stroke: str) -> None:
        self.strokes.append(stroke)

    def _uses(self, name: str) -> int:
        needle = f'#{name}"'
        return sum(text.count(needle) for text in (*self.strokes, *self.defined))

    @contextmanager
    def group(self, attributes: str) -> Iterator[None]:
        """All that is drawn inside shares these SVG attributes."""
        self.add(f"<g {attributes}>")
        yield
        self.add("</g>")

    @contextmanager
    def kept(self, attributes: str = "") -> Iterator[str]:
        """What is drawn inside gets a name, so that `again` can show it elsewhere."""
        name = f"{self.prefix}k{len(self.strokes)}"
        with self.group(f'id="{name}" {attributes}'):
            yield name

    def again(self, name: str, transform: str) -> None:
        """Shows what was kept once more, moved, turned or mirrored."""
        self.add(f'<use href="#{name}" transform="{transform}"/>')

    def svg(self, *, width: int = 800, height: int = 800) -> str:
        """The whole picture as SVG text."""
        drawing = "".join(self.strokes)
        kept = []
        for template, name in self.defined.items():
            text = template.replace("{id}", name)
            if (
                text.startswith("<path")
                and text.endswith("/>")
                and (self._uses(name) == drawing.count(f'<use href="#{name}"') == 1)
            ):
                inline = text.removesuffix("/>").replace(f' id="{name}"', "")
                drawing = drawing.replace(f'<use href="#{name}"', inline)
            else:
                kept.append(text)
        definitions, drawing = _compact("".join(kept)), _compact(drawing)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f'<defs>{definitions}</defs><g stroke-width="1.5" stroke-linecap="round"'
            f' stroke-linejoin="round" fill-rule="evenodd" fill="none">{drawing}</g></svg>'
        )


_LEADING_ZERO = re.compile(r"(?<=[\s\"(,a-zA-Z-])0(?=\.\d)")


def _compact(text: str) -> str:
    return _LEADING_ZERO.sub("", text)


def _short(index: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    first, second = divmod(index, 26)
    return letters[second] if not first else f"{letters[first - 1]}{letters[second]}"


class Sketch:
    """The palette of one object on a canvas, and the brushes to draw it with."""

    def __init__(
        self, canvas: Canvas, *, colour: str, material: str, accent: str | None, seed: int
    ) -> None:
        self.canvas = canvas
        self.colour = hex_of(colour)
        self.material = material
        self.stuff = MATERIALS[material]
        self.own = hex_of(self.stuff.own) if self.stuff.own else self.colour
        self.accent = hex_of(accent) if accent else blend(self.colour, "#efe6d3", 0.72)
        self.second = accent is not None
        self.seed = seed
        self.chance = random.Random(seed)

    # -- shapes ---------------------------------------------------------------------------------

    def shape(
        self,
        outline: str,
        colour: str | None = None,
        light: str = "diag",
        *,
        texture: str | None = None,
        edge: float = 0.4,
        opacity: float = 1.0,
    ) -> str:
        """A lit surface; returns the name of its outline for `within` and `soften`.

        `light` names how it is lit (a key of LIGHTS, "ball", or "flat"); `texture` a grain, or
        "own" for that of the material; `edge` the strength of its darker rim (0 for none).
        """
        paint = hex_of(colour) if colour else self.colour
        name = self.outline(outline)
        rim = f' stroke="{faded(tone(paint, -0.3), edge)}"' if edge else ""
        see_through = f' opacity="{opacity:g}"' if opacity < 1 else ""
        fill = paint if light == "flat" else f"url(#{self.gradient(paint, light)})"
        self.canvas.add(f'<use href="#{name}" fill="{fill}"{rim}{see_through}/>')
        grain = self.stuff.texture if texture == "own" else texture
        if grain and grain != "none":
            self.canvas.add(f'<use href="#{name}" fill="url(#{self._grain(grain, paint)})"/>')
        return name

    def outline(self, path: str) -> str:
        """Keeps an outline for use; returns its name."""
        return self.canvas.define(f'<path id="{{id}}" d="{path}"/>')

    def fill(self, path: str, colour: str, opacity: float = 1.0) -> None:
        """A plain area, without light."""
        self.canvas.add(f'<path d="{path}" fill="{faded(hex_of(colour), opacity)}"/>')

    def line(
        self,
        path: str,
        colour: str = SHADE,
        width: float = 2,
        opacity: float = 1.0,
        dash: str | None = None,
        cap: str = "round",
    ) -> None:
        """A stroke of one width: seams, cords, edges; `dash` such as "8 5" for stitches."""
        extra = f' stroke-dasharray="{dash}"' if dash else ""
        extra += "" if cap else ' stroke-linecap="butt"'
        self.canvas.add(
            f'<path d="{path}" stroke="{faded(hex_of(colour), opacity)}"'
            f' stroke-width="{number(width)}"{extra}/>'
        )

    def rod(self, path: str, colour: str | None = None, width: float = 14) -> None:
        """A round bar or tube along a path: dark, body and a thin light line."""
        paint = hex_of(colour) if colour else self.colour
        self.line(path, tone(paint, -0.24), width)
        with self.canvas.group(
            f'transform="translate({number(-width * 0.1)} {number(-width * 0.1)})"'
        ):
            self.line(path, paint, width * 0.64)
            self.line(path, tone(paint, 0.22), width * 0.18, 0.8)

    def stitch(self, path: str, opacity: float = 0.55, colour: str | None = None) -> None:
        """A line of stitches, lighter than dark cloth and darker than light cloth."""
        change = -0.28 if lightness(self.colour) > 0.45 else 0.3
        self.line(path, colour or tone(self.colour, change), 2.2, opacity, "9 6")

    # -- light and volume -----------------------------------------------------------------------

    def gradient(self, paint: str, light: str) -> str:
        """The name of the gradient that lights `paint` in that way."""
        if light == "ball":
            stops = _stops(paint, BALL)
            return self.canvas.define(
                f'<radialGradient id="{{id}}" cx=".38" cy=".3" r=".75">{stops}</radialGradient>'
            )
        direction, levels = LIGHTS[light]
        return self.canvas.define(
            f'<linearGradient id="{{id}}" {direction}>{_stops(paint, levels)}</linearGradient>'
        )

    @contextmanager
    def within(self, name: str, blur: float = 0) -> Iterator[None]:
        """What is drawn inside shows only within that outline, softened by `blur` units."""
        clip = self.canvas.define(f'<clipPath id="{{id}}"><use href="#{name}"/></clipPath>')
        soft = f' filter="url(#{self._blur(blur)})"' if blur else ""
        with self.canvas.group(f'clip-path="url(#{clip})"{soft}'):
            yield

    @contextmanager
    def blurred(self, amount: float) -> Iterator[None]:
        """What is drawn inside is soft by `amount` units."""
        with self.canvas.group(f'filter="url(#{self._blur(amount)})"'):
            yield

    def _blur(self, amount: float) -> str:
        return self.canvas.define(
            '<filter id="{id}" x="-.3" y="-.3" width="1.6" height="1.6">'
            f'<feGaussianBlur stdDeviation="{max(1, round(amount))}"/></filter>'
        )

    def soften(self, name: str, depth: float = 50, dark: float = 0.34, light: float = 0.4) -> None:
        """Rounds a surface: shade gathers inside its lower right rim, light at its upper left."""
        shift = round(depth * 0.42)
        clip = self.canvas.define(f'<clipPath id="{{id}}"><use href="#{name}"/></clipPath>')
        ink = f'filter="url(#{self._blur(depth * 0.3)})" stroke-width="{number(depth)}"'
        with self.canvas.group(f'clip-path="url(#{clip})" {ink}'):
            for amount, way, force in ((-0.55, -shift, dark), (0.5, shift, light)):
                if force:
                    self.canvas.add(
                        f'<use href="#{name}" x="{way}" y="{way}"'
                        f' stroke="{faded(tone(self.colour, amount), force)}"/>'
                    )

    def folds(self, name: str, *paths: str, width: float = 16, dark: float = 0.26) -> None:
        """Soft creases in cloth along the paths, each with its lit shoulder."""
        crease = self.outline("".join(paths))
        aside = f'x="{round(-width * 0.9)}" y="{round(-width * 0.3)}"'
        with self.within(name, width * 0.42):
            self.canvas.add(
                f'<use href="#{crease}" stroke-width="{number(width)}"'
                f' stroke="{faded(tone(self.colour, -0.5), dark)}"/>'
                f'<use href="#{crease}" {aside} stroke-width="{number(width * 0.7)}"'
                f' stroke="{faded(tone(self.colour, 0.5), dark * 0.8)}"/>'
            )

    def shine(self, path: str, opacity: float = 0.5, blur: float = 0) -> None:
        """A reflection of the window: white, sharp on glaze and glass, soft on the rest."""
        if blur:
            with self.blurred(blur):
                self.fill(path, "#ffffff", opacity)
        else:
            self.fill(path, "#ffffff", opacity)

    def dim(self, path: str, opacity: float = 0.2, blur: float = 0) -> None:
        """A shadow that one part throws upon another."""
        if blur:
            with self.blurred(blur):
                self.fill(path, SHADE, opacity)
        else:
            self.fill(path, SHADE, opacity)

    def ground(self, x: float, y: float, across: float, strength: float = 0.5) -> None:
        """The contact shadow of something that stands at (x, y), as wide as `across` × 2."""
        for stretch, depth, force, shift in ((1.35, 0.2, 0.5, 0.1), (1.04, 0.085, 1.0, 0.02)):
            fade = self.canvas.define(
                '<radialGradient id="{id}">'
                f'<stop stop-color="{faded(SHADE, strength * force)}"/>'
                f'<stop offset=".55" stop-color="{faded(SHADE, strength * force * 0.42)}"/>'
                f'<stop offset="1" stop-color="{SHADE}00"/></radialGradient>'
            )
            path = oval(x + across * shift, y, across * stretch, max(10, across * depth))
            self.canvas.add(f'<path d="{path}" fill="url(#{fade})"/>')

    def cast(self, name: str, far: float = 16, strength: float = 0.3) -> None:
        """The soft shadow of something that lies on or hangs before the ground."""
        with self.blurred(far * 0.85):
            self.canvas.add(
                f'<use href="#{name}" fill="{faded(SHADE, strength)}"'
                f' x="{round(far * 0.7)}" y="{round(far)}"/>'
            )

    def _grain(self, grain: str, paint: str) -> str:
        return self.canvas.define(texture_pattern(grain, dark=lightness(paint) < 0.42))


def _stops(paint: str, levels: Stops) -> str:
    text = "".join(
        f'<stop offset="{offset:g}" stop-color="{tone(paint, change) if change else paint}"/>'
        for offset, change in levels
    )
    return text.replace(' offset="0"', "")
