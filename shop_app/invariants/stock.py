"""Invariants of stock: levels are the sums of their movements and of what is promised."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.invariants.proof import Breach, Invariant, breach_of

_MOVED = """
select l.offer_id, l.warehouse_id, coalesce(l.{column}, 0) as level,
    coalesce(m.moved, 0) as movements
from stock_levels l
full join (
    select offer_id, warehouse_id, sum({column}_delta) as moved
    from stock_movements group by 1, 2
) m using (offer_id, warehouse_id)
where coalesce(l.{column}, 0) <> coalesce(m.moved, 0)
order by 1, 2
"""
_PROMISED = """
select l.offer_id, l.warehouse_id, coalesce(l.{column}, 0) as level,
    coalesce(r.pieces, 0) as reservations
from stock_levels l
full join (
    select offer_id, warehouse_id, sum(quantity) as pieces
    from reservations where status = '{status}' group by 1, 2
) r using (offer_id, warehouse_id)
where coalesce(l.{column}, 0) <> coalesce(r.pieces, 0)
order by 1, 2
"""
_OVERSOLD = """
select offer_id, warehouse_id, on_hand, reserved, allocated
from stock_levels
where on_hand - reserved - allocated < 0 or on_hand < 0 or reserved < 0 or allocated < 0
order by 1, 2
"""


def on_hand_is_moved(session: Session) -> Breach | None:
    """Levels whose pieces on hand are not the sum of their movements."""
    return breach_of(session, _MOVED.format(column="on_hand"))


def reserved_is_moved(session: Session) -> Breach | None:
    """Levels whose reserved pieces are not the sum of their movements."""
    return breach_of(session, _MOVED.format(column="reserved"))


def allocated_is_moved(session: Session) -> Breach | None:
    """Levels whose allocated pieces are not the sum of their movements."""
    return breach_of(session, _MOVED.format(column="allocated"))


def reserved_is_held(session: Session) -> Breach | None:
    """Levels that keep more or less than the holds of checkouts ask for."""
    return breach_of(session, _PROMISED.format(column="reserved", status="held"))


def allocated_is_unshipped(session: Session) -> Breach | None:
    """Levels that keep more or less than orders wait for."""
    return breach_of(session, _PROMISED.format(column="allocated", status="allocated"))


def nothing_is_oversold(session: Session) -> Breach | None:
    """Levels of which more is promised than lies there."""
    return breach_of(session, _OVERSOLD)


INVARIANTS = (
    Invariant(
        "stock.on_hand_is_moved", "What is on hand is the sum of its movements.", on_hand_is_moved
    ),
    Invariant(
        "stock.reserved_is_moved", "What is reserved is the sum of its movements.",
        reserved_is_moved,
    ),
    Invariant(
        "stock.allocated_is_moved", "What is allocated is the sum of its movements.",
        allocated_is_moved,
    ),
    Invariant(
        "stock.reserved_is_held", "What is reserved is what checkouts hold.", reserved_is_held
    ),
    Invariant(
        "stock.allocated_is_unshipped", "What is allocated is what orders wait for.",
        allocated_is_unshipped,
    ),
    Invariant(
        "stock.nothing_is_oversold", "Nowhere is more promised than there is.", nothing_is_oversold
    ),
)  # fmt: skip
