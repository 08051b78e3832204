"""Days of a time zone in lists: the choice of the zone, and moments as they are told there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from shop_app.analytics.periods import ZONES, zone_named
from shop_app.ui.components.table_views import Cell
from shop_app.ui.i18n import datetime_text, t
from shop_app.ui.shell.lists import Filter


def zone_filter() -> Filter:
    """The choice of the time zone in which the days of a list begin; UTC when none is chosen."""
    options = tuple((zone, zone_words(zone)) for zone in ZONES if zone != "UTC")
    return Filter("zone", t("Time zone"), options, unset="UTC")


def moment_cell(moment: datetime, zone: str) -> Cell:
    """A moment as the clocks of the zone told it."""
    known = zone_named(zone)
    return Cell(datetime_text(moment, zone=ZoneInfo(known)), sub=zone_words(known))


def zone_words(zone: str) -> str:
    """A time zone as people read it."""
    return zone.replace("_", " ")
