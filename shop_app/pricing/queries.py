"""Questions about prices: regions, what offers cost now, and how goods are taxed.

What an offer costs at a moment is decided in SQL by `price_now` (alembic/sql), and nowhere else:
quotes, carts and lists all ask it, so that a sale begins and ends everywhere at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Unavailable
from shop_app.core.formats import money_text
from shop_app.pricing.views import PriceView, RegionView

_REGIONS = """
    select code, name, currency, countries, default_country, locale, tax_included
    from regions order by position, code
"""


def regions(session: Session) -> list[RegionView]:
    """The regions that the shop sells to, in the order in which people see them."""
    return [RegionView(**row._asdict()) for row in rows(session, _REGIONS)]


def region_or_default(session: Session, code: str) -> RegionView:
    """The region with this code, or the first one. Raises Unavailable in a shop without regions."""
    known = regions(session)
    if not known:
        raise Unavailable("This shop sells nowhere yet. Run `python -m shop_app seed` first.")
    return next((region for region in known if region.code == code), known[0])


def prices_of(
    session: Session,
    *,
    offer_ids: Iterable[UUID],
    currency: str,
    locale: str = "en",
    at: datetime | None = None,
) -> dict[UUID, PriceView]:
    """What the offers cost at a moment (now by default); offers not sold in it are left out."""
    found = rows(
        session,
        "select offer_id, amount_minor,"
        " price_now(amount_minor, sale_minor, sale_from, sale_to, :at) as minor"
        " from prices where currency = :currency and offer_id = any(:offer_ids)",
        at=at or now(),
        currency=currency,
        offer_ids=list(offer_ids),
    )
    return {
        row.offer_id: price_view(row.minor, row.amount_minor, currency=currency, locale=locale)
        for row in found
    }


def price_view(
    minor: int, amount_minor: int | None = None, *, currency: str, locale: str = "en"
) -> PriceView:
    """A price with its was-price, when `amount_minor` is more than what is charged now."""
    if amount_minor is None or amount_minor <= minor:
        return PriceView(minor, currency, money_text(minor, currency, locale))
    return PriceView(
        minor=minor,
        currency=currency,
        text=money_text(minor, currency, locale),
        was_minor=amount_minor,
        was_text=money_text(amount_minor, currency, locale),
        sale_percent=sale_percent(minor, amount_minor),
    )


def sale_percent(minor: int, was_minor: int) -> int:
    """How much lower than before, in whole percent, never promising more than it is."""
    return (was_minor - minor) * 100 // was_minor if was_minor > minor > 0 else 0


def tax_rate(
    session: Session, *, country: str, tax_class: str = "standard", on: date | None = None
) -> int:
    """The tax of a country for a class of goods on a day, in basis points; 0 without a rate."""
    found = rows(
        session,
        "select tax_rate_on(:country, :tax_class, :day) as rate",
        country=country,
        tax_class=tax_class,
        day=on or now().date(),
    )
    return found[0].rate
