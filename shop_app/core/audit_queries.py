"""The audit log as a list."""

from __future__ import annotations

from shop_app.core.lists import Listing, Sort

AUDIT_LOG = Listing(
    columns="a.id, a.chain, a.position, a.actor_kind, a.actor_name, a.address, a.action,"
    " a.subject, a.subject_id, a.before, a.after, a.happened_at, a.seller_id",
    source="audit_log a",
    key="a.id",
    sorts={"when": Sort("a.id", "uuid")},
    default_sort="-when",
    filters={
        "kind": "a.actor_kind = :kind",
        "subject": "a.subject = :subject",
        "action": "a.action ilike :action || '%'",
        "from": "a.happened_at >= cast(:from as date)",
        "to": "a.happened_at < cast(:to as date) + 1",
    },
    search="a.actor_name ilike '%' || :search || '%' or a.subject_id ilike '%' || :search || '%'"
    " or a.action ilike '%' || :search || '%'",
)
