"""Store credit at checkout: what the shopper has for it, and whether they want to use it.

`checkouts.use_credit` only remembers the tick. What is paid by credit is what the shopper saw when
they pressed Pay; PREPARE compares it with what is there, under lock (place_prepare_with_credit).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound

# What a payment of this very checkout holds is for it to spend.
_CREDIT = """
    select c.use_credit, b.balance_minor - b.held_minor + coalesce((
        select sum(p.credit_minor) from payments p
        where p.order_id = c.order_id and p.status in ('started', 'challenged')), 0)::bigint
        as left_minor
    from checkouts c
    join credit_balances b on b.user_id = :user_id and b.currency = c.currency
    where c.id = :checkout_id
"""
_CHOOSE = """
    update checkouts c set use_credit = :use, updated_at = :moment
    from carts k
    where k.id = c.cart_id and k.status = 'open' and k.user_id = :user_id
      and c.status in ('open', 'paying')
    returning c.id
"""


class CreditChanged(Conflict):
    """Less credit is there than the shopper saw, or the tick was changed without its amounts."""

    code = "credit_changed"


@dataclass(frozen=True, slots=True)
class Credit:
    """What the shopper has for a checkout in its currency, and whether it is to be used."""

    left_minor: int = 0
    is_used: bool = False

    def of(self, total_minor: int) -> int:
        """How much of a total it pays, in minor units."""
        return min(self.left_minor, total_minor) if self.is_used else 0


def credit_for(session: Session, *, checkout_id: UUID, user_id: UUID | None) -> Credit:
    """The credit for a checkout; none for guests, who have no account."""
    if user_id is None:
        return Credit()
    found = rows(session, _CREDIT, checkout_id=checkout_id, user_id=user_id)
    return Credit(max(0, found[0].left_minor), found[0].use_credit) if found else Credit()


def choose_credit(session: Session, *, user_id: UUID | None, use: bool) -> None:
    """Whether the shopper's checkout uses their credit. Raises NotFound without a checkout.

    The total does not hang on it, so the checkout keeps its version: another tab can still pay.
    """
    chosen = user_id and rows(session, _CHOOSE, user_id=user_id, use=use, moment=now())
    if not chosen:
        raise NotFound("This checkout is not here. Start again from your cart.")


def credit_short() -> CreditChanged:
    """The refusal when another order has used the credit meanwhile."""
    return CreditChanged(
        "Your store credit has changed since you saw it. Look at the amount again, then pay."
    )


def ensure_as_seen(*, ticked: bool, credit_seen_minor: int) -> None:
    """Raises CreditChanged when the box was ticked or cleared after the amounts were shown."""
    if ticked != (credit_seen_minor > 0):
        raise CreditChanged(
            "The amount to pay has changed with your store credit. Look at it, then pay."
        )
