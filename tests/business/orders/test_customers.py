"""Customers as staff sees them, and the lock on an account."""

from __future__ import annotations

from uuid import UUID

import pytest

from shop_app.accounts.queries import who
from shop_app.accounts.service import make_staff, register
from shop_app.core.audit import Actor
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.lists import list_query, read_list
from shop_app.orders import customers

STAFF = Actor("staff", "Ada", user_id=UUID(int=1))


def test_locking_ends_the_sessions_and_unlocking_lets_in_again(session):
    person = register(
        session, email="bo@example.org", name="Bo", password="long enough 9!", token="b" * 43
    )
    key = str(person.user_id)
    with pytest.raises(Invalid, match="Give a reason"):
        customers.lock(session, actor=STAFF, key=key)
    customers.lock(session, actor=STAFF, key=key, note="Stolen card")

    assert not who(session, person.token).is_signed_in
    with pytest.raises(Conflict):
        customers.lock(session, actor=STAFF, key=key, note="Stolen card")
    customers.unlock(session, actor=STAFF, key=key)
    assert customers.customer(session, key=key).disabled_at is None


def test_staff_are_not_locked_here(session):
    ada = make_staff(session, email="ada@example.org", name="Ada", password="long enough 9!")
    with pytest.raises(Conflict, match="on the staff"):
        customers.lock(session, actor=STAFF, key=str(ada), note="no reason")
    with pytest.raises(Conflict, match="own account"):
        customers.lock(session, actor=Actor("staff", "A", ada), key=str(ada), note="no reason")


@pytest.mark.parametrize("key", ["", "x" * 500, "' or 1=1 --", str(UUID(int=4))])
def test_nobody_is_said(session, key):
    with pytest.raises(NotFound):
        customers.customer(session, key=key)


@pytest.mark.feature("ADM-03")
def test_the_list_walks_page_by_page_in_both_directions(session):
    for number in range(30):
        register(
            session, email=f"p{number:02}@example.org", name=f"P {number % 3}",
            password="long enough 9!", token=f"{number:043}",
        )  # fmt: skip
    listing = customers.CUSTOMERS
    first = read_list(session, listing=listing, query=list_query({"sort": "name"}, listing))
    second = read_list(
        session, listing=listing, query=list_query({"sort": "name", "after": first.after}, listing)
    )
    back = read_list(
        session,
        listing=listing,
        query=list_query({"sort": "name", "before": second.before}, listing),
    )

    assert (first.count, len(first.rows), len(second.rows)) == (30, 25, 5)
    assert {row.id for row in first.rows}.isdisjoint({row.id for row in second.rows})
    assert [row.id for row in back.rows] == [row.id for row in first.rows]
    assert (first.before, second.after) == ("", "")
    found = read_list(session, listing=listing, query=list_query({"q": "p07@"}, listing))
    assert [row.email for row in found.rows] == ["p07@example.org"]
    with pytest.raises(Invalid):
        read_list(session, listing=listing, query=list_query({"after": "junk"}, listing))
