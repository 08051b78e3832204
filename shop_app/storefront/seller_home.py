"""What waits for a seller: counts of every kind, for the portal's first page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.inventory.seller_lists import low_stock_count
from shop_app.ledger.balances import balances, terms_of
from shop_app.listings.queries import listing_counts
from shop_app.orders.to_do import to_do_of_seller
from shop_app.orders.views import ToDo
from shop_app.reviews.seller_lists import unanswered_count

_RETURNS = """
    select count(*) as waiting from returns
    where seller_id = :seller_id and status in ('requested', 'received')
"""
# The days and sales of the analytics that the figure opens: whole days in UTC, today as the last.
_SALES = """
    select o.currency,
        coalesce(sum(so.total_minor) filter (where o.placed_at >= w.low), 0) as this_week,
        coalesce(sum(so.total_minor) filter (where o.placed_at < w.low), 0) as last_week
    from (select date_trunc('day', cast(:moment as timestamptz), 'UTC')
        - interval '6 days' as low) w
    join orders o on o.placed_at >= w.low - interval '7 days'
    join seller_orders so on so.order_id = o.id
    where so.seller_id = :seller_id group by 1 order by 2 desc
"""


@dataclass(frozen=True, slots=True)
class WeekSales:
    """Sales of the last seven days, today among them, and of the seven before, in minor units."""

    currency: str
    this_minor: int
    last_minor: int


@dataclass(frozen=True, slots=True)
class SellerHome:
    """All counts. `next_payout` is (currency, minor) of each currency that pays something."""

    name: str
    to_do: ToDo
    returns: int
    low_stock: int
    refused: int
    drafts: int
    unanswered: int
    payout_on: date
    next_payout: list[tuple[str, int]] = field(default_factory=list)
    weeks: list[WeekSales] = field(default_factory=list)


def seller_home(session: Session, *, seller_id: UUID) -> SellerHome:
    """What waits for this seller now."""
    listed = listing_counts(session, seller_id=seller_id)
    name = rows(session, "select name from sellers where id = :id", id=seller_id)[0].name
    return SellerHome(
        name=name,
        to_do=to_do_of_seller(session, seller_id=seller_id),
        returns=rows(session, _RETURNS, seller_id=seller_id)[0].waiting,
        low_stock=low_stock_count(session, seller_id=seller_id),
        refused=listed["rejected"],
        drafts=listed["drafts"],
        unanswered=unanswered_count(session, seller_id=seller_id),
        payout_on=terms_of(session, seller_id=seller_id).next_run,
        next_payout=[
            (balance.currency, balance.next_minor)
            for balance in balances(session, seller_id=seller_id)
            if balance.next_minor > 0
        ],
        weeks=[
            WeekSales(row.currency, int(row.this_week), int(row.last_week))
            for row in rows(session, _SALES, seller_id=seller_id, moment=now())
        ],
    )
