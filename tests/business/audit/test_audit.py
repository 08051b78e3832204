"""The audit log: chained, never changed, and proved by `check`."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shop_app.core.audit import Actor, audit
from shop_app.core.ids import new_id
from shop_app.invariants.audit import the_audit_log_is_whole

pytestmark = pytest.mark.feature("ADM-02")
STAFF = Actor("staff", "Ada", user_id=UUID(int=7), address="203.0.113.9")


def _some(session, count: int = 3) -> None:
    for number in range(count):
        audit(
            session,
            STAFF,
            "listing.approved",
            subject="product",
            subject_id=new_id(),
            before={"status": "pending", "at": UUID(int=number)},
            after={"status": "active", "words": "Größe 😀 \u2028"},
        )
    seller = Actor("seller", "Bo", seller_id=UUID(int=9))
    audit(session, seller, "price.changed", subject="offer", subject_id=1, before=None, after={})
    session.flush()


def test_what_was_written_is_whole(session):
    _some(session)

    assert the_audit_log_is_whole(session) is None
    chains = session.execute(text("select chain, position from audit_heads order by 1")).all()
    assert [tuple(row) for row in chains] == [(str(UUID(int=9)), 1), ("staff", 3)]


@pytest.mark.parametrize(
    "change", ["update audit_log set actor_name = 'Eve'", "delete from audit_log"]
)
def test_database_refuses_to_change_it(session, change):
    _some(session)

    with pytest.raises(DBAPIError, match="never changed or deleted"), session.begin_nested():
        session.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        'update audit_log set after = \'{"status": "other"}\' where position = 2',
        "delete from audit_log where position = 2 and chain = 'staff'",
        "delete from audit_log where position = 3 and chain = 'staff'",
    ],
)
def test_whoever_gets_round_that_is_found_out(session, change):
    _some(session)
    session.execute(text("alter table audit_log disable trigger audit_log_is_kept"))
    session.execute(text(change))

    breach = the_audit_log_is_whole(session)

    assert breach is not None
    assert breach.rows[0]["chain"] == "staff"
