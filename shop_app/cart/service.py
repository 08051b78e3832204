"""What people do with their carts.

Each write locks the cart's row, reads price and buyability of the line anew, and adds 1 to the
cart's version. A cart is made by the first thing that goes into it.

Carts meet at sign-in by this rule: the guest's cart goes on, with its region and currency, and
becomes the account's; lines of the account's older cart join it; of a thing in both the larger
quantity counts, capped by what is left (at least 1 stays) and by 999. The older cart is closed.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.cart.quantity import LARGEST, checked_quantity
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound, OutOfStock
from shop_app.core.idempotency import is_first
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.inventory.queries import availability
from shop_app.pricing.queries import region_or_default

_MAKE = """
    insert into carts (
        id, session_key, user_id, region_code, currency, status, version, created_at, updated_at)
    values (:id, :session_key, :user_id, :region_code, :currency, 'open', 0, :moment, :moment)
    on conflict do nothing
"""
_LOCK = """
    select id, region_code, currency from carts
    where status = 'open' and (
        (cast(:user_id as uuid) is not null and user_id = :user_id)
        or (cast(:user_id as uuid) is null and user_id is null and session_key = :session_key)
    )
    for update
"""
_OFFER = """
    select p.title, v.sku,
        o.status = 'active' and p.status = 'active' and s.status = 'approved' as is_sold,
        price_now(pr.amount_minor, pr.sale_minor, pr.sale_from, pr.sale_to, :moment) as unit_minor,
        coalesce((
            select cl.quantity from cart_lines cl
            where cl.cart_id = :cart_id and cl.offer_id = o.id), 0) as in_cart,
        coalesce((
            select sum(r.quantity) from reservations r join checkouts c on c.id = r.checkout_id
            where c.cart_id = :cart_id and r.offer_id = o.id and r.status = 'held'
              and r.held_until > :moment), 0) as held
    from offers o
    join variants v on v.id = o.variant_id
    join products p on p.id = v.product_id
    join sellers s on s.id = o.seller_id
    left join prices pr on pr.offer_id = o.id and pr.currency = :currency
    where o.id = :offer_id
"""
_PUT = """
    insert into cart_lines (id, cart_id, offer_id, quantity, price_seen_minor, added_at)
    values (:id, :cart_id, :offer_id, :quantity, :unit_minor, :moment)
    on conflict (cart_id, offer_id) do update
    set quantity = excluded.quantity, price_seen_minor = excluded.price_seen_minor
