"""The steps of a checkout, before it is paid. Each one locks the checkout's row.

The visitor is known by session or account; a browser never names whose checkout it means. A
checkout is a view over its cart: lines are read from there each time, and stock is held for
exactly those lines while the hold runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.accounts.people import clean_email
from shop_app.accounts.postal import checked_fields
from shop_app.checkout import facts as facts_
from shop_app.checkout.queries import read_facts
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Expired, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.inventory.service import claim, hold_time
from shop_app.inventory.views import Demand
from shop_app.payments.gateway import Gateway, chosen_method, methods_of

_CART = """
    select k.id, k.region_code, k.currency from carts k
    where k.status = 'open' and (
        (cast(:user_id as uuid) is not null and k.user_id = :user_id)
        or (cast(:user_id as uuid) is null and k.user_id is null and k.session_key = :session_key)
    )
"""
# A new checkout knows what the last one of this cart, or the account, knew.
_OPEN = """
    insert into checkouts (
        id, cart_id, session_key, user_id, region_code, currency, status, email, address, delivery,
        payment_method, total_seen_minor, version, prepared_version, prepared_cart_version,
        created_at, updated_at)
    select :id, k.id, k.session_key, k.user_id, k.region_code, k.currency, 'open',
           coalesce(nullif(last.email, ''), u.email, ''),
           coalesce(nullif(last.address, '{}'), case when a.id is null then '{}' else
               jsonb_build_object('name', a.name, 'line1', a.line1, 'line2', a.line2,
                   'postal_code', a.postal_code, 'city', a.city, 'region', a.region,
                   'country', a.country, 'phone', a.phone) end, '{}'),
           coalesce(last.delivery, '{}'), '', 0, 1, 0, 0, :moment, :moment
    from carts k
    left join users u on u.id = k.user_id
    left join lateral (
        select * from addresses where user_id = k.user_id
        and country = any((select countries from regions where code = k.region_code)::text[])
        order by is_default desc, created_at desc limit 1
    ) a on true
    left join lateral (
        select email, address, delivery from checkouts
        where cart_id = k.id order by created_at desc limit 1
    ) last on true
    where k.id = :cart_id
    on conflict (cart_id) where status in ('open', 'paying') do nothing
"""


def start_checkout(session: Session, *, session_key: str, user_id: UUID | None) -> UUID:
    """Begin or go on with the checkout of the visitor's cart, and hold its stock; its id.

    A hold that runs keeps its time. Raises Conflict for an empty cart or a line that is not sold
    any more, OutOfStock naming the line of which too little is left; then nothing is held anew.
    """
    found = rows(session, _CART, session_key=session_key, user_id=user_id)
    if not found:
        raise Conflict("Your cart is empty.")
    cart = found[0]
    rows(session, _OPEN + " returning id", id=new_id(), cart_id=cart.id, moment=now())
    checkout = _lock(session, cart.id)
    if checkout.region_code != cart.region_code:
        _move_to_region(session, checkout.id, cart)
    _hold(session, checkout)
    return checkout.id


def renew_hold(session: Session, *, session_key: str, user_id: UUID | None) -> datetime:
    """Hold the stock anew for the full time; returns until when. Refusals as `start_checkout`."""
    checkout = _own(session, session_key, user_id)
    return _hold(session, checkout, anew=True)


def update_contact(session: Session, *, session_key: str, user_id: UUID | None, email: str) -> None:
    """The address that the order is found by. Raises Invalid with field `email`."""
    checkout = _own(session, session_key, user_id)
    _write(session, checkout, "email = :email", email=clean_email(email))


def update_address(
    session: Session, *, session_key: str, user_id: UUID | None, fields: Mapping[str, str]
) -> None:
    """Change the given fields of the address; raises Invalid with the field, changing none.

    Fields: name, line1, line2, postal_code, city, region, country, phone.
    """
    checkout = _own(session, session_key, user_id)
    region = rows(
        session, "select countries from regions where code = :code", code=checkout.region_code
    )[0]
    checked = checked_fields(fields, region.countries)
    _write(
        session,
        checkout,
        "address = checkouts.address || cast(:address as jsonb)",
        address=orjson.dumps(checked).decode(),
    )


def clear_address(session: Session, *, session_key: str, user_id: UUID | None) -> None:
    """Forget the address, so that another can be typed; the country stays."""
    checkout = _own(session, session_key, user_id)
    _write(
        session,
        checkout,
        "address = jsonb_strip_nulls(jsonb_build_object('country', address ->> 'country'))",
    )


def choose_delivery(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    seller_id: UUID,
    method: str,
) -> None:
    """How one seller's goods shall come. Raises Invalid when that is not offered."""
    checkout = _own(session, session_key, user_id)
    facts = read_facts(session, checkout.id)
    sellers = {line["seller_id"] for line in facts["lines"]}
    if str(seller_id) not in sellers:
        raise Invalid("This seller has nothing in your cart any more.", field="delivery")
    if method not in {each.code for each in facts_.methods_of(facts, str(seller_id))}:
        raise Invalid("Choose one of the ways of delivery.", field="delivery")
    _write(
        session,
        checkout,
        "delivery = checkouts.delivery || jsonb_build_object(cast(:seller as text),"
        " cast(:method as text))",
        seller=str(seller_id),
        method=method,
    )


