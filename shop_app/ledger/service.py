"""Postings of what happens to a seller's part of an order: the sale, its end, money that goes back.

Each posting is one transaction with a key that names what happened, so that posting twice does
nothing. The sale itself is posted by SQL at FINALIZE (`ledger_post_sales`). What goes back is
shared by the lines: of each the state gives back its tax and the platform its commission, in
proportion to what has gone back of that line so far, so that at the end all of it has, to the
cent. What has been released takes it from the available balance, which may fall below zero: the
next payout nets it. docs/ledger.md says it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.formats import money_text
from shop_app.core.ids import new_id
from shop_app.core.money import split
from shop_app.ledger.models import Account, Kind
from shop_app.ledger.shares import PaidLine, entries_back

_DELIVERY = 0
_PART = """
    select so.items_minor - so.discount_minor + so.delivery_minor
            + case when o.tax_included then 0 else so.tax_minor end as paid_minor,
        so.tax_minor, o.currency, o.tax_included, o.status
    from seller_orders so join orders o on o.id = so.order_id
    where so.order_id = :order_id and so.seller_id = :seller_id
    for no key update of so
"""
_LINES = """
    select line_no, total_minor, tax_minor, commission_minor from order_lines
    where order_id = :order_id and seller_id = :seller_id order by line_no
"""
_BACK = """
    select e.line_no, sum(e.amount_minor)::bigint as back_minor
    from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
    where t.order_id = :order_id and t.seller_id = :seller_id
      and t.kind in ('refund', 'cancellation') and e.account = 'clearing'
    group by e.line_no
"""
_RELEASED = """
    select 1 from ledger_transactions
    where order_id = :order_id and seller_id = :seller_id and kind = 'release'
"""
# The release of held money and a refund of it must not miss each other.
_BESIDE_RELEASES = "select pg_advisory_xact_lock_shared(hashtext('ledger.release'))"
_OPEN = """
    insert into ledger_transactions (
        id, key, kind, seller_id, user_id, order_id, payout_id, currency, happened_at, written_at)
    values (:id, :key, :kind, :seller_id, :user_id, :order_id, :payout_id, :currency, :happened_at,
        :moment)
    on conflict (key) do nothing returning id
"""
_ENTER = """
    insert into ledger_entries (transaction_id, position, account, seller_id, user_id, currency,
        purpose, amount_minor, line_no, happened_at)
    select :id, x.position, x.account, cast(:seller_id as uuid), cast(:user_id as uuid), :currency,
        x.purpose, x.amount_minor, x.line_no, :happened_at
    from rows from (jsonb_to_recordset(cast(:entries as jsonb)) as (
        account text, purpose text, amount_minor bigint, line_no integer)
    ) with ordinality as x(account, purpose, amount_minor, line_no, position)
    returning position
"""


@dataclass(frozen=True, slots=True)
class RefundedLine:
    """What the shopper gets back for the goods of a line, in minor units, tax on top included."""

    line_no: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a posting; see `ledger.models.LedgerEntry`."""

    account: str
    purpose: str
    amount_minor: int
    line_no: int | None = None


def post_refund(
    session: Session,
    *,
    key: str,
    order_id: UUID,
    seller_id: UUID,
    amount_minor: int,
    lines: Sequence[RefundedLine] = (),
    delivery_minor: int = 0,
    happened_at: datetime | None = None,
) -> None:
    """Post money that goes back to the shopper for a seller's part; twice with a key does nothing.

    `amount_minor` is the sum of `lines` and `delivery_minor`; without them it is shared over what
    is left of lines and delivery. Raises Invalid for amounts that do not fit together, NotFound
    for a part that is not there, Conflict for more than is left of the part.
    """
    if amount_minor <= 0 or delivery_minor < 0 or any(line.amount_minor < 0 for line in lines):
        raise Invalid("Give an amount above zero.", field="amount")
    wanted = {line.line_no: line.amount_minor for line in lines}
    if delivery_minor:
        wanted[_DELIVERY] = delivery_minor
    if wanted and sum(wanted.values()) != amount_minor:
        raise Invalid("The lines of a refund do not make its amount.", field="amount")
    _give_back(session, Kind.REFUND, key, order_id, seller_id, amount_minor, wanted, happened_at)


def post_cancellation(
    session: Session, *, order_id: UUID, seller_id: UUID, happened_at: datetime | None = None
) -> None:
    """Post that a seller's part is cancelled: whatever is left of it goes back. Twice is once."""
    key = f"cancellation:{order_id}:{seller_id}"
    _give_back(session, Kind.CANCELLATION, key, order_id, seller_id, None, {}, happened_at)