"""


def add_line(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    region_code: str,
    offer_id: UUID,
    quantity: int | str = 1,
    key: str = "",
) -> None:
    """Put so many more of an offer into the cart; putting back what was removed is the same.

    A repeat with the same `key` changes nothing, so that a form sent twice adds once.
    Raises Invalid for a quantity that cannot be, NotFound for what is not sold here, OutOfStock
    when there are not that many; then nothing changes.
    """
    wanted = checked_quantity(quantity)
    scope = f"cart:{user_id or session_key}"
    if not is_first(session, scope=scope, key=key, request=f"add {wanted} of {offer_id}"):
        return
    cart = _cart_to_write(session, session_key, user_id, region_code)
    if cart.region_code != region_or_default(session, region_code).code:
        _change_region(session, cart.id, region_code)
        cart = _lock(session, session_key, user_id)
    offer = _offer(session, cart, offer_id)
    together = checked_quantity(offer.in_cart + wanted)
    _ensure_left(session, offer, offer_id, together)
    _put(session, cart, offer_id, together, offer.unit_minor)
    record(
        session, "cart.line_added", aggregate="cart", aggregate_id=cart.id, offer_id=str(offer_id)
    )


def change_quantity(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    line_id: UUID,
    quantity: int | str,
) -> None:
    """Set how many of a line are wanted. Refusals as in `add_line`; nothing changes then."""
    wanted = checked_quantity(quantity)
    cart, offer_id = _own_line(session, session_key, user_id, line_id)
    offer = _offer(session, cart, offer_id)
    _ensure_left(session, offer, offer_id, wanted)
    _put(session, cart, offer_id, wanted, offer.unit_minor)


def remove_line(
    session: Session, *, session_key: str, user_id: UUID | None, line_id: UUID
) -> tuple[UUID, int]:
    """Take a line out; returns its offer and quantity, with which `add_line` undoes it."""
    cart, _ = _own_line(session, session_key, user_id, line_id)
    gone = rows(
        session,
        "delete from cart_lines where id = :line_id returning offer_id, quantity",
        line_id=line_id,
    )
    _touch(session, cart.id)
    return gone[0].offer_id, gone[0].quantity


def accept_changes(session: Session, *, session_key: str, user_id: UUID | None) -> None:
    """The person has read what changed: prices are taken as seen, quantities fit what is left.

    Lines that are gone are taken out.
    """
    cart = _lock(session, session_key, user_id)
    if cart is None:
        return
    lines = rows(
        session,
        "select id, offer_id, quantity from cart_lines where cart_id = :cart_id",
        cart_id=cart.id,
    )
    for line in lines:
        offer = _read_offer(session, cart, line.offer_id)
        left = _left(session, offer, line.offer_id)
        if not offer.is_sold or offer.unit_minor is None or left <= 0:
            rows(session, "delete from cart_lines where id = :id returning id", id=line.id)
        else:
            fitting = min(line.quantity, left)
            _put(session, cart, line.offer_id, fitting, offer.unit_minor)
    _touch(session, cart.id)


def change_region(
    session: Session, *, session_key: str, user_id: UUID | None, region_code: str
) -> None:
    """Show and sell the cart in another region; nothing happens without a cart."""
    cart = _lock(session, session_key, user_id)
    region = region_or_default(session, region_code)
    if cart is not None and cart.region_code != region.code:
        _change_region(session, cart.id, region.code)


def merge_at_sign_in(session: Session, *, session_key: str, user_id: UUID) -> None:
    """Bring a guest's cart into the account by the rule above; nothing happens without one."""
    carts = rows(
        session,
        "select id, user_id, region_code, currency from carts where status = 'open'"
        " and (user_id = :user_id or (user_id is null and session_key = :session_key))"
        " order by id for update",
        user_id=user_id,
        session_key=session_key,
    )
    guest = next((cart for cart in carts if cart.user_id is None), None)
    older = next((cart for cart in carts if cart.user_id == user_id), None)
    if guest is None:
        return
    if older is not None:
        rows(
            session,
            "update carts set status = 'merged', updated_at = :moment where id = :id returning id",
            id=older.id,
            moment=now(),
        )
    rows(
        session,
        "update carts set user_id = :user_id, version = version + 1, updated_at = :moment"
        " where id = :id returning id",
        user_id=user_id,
        id=guest.id,
        moment=now(),
    )
    if older is not None:
        _take_lines(session, older=older, into=guest)
    record(session, "cart.merged", aggregate="cart", aggregate_id=guest.id)


def _take_lines(session: Session, *, older: Any, into: Any) -> None:
    lines = rows(
        session,
        "select cl.offer_id, cl.quantity, cl.price_seen_minor, cl.added_at, mine.quantity as mine"
        " from cart_lines cl left join cart_lines mine"
        " on mine.offer_id = cl.offer_id and mine.cart_id = :into"
        " where cl.cart_id = :older",
        older=older.id,
        into=into.id,
    )
    left = availability(session, offer_ids=[line.offer_id for line in lines])
    for line in lines:
        fitting = max(1, min(max(line.quantity, line.mine or 0), left[line.offer_id], LARGEST))
        offer = _read_offer(session, into, line.offer_id)
        # What was seen in another currency is no measure of a change.
        same_currency = older.currency == into.currency
        seen = line.price_seen_minor if same_currency else offer.unit_minor
        rows(
            session,
            _PUT.replace("price_seen_minor = excluded", "price_seen_minor = cart_lines")
            + " returning id",
            id=new_id(),
            cart_id=into.id,
            offer_id=line.offer_id,
            quantity=fitting,
            unit_minor=seen if seen is not None else line.price_seen_minor,
            moment=line.added_at,
        )


