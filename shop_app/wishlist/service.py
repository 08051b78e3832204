"""What people do with their wishlists.

A list belongs to an account, or to a guest's session until it meets an account. The current list
is the one that hearts fill; the first thing put into it makes it.

Lists meet at sign-in by this rule: what the guest kept joins the account's current list, with the
price and moment of the earlier keeping; a list of the guest's own with things in it that the
account has no list of that name for goes over whole. What was looked at becomes the account's.
"""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record

FIRST_NAME = "Wishlist"
LONGEST_NAME = 60
MOST_LISTS, MOST_ITEMS = 30, 500
MOST_VIEWED = 60
_PUT = """
    insert into wishlist_items (wishlist_id, product_id, currency, price_minor, added_at)
    select :list_id, p.id, cast(:currency as text), (
        select min(price_now(pr.amount_minor, pr.sale_minor, pr.sale_from, pr.sale_to, :moment))
        from variants v join offers o on o.variant_id = v.id and o.status = 'active'
        join sellers s on s.id = o.seller_id and s.status = 'approved'
        join prices pr on pr.offer_id = o.id and pr.currency = cast(:currency as text)
        where v.product_id = p.id), :moment
    from products p where p.id = :product_id and p.status = 'active'
    on conflict (wishlist_id, product_id) do update set product_id = excluded.product_id
    returning product_id
"""
_SEEN = """
    insert into viewed_products (owner, product_id, viewed_at)
    select cast(:owner as text), id, :moment from products
    where id = :product_id and status = 'active'
    on conflict (owner, product_id) do update set viewed_at = excluded.viewed_at
    returning product_id
"""
_PROMOTE = """
    update wishlists set is_current = true where id = (
        select id from wishlists where owner = :owner order by updated_at desc limit 1)
    returning id
"""
_FORGET = (
    "delete from viewed_products where owner = :owner returning product_id",
    """delete from wishlist_items i using wishlists w
    where w.id = i.wishlist_id and w.owner = :owner returning i.product_id""",
    "delete from wishlists where owner = :owner returning id",
)
_FORGET_OLDER = """
    delete from viewed_products where owner = :owner and product_id in (
        select product_id from viewed_products where owner = :owner
        order by viewed_at desc offset :most) returning product_id
"""


def owner_of(*, session_key: str, user_id: UUID | None) -> str:
    """Under whom a visitor's lists and views stand: their account, or their session."""
    return str(user_id) if user_id else session_key


def keep(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    product_id: UUID,
    currency: str,
    list_id: UUID | None = None,
) -> None:
    """Put a product into a list of the visitor's, the current one unless `list_id` says which.

    Putting it there again changes nothing. Raises NotFound for what is not sold or not theirs,
    Invalid for a full list.
    """
    wishlist = _own(session, session_key, user_id, list_id) if list_id else None
    wishlist = wishlist or _current(session, session_key, user_id)
    if wishlist.items >= MOST_ITEMS:
        raise Invalid("A list holds at most {most} things.", most=MOST_ITEMS)
    facts = {"product_id": product_id, "currency": currency, "moment": now()}
    if not rows(session, _PUT, list_id=wishlist.id, **facts):
        raise NotFound("This product is not here.")
    _touch(session, wishlist.id)
    record(
        session,
        "wishlist.item_added",
        aggregate="wishlist",
        aggregate_id=wishlist.id,
        product_id=str(product_id),
    )


def drop(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    product_id: UUID,
    list_id: UUID | None = None,
) -> None:
    """Take a product out of one list, or of all of the visitor's; `keep` undoes it."""
    rows(
        session,
        "delete from wishlist_items i using wishlists w where w.id = i.wishlist_id"
        " and w.owner = :owner and i.product_id = :product_id"
        " and (cast(:list_id as uuid) is null or w.id = :list_id) returning i.product_id",
        owner=owner_of(session_key=session_key, user_id=user_id),
        product_id=product_id,
        list_id=list_id,
    )


