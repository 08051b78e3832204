"""Notices of reviews and answers: each side once, whoever may act on it."""

from __future__ import annotations

import pytest

from shop_app.accounts import service
from shop_app.core.audit import Actor
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction
from shop_app.reviews import answers
from shop_app.reviews.service import write_review
from tests.business.notifications.telling import Trade, ask, told

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.feature("REV-04")
def test_the_seller_hears_of_a_review_and_its_writer_of_the_answer_each_once():
    trade = Trade()
    told()
    ada = run_in_transaction(
        service.register, email="eve@example.com", name="Eve", password="three olive trees",
        token=new_token(),
    ).user_id  # fmt: skip
    product = ask("select id from products")[0].id
    words = {"product_id": product, "user_id": ada, "author_name": "Eve", "rating": 2}
    review = run_in_transaction(write_review, **words, body="It chipped on the first day.")
    told()
    run_in_transaction(write_review, **words, body="It chipped on the second day.")
    told()
    kinds = "select kind, seller_id, user_id, href, facts from notices where kind like '%review%'"
    (heard,) = ask(kinds)
    assert (heard.kind, heard.seller_id) == ("seller_review", trade.seller)
    assert heard.href == f"/seller/reviews/{review}"
    assert heard.facts == {"title": "Stoneware mug", "stars": 2}

    act = {"actor": Actor("seller", "Olive"), "seller_id": trade.seller, "review_id": review}
    for body in ("We send you a new one.", "We have sent you a new one."):
        run_in_transaction(answers.answer_review, **act, body=body)
        told()
    (answered,) = [row for row in ask(kinds) if row.kind == "review_answered"]
    assert answered.user_id == ada
    assert answered.facts == {"title": "Stoneware mug", "seller": "Olive & Oak"}