def _cart_to_write(
    session: Session, session_key: str, user_id: UUID | None, region_code: str
) -> Any:
    cart = _lock(session, session_key, user_id)
    if cart is not None:
        return cart
    region = region_or_default(session, region_code)
    rows(
        session,
        _MAKE + " returning id",
        id=new_id(),
        session_key=session_key,
        user_id=user_id,
        region_code=region.code,
        currency=region.currency,
        moment=now(),
    )
    cart = _lock(session, session_key, user_id)
    if cart is None:
        raise Conflict("Your cart was just closed in another tab. Try again.")
    return cart


def _lock(session: Session, session_key: str, user_id: UUID | None) -> Any:
    found = rows(session, _LOCK, session_key=session_key, user_id=user_id)
    return found[0] if found else None


def _own_line(
    session: Session, session_key: str, user_id: UUID | None, line_id: UUID
) -> tuple[Any, UUID]:
    """The visitor's cart, locked, and the offer of a line in it. Raises NotFound for any other."""
    cart = _lock(session, session_key, user_id)
    found = cart and rows(
        session,
        "select offer_id from cart_lines where id = :line_id and cart_id = :cart_id",
        line_id=line_id,
        cart_id=cart.id,
    )
    if not found:
        raise NotFound("This line is not in your cart any more.")
    return cart, found[0].offer_id


def _offer(session: Session, cart: Any, offer_id: UUID) -> Any:
    """An offer that is sold in the cart's region. Raises NotFound otherwise."""
    offer = _read_offer(session, cart, offer_id)
    if offer is None or not offer.is_sold:
        raise NotFound("This is not sold here any more.")
    if offer.unit_minor is None:
        raise NotFound("{title} is not sold in this region.", title=offer.title)
    return offer


def _read_offer(session: Session, cart: Any, offer_id: UUID) -> Any:
    found = rows(
        session,
        _OFFER,
        offer_id=offer_id,
        cart_id=cart.id,
        currency=cart.currency,
        moment=now(),
    )
    return found[0] if found else None


def _left(session: Session, offer: Any, offer_id: UUID) -> int:
    """What this cart can have: what is free, and what its own checkout holds."""
    return availability(session, offer_ids=[offer_id])[offer_id] + int(offer.held)


def _ensure_left(session: Session, offer: Any, offer_id: UUID, wanted: int) -> None:
    left = _left(session, offer, offer_id)
    if wanted <= left:
        return
    sentence = "Only {left} left of {title}." if left > 0 else "{title} is sold out."
    raise OutOfStock(
        sentence,
        field="quantity",
        sku=offer.sku,
        title=offer.title,
        left=left,
        wanted=wanted,
        in_cart=int(offer.in_cart),
    )


def _put(session: Session, cart: Any, offer_id: UUID, quantity: int, unit_minor: int) -> None:
    rows(
        session,
        _PUT + " returning id",
        id=new_id(),
        cart_id=cart.id,
        offer_id=offer_id,
        quantity=quantity,
        unit_minor=unit_minor,
        moment=now(),
    )
    _touch(session, cart.id)


def _touch(session: Session, cart_id: UUID) -> None:
    rows(
        session,
        "update carts set version = version + 1, updated_at = :moment where id = :id returning id",
        id=cart_id,
        moment=now(),
    )


def _change_region(session: Session, cart_id: UUID, region_code: str) -> None:
    """The cart and what its lines cost there, as if seen there; a live checkout of it goes on
    no further: it was begun for another region."""
    region = region_or_default(session, region_code)
    rows(
        session,
        "update carts set region_code = :region_code, currency = :currency, version = version + 1,"
        " updated_at = :moment where id = :id returning id",
        id=cart_id,
        region_code=region.code,
        currency=region.currency,
        moment=now(),
    )
    rows(
        session,
        "update cart_lines cl set price_seen_minor = price_now(pr.amount_minor, pr.sale_minor,"
        " pr.sale_from, pr.sale_to, :moment) from prices pr where cl.cart_id = :id"
        " and pr.offer_id = cl.offer_id and pr.currency = :currency returning cl.id",
        id=cart_id,
        currency=region.currency,
        moment=now(),
    )
