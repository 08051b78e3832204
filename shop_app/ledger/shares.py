"""What of a line's tax and commission goes back with its money: pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from shop_app.core.money import round_half_away
from shop_app.ledger.models import Account, Purpose

Side = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line as the shopper paid it, and how much has gone back; minor units. 0 is delivery."""

    line_no: int
    paid_minor: int
    tax_minor: int
    commission_minor: int
    back_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What may still go back."""
        return max(0, self.paid_minor - self.back_minor)


def share_back(whole_minor: int, line: PaidLine, back_minor: int) -> int:
    """The share of `whole_minor` that goes back with `back_minor` more of the line.

    It is what is due for all that has gone back by then, less what was for what had before: at the
    end exactly the whole has gone back, however many steps it took.
    """
    if line.paid_minor <= 0:
        return 0
    return _due(whole_minor, line, line.back_minor + back_minor) - _due(
        whole_minor, line, line.back_minor
    )


def entries_back(
    line: PaidLine, back_minor: int, account: Account, *, tax_included: bool
) -> list[Side]:
    """The sides of giving back `back_minor` of a line: (account, purpose, amount), sum zero."""
    if not back_minor:
        return []
    goods = Purpose.GOODS if line.line_no else Purpose.DELIVERY
    tax = share_back(line.tax_minor, line, back_minor)
    commission = share_back(line.commission_minor, line, back_minor)
    sides: list[Side] = [
        (Account.CLEARING, goods, back_minor),
        (account, goods, -back_minor if tax_included else tax - back_minor),
        (account, Purpose.TAX, tax if tax_included else 0),
        (Account.TAX, Purpose.TAX, -tax),
        (account, Purpose.COMMISSION, commission),
        (Account.COMMISSION, Purpose.COMMISSION, -commission),
    ]
    return [side for side in sides if side[2]]


def _due(whole_minor: int, line: PaidLine, back_minor: int) -> int:
    return round_half_away(Fraction(whole_minor * back_minor, line.paid_minor))
