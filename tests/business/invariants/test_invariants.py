"""Each invariant, broken on purpose, is the one that is named; a sound shop breaks none."""

from __future__ import annotations

import json
from importlib import import_module

import pytest

from shop_app.core.clock import now
from shop_app.core.ids import new_id
from shop_app.invariants import carts, copies, orders, stock
from shop_app.invariants.proof import Finding, breach_of, prove
from shop_app.payments.models import Payment

ALL = (*stock.INVARIANTS, *orders.INVARIANTS, *carts.INVARIANTS, *copies.LISTS)
_OLD = "now() - interval '6 minutes'"
_VERY_OLD = "now() - interval '61 minutes'"


def broken(session) -> dict[str, Finding]:
    """The invariants that do not hold, by name."""
    found = [Finding(i.name, i.sentence, i.find(session)) for i in ALL]
    return {finding.name: finding for finding in found if finding.breach}


@pytest.mark.feature("PRC-14")
def test_a_sound_shop_breaks_nothing(sound):
    assert broken(sound.session) == {}


def test_an_empty_shop_breaks_nothing(session):
    assert broken(session) == {}


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        (
            "update stock_levels set on_hand = 11",
            {"stock.on_hand_is_moved"},
        ),
        (
            "update stock_levels set reserved = 0",
            {"stock.reserved_is_moved", "stock.reserved_is_held"},
        ),
        (
            "update stock_movements set allocated_delta = 1 where kind = 'allocate'",
            {"stock.allocated_is_moved"},
        ),
        (
            "update reservations set status = 'released' where status = 'held'",
            {"stock.reserved_is_held"},
        ),
        (
            "update reservations set quantity = 3 where status = 'allocated'",
            {"stock.allocated_is_unshipped"},
        ),
        (
            "delete from stock_levels",
            {"stock.on_hand_is_moved", "stock.reserved_is_moved", "stock.allocated_is_moved",
             "stock.reserved_is_held", "stock.allocated_is_unshipped"},
        ),
        (
            ("alter table stock_levels drop constraint ck_stock_levels_never_oversold;"
             " update stock_levels set on_hand = 2; update stock_movements set on_hand_delta = 2"
             " where kind = 'receive'"),
            {"stock.nothing_is_oversold"},
        ),
        (
            "update order_lines set quantity = 1, total_minor = 1000",
            {"orders.lines_make_the_total", "orders.lines_make_the_parts"},
        ),
        (
            "update seller_orders set delivery_minor = 300, total_minor = 2300",
            {"orders.parts_make_the_order"},
        ),
        (
            "delete from seller_orders",
            {"orders.parts_make_the_order", "orders.lines_make_the_parts"},
        ),
        ("update payments set amount_minor = 2399", {"orders.placed_is_paid_once"}),
        ("update payments set currency = 'USD'", {"orders.placed_is_paid_once"}),
        ("update payments set status = 'failed'", {"orders.placed_is_paid_once"}),
        (
            f"update orders set status = 'pending'; update payments set captured_at = {_OLD}",
            {"orders.paid_is_finished"},
        ),
        (
            (f"delete from orders; delete from seller_orders; delete from order_lines;"
             f" update payments set captured_at = {_OLD}"),
            {"orders.paid_is_finished"},
        ),
        (
            f"update payments set refund_due_minor = 500, updated_at = {_VERY_OLD}",
            {"orders.what_is_owed_is_given_back"},
        ),
        ("delete from order_numbers", {"orders.numbers_are_kept"}),
        (
            "update checkouts set status = 'placed'",
            {"orders.placed_checkouts_have_orders"},
        ),
        (
            ("alter table cart_lines drop constraint fk_cart_lines_offer_id;"
             " update cart_lines set offer_id = gen_random_uuid()"),
            {"carts.lines_point_to_offers"},
        ),
        ("delete from search_documents", {"lists.every_product_is_listed"}),
        ("update products set status = 'draft'", {"lists.nothing_else_is_listed"}),
        ("update sellers set status = 'suspended'", {"lists.nothing_else_is_listed"}),
    ],
)  # fmt: skip
def test_what_is_broken_on_purpose_is_named(sound, sql, names):
    for statement in sql.split(";"):
        sound.do(statement)
    assert set(broken(sound.session)) == names


def test_a_second_payment_of_one_order_is_named_with_the_order(sound):
    sound.session.add(
        Payment(
            order_id=sound.order, gateway="sandbox", method="card", status="captured",
            amount_minor=2400, currency="EUR", idempotency_key="pay:2", captured_at=now(),
        )
    )  # fmt: skip
    sound.session.flush()
    found = broken(sound.session)["orders.placed_is_paid_once"].breach
    assert found.count == 1
    assert found.rows == (
        {"number": "S-1", "status": "placed", "total_minor": 2400, "payments": 2, "paid": "4800"},
    )


