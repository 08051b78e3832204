"""Brings all painters into the register: importing this module is what fills it."""

from shop_app.pictures import (  # noqa: F401
    appliances,
    carried,
    clothing,
    computing,
    electronics,
    furniture,
    home,
    kitchen,
    worn,
)
from shop_app.pictures.kinds import REGISTER, VIEWS, Kind

__all__ = ["REGISTER", "VIEWS", "Kind"]
