"""Brings all painters into the register: importing this module is what fills it."""

from shop_app.pictures import carried, clothing, computing, electronics, kitchen, worn
from shop_app.pictures.kinds import REGISTER, VIEWS, Kind

__all__ = [
    "REGISTER", "VIEWS", "Kind", "carried", "clothing", "computing", "electronics", "kitchen",
    "worn",
]  # fmt: skip
