"""Bands of prices and of numbers: search engines filter by equality fast and by range slowly."""

from __future__ import annotations

from bisect import bisect_right
from math import floor, log10

# Lower edges in minor units; the first band begins at nothing, the last has no end.
PRICE_EDGES = (
    0, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
)  # fmt: skip
_STEPS = (1, 2, 5, 10)


def price_band(minor: int) -> int:
    """The number of the band in which a price lies, from 0."""
    return bisect_right(PRICE_EDGES, minor) - 1


def band_edges(band: int) -> tuple[int, int | None]:
    """The lowest price of a band and the lowest of the next one, None after the last."""
    following = PRICE_EDGES[band + 1] if band + 1 < len(PRICE_EDGES) else None
    return PRICE_EDGES[band], following


def number_band(value: float) -> str:
    """A number's band in steps of 1, 2, 5, 10 …, written `20..50`; negative ones stand alone."""
    if value <= 0:
        return plain_number(value)
    power = 10.0 ** floor(log10(value))
    index = min(bisect_right(_STEPS, value / power) - 1, 2)
    return f"{plain_number(_STEPS[index] * power)}..{plain_number(_STEPS[index + 1] * power)}"


def plain_number(value: float) -> str:
    """A number without a needless fraction: 8, 15.6."""
    return f"{value:.10g}"
