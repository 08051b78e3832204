"""Notices in the shop: written once each, read by each person for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.views import Visitor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.ids import new_id

KEPT = timedelta(days=90)
MOST_COUNTED = 100

_WRITE = """
    insert into notices (id, key, kind, user_id, seller_id, permission, facts, href, created_at)
    values (:id, :key, :kind, :user_id, :seller_id, :permission, cast(:facts as jsonb), :href,
        :moment)
    on conflict (key) do nothing returning id
"""
# Whose notices a person sees: their own, those of the sellers for whom they act, and those of
# the staff for which they have the permission. Everything comes from the session, nothing from
# the page.
_MINE = """
    (n.user_id = :me or n.seller_id = any(:sellers) or n.permission = any(:permissions))
    and n.created_at > :since
"""
_UNREAD = "not exists (select from notice_reads r where r.user_id = :me and r.notice_id = n.id)"
_COUNT = f"""
    select count(*) as unread from (
        select 1 from notices n where {_MINE} and {_UNREAD} limit {MOST_COUNTED}) x
"""
_LIST = f"""
    select n.id, n.kind, n.facts, n.href, n.created_at, {_UNREAD} as is_unread
    from notices n where {_MINE} and (cast(:before as uuid) is null or n.id < :before)
    order by n.id desc limit :most
"""
_READ_ALL = f"""
    insert into notice_reads (user_id, notice_id, read_at)
    select :me, n.id, :moment from notices n where {_MINE} and {_UNREAD}
    on conflict do nothing returning notice_id
"""
_READ_ONE = f"""
    insert into notice_reads (user_id, notice_id, read_at)
    select :me, n.id, :moment from notices n where {_MINE} and n.id = :id
    on conflict do nothing returning notice_id
"""
_OLD = """
    with old as (select id from notices where created_at < :before limit :most),
    reads as (delete from notice_reads where notice_id in (select id from old))
    delete from notices where id in (select id from old) returning id
"""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice as it was written; its words are the screen's."""

    id: UUID
    kind: str
    facts: Mapping[str, Any]
    href: str
    created_at: datetime
    is_unread: bool


def notify(
    session: Session,
    *,
    key: str,
    kind: str,
    href: str,
    user_id: UUID | None = None,
    seller_id: UUID | None = None,
    permission: Permission | None = None,
    **facts: Any,
) -> None:
    """Write a notice for exactly one of: a person, a seller's team, staff with a permission."""
    whose = user_id or seller_id or permission
    rows(
        session,
        _WRITE,
        id=new_id(),
        key=f"{key}:{whose}"[:400],
        kind=kind,
        user_id=user_id,
        seller_id=seller_id,
        permission=str(permission) if permission else None,
        facts=orjson.dumps(facts, default=str).decode(),
        href=href,
        moment=now(),
    )


def unread_count(session: Session, visitor: Visitor) -> int:
    """How many notices the person has not read, at most 100; 0 for a guest."""
    if visitor.user_id is None:
        return 0
    return int(rows(session, _COUNT, **_mine(visitor))[0].unread)


def notices_for(
    session: Session, visitor: Visitor, *, before: UUID | None = None, most: int = 30
) -> list[NoticeFacts]:
    """The person's notices, newest first; `before` is the last one of the page before."""
    if visitor.user_id is None:
        return []
    found = rows(session, _LIST, **_mine(visitor), before=before, most=most)
    return [NoticeFacts(**row._asdict()) for row in found]


def mark_read(session: Session, visitor: Visitor, *, notice_id: UUID | None = None) -> int:
    """Note that the person has read a notice of theirs, or all of them; how many were unread."""
    if visitor.user_id is None:
        return 0
    mine = {**_mine(visitor), "moment": now()}
    if notice_id is None:
        return len(rows(session, _READ_ALL, **mine))
    return len(rows(session, _READ_ONE, **mine, id=notice_id))


def forget_old(session: Session, *, most: int = 5000) -> int:
    """Delete notices that nobody is shown any more; how many."""
    return len(rows(session, _OLD, before=now() - KEPT, most=most))


def _mine(visitor: Visitor) -> dict[str, Any]:
    staff = [str(permission) for permission in Permission if visitor.may(permission)]
    # A role in a team that may do nothing there hears nothing of it either.
    sellers = [
        seller_id
        for seller_id in visitor.seller_ids
        if any(visitor.may_for(seller_id, permission) for permission in SellerPermission)
    ]
    return {
        "me": visitor.user_id,
        "sellers": sellers,
        "permissions": staff,
        "since": now() - KEPT,
    }
