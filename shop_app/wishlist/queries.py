"""Questions about wishlists and what was looked at. Prices and stock are those of now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.formats import date_text, money_text
from shop_app.inventory.queries import availability, stock_status
from shop_app.pricing.views import RegionView
from shop_app.wishlist.service import FIRST_NAME, owner_of
from shop_app.wishlist.views import ListLink, WishlistView, WishView

# Per thing its offers that are sold in the currency, the cheapest first; and how many variants.
_ITEMS = """
    select p.id as product_id, p.title, p.slug, i.currency, i.price_minor, i.added_at,
        (select m.url from media m where m.product_id = p.id order by m.position limit 1) as image,
        (select count(*) from variants v where v.product_id = p.id) as variants,
        (select jsonb_agg(jsonb_build_array(o.id, n.unit, pr.amount_minor) order by n.unit, o.id)
         from variants v join offers o on o.variant_id = v.id and o.status = 'active'
         join sellers s on s.id = o.seller_id and s.status = 'approved'
         join prices pr on pr.offer_id = o.id and pr.currency = :currency
         cross join lateral (select price_now(pr.amount_minor, pr.sale_minor, pr.sale_from,
             pr.sale_to, :moment) as unit) n
         where v.product_id = p.id and p.status = 'active') as offers
    from wishlist_items i join products p on p.id = i.product_id
    where i.wishlist_id = :list_id order by i.added_at desc, p.id desc
"""
_LISTS = """
    select w.id, w.name, w.is_current, w.share_key,
        (select count(*) from wishlist_items i where i.wishlist_id = w.id) as count
    from wishlists w where w.owner = :owner order by w.is_current desc, w.name
"""


def wished_ids(session: Session, *, session_key: str, user_id: UUID | None) -> list[str]:
    """The products in any list of the visitor's."""
    found = rows(
        session,
        "select distinct i.product_id from wishlist_items i"
        " join wishlists w on w.id = i.wishlist_id where w.owner = :owner",
        owner=owner_of(session_key=session_key, user_id=user_id),
    )
    return [str(row.product_id) for row in found]


def wishlist_of(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    region: RegionView,
    list_id: UUID | None = None,
    locale: str = "en",
) -> WishlistView:
    """A list of the visitor's, the current one unless `list_id` says which; empty for none.

    Raises NotFound for a list that is not theirs.
    """
    owner = owner_of(session_key=session_key, user_id=user_id)
    lists = rows(session, _LISTS, owner=owner) if owner else []
    if list_id is None:
        chosen = lists[0] if lists else None
    else:
        chosen = next((row for row in lists if row.id == list_id), None)
        if chosen is None:
            raise NotFound("This list is not here any more.")
    if chosen is None:
        return WishlistView(name=FIRST_NAME)
    return WishlistView(
        list_id=str(chosen.id),
        name=chosen.name,
        share_path=_path(chosen.share_key),
        is_current=chosen.is_current,
        wishes=_items(session, chosen.id, region, locale),
        lists=[
            ListLink(
                str(row.id),
                row.name,
                row.count,
                row.is_current,
                bool(row.share_key),
                row.id == chosen.id,
            )
            for row in lists
        ],
    )


def shared_list(
    session: Session, *, share_key: str, region: RegionView, locale: str = "en"
) -> WishlistView:
    """The list that a link opens, to read. Raises NotFound for a link that opens nothing."""
    key = share_key.replace("\x00", "")[:64]
    found = key and rows(session, "select id, name from wishlists where share_key = :key", key=key)
    if not found:
        raise NotFound("This list is not shared any more.")
    return WishlistView(
        list_id=str(found[0].id),
        name=found[0].name,
        share_path=_path(key),
        is_mine=False,
        is_current=False,
        wishes=_items(session, found[0].id, region, locale),
    )


def viewed_ids(
    session: Session, *, session_key: str, user_id: UUID | None, most: int = 12
) -> list[UUID]:
    """What the visitor looked at, the newest first."""
    found = rows(
        session,
        "select product_id from viewed_products where owner = :owner"
        " order by viewed_at desc limit :most",
        owner=owner_of(session_key=session_key, user_id=user_id),
        most=most,
    )
    return [row.product_id for row in found]


def _path(key: str) -> str:
    return f"/wishlist/{key}" if key else ""


def _items(session: Session, list_id: UUID, region: RegionView, locale: str) -> list[WishView]:
    found = rows(session, _ITEMS, list_id=list_id, currency=region.currency, moment=now())
    ids = [UUID(offer[0]) for row in found for offer in row.offers or ()]
    left = availability(session, offer_ids=ids) if ids else {}
    return [_item(row, left, region.currency, locale) for row in found]


def _item(row: Any, left: dict[UUID, int], currency: str, locale: str) -> WishView:
    offers = row.offers or []
    best = next((offer for offer in offers if left[UUID(offer[0])] > 0), None)
    shown = best or (offers[0] if offers else None)
    pieces = left[UUID(best[0])] if best else 0
    fell = 0
    if shown and row.price_minor is not None and row.currency == currency:
        fell = max(0, row.price_minor - shown[1])
    return WishView(
        product_id=str(row.product_id),
        title=row.title,
        href=f"/p/{row.slug}",
        image=row.image or "",
        price_text=money_text(shown[1], currency, locale) if shown else "",
        was_text=money_text(shown[2], currency, locale) if shown and shown[2] > shown[1] else "",
        fell_text=money_text(fell, currency, locale) if fell else "",
        added_text=date_text(row.added_at.date(), locale, "d MMMM y"),
        offer_id=best[0] if best else "",
        stock_status=stock_status(pieces),
        stock_left=pieces,
        needs_choice=row.variants > 1,
    )
