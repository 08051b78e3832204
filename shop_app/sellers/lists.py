"""Sellers and applications as lists for staff."""

from __future__ import annotations

from shop_app.core.lists import Listing, Sort

SELLERS = Listing(
    columns="s.id, s.slug, s.name, s.city, s.country, s.status, s.rating_average, s.rating_count,"
    " s.created_at, s.approved_at,"
    " (select count(*) from offers o where o.seller_id = s.id and o.status = 'active') as offers,"
    " (select count(*) from seller_members m where m.seller_id = s.id) as members",
    source="sellers s",
    key="s.id",
    sorts={
        "name": Sort("lower(s.name)"),
        "since": Sort("s.created_at", "timestamptz"),
        "rating": Sort("s.rating_average", "double precision"),
    },
    default_sort="name",
    filters={
        "status": "s.status = :status",
        "country": "s.country = upper(:country)",
        "history": "(exists (select from history_sellers h where h.seller_id = s.id))"
        " = (:history = 'yes')",
    },
    search="s.name ilike '%' || :search || '%' or s.slug ilike '%' || :search || '%'"
    " or s.email ilike '%' || :search || '%'",
)

APPLICATIONS = Listing(
    columns="a.id, a.name, a.legal_name, a.status, a.submitted_at, a.created_at, a.decided_by,"
    " a.decided_at, u.name as person, u.email, a.address->>'country' as country,"
    " extract(epoch from now() - a.submitted_at) / 3600 as waiting_hours,"
    " (select count(*) from seller_documents d where d.application_id = a.id) as documents",
    source="seller_applications a join users u on u.id = a.user_id",
    key="a.id",
    scope="a.status <> 'draft'",
    sorts={"since": Sort("coalesce(a.submitted_at, a.created_at)", "timestamptz")},
    default_sort="since",
    filters={"status": "a.status = :status"},
    search="a.name ilike '%' || :search || '%' or a.legal_name ilike '%' || :search || '%'"
    " or u.email ilike '%' || :search || '%'",
)
