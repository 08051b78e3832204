"""Of whom the shop demands a second step of signing in: of staff, of sellers, of both or none.

A shop that has never chosen demands it of both. The demo world is seeded with none, so that its
accounts open at once. Until somebody of whom it is demanded has set one up, their role opens
nothing: `Visitor.may` and `may_for` answer no, and the edges send them to set it up.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson
from sqlmodel import Session

from shop_app.accounts.errors import SecondStepOwed
from shop_app.accounts.views import SELLERS, STAFF, Visitor
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows

SETTING = "second_step.demanded"
AUDIENCES = (STAFF, SELLERS)
_READ = "select value from shop_settings where key = :key"
_WRITE = """
    insert into shop_settings (key, value, updated_at) values (:key, cast(:value as jsonb), :moment)
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
    returning key
"""


def demanded_of(session: Session) -> frozenset[str]:
    """The audiences (`staff`, `seller`) of whom a second step is demanded."""
    found = rows(session, _READ, key=SETTING)
    return chosen_audiences(found[0].value if found else None)


def chosen_audiences(kept: object) -> frozenset[str]:
    """The audiences that the kept setting names; both when nothing was ever chosen."""
    if not isinstance(kept, list):
        return frozenset(AUDIENCES)
    return frozenset(AUDIENCES) & {str(audience) for audience in kept}


def demand(session: Session, *, actor: Actor, audiences: Iterable[str]) -> None:
    """Demand a second step of exactly these audiences from now on; others are ignored."""
    before = demanded_of(session)
    after = frozenset(AUDIENCES) & set(audiences)
    rows(
        session,
        _WRITE,
        key=SETTING,
        value=orjson.dumps(sorted(after)).decode(),
        moment=now(),
    )
    forget_everyone()
    audit(
        session,
        actor,
        "settings.second_step_demanded",
        subject="setting",
        subject_id=SETTING,
        before={"of": sorted(before)},
        after={"of": sorted(after)},
    )


def ensure_none_owed(visitor: Visitor, audience: str) -> None:
    """Raise SecondStepOwed when the person must set up a second step before this role opens."""
    if audience in visitor.owes_second_step:
        raise SecondStepOwed(
            "This opens once you have set up two-step sign-in, in your account under Security."
        )
