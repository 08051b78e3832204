"""The rules of returns on any line: shares are exact, however a line comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as some

from shop_app.orders.returns.models import Condition, ReturnReason
from shop_app.orders.returns.rules import (
    MOST_KEPT,
    FrozenLine,
    LineRefund,
    delivery_shares,
    last_day,
    refund_of,
    within,
)

CHANGE, FAULTY = ReturnReason.CHANGE_OF_MIND, ReturnReason.FAULTY


def line(quantity=3, total=1000, tax=174, **how) -> FrozenLine:
    return FrozenLine(quantity, total, tax, how.pop("tax_included", True), **how)


def after(before: FrozenLine, pieces: int, reason: ReturnReason, done: LineRefund) -> FrozenLine:
    """The line as it stands when a refund was made."""
    gave_delivery = reason is not CHANGE
    return FrozenLine(
        before.quantity,
        before.total_minor,
        before.tax_minor,
        before.tax_included,
        before.delivery_share_minor,
        before.returned + pieces,
        before.goods_back_minor + done.goods_minor,
        before.tax_back_minor + done.tax_minor,
        before.delivery_pieces + (pieces if gave_delivery else 0),
        before.delivery_back_minor + done.delivery_minor,
    )


def test_odd_cents_go_to_the_earlier_pieces():
    first = refund_of(line(), 1, CHANGE)
    assert (first.goods_minor, first.tax_minor, first.refund_minor) == (334, 58, 334)
    rest = refund_of(after(line(), 1, CHANGE, first), 2, CHANGE)
    assert (rest.goods_minor, rest.tax_minor, rest.refund_minor) == (666, 116, 666)


def test_change_of_mind_keeps_delivery_and_a_fault_gives_it_back():
    with_delivery = line(delivery_share_minor=495)
    assert refund_of(with_delivery, 3, CHANGE).refund_minor == 1000
    assert refund_of(with_delivery, 3, FAULTY).refund_minor == 1495
    assert refund_of(with_delivery, 1, FAULTY).delivery_minor == 165


def test_tax_on_top_is_given_back_with_the_goods():
    on_top = line(tax=80, tax_included=False)
    assert refund_of(on_top, 3, CHANGE).refund_minor == 1080


def test_wear_is_kept_only_after_a_change_of_mind():
    assert refund_of(line(), 3, CHANGE, keep_percent=30).refund_minor == 700
    assert refund_of(line(), 3, FAULTY, keep_percent=30).refund_minor == 1000


def test_nothing_that_came_means_nothing_back():
    assert refund_of(line(), 0, FAULTY) == LineRefund()


def test_last_day_is_counted_from_the_day_of_delivery():
    assert last_day(datetime(2026, 1, 31, 23, 59, tzinfo=UTC), 14) == date(2026, 2, 14)
    assert last_day(datetime(2028, 2, 28, tzinfo=UTC), 1) == date(2028, 2, 29)


def test_refunds_are_cut_from_the_last_line_on_where_less_is_left():
    two = [refund_of(line(), 3, FAULTY), refund_of(line(), 3, FAULTY)]
    cut = within(two, 1400)
    assert [refund.refund_minor for refund in cut] == [1000, 400]
    assert cut[1].kept_minor == 600
    assert [refund.refund_minor for refund in within(two, -5)] == [0, 0]
    assert within(two, 2000) == two


@given(some.data())
def test_however_a_line_comes_back_the_sum_is_what_was_paid(data):
    quantity = data.draw(some.integers(1, 40))
    total, tax = data.draw(some.integers(0, 10**9)), data.draw(some.integers(0, 10**8))
    delivery = data.draw(some.integers(0, 10**6))
    included = data.draw(some.booleans())
    here = line(quantity, total, tax, tax_included=included, delivery_share_minor=delivery)
    given_back, delivered_back, all_delivery = 0, 0, True
    while here.returned < quantity:
        pieces = data.draw(some.integers(1, quantity - here.returned))
        reason = data.draw(some.sampled_from(list(ReturnReason)))
        done = refund_of(here, pieces, reason)
        assert min(done.goods_minor, done.tax_minor, done.delivery_minor, done.refund_minor) >= 0
        given_back += done.refund_minor - done.delivery_minor
        delivered_back += done.delivery_minor
        all_delivery = all_delivery and reason is not CHANGE
        here = after(here, pieces, reason, done)
    assert given_back == total + (0 if included else tax)
    assert delivered_back <= delivery
    if all_delivery:
        assert delivered_back == delivery


@given(
    some.lists(some.integers(0, 10**7), min_size=1, max_size=8),
    some.integers(0, 10**6),
    some.integers(0, 100),
    some.integers(0, 10**8),
)
def test_what_goes_back_is_never_more_than_is_left(totals, delivery, keep, left):
    shares = delivery_shares(delivery, totals)
    assert sum(shares) == delivery
    refunds = [
        refund_of(line(2, total, 0, delivery_share_minor=share), 2, reason, keep_percent=keep)
        for total, share, reason in zip(totals, shares, [CHANGE, FAULTY] * 4, strict=False)
    ]
    cut = within(refunds, left)
    assert sum(refund.refund_minor for refund in cut) == min(
        left, sum(refund.refund_minor for refund in refunds)
    )
    for refund in cut:
        paid = refund.goods_minor + refund.delivery_minor
        assert refund.refund_minor + refund.kept_minor == paid
        assert refund.refund_minor >= 0


def test_every_condition_says_how_much_may_be_kept():
    assert set(MOST_KEPT) == set(Condition)
