"""What sellers say to reviews: one answer, theirs alone to give, hidden and shown by staff."""

from __future__ import annotations

import pytest

from shop_app.accounts.models import User
from shop_app.catalog.models import Offer, Variant
from shop_app.catalog.service import create_product
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.lists import ListQuery, read_list
from shop_app.reviews import answers, moderation
from shop_app.reviews.lists import review_list
from shop_app.reviews.queries import reviews_of
from shop_app.reviews.seller_lists import (
    SELLER_REVIEWS,
    seller_review,
    sellers_who_may_answer,
    unanswered_count,
)
from shop_app.reviews.service import remove_review, write_review
from tests.makers import make_seller

STAFF = Actor("staff", "Sam")
WORDS = "Thank you. The next batch is thicker."


@pytest.fixture
def mug(session):
    """A product that two sellers offer; the sellers."""
    product = create_product(session, title="Mug", status="active")
    sellers = [make_seller(session), make_seller(session, name="Clay Works")]
    variant = Variant(product_id=product, sku=f"SKU-{new_id().hex[:8]}", title="One")
    session.add(variant)
    session.flush()
    for seller in sellers:
        session.add(Offer(variant_id=variant.id, seller_id=seller))
    session.flush()
    return product, sellers


@pytest.fixture
def review(session, mug):
    return _write(session, mug[0])


def _write(session, product_id):
    user = User(email=f"{new_id().hex}@example.com", name="Ada")
    session.add(user)
    session.flush()
    return write_review(
        session, product_id=product_id, user_id=user.id, author_name="Ada", rating=2,
        body=f"It chipped on the first day. {new_id().hex} {new_id().hex}",
    )  # fmt: skip


def _as(seller_id):
    return {"actor": Actor("seller", "Olive", seller_id=seller_id), "seller_id": seller_id}


def _answer(session, seller_id, review_id, body=WORDS):
    return answers.answer_review(session, **_as(seller_id), review_id=review_id, body=body)


def _shown(session, product_id):
    (row,) = review_list(session, product_id=product_id, user_id=None).rows
    (facts,) = reviews_of(session, product_id=product_id).reviews
    assert (row.answer, row.answered_by) == (facts.answer, facts.answered_by)
    return row.answer, row.answered_by


@pytest.mark.feature("REV-04")
def test_an_answer_shows_under_the_review_and_can_be_changed_and_taken_back(session, mug, review):
    product, (seller, _) = mug
    assert unanswered_count(session, seller_id=seller) == 1
    assert _answer(session, seller, review) == "published"
    assert _shown(session, product) == (WORDS, "Olive & Oak")
    assert unanswered_count(session, seller_id=seller) == 0
    _answer(session, seller, review, "We have sent you a new one.")
    assert _shown(session, product)[0] == "We have sent you a new one."
    answers.remove_answer(session, **_as(seller), review_id=review)
    assert _shown(session, product) == ("", "")
    with pytest.raises(NotFound):
        answers.remove_answer(session, **_as(seller), review_id=review)
    actions = [row.action for row in rows(session, "select action from audit_log order by id")]
    assert actions == ["review.answered", "review.answer_changed", "review.answer_removed"]


def test_the_product_is_renewed_with_each_answer(session, mug, review):
    version = "select version from products where id = :id"
    before = rows(session, version, id=mug[0])[0].version
    _answer(session, mug[1][0], review)
    assert rows(session, version, id=mug[0])[0].version == before + 1


def test_a_review_has_one_answer_and_only_its_seller_changes_it(session, mug, review):
    product, (seller, other) = mug
    _answer(session, seller, review)
    with pytest.raises(Conflict):
        _answer(session, other, review)
    with pytest.raises(NotFound):
        answers.remove_answer(session, **_as(other), review_id=review)
    assert _shown(session, product)[1] == "Olive & Oak"
    assert seller_review(session, seller_id=other, review_id=review).is_mine is False


