"""Questions about store credit: a person's balances, and what moved them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.core.paging import Page, decode_cursor, encode_cursor
from shop_app.ledger.views import CreditBalanceView, CreditMovement

MOST_SHOWN = 30
_BALANCES = """
    select currency, balance_minor, held_minor from credit_balances
    where user_id = :user_id and (balance_minor > 0 or held_minor > 0)
    order by currency
"""
_MOVEMENTS = """
    select t.id, t.kind, t.currency, t.happened_at, e.amount_minor,
        coalesce(n.number, '') as order_number, coalesce(g.reason, '') as reason,
        coalesce(g.actor_name, '') as actor_name
    from ledger_transactions t
    join ledger_entries e on e.transaction_id = t.id and e.account = 'customer_credit'
    left join order_numbers n on n.order_id = t.order_id
    left join credit_grants g on g.user_id = t.user_id and t.key = 'credit_grant:' || g.id
    where t.user_id = :user_id and (cast(:before as uuid) is null or t.id < :before)
    order by t.id desc limit :most
"""


def credit_balances(session: Session, *, user_id: UUID) -> list[CreditBalanceView]:
    """What the person has, by currency; nothing for currencies in which there is none."""
    return [
        CreditBalanceView(row.currency, row.balance_minor, row.held_minor)
        for row in rows(session, _BALANCES, user_id=user_id)
    ]


def credit_movements(
    session: Session, *, user_id: UUID, cursor: str = "", limit: int = MOST_SHOWN
) -> Page[CreditMovement]:
    """What came and went, the newest first. Raises Invalid for a cursor that is none of ours."""
    found = rows(
        session, _MOVEMENTS, user_id=user_id, before=_id_of(cursor), most=limit + 1
    )  # fmt: skip
    shown = found[:limit]
    return Page(
        rows=[_movement(row) for row in shown],
        next_cursor=encode_cursor(str(shown[-1].id)) if len(found) > limit else "",
    )


def _movement(row: Any) -> CreditMovement:
    return CreditMovement(
        kind=row.kind,
        currency=row.currency,
        amount_minor=row.amount_minor,
        happened_at=row.happened_at,
        order_number=row.order_number,
        reason=row.reason,
        actor_name=row.actor_name,
    )


def _id_of(cursor: str) -> UUID | None:
    if not cursor:
        return None
    try:
        return UUID(str(decode_cursor(cursor, 1)[0]))
    except ValueError as error:
        raise Invalid("This page address is not valid. Start again from the first page.") from error
