"""What happens around reviews: votes, reports, screening, staff's decisions, and the figures."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from shop_app.accounts.models import User
from shop_app.catalog.service import create_product
from shop_app.core.audit import Actor
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.lists import ListQuery, read_list
from shop_app.reviews.lists import own_review, own_reviews, review_list
from shop_app.reviews.moderation import REVIEWS, publish_review, reject_review, waiting
from shop_app.reviews.screening import fingerprint_of, hurting_words, nearness
from shop_app.reviews.service import (
    add_photos,
    remove_review,
    report_review,
    vote_helpful,
    write_review,
)

STAFF = Actor("staff", "Noor")
BODY = "It does what it should and looks well on the table."


def person(session):
    user = User(email=f"{new_id().hex}@example.com", name="Ada")
    session.add(user)
    session.flush()
    return user.id


@pytest.fixture
def mug(session):
    return create_product(session, title="Mug", status="active")


def write(session, product_id, rating=5, body="", user_id=None, title=""):
    return write_review(
        session,
        product_id=product_id,
        user_id=user_id or person(session),
        author_name="Ada",
        rating=rating,
        title=title,
        body=body or f"{BODY} {new_id().hex} {new_id().hex} {new_id().hex} {new_id().hex}",
    )


def figures(session, product_id):
    sql = "select rating_average, rating_count from products where id = :id"
    return tuple(session.connection().execute(text(sql), {"id": product_id}).one())


def status_of(session, review_id):
    sql = "select status, held_for from reviews where id = :id"
    return tuple(session.connection().execute(text(sql), {"id": review_id}).one())


def test_helpful_counts_once_a_person_and_never_ones_own(session, mug):
    writer, reader = person(session), person(session)
    review = write(session, mug, user_id=writer)

    assert vote_helpful(session, review_id=review, user_id=reader)
    assert not vote_helpful(session, review_id=review, user_id=reader)
    assert not vote_helpful(session, review_id=review, user_id=writer)
    assert not vote_helpful(session, review_id=new_id(), user_id=reader)

    shown = review_list(session, product_id=mug, user_id=reader).rows[0]
    assert (shown.helpful_count, shown.voted, shown.is_mine) == (1, True, False)
    assert review_list(session, product_id=mug, user_id=writer).rows[0].is_mine


@pytest.mark.feature("REV-03")
def test_bad_words_and_copies_wait_for_staff_and_count_only_once_published(session, mug):
    other = create_product(session, title="Pan", status="active")
    fine = write(session, mug, 5, body=BODY)
    rude = write(session, mug, 1, body="This sh1t broke on the very first day we used it.")
    copied = write(session, mug, 1, body="On the table it looks well AND does what it should!!")
    ada = person(session)
    write(session, other, 4, user_id=ada, body="Soft handle, quick to clean, good in the oven.")
    spam = write(session, mug, 2, user_id=ada, body="Soft handle; quick to clean; good in the oven")

    assert status_of(session, fine) == ("published", [])
    assert status_of(session, rude) == ("pending", ["words"])
    assert status_of(session, copied) == ("pending", ["duplicate"])
    assert status_of(session, spam) == ("pending", ["duplicate"])
    assert figures(session, mug) == (5.0, 1)
    facts = waiting(session)
    assert (facts.count, facts.held, facts.reported) == (3, 3, 0)

    publish_review(session, actor=STAFF, key=str(rude))
    assert figures(session, mug) == (3.0, 2)
    reject_review(session, actor=STAFF, key=str(copied), note="Copied from another review")
    assert figures(session, mug) == (3.0, 2)
    reject_review(session, actor=STAFF, key=str(rude), note="Rude")
    assert figures(session, mug) == (5.0, 1)
    session.flush()
    kinds = session.connection().execute(text("select kind from outbox order by position")).all()
    assert {"review.published", "review.rejected"} <= {kind for (kind,) in kinds}
    actions = session.connection().execute(text("select action from audit_log order by position"))
    assert [row.action for row in actions] == [
        "review.published", "review.rejected", "review.rejected",
    ]  # fmt: skip


def test_staff_must_say_why_and_unknown_reviews_are_not_found(session, mug):
    review = write(session, mug)
    with pytest.raises(Invalid):
        reject_review(session, actor=STAFF, key=str(review), note="  ")
    for key in (str(new_id()), "nonsense", ""):
        with pytest.raises(NotFound):
            publish_review(session, actor=STAFF, key=key)


@pytest.mark.feature("REV-03")
def test_a_report_waits_for_staff_and_the_third_person_hides_the_review(session, mug):
    review = write(session, mug, 2)
    first = person(session)
    report_review(session, review_id=review, user_id=first, reason="spam", words="\u202eAn advert")
    with pytest.raises(Conflict):
        report_review(session, review_id=review, user_id=first, reason="other")
    with pytest.raises(Invalid):
        report_review(session, review_id=review, user_id=first, reason="dull")

    queue = ListQuery(filters={"queue": "waiting"})
    (row,) = read_list(session, listing=REVIEWS, query=queue).rows
    assert (row.id, row.status, row.reports) == (review, "published", ["spam: An advert"])
    assert figures(session, mug) == (2.0, 1)

    for _ in range(2):
        report_review(session, review_id=review, user_id=person(session), reason="false")
    assert status_of(session, review) == ("pending", ["reports"])
    assert figures(session, mug) == (0.0, 0)
    publish_review(session, actor=STAFF, key=str(review))
    assert figures(session, mug) == (2.0, 1)
    assert read_list(session, listing=REVIEWS, query=queue).count == 0
    report_review(session, review_id=review, user_id=person(session), reason="other")
    assert status_of(session, review) == ("published", [])


def test_a_rejected_review_that_is_written_anew_waits_again(session, mug):
    ada = person(session)
    review = write(session, mug, 1, user_id=ada)
    reject_review(session, actor=STAFF, key=str(review), note="Not about the product")
    assert own_review(session, product_id=mug, user_id=ada).note == "Not about the product"

    assert write(session, mug, 4, user_id=ada) == review
    assert status_of(session, review) == ("pending", ["rewritten"])
    assert figures(session, mug) == (0.0, 0)


def test_reviews_are_filtered_sorted_and_cut(session, mug):
    written = [write(session, mug, stars, title=str(stars)) for stars in (1, 3, 5, 5)]
    vote_helpful(session, review_id=written[1], user_id=person(session))
    author = session.connection().execute(
        text("select user_id from reviews where id = :id"), {"id": written[0]}
    )
    add_photos(
        session,
        review_id=written[0],
        user_id=author.scalar_one(),
        photos=[("/media/a.webp", "/media/a-s.webp", 800, 600)],
    )

    def titles(**how):
        shown = review_list(session, product_id=mug, user_id=None, **how)
        return [row.title for row in shown.rows]

    assert titles() == ["5", "5", "3", "1"]
    assert titles(sort="helpful")[0] == "3"
    assert titles(sort="photos")[0] == "1"
    assert titles(stars=5) == ["5", "5"]
    assert titles(sort="'; drop table reviews; --", stars=99) == ["5", "5", "3", "1"]
    cut = review_list(session, product_id=mug, user_id=None, most=3)
    assert (len(cut.rows), cut.has_more, cut.count) == (3, True, 4)
    assert [bar.percent for bar in cut.bars] == [50, 0, 25, 0, 25]


def test_photos_go_to_ones_own_review_six_at_most_and_leave_with_it(session, mug):
    ada, eve = person(session), person(session)
    review = write(session, mug, user_id=ada)
    photo = ("/media/a.webp", "/media/a-s.webp", 800, 600)
    with pytest.raises(NotFound):
        add_photos(session, review_id=review, user_id=eve, photos=[photo])
    add_photos(session, review_id=review, user_id=ada, photos=[photo] * 4)
    with pytest.raises(Invalid):
        add_photos(session, review_id=review, user_id=ada, photos=[photo] * 3)
    add_photos(session, review_id=review, user_id=ada, photos=[photo] * 2)
    assert len(review_list(session, product_id=mug, user_id=None).rows[0].photos) == 6

    vote_helpful(session, review_id=review, user_id=eve)
    report_review(session, review_id=review, user_id=eve, reason="spam")
    remove_review(session, product_id=mug, user_id=ada)
    assert own_reviews(session, user_id=ada).written == []


def test_screening_sees_through_digits_case_and_order():
    assert hurting_words("What a B1TCH", {"bitch"}) == ["bitch"]
    assert hurting_words("Scunthorpe classics", {"cunt", "ass"}) == []
    assert fingerprint_of("a b c d e") == fingerprint_of("E, d! C b a")
    assert fingerprint_of("very good") == ""
    assert nearness("one two three four five", "one two three four six") == 4 / 6
