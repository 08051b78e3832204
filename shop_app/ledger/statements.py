"""Statements: a month of a seller's money in one currency, where opening + lines = closing.

The money is held and available together, so that a release, which only moves it between the two,
is no line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.ledger.views import Statement, StatementLine

LINES_A_PAGE = 100
_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-([A-Z]{3})")
_MINE = "account in ('seller_held', 'seller_available') and purpose <> 'release'"
_MONTHS = f"""
    select date_trunc('month', e.happened_at at time zone 'UTC')::date as month, e.currency,
        sum(e.amount_minor)::bigint as moved,
        coalesce(sum(e.amount_minor) filter (
            where t.kind = 'sale' and e.purpose = 'goods'), 0)::bigint as goods,
        coalesce(sum(e.amount_minor) filter (
            where t.kind = 'sale' and e.purpose = 'delivery'), 0)::bigint as delivery,
        coalesce(sum(e.amount_minor) filter (
            where t.kind = 'sale' and e.purpose = 'tax'), 0)::bigint as tax,
        coalesce(sum(e.amount_minor) filter (
            where t.kind = 'sale' and e.purpose = 'commission'), 0)::bigint as commission,
        coalesce(sum(e.amount_minor) filter (
            where t.kind in ('refund', 'cancellation')), 0)::bigint as refunds,
        coalesce(sum(e.amount_minor) filter (where t.kind = 'payout'), 0)::bigint as payouts,
        count(distinct t.id) as lines
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where e.seller_id = :seller_id and {_MINE}
    group by 1, 2 order by 2, 1
"""
_LINES = f"""
    select t.kind, t.happened_at, coalesce(n.number, '') as order_number,
        coalesce(p.number, '') as payout_number, x.*
    from (
        select e.transaction_id,
            coalesce(sum(amount_minor) filter (where purpose = 'goods'), 0)::bigint as goods,
            coalesce(sum(amount_minor) filter (where purpose = 'delivery'), 0)::bigint as delivery,
            coalesce(sum(amount_minor) filter (where purpose = 'tax'), 0)::bigint as tax,
            coalesce(sum(amount_minor) filter (
                where purpose = 'commission'), 0)::bigint as commission,
            coalesce(sum(amount_minor) filter (where purpose = 'payout'), 0)::bigint as payout,
            sum(amount_minor)::bigint as moved
        from ledger_entries e
        where e.seller_id = :seller_id and {_MINE} and e.currency = :currency
          and e.happened_at >= :first and e.happened_at < :beyond
        group by e.transaction_id
    ) x
    join ledger_transactions t on t.id = x.transaction_id
    left join order_numbers n on n.order_id = t.order_id
    left join payouts p on p.id = t.payout_id
    order by t.happened_at, t.id
    limit :most offset :skip
"""


def statements(session: Session, *, seller_id: UUID) -> list[Statement]:
    """Every month in which something moved, the newest first; currencies by name."""
    found: list[Statement] = []
    closing: dict[str, int] = {}
    for row in rows(session, _MONTHS, seller_id=seller_id):
        opening = closing.get(row.currency, 0)
        closing[row.currency] = opening + row.moved
        found.append(
            Statement(
                month=row.month,
                currency=row.currency,
                opening_minor=opening,
                goods_minor=row.goods,
                delivery_minor=row.delivery,
                tax_minor=row.tax,
                commission_minor=row.commission,
                refunds_minor=row.refunds,
                payouts_minor=row.payouts,
                closing_minor=opening + row.moved,
                lines=row.lines,
            )
        )
    return sorted(found, key=lambda each: (-each.month.toordinal(), each.currency))


def statement(session: Session, *, seller_id: UUID, period: str) -> Statement:
    """The statement of a period such as `2026-11-EUR`. Raises NotFound when there is none."""
    _month(period)
    for each in statements(session, seller_id=seller_id):
        if each.period == period:
            return each
    raise NotFound("There is no statement of this period.")


def statement_lines(
    session: Session, *, seller_id: UUID, period: str, page: int | None = None
) -> Sequence[StatementLine]:
    """The lines of a period by time; all of them, or the page (from 1) of LINES_A_PAGE."""
    first, currency = _month(period)
    beyond = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    found = rows(
        session,
        _LINES,
        seller_id=seller_id,
        currency=currency,
        first=datetime(first.year, first.month, 1, tzinfo=UTC),
        beyond=datetime(beyond.year, beyond.month, 1, tzinfo=UTC),
        most=LINES_A_PAGE if page else None,
        skip=(max(page, 1) - 1) * LINES_A_PAGE if page else 0,
    )
    return [_line(row) for row in found]


def _month(period: str) -> tuple[date, str]:
    matched = _PERIOD.fullmatch(period)
    if not matched or int(matched[1]) < 1970:
        raise NotFound("There is no statement of this period.")
    return date(int(matched[1]), int(matched[2]), 1), matched[3]


def _line(row: Any) -> StatementLine:
    return StatementLine(
        kind=row.kind,
        happened_at=row.happened_at,
        order_number=row.order_number,
        payout_number=row.payout_number,
        goods_minor=row.goods,
        delivery_minor=row.delivery,
        tax_minor=row.tax,
        commission_minor=row.commission,
        payout_minor=row.payout,
        sum_minor=row.moved,
    )
