"""Our own drawings: parametric by kind, colour, material and view."""

from shop_app.pictures import families  # isort: skip  the first families keep their kinds
from shop_app.pictures import counter, devices, pastimes, rooms
from shop_app.pictures.gallery import KINDS, Picture, address, draw, parse, svg_for

__all__ = [
    "KINDS",
    "Picture",
    "address",
    "counter",
    "devices",
    "draw",
    "families",
    "parse",
    "pastimes",
    "rooms",
    "svg_for",
]
