"""What people do becomes facts and visits: once each, in memory first, without anybody's name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shop_app.analytics import behaviour, noting, queries, rollups, visit_hours, visits
from shop_app.analytics.models import Dimension
from shop_app.analytics.noting import act_of, device_of, is_bot, source_of, visitor_of
from shop_app.analytics.periods import Span
from shop_app.core.db import rows
from shop_app.core.ids import new_id
from tests.business.analytics.past import buy, make_wares

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
DAY = Span(date(2026, 5, 4), date(2026, 5, 4))
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari/604.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def page(minutes: float, path: str, visitor: str = "v1", **more) -> dict:
    return {
        "id": str(new_id()), "kind": "page", "visitor": visitor, "path": path,
        "act": act_of(path), "device": "desktop", "region": "EU",
        "at": NOON + timedelta(minutes=minutes), **more,
    }  # fmt: skip


def arrival(minutes: float, source: str, visitor: str = "v1") -> dict:
    return {
        "id": str(new_id()), "kind": "arrival", "visitor": visitor, "source": source,
        "at": NOON + timedelta(minutes=minutes),
    }  # fmt: skip


@pytest.mark.feature("ANA-04", "ANA-16")
def test_a_visit_goes_from_a_page_to_payment_and_ends_after_half_an_hour(session):
    ware = make_wares(session, sellers=1, each=1)[0]
    slug = rows(session, "select slug from products where id = :id", id=ware.product)[0].slug
    lines = [
        arrival(0, "newsletter"),
        page(0.1, "/"),
        page(1, f"/p/{slug}"),
        page(2, "/checkout"),
        {**page(3, "/cart"), "act": "paid", "kind": "event"},
        page(40, "/"),
        page(1, "/", visitor="v2", device="phone"),
    ]
    assert behaviour.fold(session, lines=lines, moment=NOON) == 6
    whole = visits.visits(session, span=DAY)
    assert (whole.visits, whole.viewed, whole.added, whole.began, whole.paid) == (3, 1, 0, 1, 1)
    assert whole.conversion == 1 / 3
    assert {name: v.visits for name, v in visits.by_device(session, span=DAY)} == {
        "desktop": 2,
        "phone": 1,
    }
    assert {name: v.paid for name, v in visits.by_source(session, span=DAY)} == {
        "newsletter": 1,
        "direct": 0,
    }


def sold_by(session, dimension):
    rollups.rebuild(session)
    members = queries.by_member(session, span=DAY, currency="EUR", dimension=dimension)
    return {member.member: member.sums.total_minor for member in members}


@pytest.mark.feature("ANA-03", "ANA-04")
def test_an_order_counts_for_the_device_and_source_of_its_visit(session):
    ware = make_wares(session, sellers=1, each=1)[0]
    phoned, unseen, brought = (buy(session, NOON, [(ware, n)]) for n in (1, 2, 3))
    paid = {"kind": "event", "act": "paid", "path": ""}
    lines = [
        arrival(-3, "newsletter"),
        page(-2, "/checkout", device="phone"),
        {**page(0, "/cart"), **paid, "order_id": phoned.id},
        {**page(0, "/cart", visitor="v2"), **paid, "order_id": unseen.id, "device": ""},
    ]
    behaviour.fold(session, lines=lines, moment=NOON)
    assert sold_by(session, Dimension.DEVICE) == {
        "phone": phoned.total,
        "unknown": unseen.total + brought.total,
    }
    assert sold_by(session, Dimension.SOURCE) == {
        "newsletter": phoned.total,
        "direct": unseen.total,
        "unknown": brought.total,
    }
    # The page of the second one was folded late: its orders follow, and their hour is marked.
    behaviour.fold(session, lines=[page(1, "/", visitor="v2", device="tablet")], moment=NOON)
    assert [row.hour for row in rows(session, "select hour from analytics_stale_hours")] == [NOON]
    assert sold_by(session, Dimension.DEVICE)["tablet"] == unseen.total


def test_hours_of_visits_made_anew_are_those_written_as_they_came(session):
    def told():
        return [
            sorted(map(tuple, rows(session, f"select * from {table}")), key=str)
            for table in ("visit_hours", "view_hours")
        ]

    ware = make_wares(session, sellers=1, each=1)[0]
    slug = rows(session, "select slug from products where id = :id", id=ware.product)[0].slug
    gone = NOON - timedelta(days=90)
    rows(
        session,
        "insert into visit_hours values (:hour, 'phone', 'direct', 7, 9, 5, 3, 2, 1) returning 1",
        hour=gone,
    )
    lines = [
        page(step * 25, address, visitor=f"v{step % 3}", device="phone" if step % 2 else "desktop")
        for step, address in enumerate(["/", f"/p/{slug}", f"/p/{slug}", "/checkout", "/"])
    ]
    for line in lines:
        behaviour.fold(session, lines=[line], moment=NOON)
    before = told()
    assert len(before[0]) > 2
    assert visit_hours.rebuild(session) == len(before[0]) - 1  # not the hour whose visits are gone
    assert told() == before


def test_an_arrival_waits_for_its_page_but_not_for_ever():
    early, met, late = arrival(0, "a", "v1"), arrival(0, "b", "v2"), arrival(-5, "c", "v3")
    seen = page(0.1, "/", visitor="v2")
    ready, waits = noting.settled([late, early, met, seen], NOON)
    assert (ready, waits) == ([late, met, seen], [early])


def test_facts_seen_twice_count_once_and_so_does_a_page_loaded_again_at_once(session):
    lines = [page(0, "/"), page(0.05, "/"), page(5, "/search")]
    assert behaviour.fold(session, lines=lines, moment=NOON) == 2
    assert behaviour.fold(session, lines=lines[:1], moment=NOON) == 0
    assert visits.visits(session, span=DAY).pages == 2


@pytest.mark.feature("MKT-14")
def test_a_seller_sees_the_views_of_own_products_alone(session):
    from tests.makers import make_offer, make_seller, make_world

    world = make_world(session)
    mine, other = make_seller(session), make_seller(session, name="Other")
    slugs = {}
    for seller in (mine, other):
        offer = make_offer(session, world, seller_id=seller)
        slugs[seller] = rows(
            session,
            "select p.slug from offers o join variants v on v.id = o.variant_id"
            " join products p on p.id = v.product_id where o.id = :id",
            id=offer,
        )[0].slug
    lines = [
        page(0, f"/p/{slugs[mine]}"),
        page(1, f"/p/{slugs[mine]}"),
        page(2, f"/p/{slugs[other]}"),
    ]
    behaviour.fold(session, lines=lines, moment=NOON)
    assert visits.views_of_seller(session, seller_id=mine, span=DAY) == 2
    assert visits.views_of_seller(session, seller_id=other, span=DAY) == 1
    assert set(visits.views_of_products(session, seller_id=mine, span=DAY).values()) == {2}


def test_a_visitor_is_a_keyed_hash_and_nothing_of_the_session():
    key = "a" * 64
    assert visitor_of(key) != visitor_of("b" * 64)
    assert key[:8] not in visitor_of(key)
    assert len(visitor_of(key)) == 32


@pytest.mark.parametrize(
    ("query", "referrer", "source"),
    [
        ("utm_source=News%20Letter", "https://stoa.example/", "news-letter"),
        ("", "https://www.duckduckgo.example/?q=mug", "duckduckgo.example"),
        ("", "http://localhost:3000/search", ""),
        ("", "", ""),
        ("utm_source=%3Cscript%3E", "", "script"),
    ],
)
def test_where_somebody_came_from(query, referrer, source):
    assert source_of(query=query, referrer=referrer, own_origin="http://localhost:3000") == source


def test_devices_and_robots_are_known_by_what_they_say():
    assert [device_of(agent) for agent in (IPHONE, FIREFOX, "iPad; CPU OS 19")] == [
        "phone", "desktop", "tablet",
    ]  # fmt: skip
    assert [is_bot(agent) for agent in ("Googlebot/2.1", "curl/8", "", FIREFOX)] == [
        True, True, True, False,
    ]  # fmt: skip


def test_pages_are_carried_to_redis_and_taken_in_order(migrated):
    noting.take(100_000)
    noting.flush()
    noting.take(100_000)
    for path in ("/", "/p/mug", "/admin"):
        noting.page(
            session_key="k" * 64, address=f"http://x{path}?q=1", user_agent=FIREFOX, region="EU",
            user_id=None,
        )  # fmt: skip
    noting.page(
        session_key="k" * 64, address="/", user_agent="Googlebot/2.1", region="EU", user_id=None
    )
    noting.flush()
    lines = noting.take()
    assert [(line["act"], line["path"]) for line in lines] == [("page", "/"), ("product", "/p/mug")]
    noting.put_back(lines)
    assert [line["path"] for line in noting.take()] == ["/", "/p/mug"]
    assert all(UUID(line["id"]) for line in lines)
