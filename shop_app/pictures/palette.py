"""The colours and materials that pictures are drawn in, and how a colour turns under light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

COLOURS: Mapping[str, str] = {
    "black": "#26262a", "ink": "#2c3340", "charcoal": "#4a4d52", "graphite": "#5d6268",
    "slate": "#6b7782", "grey": "#9a9c9e", "silver": "#c3c6c9", "white": "#f6f4ef",
    "ivory": "#efe6d3", "cream": "#f1e2c4", "sand": "#d9c3a0", "oat": "#d8cab4",
    "stone": "#b9b0a2", "taupe": "#988876", "camel": "#bf9263", "tan": "#b57d4b",
    "cognac": "#9c5a2e", "chestnut": "#7c4428", "chocolate": "#523526", "terracotta": "#c4623f",
    "rust": "#a9492a", "brick": "#9a3f33", "red": "#bd3533", "wine": "#74283a",
    "coral": "#e2816a", "peach": "#edb48f", "blush": "#e6bfb3", "rose": "#c9818a",
    "plum": "#6a3f5b", "lilac": "#b3a1c4", "lavender": "#a49bc9", "navy": "#2b3a5e",
    "cobalt": "#2f55a4", "blue": "#5480ae", "sky": "#a0c0d6", "petrol": "#28566a",
    "teal": "#34807c", "mint": "#b0d0bd", "sage": "#9dac8f", "olive": "#757a43",
    "moss": "#596b3d", "forest": "#2f5340", "mustard": "#d1a03a", "yellow": "#e8c44c",
    "ochre": "#c18a36", "amber": "#c9822c", "gold": "#c9a253", "brass": "#b8924f",
    "copper": "#bd7550", "steel": "#b4b8bb", "oak": "#c69a68", "walnut": "#74513a",
    "beech": "#d9b48b", "ash": "#dcc7a4", "pine": "#ddb77d", "bamboo": "#d5b577",
    "natural": "#dccbaa", "cork": "#c09a6c", "clear": "#dfe7e6",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """How a surface answers light: its grain, how much it shines (0 to 1), its own colour."""

    texture: str | None
    shine: float
    own: str | None = None


def _cloth(texture: str, shine: float = 0.05) -> Material:
    return Material(texture, shine)


MATERIALS: Mapping[str, Material] = {
    "cotton": _cloth("weave"), "linen": _cloth("linen"), "wool": _cloth("felt"),
    "knit": _cloth("knit"), "denim": _cloth("twill"), "canvas": _cloth("linen"),
    "silk": _cloth("none", 0.45), "velvet": _cloth("felt", 0.25), "fleece": _cloth("felt"),
    "nylon": _cloth("weave", 0.3), "leather": _cloth("leather", 0.35), "suede": _cloth("felt"),
    "boucle": _cloth("boucle"), "jute": Material("rattan", 0.0, "sand"),
    "steel": Material("brushed", 0.9, "steel"), "aluminium": Material(None, 0.7, "silver"),
    "brass": Material(None, 0.9, "brass"), "copper": Material(None, 0.9, "copper"),
    "gold": Material(None, 1.0, "gold"), "silver": Material(None, 1.0, "silver"),
    "iron": Material("speckle", 0.3, "charcoal"), "titanium": Material(None, 0.6, "slate"),
    "oak": Material("wood", 0.15, "oak"), "walnut": Material("wood", 0.2, "walnut"),
    "beech": Material("wood", 0.15, "beech"), "ash": Material("wood", 0.15, "ash"),
    "pine": Material("wood", 0.1, "pine"), "bamboo": Material("wood", 0.1, "bamboo"),
    "glass": Material(None, 1.0, "clear"), "ceramic": Material(None, 0.8),
    "stoneware": Material("speckle", 0.3), "porcelain": Material(None, 0.9),
    "enamel": Material(None, 0.8), "plastic": Material(None, 0.5), "rubber": Material(None, 0.1),
    "paper": Material("paper", 0.0), "card": Material("paper", 0.0),
    "stone": Material("speckle", 0.1, "stone"), "marble": Material("marble", 0.6, "white"),
    "wax": Material(None, 0.25), "cork": Material("cork", 0.0, "cork"),
    "rattan": Material("rattan", 0.1, "camel"),
}  # fmt: skip


def hex_of(colour: str) -> str:
    """The `#rrggbb` of a colour name or of a hex text. Raises KeyError for what is neither."""
    if colour in COLOURS:
        return COLOURS[colour]
    digits = colour.removeprefix("#").lower()
    if len(digits) == 6 and all(sign in "0123456789abcdef" for sign in digits):
        return f"#{digits}"
    raise KeyError(colour)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _curved(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _to_oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(light: float, green_red: float, blue_yellow: float) -> str:
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_curved(channel) * 255):02x}" for channel in channels)


@lru_cache(maxsize=8192)
def tone(colour: str, change: float) -> str:
    """The colour lighter (change > 0) or darker (< 0) by that much of perceived lightness.

    Shadows go a little warmer and deeper, lights a little paler, as under a soft warm lamp.
    """
    light, green_red, blue_yellow = _to_oklab(hex_of(colour))
    if change > 0:
        reach = max(0.25, 1.0 - light)  # near-white has little room left, near-black much
        light = min(0.985, light + change * (0.55 + 0.6 * reach))
        keep = 1 - 0.55 * change
    else:
        light = max(0.10, light + change * (0.35 + 0.65 * light))
        keep = 1 - 0.25 * abs(change)
    warm = 0.012 * abs(change)
    return _from_oklab(light, green_red * keep + warm * 0.5, blue_yellow * keep + warm)


@lru_cache(maxsize=2048)
def blend(first: str, second: str, share: float) -> str:
    """The colour between two, `share` (0 to 1) of the second."""
    one, two = _to_oklab(hex_of(first)), _to_oklab(hex_of(second))
    return _from_oklab(*(a + (b - a) * share for a, b in zip(one, two, strict=True)))


@lru_cache(maxsize=1024)
def lightness(colour: str) -> float:
    """Perceived lightness, 0 (black) to 1 (white)."""
    return _to_oklab(hex_of(colour))[0]


def faded(colour: str, opacity: float) -> str:
    """The hex colour with that opacity (0 to 1) as `#rrggbbaa`; as it is when opaque."""
    return colour if opacity >= 1 else f"{colour}{round(opacity * 255):02x}"