def toggle(
    session: Session, *, session_key: str, user_id: UUID | None, product_id: UUID, currency: str
) -> bool:
    """Keep what is in no list, take out what is in any; whether it is kept now."""
    who: dict[str, Any] = {"session_key": session_key, "user_id": user_id}
    kept = rows(
        session,
        "select 1 from wishlist_items i join wishlists w on w.id = i.wishlist_id"
        " where w.owner = :owner and i.product_id = :product_id limit 1",
        owner=owner_of(**who),
        product_id=product_id,
    )
    if kept:
        drop(session, **who, product_id=product_id)
    else:
        keep(session, **who, product_id=product_id, currency=currency)
    return not kept


def make_list(session: Session, *, session_key: str, user_id: UUID | None, name: str) -> UUID:
    """A new list with a name, the current one from now on. Raises Invalid, Conflict."""
    owner = owner_of(session_key=session_key, user_id=user_id)
    chosen = _name(name)
    counted = rows(session, "select count(*) as n from wishlists where owner = :o", o=owner)
    if counted[0].n >= MOST_LISTS:
        raise Invalid("You may have at most {most} lists.", field="name", most=MOST_LISTS)
    list_id = _insert(session, owner, user_id, chosen)
    if list_id is None:
        raise Conflict("You have a list with this name already.", field="name")
    choose_list(session, session_key=session_key, user_id=user_id, list_id=list_id)
    return list_id


def rename_list(
    session: Session, *, session_key: str, user_id: UUID | None, list_id: UUID, name: str
) -> None:
    """Another name for a list. Raises Invalid, Conflict, NotFound."""
    chosen = _name(name)
    wishlist = _own(session, session_key, user_id, list_id)
    same = rows(
        session,
        "select 1 from wishlists where owner = :owner and name = :name and id <> :id",
        owner=wishlist.owner,
        name=chosen,
        id=list_id,
    )
    if same:
        raise Conflict("You have a list with this name already.", field="name")
    sql = "update wishlists set name = :name, updated_at = :moment where id = :id returning id"
    rows(session, sql, name=chosen, moment=now(), id=list_id)


def choose_list(session: Session, *, session_key: str, user_id: UUID | None, list_id: UUID) -> None:
    """Hearts fill this list from now on. Raises NotFound."""
    wishlist = _own(session, session_key, user_id, list_id)
    rows(
        session,
        "update wishlists set is_current = false where owner = :owner and is_current returning id",
        owner=wishlist.owner,
    )
    rows(session, "update wishlists set is_current = true where id = :id returning id", id=list_id)


def delete_list(session: Session, *, session_key: str, user_id: UUID | None, list_id: UUID) -> None:
    """A list and what is in it go. Raises NotFound."""
    wishlist = _own(session, session_key, user_id, list_id)
    sql = "delete from wishlist_items where wishlist_id = :id returning product_id"
    rows(session, sql, id=list_id)
    rows(session, "delete from wishlists where id = :id returning id", id=list_id)
    if wishlist.is_current:
        rows(session, _PROMOTE, owner=wishlist.owner)


def share(
    session: Session, *, session_key: str, user_id: UUID | None, list_id: UUID, on: bool
) -> str:
    """Open a list to whoever has its link, or close it; returns the key, "" when closed.

    Shared again it has a new key: the old link stays closed. Raises NotFound.
    """
    wishlist = _own(session, session_key, user_id, list_id)
    if on and wishlist.share_key:
        return wishlist.share_key
    key = secrets.token_urlsafe(18) if on else ""
    rows(
        session,
        "update wishlists set share_key = :key where id = :id returning id",
        key=key,
        id=list_id,
    )
    return key


def note_viewed(
    session: Session, *, session_key: str, user_id: UUID | None, product_id: UUID
) -> None:
    """The visitor looks at a product now; the newest sixty are remembered."""
    owner = owner_of(session_key=session_key, user_id=user_id)
    if owner and rows(session, _SEEN, owner=owner, product_id=product_id, moment=now()):
        rows(session, _FORGET_OLDER, owner=owner, most=MOST_VIEWED)


