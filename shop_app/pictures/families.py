"""Brings all painters into the register: importing this module is what fills it."""

from shop_app.pictures import (  # noqa: F401
    appliances,
    beauty,
    carried,
    clothing,
    computing,
    electronics,
    food,
    furniture,
    home,
    kitchen,
    paper,
    pets,
    sports,
    storage,
    textiles,
    toys,
    workshop,
    worn,
)
from shop_app.pictures.kinds import REGISTER, VIEWS, Kind

__all__ = ["REGISTER", "VIEWS", "Kind"]