def test_two_live_checkouts_of_one_cart_are_named(sound):
    sound.do("drop index uq_checkouts_live_cart")
    sound.do(
        "insert into checkouts select (jsonb_populate_record(c,"
        " jsonb_build_object('id', :id ::text))).* from checkouts c",
        id=str(new_id()),
    )
    assert set(broken(sound.session)) == {"carts.one_live_checkout"}


def test_a_refund_of_an_order_that_failed_is_no_breach(sound):
    sound.do(f"update payments set status = 'refunded', captured_at = {_OLD}")
    sound.do("update orders set status = 'failed'")
    assert broken(sound.session) == {}


def test_at_most_twenty_rows_are_shown_and_all_are_counted(session):
    breach = breach_of(session, "select n from generate_series(1, 50) n order by n")
    assert breach.count == 50
    assert [row["n"] for row in breach.rows] == list(range(1, 21))


def test_a_search_engine_that_lags_behind_is_named(sound):
    (document,) = [row[0] for row in _rows(sound, "select product_id from search_documents")]
    sound.do("update search_documents set prices = '{\"EUR\": 1000}'")
    same = {document: copies.Listed("Mug", {"EUR": 1000})}
    cheaper = {document: copies.Listed("Mug", {"EUR": 900})}
    agreeing = copies.SearchCopy(count=lambda: 1, listed=lambda _: same)
    lagging = copies.SearchCopy(count=lambda: 0, listed=lambda _: cheaper)
    for invariant in copies.of_search(agreeing):
        assert invariant.find(sound.session) is None
    found = {i.name: i.find(sound.session) for i in copies.of_search(lagging)}
    assert found["search.has_every_document"].rows == ({"listed": 1, "found_by_search": 0},)
    assert found["search.says_the_same"].rows == (
        {"product_id": str(document), "listed": same[document], "search": cheaper[document]},
    )


def test_a_redis_that_is_away_is_named(session):
    (invariant,) = copies.of_redis(lambda: "connection refused")
    assert invariant.find(session).rows == ({"problem": "connection refused"},)
    (invariant,) = copies.of_redis(lambda: "")
    assert invariant.find(session) is None


@pytest.mark.feature("INV-02")
def test_the_proof_reads_one_snapshot_and_cannot_write(database):
    from sqlalchemy.exc import InternalError
    from sqlmodel import text

    from shop_app.core.db import run_in_transaction

    def write(session):
        session.connection().execute(text("delete from stock_levels"))

    assert [f.breach for f in run_in_transaction(prove, invariants=ALL)] == [None] * len(ALL)
    writing = stock.Invariant("writes", "It writes.", write)
    with pytest.raises(InternalError, match="read-only transaction"):
        run_in_transaction(prove, invariants=[writing])


def test_the_command_prints_what_it_found_and_its_exit_code_says_it(database, capsys, monkeypatch):
    from sqlalchemy import text

    command = import_module("shop_app.cli.check")
    from shop_app.core.db import engine

    monkeypatch.setattr(
        command, "_invariants", lambda: iter((*stock.INVARIANTS, *orders.INVARIANTS))
    )
    assert command.check(as_json=True) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["holds"]
    assert document["proved"] == 14
    with engine().begin() as connection:
        connection.execute(
            text(
                "insert into order_lines (order_id, line_no, seller_id, offer_id, variant_id,"
                " product_id, sku, title, variant_title, slug, image_url, quantity,"
                " unit_price_minor, discount_minor, tax_basis_points, tax_minor, total_minor,"
                " commission_basis_points, commission_minor) select id, 1, id, id, id, id, 'A',"
                " 'A', '', '', '', 1, 5, 0, 0, 0, 5, 0, 0 from (select gen_random_uuid() id) x"
            )
        )
    assert command.check() == 1
    told = capsys.readouterr().out
    assert "orders.lines_make_the_parts: 1 rows" in told
    assert "1 of 14 invariants are broken." in told


def test_commands_on_a_database_without_tables_say_what_to_do(database):
    from sqlalchemy import text

    from shop_app.cli.migrate import ensure_current
    from shop_app.core.db import engine
    from shop_app.core.errors import Unavailable

    ensure_current()
    with engine().begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    with pytest.raises(Unavailable, match="python -m shop_app migrate"):
        ensure_current()


def _rows(sound, sql):
    from shop_app.core.db import rows

    return rows(sound.session, sql)
