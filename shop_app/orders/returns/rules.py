"""The rules of returns, pure: until when, what follows from a reason, how much goes back.

A refund is a share of what was frozen at placement. Pieces of a line are worth its total split
evenly by largest remainder, the earlier pieces getting the odd cents; a refund is what the pieces
up to now are worth less what went back for the earlier ones. So however a line comes back, in one
parcel or in ten, the sum is its total, to the cent. docs/returns.md says it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from shop_app.core.money import round_half_away, split
from shop_app.orders.returns.models import Condition, ReturnReason


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a reason: is delivery given back, may something be kept for wear."""

    delivery_back: bool
    may_keep: bool


CONSEQUENCES: dict[ReturnReason, Consequence] = {
    ReturnReason.CHANGE_OF_MIND: Consequence(delivery_back=False, may_keep=True),
    ReturnReason.FAULTY: Consequence(delivery_back=True, may_keep=False),
    ReturnReason.DAMAGED: Consequence(delivery_back=True, may_keep=False),
    ReturnReason.WRONG_ITEM: Consequence(delivery_back=True, may_keep=False),
    ReturnReason.NOT_AS_DESCRIBED: Consequence(delivery_back=True, may_keep=False),
}

# The most that may be kept of the goods for wear, in percent, and whether it may be sold again.
MOST_KEPT = {Condition.AS_NEW: 0, Condition.USED: 30, Condition.DAMAGED: 100, Condition.FAULTY: 0}
RESTOCKABLE = frozenset({Condition.AS_NEW, Condition.USED})


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A line of the order as it was at placement, and what went back of it before.

    `returned` counts what came back and what was cancelled. `delivery_share_minor` is the line's
    share of its part's delivery with tax; `delivery_pieces` of the `returned` pieces had their
    delivery given back.
    """

    quantity: int
    total_minor: int
    tax_minor: int
    tax_included: bool
    delivery_share_minor: int = 0
    returned: int = 0
    goods_back_minor: int = 0
    tax_back_minor: int = 0
    delivery_pieces: int = 0
    delivery_back_minor: int = 0


@dataclass(frozen=True, slots=True)
class LineRefund:
    """What goes back for some pieces of a line, in minor units."""

    goods_minor: int = 0
    tax_minor: int = 0
    delivery_minor: int = 0
    kept_minor: int = 0
    refund_minor: int = 0


def last_day(delivered_at: datetime, return_days: int) -> date:
    """The last day, in UTC, on which a return may be asked for."""
    return delivered_at.date() + timedelta(days=return_days)


def delivery_shares(delivery_minor: int, line_totals: Sequence[int]) -> list[int]:
    """The delivery of a seller's part shared among its lines by what they are worth."""
    return split(delivery_minor, line_totals)


def refund_of(
    line: FrozenLine, pieces: int, reason: ReturnReason, *, keep_percent: int = 0
) -> LineRefund:
    """What goes back for so many more pieces of a line, returned for that reason."""
    follows = CONSEQUENCES[reason]
    keep = keep_percent if follows.may_keep else 0
    return _share(line, pieces, delivery_back=follows.delivery_back, keep_percent=keep)


def cancelled_share(line: FrozenLine, pieces: int) -> LineRefund:
    """What goes back for so many more pieces of a line that will never be sent: with delivery."""
    return _share(line, pieces, delivery_back=True, keep_percent=0)


def _share(line: FrozenLine, pieces: int, *, delivery_back: bool, keep_percent: int) -> LineRefund:
    if pieces == 0:
        return LineRefund()
    goods = _worth(line.total_minor, line.quantity, line.returned + pieces) - line.goods_back_minor
    tax = _worth(line.tax_minor, line.quantity, line.returned + pieces) - line.tax_back_minor
    delivery = 0
    if delivery_back:
        reached = line.delivery_pieces + pieces
        delivery = (
            _worth(line.delivery_share_minor, line.quantity, reached) - line.delivery_back_minor
        )
    paid = goods if line.tax_included else goods + tax
    kept = round_half_away(Fraction(paid * keep_percent, 100))
    return LineRefund(goods, tax, delivery, kept, paid + delivery - kept)


def within(refunds: Sequence[LineRefund], left_minor: int) -> list[LineRefund]:
    """The refunds, the last ones cut where together they are more than is left to give back.

    That happens when money was given back before for another reason; what is cut counts as kept.
    """
    over = max(0, sum(refund.refund_minor for refund in refunds) - max(0, left_minor))
    result = []
    for refund in reversed(refunds):
        cut = min(over, refund.refund_minor)
        over -= cut
        result.append(
            LineRefund(
                refund.goods_minor,
                refund.tax_minor,
                refund.delivery_minor,
                refund.kept_minor + cut,
                refund.refund_minor - cut,
            )
        )
    return result[::-1]


def _worth(minor: int, pieces: int, first: int) -> int:
    """What the first so many pieces are worth together."""
    return sum(split(minor, [1] * pieces)[:first])