def choose_payment(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    method: str,
    gateways: Mapping[str, Gateway],
) -> None:
    """How the person wants to pay. Raises Invalid when that is not offered.

    The total does not hang on it, so the checkout keeps its version: another tab can still pay.
    """
    checkout = _own(session, session_key, user_id)
    facts = read_facts(session, checkout.id)
    offered = methods_of(
        gateways, country=facts["country"], currency=facts["currency"], amount_minor=0
    )
    chosen_method(offered, method)
    rows(
        session,
        "update checkouts set payment_method = :method, updated_at = :moment where id = :id"
        " returning id",
        method=method,
        id=checkout.id,
        moment=now(),
    )


def _own(session: Session, session_key: str, user_id: UUID | None) -> Any:
    """The visitor's checkout that goes on, locked. Raises NotFound."""
    found = rows(session, _CART, session_key=session_key, user_id=user_id)
    checkout = _lock(session, found[0].id, missing_ok=True) if found else None
    if checkout is None:
        raise NotFound("This checkout is not here. Start again from your cart.")
    return checkout


def _lock(session: Session, cart_id: UUID, *, missing_ok: bool = False) -> Any:
    found = rows(
        session,
        "select id, region_code, status, held_until, order_id from checkouts"
        " where cart_id = :cart_id and status in ('open', 'paying') for update",
        cart_id=cart_id,
    )
    if not found and not missing_ok:
        raise Expired("This checkout has just ended. Look at your orders, or start again.")
    return found[0] if found else None


def _write(session: Session, checkout: Any, change: str, **values: Any) -> None:
    rows(
        session,
        f"update checkouts set {change}, version = version + 1, updated_at = :moment"
        " where id = :id returning id",
        id=checkout.id,
        moment=now(),
        **values,
    )


def _move_to_region(session: Session, checkout_id: UUID, cart: Any) -> None:
    """The cart is sold in another region now: its country and ways of delivery are chosen anew."""
    rows(
        session,
        "update checkouts set region_code = :region_code, currency = :currency, delivery = '{}',"
        " address = address - 'country', version = version + 1, updated_at = :moment"
        " where id = :id returning id",
        id=checkout_id,
        region_code=cart.region_code,
        currency=cart.currency,
        moment=now(),
    )


def _hold(session: Session, checkout: Any, *, anew: bool = False) -> datetime:
    """Check every line, then hold its stock; returns until when."""
    moment = now()
    running: datetime | None = checkout.held_until
    runs = running is not None and running > moment
    until = running if running and runs and not anew else moment + hold_time()
    facts = read_facts(session, checkout.id)
    facts_.ensure_buyable(facts)
    if _is_being_paid(session, checkout):
        return until  # the hold is that of the order; PREPARE makes it right for the next attempt
    refused = claim(
        session,
        checkout_id=checkout.id,
        region_code=facts["region_code"],
        demands=[Demand(UUID(line["offer_id"]), line["quantity"]) for line in facts["lines"]],
        held_until=until,
    )
    if refused:
        raise facts_.out_of_stock(
            facts,
            [
                {"offer_id": str(each.offer_id), "wanted": each.wanted, "left": each.left}
                for each in refused
            ],
        )
    rows(
        session,
        "update checkouts set held_until = :until, updated_at = :moment where id = :id"
        " returning id",
        until=until,
        id=checkout.id,
        moment=moment,
    )
    if not runs:
        record(session, "checkout.held", aggregate="checkout", aggregate_id=checkout.id)
    return until


def _is_being_paid(session: Session, checkout: Any) -> bool:
    if checkout.order_id is None:
        return False
    return bool(
        rows(
            session,
            "select 1 from payments where order_id = :order_id"
            " and status in ('started', 'challenged')",
            order_id=checkout.order_id,
        )
    )
