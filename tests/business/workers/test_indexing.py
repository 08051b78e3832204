"""What changes in the shop is found: prices, stock, status, reviews, sales that begin and end."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta

import pytest

from shop_app.catalog.importing.run import import_file
from shop_app.catalog.service import change_slug, set_status
from shop_app.core import clock
from shop_app.core.db import run_in_transaction
from shop_app.inventory.service import adjust, receive
from shop_app.pricing.service import set_price
from shop_app.workers.consumers import Consumer
from shop_app.workers.indexing import SearchConsumer, renew_turned_sales
from shop_app.workers.relay import Relay
from tests.business.search.found import product
from tests.business.workers.carrying import carry_all


@pytest.fixture
def settle(found_shop, stream):
    """Carry and handle every event that waits."""

    def carry() -> None:
        carry_all()
        Consumer(
            "search", SearchConsumer(found_shop.engines["typesense"]), threading.Event()
        ).drain()

    carry()
    return carry


@pytest.fixture
def mitt(ask):
    """The product, offer and warehouse of the oven mitt: ten pieces at 20 euro."""
    return ask(
        "select p.id as product_id, p.slug, o.id as offer_id, l.warehouse_id, l.available"
        " from products p join variants v on v.product_id = p.id"
        " join offers o on o.variant_id = v.id join stock_levels l on l.offer_id = o.id"
        " where p.source_key = 'mitt'"
    )[0]


def card(found_shop, engine: str = "typesense"):
    return found_shop.ask("q=oven+mitt", engine=engine).cards[0]


def test_a_new_price_is_found_in_both_lists(found_shop, settle, mitt):
    run_in_transaction(set_price, offer_id=mitt.offer_id, currency="EUR", amount_minor=1234)
    settle()

    assert card(found_shop).price_text == "€12.34"
    assert found_shop.ask("q=oven+mitt&price_from=12.34&price_to=12.34").total == 1
    assert found_shop.ask("q=oven+mitt&price_from=12.35").total == 0
    in_home = found_shop.ask("sort=price", kind="category", slug="home").cards
    prices = [item.price_minor for item in in_home]
    assert prices == sorted(prices)


def test_stock_that_runs_low_and_out_and_comes_back_is_told(found_shop, settle, mitt):
    where = {"offer_id": mitt.offer_id, "warehouse_id": mitt.warehouse_id}
    seen = []
    for delta in (-7, -2, -1):
        run_in_transaction(adjust, **where, delta=delta, reason="count")
        settle()
        seen.append((card(found_shop).stock_status, card(found_shop).stock_left))
    assert seen == [("low", 3), ("low", 1), ("out", 0)]
    assert found_shop.ask("q=oven+mitt&stock=in").total == 0

    run_in_transaction(receive, **where, quantity=10)
    settle()
    assert card(found_shop).stock_status == "in"
    assert found_shop.ask("q=oven+mitt&stock=in").total == 1


def test_an_archived_product_is_gone_and_comes_back(found_shop, settle, mitt):
    run_in_transaction(set_status, product_id=mitt.product_id, status="archived")
    settle()
    for engine in ("typesense", "postgres"):
        assert "Oven mitt" not in found_shop.titles("q=oven+mitt", engine=engine)

    run_in_transaction(set_status, product_id=mitt.product_id, status="active")
    settle()
    assert "Oven mitt" in found_shop.titles("q=oven+mitt")


def test_a_new_address_is_the_one_that_lists_show(found_shop, settle, mitt):
    run_in_transaction(change_slug, product_id=mitt.product_id, slug="mitt-for-ovens")
    settle()

    assert card(found_shop).href == "/p/mitt-for-ovens"


def test_a_sale_that_begins_and_ends_by_itself_is_told(found_shop, settle, mitt):
    begins = clock.now() + timedelta(hours=1)
    run_in_transaction(
        set_price, offer_id=mitt.offer_id, currency="EUR", amount_minor=2000, sale_minor=1500,
        sale_from=begins, sale_to=begins + timedelta(hours=1),
    )  # fmt: skip
    settle()
    index = found_shop.engines["typesense"]
    seen = [card(found_shop).price_minor]
    for hours in (1.5, 2.5):
        with clock.moved(timedelta(hours=hours)):
            renew_turned_sales(index, since=clock.now() - timedelta(hours=1), until=clock.now())
            seen.append(card(found_shop).price_minor)
            on_sale = found_shop.ask("q=oven+mitt&sale=1").total
            assert on_sale == (1 if hours == 1.5 else 0)
    assert seen == [2000, 1500, 2000]


def test_the_same_events_twice_change_nothing(found_shop, settle, mitt, ask):
    run_in_transaction(set_price, offer_id=mitt.offer_id, currency="EUR", amount_minor=1800)
    settle()
    version = ask("select value from shop_settings where key = 'search.version'")
    ask_all = "select count(*) from search_documents"
    count = ask(ask_all)

    consumer = SearchConsumer(found_shop.engines["typesense"])
    Consumer("another", consumer, threading.Event()).drain()

    assert ask("select value from shop_settings where key = 'search.version'") == version
    assert ask(ask_all) == count


@pytest.mark.feature("SRCH-12")
def test_a_price_is_searchable_soon_after_its_commit(found_shop, settle, mitt):
    stop = threading.Event()
    consumer = Consumer("search", SearchConsumer(found_shop.engines["typesense"]), stop)
    threads = [threading.Thread(target=Relay(stop).run), threading.Thread(target=consumer.run)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(0.5)
        waits = []
        for price in (1111, 1112, 1113):
            run_in_transaction(
                set_price, offer_id=mitt.offer_id, currency="EUR", amount_minor=price
            )
            started = time.monotonic()
            address = f"q=oven+mitt&price_from={price / 100}&price_to={price / 100}"
            while found_shop.ask(address).total != 1:
                assert time.monotonic() - started < 10
                time.sleep(0.005)
            waits.append(time.monotonic() - started)
        assert min(waits) < 2
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)


def test_what_an_import_brings_is_found(found_shop, settle, tmp_path):
    file = tmp_path / "more.jsonl"
    file.write_text(json.dumps(product("gong", "Brass gong")) + "\n")
    import_file(file, report_folder=tmp_path)
    settle()

    for engine in ("typesense", "postgres"):
        assert found_shop.titles("q=gong", engine=engine) == ["Brass gong"]
