"""Our own drawings: parametric by kind, colour, material and view."""

from shop_app.pictures.gallery import KINDS, Picture, address, draw, parse, svg_for

__all__ = ["KINDS", "Picture", "address", "draw", "parse", "svg_for"]
