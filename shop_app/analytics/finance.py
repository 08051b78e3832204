"""Questions about the money itself, answered by the ledger: what came, what is owed to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from shop_app.analytics.periods import Span
from shop_app.core.db import rows

_BOOKED = """
    select account, kind, sum(amount)::bigint as amount_minor
    from (
        select e.account, t.kind, e.amount_minor as amount
        from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
        where t.currency = :currency and t.happened_at >= :low and t.happened_at < :high) x
    group by account, kind
"""
_DUE = """
    select seller_id, sum(amount_minor)::bigint as amount_minor from ledger_entries
    where currency = :currency and account in ('seller_held', 'seller_available')
    group by seller_id
"""
_MONTHS = """
    select date_trunc('month', hour at time zone :zone) as month, sum(orders)::bigint as orders,
        sum(goods_minor - discount_minor)::bigint as goods_minor,
        sum(delivery_minor)::bigint as delivery_minor, sum(tax_minor)::bigint as tax_minor,
        sum(total_minor)::bigint as total_minor, sum(refund_minor)::bigint as refund_minor,
        sum(commission_minor)::bigint as commission_minor
    from sales_hours
    where dimension = 'all' and currency = :currency and hour >= :low and hour < :high
    group by 1 order by 1
"""


@dataclass(frozen=True, slots=True)
class Booked:
    """What the ledger holds of a period, in minor units; what went back is taken off."""

    paid_minor: int = 0
    refunded_minor: int = 0
    commission_minor: int = 0
    tax_minor: int = 0
    paid_out_minor: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """The sums of a month of local time, in minor units."""

    month: datetime
    orders: int
    goods_minor: int
    delivery_minor: int
    tax_minor: int
    total_minor: int
    refund_minor: int
    commission_minor: int


def booked(session: Session, *, span: Span, currency: str) -> Booked:
    """What was booked in a period."""
    found = rows(session, _BOOKED, currency=currency, low=span.low, high=span.high)

    def amount(account: str, *kinds: str) -> int:
        return sum(
            row.amount_minor
            for row in found
            if row.account == account and (not kinds or row.kind in kinds)
        )

    return Booked(
        paid_minor=-amount("clearing", "sale"),
        refunded_minor=amount("clearing", "refund", "cancellation"),
        commission_minor=amount("commission"),
        tax_minor=amount("tax"),
        paid_out_minor=-amount("paid_out", "payout"),
    )


def payout_due(session: Session, *, currency: str) -> dict[str, int]:
    """What is owed to each seller now, held or available, in minor units, by seller id."""
    found = rows(session, _DUE, currency=currency)
    return {str(row.seller_id): row.amount_minor for row in found if row.amount_minor}


def months(session: Session, *, span: Span, currency: str) -> list[Month]:
    """A period by months."""
    found = rows(session, _MONTHS, currency=currency, zone=span.zone, low=span.low, high=span.high)
    return [Month(*row) for row in found]
