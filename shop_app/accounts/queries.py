"""Questions about people: who asks, and where they are signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.demands import chosen_audiences
from shop_app.accounts.devices import device_of
from shop_app.accounts.views import SELLERS, STAFF, SessionView, Visitor
from shop_app.accounts.visitors import remember, remembered
from shop_app.core.clock import now
from shop_app.core.cookies import session_key_of
from shop_app.core.db import rows

# One question for all that an event has to know. Memberships are read from the sellers' own table
# by its name: accounts lie below sellers and import nothing of theirs.
_WHO = """
    select u.id, u.name, u.email,
           array(select role from user_roles where user_id = u.id order by role) as roles,
           array(select seller_id from seller_members where user_id = u.id order by seller_id)
               as seller_ids,
           array(select role from seller_members where user_id = u.id order by seller_id)
               as seller_roles,
           array(select distinct p from staff_memberships m
                 join staff_roles r on r.code = m.role_code, unnest(r.permissions) p
                 where m.user_id = u.id) as permissions,
           exists (select from second_factors f
                   where f.user_id = u.id and f.confirmed_at is not null) as has_second_step,
           (select value from shop_settings where key = 'second_step.demanded') as demanded
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = :session_key and s.revoked_at is null and s.expires_at > :moment
      and u.disabled_at is null
"""


def who(session: Session, token: str) -> Visitor:
    """Who holds this session cookie: a person or a guest. May be up to five seconds old."""
    session_key = session_key_of(token)
    known = remembered(session_key)
    if known is not None:
        return known
    found = rows(session, _WHO, session_key=session_key, moment=now()) if session_key else []
    if not found:
        return remember(Visitor(session_key=session_key))
    person = found[0]
    visitor = Visitor(
        session_key=session_key,
        user_id=person.id,
        name=person.name,
        email=person.email,
        roles=tuple(person.roles),
        seller_ids=tuple(person.seller_ids),
        seller_roles=tuple(person.seller_roles),
        permissions=frozenset(person.permissions),
        owes_second_step=_owed(person),
    )
    # Who owes a second step is asked for anew each time: the portal opens as soon as it is set up.
    return visitor if visitor.owes_second_step else remember(visitor)


def _owed(person: Any) -> frozenset[str]:
    """The roles of the person of which a second step is demanded that they have not."""
    if person.has_second_step:
        return frozenset()
    roles = {*([STAFF] if person.roles else []), *([SELLERS] if person.seller_ids else [])}
    return chosen_audiences(person.demanded) & roles


def sessions_of(session: Session, *, user_id: UUID, session_key: str) -> list[SessionView]:
    """Where the person is signed in now, this place first, then the last seen."""
    found = rows(
        session,
        "select id, token_hash, user_agent, created_at, seen_at from sessions"
        " where user_id = :user_id and revoked_at is null and expires_at > :moment"
        " order by token_hash = :session_key desc, seen_at desc limit 50",
        user_id=user_id,
        session_key=session_key,
        moment=now(),
    )
    views = []
    for row in found:
        browser, system = device_of(row.user_agent)
        views.append(
            SessionView(
                id=str(row.id),
                browser=browser,
                system=system,
                started_at=row.created_at,
                seen_at=row.seen_at,
                is_this_one=row.token_hash == session_key,
            )
        )
    return views