def merge_at_sign_in(session: Session, *, session_key: str, user_id: UUID) -> None:
    """Bring a guest's lists and views into the account by the rule above."""
    if not session_key:
        return
    guests = rows(
        session,
        "select w.id, w.name, w.is_current, exists (select from wishlists a"
        "   where a.owner = :owner and a.name = w.name) as is_taken"
        " from wishlists w where w.owner = :guest for update",
        guest=session_key,
        owner=str(user_id),
    )
    for guest in guests:
        if not guest.is_current and not guest.is_taken:
            sql = "update wishlists set owner = :owner, user_id = :user where id = :id returning id"
            rows(session, sql, owner=str(user_id), user=user_id, id=guest.id)
            continue
        into = _current(session, session_key, user_id)
        rows(
            session,
            "insert into wishlist_items as i (wishlist_id, product_id, currency, price_minor,"
            " added_at) select :into, product_id, currency, price_minor, added_at"
            " from wishlist_items where wishlist_id = :id"
            " on conflict (wishlist_id, product_id) do update set currency = excluded.currency,"
            " price_minor = excluded.price_minor, added_at = excluded.added_at"
            " where excluded.added_at < i.added_at returning i.product_id",
            into=into.id,
            id=guest.id,
        )
        delete_list(session, session_key=session_key, user_id=None, list_id=guest.id)
    rows(
        session,
        "insert into viewed_products as v (owner, product_id, viewed_at)"
        " select cast(:owner as text), product_id, viewed_at from viewed_products"
        " where owner = :guest on conflict (owner, product_id) do update"
        " set viewed_at = greatest(v.viewed_at, excluded.viewed_at) returning product_id",
        owner=str(user_id),
        guest=session_key,
    )
    sql = "delete from viewed_products where owner = :guest returning product_id"
    rows(session, sql, guest=session_key)


def forget(session: Session, *, user_id: UUID) -> None:
    """Everything of an account goes: its lists and what it looked at."""
    owner = str(user_id)
    for sql in _FORGET:
        rows(session, sql, owner=owner)


def _own(session: Session, session_key: str, user_id: UUID | None, list_id: UUID) -> Any:
    """A list of the visitor's, locked. Raises NotFound for any other."""
    owner = owner_of(session_key=session_key, user_id=user_id)
    sql = f"{_READ} where w.id = :id and w.owner = :o for update"
    found = rows(session, sql, id=list_id, o=owner)
    if not found or not owner:
        raise NotFound("This list is not here any more.")
    return found[0]


def _current(session: Session, session_key: str, user_id: UUID | None) -> Any:
    """The visitor's current list, made when there is none."""
    owner = owner_of(session_key=session_key, user_id=user_id)
    if not owner:
        raise NotFound("This list is not here any more.")
    sql = f"{_READ} where w.owner = :o and w.is_current for update"
    if not rows(session, sql, o=owner) and not rows(session, _PROMOTE, owner=owner):
        _insert(session, owner, user_id, FIRST_NAME, current=True)
    return rows(session, sql, o=owner)[0]


_READ = """
    select w.id, w.owner, w.name, w.is_current, w.share_key,
        (select count(*) from wishlist_items i where i.wishlist_id = w.id) as items
    from wishlists w
"""


def _insert(
    session: Session, owner: str, user_id: UUID | None, name: str, *, current: bool = False
) -> UUID | None:
    made = rows(
        session,
        "insert into wishlists (id, owner, user_id, name, is_current, share_key, created_at,"
        " updated_at) values (:id, :owner, :user_id, :name, :current, '', :moment, :moment)"
        " on conflict do nothing returning id",
        id=new_id(),
        owner=owner,
        user_id=user_id,
        name=name,
        current=current,
        moment=now(),
    )
    return made[0].id if made else None


def _touch(session: Session, list_id: UUID) -> None:
    sql = "update wishlists set updated_at = :moment where id = :id returning id"
    rows(session, sql, moment=now(), id=list_id)


def _name(text: str) -> str:
    name = " ".join("".join(sign for sign in text if sign.isprintable() or sign == " ").split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Invalid("Write a name of 1 to {most} signs.", field="name", most=LONGEST_NAME)
    return name
