"""Lists as people like to see them, kept under a name of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid

MOST_VIEWS = 20


def saved_views(session: Session, *, user_id: UUID, list_name: str) -> Sequence[Any]:
    """The person's views of the list: `name` and `query`, by name."""
    return rows(
        session,
        "select name, query from saved_views where user_id = :user_id and list_name = :list_name"
        " order by name",
        user_id=user_id,
        list_name=list_name,
    )


def save_view(session: Session, *, user_id: UUID, list_name: str, name: str, query: str) -> None:
    """Keep what the list shows under a name; the same name again replaces it. Raises Invalid."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 40 or not name.isprintable():
        raise Invalid("Name the view with 1 to 40 characters.", field="name")
    known = saved_views(session, user_id=user_id, list_name=list_name)
    if len(known) >= MOST_VIEWS and name not in {view.name for view in known}:
        raise Invalid("There are {most} views already. Forget one first.", most=MOST_VIEWS)
    rows(
        session,
        "insert into saved_views (user_id, list_name, name, query, created_at)"
        " values (:user_id, :list_name, :name, :query, :moment)"
        " on conflict (user_id, list_name, name) do update set query = excluded.query"
        " returning name",
        user_id=user_id,
        list_name=list_name,
        name=name,
        query=query[:1000],
        moment=now(),
    )


def forget_view(session: Session, *, user_id: UUID, list_name: str, name: str) -> None:
    """Take the view away; nothing happens when it is not there."""
    rows(
        session,
        "delete from saved_views where user_id = :user_id and list_name = :list_name"
        " and name = :name returning name",
        user_id=user_id,
        list_name=list_name,
        name=name[:40],
    )
