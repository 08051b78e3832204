"""What may be done with prices."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.money import exponent
from shop_app.core.outbox import record

LARGEST_MINOR = 10**13

_SET = """
    insert into prices (
        offer_id, currency, amount_minor, sale_minor, sale_from, sale_to, version, updated_at)
    select o.id, :currency, :amount_minor, :sale_minor, :sale_from, :sale_to, 1, :moment
    from offers o where o.id = :offer_id
      and (cast(:seller_id as uuid) is null or o.seller_id = :seller_id)
    on conflict (offer_id, currency) do update
    set amount_minor = excluded.amount_minor, sale_minor = excluded.sale_minor,
        sale_from = excluded.sale_from, sale_to = excluded.sale_to,
        version = prices.version + 1, updated_at = excluded.updated_at
    where cast(:expected_version as integer) is null or prices.version = :expected_version
    returning version
"""


def set_price(
    session: Session,
    *,
    offer_id: UUID,
    currency: str,
    amount_minor: int,
    sale_minor: int | None = None,
    sale_from: datetime | None = None,
    sale_to: datetime | None = None,
    seller_id: UUID | None = None,
    expected_version: int | None = None,
) -> int:
    """Set what an offer costs in a currency, in minor units; returns the price's new version.

    With `seller_id` only that seller's offers are found. Raises Invalid for amounts that cannot be,
    NotFound for an unknown offer, Conflict when `expected_version` has passed.
    """
    exponent(currency)
    if not 0 < amount_minor <= LARGEST_MINOR:
        raise Invalid("A price must be more than nothing.", field="price")
    if sale_minor is not None and not 0 < sale_minor < amount_minor:
        raise Invalid("A sale price must be below the usual price.", field="sale_price")
    if sale_from and sale_to and sale_from >= sale_to:
        raise Invalid("A sale must end after it begins.", field="sale_to")
    changed = rows(
        session,
        _SET,
        offer_id=offer_id,
        seller_id=seller_id,
        currency=currency,
        amount_minor=amount_minor,
        sale_minor=sale_minor,
        sale_from=sale_from,
        sale_to=sale_to,
        moment=now(),
        expected_version=expected_version,
    )
    if not changed:
        if expected_version is not None and _is_there(session, offer_id, seller_id):
            raise Conflict("This price was changed by somebody else. Look again.", field="price")
        raise NotFound("This offer is not here.")
    record(
        session,
        "offer.price_changed",
        aggregate="offer",
        aggregate_id=offer_id,
        version=changed[0].version,
        currency=currency,
    )
    return changed[0].version


def _is_there(session: Session, offer_id: UUID, seller_id: UUID | None) -> bool:
    found = rows(session, "select seller_id from offers where id = :id", id=offer_id)
    return bool(found) and seller_id in (None, found[0].seller_id)
