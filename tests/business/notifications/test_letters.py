"""Letters: each event once, to whom it concerns, with what they need and nothing that acts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop_app.core.audit import Actor
from shop_app.core.clock import moved
from shop_app.core.db import run_in_transaction
from shop_app.core.words import plain_words
from shop_app.notifications.letters import Letter, Row, html_of, text_of
from shop_app.notifications.order_news import order_address
from shop_app.orders import fulfilment
from shop_app.orders import service as orders
from shop_app.workers.notifications_consumer import handle
from tests.business.notifications.telling import Trade, ask, happened, mails, told

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.feature("NOT-01")
def test_an_order_is_told_to_who_bought_and_to_who_sells():
    trade = Trade()
    told()
    (buyer,) = mails("order_placed")
    (seller,) = mails("seller_new_order")
    assert buyer.recipient == "ada@example.com"
    assert buyer.subject == f"Your order {trade.number}"
    assert "2 × Stoneware mug" in buyer.text
    assert "Total: €44.93" in buyer.text
    assert "Keizersgracht 12" in buyer.text
    assert f"http://localhost:3000{order_address(trade.number)}" in buyer.text
    assert seller.recipient == "shop@olive.example"
    assert seller.subject == f"New order {trade.number}-1 to send"
    assert order_address(trade.number) not in seller.text


def test_an_event_that_is_seen_twice_makes_one_letter_and_one_notice():
    Trade()
    events = happened()
    handle(events)
    before = [(mail.id, mail.html) for mail in mails()]
    handle(events)
    handle([*events, *events])
    assert [(mail.id, mail.html) for mail in mails()] == before
    assert [row.n for row in ask("select count(*) as n from notices")] == [1]


def test_history_makes_no_letters():
    Trade()
    events = happened()
    with moved(timedelta(days=8)):
        handle(events)
    assert mails() == []


def test_each_step_of_an_order_is_told():
    trade = Trade()
    part = {"seller_id": trade.seller, "number": trade.number, "actor": "seller"}
    run_in_transaction(fulfilment.ship, **part, tracking="PN 123")
    run_in_transaction(fulfilment.deliver, **part)
    told()
    kinds = [mail.kind for mail in mails() if mail.recipient == "ada@example.com"]
    assert kinds == ["order_placed", "order_shipped", "order_delivered"]
    assert "Tracking number: PN 123" in mails("order_shipped")[0].text


def test_a_cancelled_part_is_told_with_the_way_the_money_goes():
    trade = Trade()
    run_in_transaction(
        orders.cancel_before_shipment,
        number=trade.number,
        reason="changed",
        actor=Actor("shopper", ""),
    )
    told("seller_order.cancelled")
    (mail,) = mails("order_cancelled")
    assert mail.subject == f"Cancelled: order {trade.number}"
    assert "goes back the way it came" in mail.text
    assert [row.kind for row in ask("select kind from notices")] == ["seller_order_cancelled"]


def test_what_sellers_write_stays_words_in_a_letter():
    letter = Letter(
        subject="<b>x</b>",
        heading="</h1><script>alert(1)</script>",
        rows=[Row("<img src=x onerror=alert(1)>", "{{7*7}}")],
        lines=['"><a href="https://evil.example">'],
        button="Go",
        address='https://shop.example/"onclick="x',
    )
    page = html_of(letter, shop="Stoa", home="https://shop.example", reason="r", locale="en")
    for acting in ("<script", "<img", '<a href="https://evil', '"onclick="'):
        assert acting not in page
    text = text_of(letter, shop="Stoa", home="https://shop.example", reason="r")
    assert "</h1><script>alert(1)</script>" in text


def test_words_of_a_locale_that_is_none_are_english():
    for locale in ("../../etc", "", "xx", "de_DE/../.."):
        assert plain_words(locale).t("Total") == "Total"
        assert plain_words(locale).nt("{n} piece", "{n} pieces", n=1200) == "1,200 pieces"
