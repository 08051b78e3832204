"""Payout terms as they are shown, and as they stand in their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shop_app.core.money import exponent
from shop_app.ledger.terms import TermsRow
from shop_app.ui.i18n import money_text, nt, number_text, t


@dataclass(frozen=True, slots=True)
class Minimum:
    """The field of a currency's minimum."""

    currency: str = ""
    field: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TermsForm:
    """What stands in a form; `part` begins its fields' names, `opened` makes it a new one."""

    part: str = ""
    slug: str = ""
    name: str = ""
    hold_days: str = ""
    reserve: str = ""
    weekday: str = ""
    minimums: list[Minimum] = field(default_factory=list)
    version: int = 0
    opened: int = 0


@dataclass(frozen=True, slots=True)
class TermsLine:
    """Terms in words; without a slug the usual ones."""

    slug: str = ""
    name: str = ""
    hold: str = ""
    reserve: str = ""
    weekday: str = ""
    minimums: str = ""
    version: int = 0


def weekday_words() -> dict[str, str]:
    """The days of the week by their ISO number."""
    return {
        "1": t("Monday"),
        "2": t("Tuesday"),
        "3": t("Wednesday"),
        "4": t("Thursday"),
        "5": t("Friday"),
        "6": t("Saturday"),
        "7": t("Sunday"),
    }


def terms_line(row: TermsRow) -> TermsLine:
    """Terms in words of the moment's locale."""
    return TermsLine(
        row.slug,
        row.name,
        hold_words(row.hold_days),
        f"{number_text(row.reserve_basis_points / 100)}%",
        weekday_words()[str(row.weekday)],
        minimum_words(row.minimums),
        row.version,
    )


def hold_words(days: int) -> str:
    """How long after delivery money stays."""
    return nt("{n} day after delivery", "{n} days after delivery", n=days)


def minimum_words(minimums: Mapping[str, int]) -> str:
    """The least that is paid, in each currency that has one."""
    said = [money_text(minor, currency) for currency, minor in sorted(minimums.items()) if minor]
    return ", ".join(said) or t("None")


def terms_form(
    part: str, row: TermsRow, currencies: Sequence[str], *, is_new: bool = False, opened: int = 0
) -> TermsForm:
    """The form filled with these terms; a new exception begins with the usual ones."""
    return TermsForm(
        part=part,
        slug="" if is_new else row.slug,
        name=row.name,
        hold_days=str(row.hold_days),
        reserve=f"{Decimal(row.reserve_basis_points) / 100:f}",
        weekday=str(row.weekday),
        minimums=[
            Minimum(code, f"{part}_minimum_{code}", _plain(row.minimums.get(code, 0), code))
            for code in currencies
        ],
        version=0 if is_new else row.version,
        opened=opened,
    )


def _plain(minor: int, currency: str) -> str:
    return f"{Decimal(minor).scaleb(-exponent(currency)):f}"
