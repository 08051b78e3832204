"""Questions about carts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.cart.views import CartLineView, CartView, LineChange, SellerGroupView
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.formats import money_text
from shop_app.inventory.queries import stock_status
from shop_app.pricing.queries import price_view

LARGEST_QUANTITY = 999

# A person's cart is theirs wherever they are signed in; a guest's hangs on the session alone.
_OPEN_CART = """
    select k.id, k.version, k.region_code, k.currency, g.tax_included, g.default_country
    from carts k join regions g on g.code = k.region_code
    where k.status = 'open' and (
        (cast(:user_id as uuid) is not null and k.user_id = :user_id)
        or (cast(:user_id as uuid) is null and k.user_id is null and k.session_key = :session_key)
    )
"""


def count_of(session: Session, *, session_key: str, user_id: UUID | None) -> int:
    """How many pieces lie in the visitor's cart."""
    found = rows(
        session,
        f"with k as ({_OPEN_CART}) select coalesce(sum(cl.quantity), 0) as pieces"
        " from k join cart_lines cl on cl.cart_id = k.id",
        session_key=session_key,
        user_id=user_id,
    )
    return int(found[0].pieces)


def cart_of(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    locale: str = "en",
) -> CartView:
    """The visitor's cart with prices and stock as they are now; an empty view when there is none.

    Reading never makes a cart: the first thing put in does.
    """
    found = rows(session, _OPEN_CART, session_key=session_key, user_id=user_id)
    if not found:
        return CartView()
    cart = found[0]
    facts = line_facts(
        session, cart_id=cart.id, currency=cart.currency, country=cart.default_country
    )
    groups = seller_groups(facts, currency=cart.currency, locale=locale)
    lines = [line for group in groups for line in group.lines]
    items_minor = sum(group.items_minor for group in groups)
    return CartView(
        cart_id=str(cart.id),
        version=cart.version,
        region_code=cart.region_code,
        currency=cart.currency,
        tax_included=cart.tax_included,
        count=sum(line.quantity for line in lines),
        line_count=len(lines),
        items_minor=items_minor,
        items_text=money_text(items_minor, cart.currency, locale),
        is_empty=not lines,
        has_changes=any(line.changes for line in lines),
        can_check_out=bool(lines)
        and all(line.is_buyable and line.quantity <= line.left for line in lines),
        groups=groups,
    )


def line_facts(
    session: Session, *, cart_id: UUID, currency: str, country: str
) -> list[dict[str, Any]]:
    """The lines of a cart as they are now, prices and stock read anew, in the order of adding."""
    found = rows(
        session,
        "select line_facts(:cart_id, :currency, :country, :moment, true) as lines",
        cart_id=cart_id,
        currency=currency,
        country=country,
        moment=now(),
    )
    return found[0].lines


def is_buyable(fact: dict[str, Any]) -> bool:
    """Whether a line can be bought here and now, in some quantity."""
    return bool(fact["is_sold"] and fact["unit_minor"] is not None and (fact["left"] or 0) > 0)


def seller_groups(
    facts: Sequence[dict[str, Any]], *, currency: str, locale: str
) -> list[SellerGroupView]:
    """Lines grouped by who sends them, sellers in the order in which they came into the cart."""
    order = {
        seller: place
        for place, seller in enumerate(dict.fromkeys(fact["seller_id"] for fact in facts))
    }
    by_seller = sorted(facts, key=lambda fact: order[fact["seller_id"]])
    groups = []
    for seller_id, members in groupby(by_seller, key=lambda fact: fact["seller_id"]):
        listed = list(members)
        lines = [line_view(fact, currency=currency, locale=locale) for fact in listed]
        items_minor = sum(line.total_minor for line in lines)
        groups.append(
            SellerGroupView(
                seller_id=seller_id,
                seller_name=listed[0]["seller_name"],
                seller_href=f"/s/{listed[0]['seller_slug']}",
                items_minor=items_minor,
                items_text=money_text(items_minor, currency, locale),
                lines=lines,
            )
        )
    return groups


def line_view(fact: dict[str, Any], *, currency: str, locale: str) -> CartLineView:
    """One line for the screen; what cannot be bought has a total of nothing."""
    buyable = is_buyable(fact)
    left = int(fact["left"] or 0)
    unit = fact["unit_minor"] if fact["unit_minor"] is not None else fact["price_seen_minor"]
    total = unit * fact["quantity"] if buyable else 0
    return CartLineView(
        line_id=fact["line_id"],
        offer_id=fact["offer_id"],
        product_id=fact["product_id"],
        sku=fact["sku"],
        title=fact["title"],
        variant_title=fact["variant_title"],
        href=f"/p/{fact['slug']}?sku={fact['sku']}",
        image=fact["image"],
        image_alt=fact["image_alt"] or fact["title"],
        quantity=fact["quantity"],
        largest_quantity=max(1, min(LARGEST_QUANTITY, left)),
        price=price_view(unit, fact["amount_minor"], currency=currency, locale=locale),
        total_minor=total,
        total_text=money_text(total, currency, locale),
        is_buyable=buyable,
        left=left,
        stock_status=stock_status(left),
        changes=_changes(fact, currency, locale),
    )


def _changes(fact: dict[str, Any], currency: str, locale: str) -> list[LineChange]:
    if not fact["is_sold"]:
        return [LineChange("gone")]
    if fact["unit_minor"] is None:
        return [LineChange("not_here")]
    left = int(fact["left"] or 0)
    if left <= 0:
        return [LineChange("gone")]
    changes = []
    if fact["quantity"] > left:
        changes.append(LineChange("less_stock", left=left))
    before, now_minor = fact["price_seen_minor"], fact["unit_minor"]
    if before != now_minor:
        changes.append(
            LineChange(
                "price_rose" if now_minor > before else "price_fell",
                before_text=money_text(before, currency, locale),
                now_text=money_text(now_minor, currency, locale),
            )
        )
    return changes
