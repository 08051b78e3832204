"""The address of a list: read with care, written in one order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_app.search.address import read_address


def read(query_string: str, **more):
    return read_address(query_string, path="/search", currency="EUR", **more)


def test_an_address_is_written_in_one_order_and_reads_back_the_same():
    told = read("page=3&a.colour=Ink&sort=price&brand=b&brand=a&q=oak+chair&price_to=20&rating=4")

    assert told.href() == (
        "/search?q=oak+chair&brand=b&brand=a&a.colour=Ink&price_to=20&rating=4&sort=price&page=3"
    )
    assert read(told.href().partition("?")[2]) == told


@pytest.mark.parametrize(
    "query_string",
    ["page=0", "page=-1", "page=1e9", "page=١", "page=abc", "sort=drop", "rating=9", "rating=-2",
     "price_from=abc", "price_from=-5", "price_from=1e400", "price_from=NaN", "price_to=Infinity",
     "price_from=1.999", "stock=maybe", "sale=", "brand=", "brand=a b", "brand=../etc", "a.=x",
     "a.COLOUR=x", "a.x;drop=1", "unknown=1", "q=", "q=%00", "&&&", "=", "%", "%ff=%fe"],
)  # fmt: skip
def test_nonsense_is_left_out(query_string):
    assert read(query_string).href() == "/search"


def test_limits_hold():
    assert read("page=99999").page == 50
    assert len(read("q=" + "x" * 5000).query) == 200
    assert len(read("&".join(f"brand=b{n}" for n in range(100))).filters.values["brand"]) == 20
    assert read("&".join(f"brand=b{n}" for n in range(1000))).href() == "/search"
    assert read("price_from=30&price_to=10").filters.price_from == 1000


@given(st.text(max_size=300))
def test_any_text_reads_to_an_address_that_reads_back_the_same(text):
    told = read(text)

    assert read(told.href().partition("?")[2]) == told
