"""Filters of lists by days of a time zone: `from`, `to` and `zone`, all as text.

A listing with these filters has `DEFAULTS` among its defaults. Days begin at midnight of the zone,
UTC when none is chosen; a zone or a date that is none is the asker's error (core.lists).
"""

from __future__ import annotations

DEFAULTS = {"from": "", "to": "", "zone": "UTC"}

_FROM = "cast(nullif(cast(:from as text), '') as date)"
_TO = "cast(nullif(cast(:to as text), '') as date)"
_ZONE = "cast(:zone as text)"
# The first moment of `from` and the first after `to`; null where a day was not given.
LOW = f"(cast({_FROM} as timestamp) at time zone {_ZONE})"
HIGH = f"(cast({_TO} + 1 as timestamp) at time zone {_ZONE})"
LOW_OR_EVER = f"coalesce({LOW}, timestamptz '1970-01-01')"
HIGH_OR_EVER = f"coalesce({HIGH}, timestamptz '2200-01-01')"


def day_filters(moment: str) -> dict[str, str]:
    """The conditions by which an expression for a moment lies in the days that are asked for."""
    return {"from": f"{moment} >= {LOW}", "to": f"{moment} < {HIGH}", "zone": f"{_ZONE} <> ''"}
