"""Privacy: the file holds all of a person and nobody else; erasure leaves the books exact."""

from __future__ import annotations

import re

import orjson
import pytest

from shop_app.accounts import address_book, privacy, service, visitors
from shop_app.accounts.errors import WrongPassword
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction
from shop_app.core.errors import Conflict
from shop_app.invariants import audit, carts, orders, stock
from shop_app.invariants.proof import prove
from shop_app.orders import fulfilment
from tests.business.notifications.telling import Trade, ask, told
from tests.makers import ADDRESS

pytestmark = pytest.mark.usefixtures("database")
PASSWORD = "three olive trees"
TOTALS = "select count(*) as n, sum(total_minor) as total, sum(tax_minor) as tax from orders"


def _person(email: str = "ada@example.com"):
    visitors.forget_everyone()
    return run_in_transaction(
        service.register, email=email, name="Ada Byron", password=PASSWORD, token=new_token()
    ).user_id


def _delivered(trade: Trade) -> None:
    part = {"seller_id": trade.seller, "number": trade.number, "actor": "seller"}
    run_in_transaction(fulfilment.ship, **part)
    run_in_transaction(fulfilment.deliver, **part)
    told()


@pytest.fixture
def ada():
    user_id = _person()
    trade = Trade(user_id)
    _delivered(trade)
    ask("update users set verified_at = now() where id = :id returning id", id=user_id)
    run_in_transaction(address_book.save_address, user_id=user_id, fields=ADDRESS, countries=["NL"])
    return user_id, trade


@pytest.mark.feature("CUS-08")
def test_the_file_holds_all_of_the_person_and_only_theirs(ada):
    user_id, trade = ada
    eve = _person("eve@example.com")
    run_in_transaction(
        address_book.save_address,
        user_id=eve,
        fields={**ADDRESS, "name": "Eve Other", "line1": "Elsewhere 1"},
        countries=["NL"],
    )
    data = run_in_transaction(privacy.personal_data, user_id=user_id)["sections"]
    assert data["account"][0]["email"] == "ada@example.com"
    assert [order["number"] for order in data["orders"]] == [trade.number]
    assert [(line["title"], line["quantity"]) for line in data["order_lines"]] == [
        ("Stoneware mug", 2)
    ]
    assert data["addresses"][0]["line1"] == "Keizersgracht 12"
    assert data["payments"][0]["amount_minor"] == 4493
    assert {letter["kind"] for letter in data["letters"]} >= {"order_placed", "verify_email"}
    assert {notice["kind"] for notice in data["notices"]} >= {"order_placed", "order_shipped"}
    text = orjson.dumps(data, default=str).decode()
    assert "Eve" not in text
    assert "eve@example.com" not in text
    assert "argon2" not in text
    assert not re.search(r"code_hash|token_hash|secret", text)


def test_an_address_that_is_not_proven_shows_no_letter_that_was_sent_to_its_owner():
    owner = Trade()  # as a guest, with the address of ada
    told()
    squatter = _person()
    told()
    data = run_in_transaction(privacy.personal_data, user_id=squatter)["sections"]
    assert {letter["kind"] for letter in data["letters"]} == {"verify_email"}
    assert owner.number not in orjson.dumps(data, default=str).decode()


@pytest.mark.feature("CUS-08")
def test_erasure_takes_the_person_and_leaves_the_books_exact(ada):
    user_id, trade = ada
    before = ask(TOTALS)[0]
    run_in_transaction(privacy.erase, user_id=user_id)
    after = ask(TOTALS)[0]
    assert after == before
    (order,) = ask("select * from orders where number = :n", n=trade.number)
    assert order.address == {"country": "NL"}
    assert order.email.endswith("@erased.invalid")
    (user,) = ask("select * from users where id = :id", id=user_id)
    assert (user.name, user.phone, user.password_hash) == ("", "", None)
    assert user.disabled_at is not None
    assert user.erased_at is not None
    for table in ("addresses", "notices", "account_codes"):
        assert ask(f"select count(*) as n from {table} where user_id = :id", id=user_id)[0].n == 0
    with pytest.raises(WrongPassword):
        run_in_transaction(
            service.sign_in, email="ada@example.com", password=PASSWORD, token=new_token()
        )
    assert (
        ask(
            "select count(*) as n from sessions where user_id = :id and revoked_at is null",
            id=user_id,
        )[0].n
        == 0
    )
    assert _everywhere("ada@example.com") == []
    assert _everywhere("Ada Byron") == []
    assert _everywhere("Keizersgracht") == []
    assert _broken() == []


def test_somebody_else_may_have_the_address_again(ada):
    user_id, _ = ada
    run_in_transaction(privacy.erase, user_id=user_id)
    again = _person()
    assert again != user_id
    assert run_in_transaction(privacy.personal_data, user_id=again)["sections"]["orders"] == []


def test_nobody_is_erased_while_an_order_is_under_way():
    user_id = _person()
    trade = Trade(user_id)
    with pytest.raises(Conflict):
        run_in_transaction(privacy.erase, user_id=user_id)
    assert ask("select name from users where id = :id", id=user_id)[0].name == "Ada Byron"
    _delivered(trade)
    run_in_transaction(privacy.erase, user_id=user_id)


def test_people_of_a_seller_leave_the_team_first():
    user_id = _person()
    trade = Trade()
    ask(
        "insert into seller_members (seller_id, user_id, role, joined_at)"
        " values (:seller, :id, 'owner', now()) returning role",
        seller=trade.seller,
        id=user_id,
    )
    with pytest.raises(Conflict):
        run_in_transaction(privacy.erase, user_id=user_id)


def test_every_table_with_a_person_in_it_is_named_in_the_rule():
    said = " ".join((*privacy.EXPORTS.values(), *privacy.ERASURES, *privacy.KEPT))
    found = ask(
        "select distinct table_name from information_schema.columns c where table_schema = 'public'"
        " and column_name in ('user_id', 'session_key', 'recipient')"
        " and not exists (select from pg_inherits i join pg_class k on k.oid = i.inhrelid"
        "   where k.relname = c.table_name)"
    )
    missing = [row.table_name for row in found if row.table_name not in said]
    assert missing == []


def _broken() -> list[str]:
    """What of the books does not hold."""
    invariants = [*stock.INVARIANTS, *orders.INVARIANTS, *carts.INVARIANTS, *audit.INVARIANTS]
    found = run_in_transaction(prove, invariants=invariants)
    return [finding.name for finding in found if finding.breach]


def _everywhere(words: str) -> list[str]:
    """The tables in which any text still holds the words."""
    tables = ask(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition"
    )
    return [
        table.relname
        for table in tables
        if ask(
            f"select 1 from {table.relname} t where to_jsonb(t)::text ilike '%' || :words || '%'"
            " limit 1",
            words=words,
        )
    ]
