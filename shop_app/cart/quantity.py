"""How many of one thing may go into a cart."""

from __future__ import annotations

from shop_app.core.errors import Invalid

LARGEST = 999


def checked_quantity(value: object) -> int:
    """A quantity from 1 to 999, given as a whole number or as its digits. Raises Invalid."""
    if isinstance(value, str):
        digits = value.strip()
        is_number = digits.removeprefix("-").isdigit() and digits.isascii() and len(digits) <= 20
        number = int(digits) if is_number else None
    else:
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
    if number is None:
        raise Invalid("Give the quantity as a whole number, such as 2.", field="quantity")
    if number < 1:
        raise Invalid("Give a quantity of 1 or more, or remove the line.", field="quantity")
    if number > LARGEST:
        raise Invalid("At most {most} of one thing go into a cart.", field="quantity", most=LARGEST)
    return number
