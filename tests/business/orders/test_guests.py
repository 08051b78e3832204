"""Orders of a guest join the account of their address: after it is proven, never before."""

from __future__ import annotations

import pytest

from shop_app.accounts import codes, privacy, recovery, service, visitors
from shop_app.accounts.models import Purpose
from shop_app.core.cookies import new_token
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import NotFound
from shop_app.orders.guests import join_guest_orders
from shop_app.orders.queries import order_page, orders_of
from shop_app.orders.returns.queries import returns_of
from shop_app.reviews.service import write_review
from tests.business.orders.returning import Trade

pytestmark = pytest.mark.usefixtures("database")
PASSWORD = "three olive trees"
EMAIL = "ADA@example.com"  # orders of the trade are for ada@example.com


@pytest.fixture
def trade():
    return Trade()


def _account(email: str = EMAIL):
    visitors.forget_everyone()
    return run_in_transaction(
        service.register, email=email, name="Ada Byron", password=PASSWORD, token=new_token()
    ).user_id


def _prove(user_id, email: str = EMAIL) -> int:
    def work(session):
        code = codes.issue(session, user_id=user_id, email=email, purpose=Purpose.VERIFY_EMAIL)
        recovery.verify_email(session, code=code)
        return join_guest_orders(session, user_id=user_id)

    return run_in_transaction(work)


def _read(sql: str, **facts):
    return run_in_transaction(lambda session: rows(session, sql, **facts))


def _numbers(user_id) -> list[str]:
    return [row.number for row in run_in_transaction(orders_of, user_id=user_id).rows]


@pytest.mark.feature("CUS-01")
def test_a_guests_orders_join_once_the_address_is_proven_and_never_before(trade):
    ada = _account()
    assert run_in_transaction(join_guest_orders, user_id=ada) == 0
    assert _numbers(ada) == []
    with pytest.raises(NotFound):
        run_in_transaction(order_page, trade.number, user_id=ada)

    assert _prove(ada) == 1

    assert _numbers(ada) == [trade.number]
    assert run_in_transaction(order_page, trade.number, user_id=ada).number == trade.number
    assert run_in_transaction(join_guest_orders, user_id=ada) == 0


def test_orders_of_another_address_stay_where_they_are(trade):
    eve = _account("eve@example.com")
    assert _prove(eve, "eve@example.com") == 0
    assert _numbers(eve) == []


def test_the_key_of_the_letter_still_opens_it(trade):
    _prove(_account())
    assert run_in_transaction(order_page, trade.number, key=trade.key).number == trade.number


@pytest.mark.feature("REV-01")
def test_a_review_written_before_gets_its_mark(trade):
    ada = _account()
    product = _read("select distinct product_id from order_lines where title = 'Stoneware mug'")[
        0
    ].product_id
    run_in_transaction(
        write_review, product_id=product, user_id=ada, author_name="Ada", rating=5,
        body="It holds the heat and the hand.",
    )  # fmt: skip
    assert _read("select verified from reviews")[0].verified is False
    _prove(ada)
    assert _read("select verified from reviews")[0].verified is True


def test_a_return_of_the_guest_joins_too_and_erasure_covers_all_of_it(trade):
    trade.return_of(trade.want())
    ada = _account()
    _prove(ada)
    assert len(run_in_transaction(returns_of, user_id=ada).rows) == 1
    run_in_transaction(
        lambda session: rows(session, "update returns set status = 'cancelled' returning id")
    )
    run_in_transaction(privacy.erase, user_id=ada)
    left = _read("select email, address from orders") + _read(
        "select email, address from checkouts"
    )
    assert not any("ada" in row.email.lower() for row in left)
    assert not any("Keizersgracht" in str(row.address) for row in left)
