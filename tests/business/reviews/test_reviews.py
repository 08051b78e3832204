"""Reviews: verified by orders, one a person, counted in SQL, text that stays text."""

from __future__ import annotations

import gzip
import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from shop_app.accounts.models import User
from shop_app.catalog.service import create_product
from shop_app.core.db import engine, run_in_transaction
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.reviews.queries import histogram_of, reviews_of
from shop_app.reviews.service import remove_review, write_review

HOSTILE = Path(__file__).parents[4] / "shared/data/hostile_input/blns.json.gz"
BODY = "It does what it should."


def person(session, name: str = "Ada"):
    user = User(email=f"{new_id().hex}@example.com", name=name)
    session.add(user)
    session.flush()
    return user.id


@pytest.fixture
def mug(session):
    return create_product(session, title="Mug", status="active")


def write(session, product_id, rating: int = 5, **more):
    words = f"{BODY} {' '.join(new_id().hex for _ in range(8))}"
    told = {"author_name": "Ada", "body": words, "user_id": more.pop("user_id", None), **more}
    told["user_id"] = told["user_id"] or person(session)
    return write_review(session, product_id=product_id, rating=rating, **told)


def rating_of(session, product_id) -> tuple[float, int, int]:
    sql = "select rating_average, rating_count, version from products where id = :id"
    return tuple(session.connection().execute(text(sql), {"id": product_id}).one())


@pytest.mark.feature("REV-06")
def test_average_count_and_histogram_are_those_of_all_reviews(session, mug):
    for rating in (5, 5, 4, 1):
        write(session, mug, rating)

    assert rating_of(session, mug) == (3.75, 4, 5)
    assert histogram_of(session, product_id=mug) == {5: 2, 4: 1, 3: 0, 2: 0, 1: 1}


def test_writing_again_replaces_and_taking_back_removes(session, mug):
    ada = person(session)
    first = write(session, mug, 2, user_id=ada)
    assert write(session, mug, 4, user_id=ada, title="Better") == first
    assert rating_of(session, mug)[:2] == (4.0, 1)

    remove_review(session, product_id=mug, user_id=ada)

    assert rating_of(session, mug)[:2] == (0.0, 0)
    with pytest.raises(NotFound):
        remove_review(session, product_id=mug, user_id=ada)


@pytest.mark.feature("REV-01")
def test_only_to_whom_it_was_delivered_is_marked_as_verified(session, mug):
    buyer, other = person(session), person(session)
    order, seller = new_id(), new_id()
    session.connection().execute(
        text(
            "insert into orders (id, number, user_id, email, address, region_code, currency,"
            " locale, status, items_minor, discount_minor, delivery_minor, tax_minor, tax_included,"
            " total_minor, key_hash, version, created_at, updated_at) values (:id, 'S-1', :user,"
            " 'a@b.c', '{}', 'EU', 'EUR', 'en', 'placed', 100, 0, 0, 0, true, 100, '', 1, now(),"
            " now())"
        ),
        {"id": order, "user": buyer},
    )
    session.connection().execute(
        text(
            "insert into order_lines (order_id, line_no, seller_id, offer_id, variant_id,"
            " product_id, sku, title, variant_title, slug, image_url, quantity, unit_price_minor,"
            " discount_minor, tax_basis_points, tax_minor, total_minor, commission_basis_points,"
            " commission_minor) values (:id, 1, :any, :any, :any, :product, 's', 't', '', '', '',"
            " 1, 100, 0, 0, 0, 100, 0, 0)"
        ),
        {"id": order, "any": seller, "product": mug},
    )
    part = (
        "insert into seller_orders (order_id, seller_id, number, status, items_minor,"
        " discount_minor, delivery_minor, tax_minor, total_minor, commission_minor, delivery_code,"
        " delivery_name, tracking, updated_at) values (:id, :any, 'S-1-1', 'shipped', 100, 0, 0,"
        " 0, 100, 0, '', '', '', now())"
    )
    session.connection().execute(text(part), {"id": order, "any": seller})

    write(session, mug, user_id=buyer, author_name="Buyer")
    assert not reviews_of(session, product_id=mug).reviews[0].verified
    session.connection().execute(text("update seller_orders set status = 'delivered'"))
    write(session, mug, user_id=buyer, author_name="Buyer")
    write(session, mug, user_id=other, author_name="Other")

    marks = {r.author_name: r.verified for r in reviews_of(session, product_id=mug).reviews}
    assert marks == {"Buyer": True, "Other": False}


@pytest.mark.parametrize("rating", [0, 6, -1, 3.5, True, "5", None])
def test_only_one_to_five_stars_are_given(session, mug, rating):
    with pytest.raises(Invalid) as refusal:
        write(session, mug, rating)
    assert refusal.value.field == "rating"


def test_lengths_are_kept_to(session, mug):
    for body in ("", "short", " " * 50, "\u202e" * 50, "x" * 5001):
        with pytest.raises(Invalid) as refusal:
            write(session, mug, body=body)
        assert refusal.value.field == "body"
    with pytest.raises(Invalid) as refusal:
        write(session, mug, title="x" * 121)
    assert refusal.value.field == "title"
    with pytest.raises(NotFound):
        write(session, new_id())


def test_hostile_text_stays_text(session, mug):
    told = ["<script>alert(1)</script>", "'); drop table reviews; --", "\x00\ud800\u202eabc"]
    if HOSTILE.exists():
        told += json.loads(gzip.decompress(HOSTILE.read_bytes()))[::5]
    ada = person(session)
    for item in told:
        write(session, mug, user_id=ada, title=item[:100], body=f"{item[:4000]} and more text")
    write(session, mug, user_id=ada, title="<b>x</b>", body="<img src=x onerror=alert(1)>")

    (review,) = reviews_of(session, product_id=mug).reviews
    assert (review.title, review.body) == ("<b>x</b>", "<img src=x onerror=alert(1)>")


def test_pages_hold_every_review_once_the_newest_first(session, mug):
    for number in range(23):
        write(session, mug, 1 + number % 5, title=str(number))
    seen, cursor = [], ""
    while True:
        page = reviews_of(session, product_id=mug, cursor=cursor)
        seen += [int(review.title) for review in page.reviews]
        cursor = page.next_cursor
        if not cursor:
            break

    assert seen == list(range(22, -1, -1))
    stars = reviews_of(session, product_id=mug, stars=3, per_page=50).reviews
    assert {review.rating for review in stars} == {3}
    with pytest.raises(Invalid):
        reviews_of(session, product_id=mug, cursor="nonsense")


@pytest.mark.usefixtures("database")
def test_reviews_at_once_are_all_counted():
    def begin(session):
        return create_product(session, title="Mug", status="active"), [
            person(session) for _ in range(12)
        ]

    mug, people = run_in_transaction(begin)
    start = threading.Barrier(len(people))

    def go(user_id, rating):
        start.wait()
        run_in_transaction(
            write_review,
            product_id=mug,
            user_id=user_id,
            author_name="A",
            rating=rating,
            body=f"{BODY} {' '.join(new_id().hex for _ in range(8))}",
        )

    threads = [
        threading.Thread(target=go, args=(user_id, 1 + number % 5))
        for number, user_id in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with engine().connect() as connection:
        average, count = connection.execute(
            text("select rating_average, rating_count from products")
        ).one()
    ratings = [1 + number % 5 for number in range(12)]
    assert count == 12
    assert average == pytest.approx(sum(ratings) / 12, abs=0.0001)