def post(
    session: Session,
    *,
    key: str,
    kind: Kind,
    currency: str,
    entries: Sequence[Entry],
    seller_id: UUID | None = None,
    user_id: UUID | None = None,
    order_id: UUID | None = None,
    payout_id: UUID | None = None,
    happened_at: datetime | None = None,
) -> bool:
    """Write a transaction with its entries; False when its key has been posted before.

    It concerns a seller or, for store credit, a person. The database refuses entries that do not
    sum to zero, and transactions of both or neither.
    """
    moment = now()
    opened = rows(
        session,
        _OPEN,
        id=new_id(),
        key=key,
        kind=str(kind),
        seller_id=seller_id,
        user_id=user_id,
        order_id=order_id,
        payout_id=payout_id,
        currency=currency,
        happened_at=happened_at or moment,
        moment=moment,
    )
    if not opened:
        return False
    said = [
        {
            "account": str(entry.account),
            "purpose": str(entry.purpose),
            "amount_minor": entry.amount_minor,
            "line_no": entry.line_no,
        }
        for entry in entries
        if entry.amount_minor
    ]
    rows(
        session,
        _ENTER,
        id=opened[0].id,
        seller_id=seller_id,
        user_id=user_id,
        currency=currency,
        happened_at=happened_at or moment,
        entries=orjson.dumps(said).decode(),
    )
    return True


def _give_back(
    session: Session,
    kind: Kind,
    key: str,
    order_id: UUID,
    seller_id: UUID,
    amount_minor: int | None,
    wanted: dict[int, int],
    happened_at: datetime | None,
) -> None:
    rows(session, _BESIDE_RELEASES)
    if rows(session, "select 1 from ledger_transactions where key = :key", key=key):
        return
    rows(session, "select ledger_post_sales(array[cast(:id as uuid)])", id=order_id)
    part = rows(session, _PART, order_id=order_id, seller_id=seller_id)
    if not part or part[0].status in ("pending", "failed"):
        raise NotFound("This order is not here.")
    lines = _lines_of(session, part[0], order_id, seller_id)
    left = sum(line.left_minor for line in lines)
    amount = left if amount_minor is None else amount_minor
    if amount > left:
        raise Conflict(
            "At most {amount} of this order is left to give back.",
            field="amount",
            amount=money_text(max(0, left), part[0].currency),
            left_minor=left,
        )
    shared = wanted or dict(
        zip(
            (line.line_no for line in lines),
            split(amount, [line.left_minor for line in lines]),
            strict=True,
        )
    )
    released = rows(session, _RELEASED, order_id=order_id, seller_id=seller_id)
    account = Account.SELLER_AVAILABLE if released else Account.SELLER_HELD
    entries: list[Entry] = []
    for line in lines:
        back = shared.pop(line.line_no, 0)
        if back > line.left_minor:
            raise Conflict("More goes back for a line than is left of it.", field="amount")
        entries += [
            Entry(*entry, line.line_no)
            for entry in entries_back(line, back, account, tax_included=part[0].tax_included)
        ]
    if shared:
        raise Invalid("This was not bought with this order.", field="lines")
    post(
        session,
        key=key,
        kind=kind,
        seller_id=seller_id,
        currency=part[0].currency,
        entries=entries,
        order_id=order_id,
        happened_at=happened_at,
    )


def _lines_of(session: Session, part: Any, order_id: UUID, seller_id: UUID) -> list[PaidLine]:
    """The part's lines and, as line 0, its delivery: what was paid and what has gone back."""
    facts = rows(session, _LINES, order_id=order_id, seller_id=seller_id)
    back = {
        row.line_no: int(row.back_minor)
        for row in rows(session, _BACK, order_id=order_id, seller_id=seller_id)
    }
    lines = [
        PaidLine(
            line_no=row.line_no,
            paid_minor=row.total_minor + (0 if part.tax_included else row.tax_minor),
            tax_minor=row.tax_minor,
            commission_minor=row.commission_minor,
            back_minor=back.get(row.line_no, 0),
        )
        for row in facts
    ]
    lines.append(
        PaidLine(
            line_no=_DELIVERY,
            paid_minor=part.paid_minor - sum(line.paid_minor for line in lines),
            tax_minor=part.tax_minor - sum(line.tax_minor for line in lines),
            commission_minor=0,
            back_minor=back.get(_DELIVERY, 0),
        )
    )
    return lines
