"""Prices as people see them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price in one region: minor units, and the same formatted by locale.

    `was_text` is empty unless a sale runs now.
    """

    minor: int
    currency: str
    text: str
    was_minor: int = 0
    was_text: str = ""
    sale_percent: int = 0


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region that the shopper may choose."""

    code: str
    name: str
    currency: str
    countries: list[str]
    default_country: str
    locale: str
    tax_included: bool
