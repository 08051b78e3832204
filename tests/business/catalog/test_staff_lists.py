"""Staff takes products off the shelves and puts them back; drafts stay with the listings."""

from __future__ import annotations

import pytest

from shop_app.catalog.service import create_product, set_status
from shop_app.catalog.staff_lists import activate_by_key, archive_by_key
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound

STAFF = Actor("staff", "Ada")


def test_a_product_is_archived_and_put_back_with_event_and_audit(session):
    product_id = create_product(session, title="Oak chair", status="active")
    archive_by_key(session, actor=STAFF, key=str(product_id), note="recalled")
    with pytest.raises(Conflict):
        archive_by_key(session, actor=STAFF, key=str(product_id))
    activate_by_key(session, actor=STAFF, key=str(product_id))
    session.flush()
    told = rows(
        session,
        "select payload->>'status' as status from outbox where kind = 'product.status_changed'"
        " and aggregate_id = :id order by version",
        id=product_id,
    )
    assert [row.status for row in told] == ["archived", "active"]
    written = rows(
        session, "select action, after->>'note' as note from audit_log order by position"
    )
    assert [tuple(row) for row in written] == [
        ("product.archived", "recalled"),
        ("product.active", ""),
    ]


def test_a_draft_and_what_is_not_there_are_refused(session):
    draft = create_product(session, title="Oak table")
    for verb in (archive_by_key, activate_by_key):
        with pytest.raises(Conflict):
            verb(session, actor=STAFF, key=str(draft))
        with pytest.raises(NotFound):
            verb(session, actor=STAFF, key="' or true --\x00")
    set_status(session, product_id=draft, status="archived")
