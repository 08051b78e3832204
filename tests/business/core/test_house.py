"""Ids, errors, cursors, settings and logs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shop_app.core import ids, paging
from shop_app.core.errors import Invalid, OutOfStock
from shop_app.core.logging import scrub
from shop_app.core.settings import Settings


def test_later_ids_sort_after_earlier_ones():
    made = [ids.new_id() for _ in range(1000)]
    assert made == sorted(made)


@given(st.datetimes(min_value=datetime(1999, 1, 1), max_value=datetime(2999, 1, 1)))  # noqa: DTZ001
def test_an_id_made_for_a_moment_lies_at_that_moment(moment):
    aware = moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000)
    identifier = ids.id_at(aware)
    assert abs(ids.moment_of(identifier) - aware) <= timedelta(milliseconds=1)
    assert ids.lowest_id_at(aware - timedelta(milliseconds=1)) <= identifier


def test_order_numbers_can_be_said_over_the_phone():
    number = ids.new_order_number()
    assert len(number) == 11
    assert not set("01OI") & set(number[2:])


def test_a_refusal_says_its_facts_and_keeps_its_template():
    refusal = OutOfStock("Only {left} left of {title}.", left=2, title="{hostile}")
    assert refusal.sentence == "Only 2 left of {hostile}."
    assert refusal.template == "Only {left} left of {title}."
    assert refusal.facts == {"left": 2, "title": "{hostile}"}


@given(st.lists(st.one_of(st.integers(-(2**53), 2**53), st.text()), min_size=2, max_size=2))
def test_a_cursor_gives_back_its_key(key):
    try:
        cursor = paging.encode_cursor(*key)
    except TypeError:  # lone surrogates never come out of PostgreSQL
        return
    assert paging.decode_cursor(cursor, 2) == key


@pytest.mark.parametrize("cursor", ["", "x", "!!!!", "W10", "eyJhIjoxfQ"])
def test_a_meddled_cursor_is_refused(cursor):
    with pytest.raises(Invalid):
        paging.decode_cursor(cursor, 2)


@pytest.mark.feature("OPS-06")
@pytest.mark.parametrize(
    "text",
    [
        "Cookie: stoa_session=abc123secret; other=1",
        "{'cookie': 'stoa_session=abc123secret'}",
        "GET /_event/?token=abc123secret&EIO=4",
        "authorization: Bearer abc123secret",
        "mail to abc123secret@example.com",
    ],
)
def test_logs_hold_no_secret(text):
    assert "abc123secret" not in scrub(text)


def test_logs_hold_no_card_number():
    assert "4242" not in scrub("paid with 4242 4242 4242 4242")


@pytest.mark.feature("OPS-17")
@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 32}, "PUBLIC_URL"),
        ({"SECRET_KEY": "x" * 32, "PUBLIC_URL": "https://s.example"}, "DATABASE_URL"),
    ],
)
def test_production_does_not_start_with_demo_settings(environment, named, monkeypatch):
    for name in ("SECRET_KEY", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("STOA_MODE", "production")
    with pytest.raises(ValidationError, match=named):
        Settings(_env_file=None)