def test_who_does_not_offer_the_product_may_neither_see_nor_answer(session, review):
    stranger = make_seller(session, name="Stranger")
    with pytest.raises(NotFound):
        _answer(session, stranger, review)
    with pytest.raises(NotFound):
        seller_review(session, seller_id=stranger, review_id=review)
    page = read_list(session, listing=SELLER_REVIEWS, query=ListQuery(), seller_id=stranger)
    assert page.rows == []


def test_a_verified_review_is_answered_by_whom_it_was_bought_from(session, mug, review):
    seller, other = mug[1]
    order = new_id()
    rows(
        session,
        "insert into orders (id, number, user_id, email, address, region_code, currency, locale,"
        " status, items_minor, discount_minor, delivery_minor, tax_minor, tax_included,"
        " total_minor, key_hash, version, created_at, updated_at) select :id, 'S-1', user_id,"
        " 'a@b.c', '{}', 'EU', 'EUR', 'en', 'delivered', 100, 0, 0, 0, true, 100, '', 1, now(),"
        " now() from reviews where id = :review returning id",
        id=order,
        review=review,
    )
    rows(
        session,
        "insert into order_lines (order_id, line_no, seller_id, offer_id, variant_id, product_id,"
        " sku, title, variant_title, slug, image_url, quantity, unit_price_minor, discount_minor,"
        " tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_minor)"
        " values (:id, 1, :seller, :any, :any, :product, 'x', 'Mug', '', '', '', 1, 100, 0, 0, 0,"
        " 100, 0, 0) returning order_id",
        id=order,
        seller=other,
        product=mug[0],
        any=new_id(),
    )
    rows(session, "update reviews set verified = true returning id")
    assert sellers_who_may_answer(session, review_id=review) == [other]
    with pytest.raises(NotFound):
        _answer(session, seller, review)
    assert _answer(session, other, review) == "published"


@pytest.mark.feature("REV-04")
def test_staff_hides_an_answer_for_a_reason_and_one_written_anew_waits(session, mug, review):
    product, (seller, _) = mug
    with pytest.raises(NotFound):
        answers.hide_answer(session, actor=STAFF, key=str(review), note="Rude")
    _answer(session, seller, review)
    with pytest.raises(Invalid):
        answers.hide_answer(session, actor=STAFF, key=str(review), note=" ")
    answers.hide_answer(session, actor=STAFF, key=str(review), note="Rude")
    assert _shown(session, product) == ("", "")
    assert seller_review(session, seller_id=seller, review_id=review).answer_note == "Rude"
    assert _answer(session, seller, review, "We are sorry.") == "pending"
    assert moderation.waiting(session).count == 1
    answers.show_answer(session, actor=STAFF, key=str(review))
    assert _shown(session, product)[0] == "We are sorry."
    assert moderation.waiting(session).count == 0


def test_words_that_hurt_wait_for_staff(session, mug, review):
    assert _answer(session, mug[1][0], review, "You are a wanker") == "pending"
    assert _shown(session, mug[0]) == ("", "")
    session.flush()
    kinds = {row.kind for row in rows(session, "select kind from outbox")}
    assert {"review.answered", "review.submitted"} <= kinds


@pytest.mark.parametrize("body", ["", " ", "a", "\x00\u202e", "x" * 2001])
def test_what_is_no_answer_is_refused(session, mug, review, body):
    with pytest.raises(Invalid) as refused:
        _answer(session, mug[1][0], review, body)
    assert refused.value.field == "body"


def test_a_review_that_is_taken_back_takes_the_answer_along(session, mug, review):
    _answer(session, mug[1][0], review)
    user = rows(session, "select user_id from reviews")[0].user_id
    remove_review(session, product_id=mug[0], user_id=user)
    assert rows(session, "select 1 from review_answers") == []


def test_rubbish_keys_are_not_found(session):
    for key in ("rubbish", str(new_id())):
        with pytest.raises(NotFound):
            answers.show_answer(session, actor=STAFF, key=key)
