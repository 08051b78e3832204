"""Invariants of carts and checkouts."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.invariants.proof import Breach, Invariant, breach_of

_LIVE = """
select cart_id, count(*) as live from checkouts
where status in ('open', 'paying') group by cart_id having count(*) > 1 order by 1
"""
_LINES = """
select l.id as line_id, l.cart_id, l.offer_id from cart_lines l
left join offers o on o.id = l.offer_id
left join carts c on c.id = l.cart_id
where o.id is null or c.id is null order by l.id
"""


def a_cart_has_one_live_checkout(session: Session) -> Breach | None:
    """Carts that are on two ways to an order at once."""
    return breach_of(session, _LIVE)


def lines_point_to_offers(session: Session) -> Breach | None:
    """Lines of carts that lead nowhere."""
    return breach_of(session, _LINES)


INVARIANTS = (
    Invariant(
        "carts.one_live_checkout", "A cart has at most one live checkout.",
        a_cart_has_one_live_checkout,
    ),
    Invariant(
        "carts.lines_point_to_offers", "Every line of a cart points to an offer.",
        lines_point_to_offers,
    ),
)  # fmt: skip
