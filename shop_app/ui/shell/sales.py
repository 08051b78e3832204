"""Sales in both portals: the form, what would happen, and the words of a list of them."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, ShopError
from shop_app.listings.queries import category_choices
from shop_app.pricing import sales
from shop_app.pricing.sales import Foreseen
from shop_app.ui.components.table_views import Cell, Choice
from shop_app.ui.i18n import date_text, money_text, nt, number_text, t
from shop_app.ui.rendering import speaking
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.lists import Column, Filter, ListSpec, load_list

# What a sale of theirs is held to, and who acts. Raises SignInNeeded or NotAllowed.
Who = Awaitable[tuple[dict[str, Any], Actor]]

FIELDS = ("name", "percent", "starts", "ends", "seller", "category")
_TONES = {"running": "success", "planned": "accent", "ended": "plain"}


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A price now and in the sale, in words."""

    title: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SaleAhead:
    """What the sale that was asked for would do."""

    is_shown: bool = False
    text: str = ""
    left_text: str = ""
    can_begin: bool = False
    examples: list[ExampleView] = field(default_factory=list)


def sent_fields(sent: dict[str, Any]) -> dict[str, str]:
    """The fields of the form, cut to what they may hold."""
    return {name: str(sent.get(name, ""))[:200] for name in FIELDS}


def asked_range(given: dict[str, str]) -> dict[str, Any]:
    """The arguments of `pricing.sales.range_of`: days are UTC, and the last one is whole.

    Raises Invalid at the field for what is no day.
    """
    starts, ends = _day(given["starts"], "starts"), _day(given["ends"], "ends")
    return {
        "name": given["name"],
        "percent": given["percent"],
        "seller": given["seller"],
        "category": given["category"],
        "starts": starts,
        "ends": _day_after(ends),
    }


async def open_form(state: Any) -> None:
    """The categories to choose from, and nothing looked at; what is typed already stays."""
    state.ahead, state.asked = SaleAhead(), {}
    state.form_problem = state.error_field = ""
    places = [Choice(*one) for one in await in_reading(category_choices)]
    with speaking(locale_of(state)):
        state.places = [Choice("", t("All")), *places]


async def look_ahead(state: Any, sent: dict[str, Any], *, who: Who) -> None:
    """Show what the sale would do. `who` is awaited first: it refuses, or narrows the range."""
    state.ahead, state.asked = SaleAhead(), sent_fields(sent)
    state.form_problem = state.error_field = state.notice = ""
    try:
        narrowed, _ = await who
        given = {**asked_range(state.asked), **narrowed}
        found = await in_reading(sales.foresee_form, given=given)
    except ShopError as error:
        _refused(state, error)
        return
    with speaking(locale_of(state)):
        state.ahead = ahead_view(found)


async def make_looked_at(state: Any, spec: ListSpec, *, who: Who) -> None:
    """Make the sale that was looked at; nothing when it is made already, as by a second press."""
    state.form_problem = state.error_field = ""
    try:
        narrowed, actor = await who
        if not state.ahead.can_begin:
            return
        given = {**asked_range(state.asked), **narrowed}
        await in_transaction(sales.make_from_form, given=given, actor=actor)
    except ShopError as error:
        _refused(state, error)
        return
    _empty(state)
    await load_list(state, spec)
    with speaking(locale_of(state)):
        state.notice = t("The sale is made.")


def _empty(state: Any) -> None:
    state.ahead, state.asked, state.opened = SaleAhead(), {}, state.opened + 1


def _refused(state: Any, error: ShopError) -> None:
    state.form_problem, state.error_field = told(state, error), error.field or ""


def ahead_view(found: Foreseen) -> SaleAhead:
    """What would happen, in words."""
    left = []
    if found.busy:
        left.append(
            nt("{n} price has another sale.", "{n} prices have another sale.", n=found.busy)
        )
    if found.too_small:
        left.append(nt("{n} price is too small.", "{n} prices are too small.", n=found.too_small))
    return SaleAhead(
        is_shown=True,
        text=t(
            "{prices} prices of {products} products would change.",
            prices=number_text(found.prices),
            products=number_text(found.products),
        ),
        left_text=" ".join(left),
        can_begin=found.prices > 0,
        examples=[
            ExampleView(
                one.title,
                money_text(one.before_minor, one.currency),
                money_text(one.after_minor, one.currency),
            )
            for one in found.examples
        ],
    )


def columns(*, with_seller: bool) -> Sequence[Column]:
    """The columns of a list of sales."""
    words = state_words()

    def number(value: int) -> Cell:
        return Cell(number_text(value), number=True)

    return (
        Column("name", t("Sale"), lambda row: Cell(row.name, sub=row.category), "name"),
        Column(
            "state",
            t("Status"),
            lambda row: Cell(words.get(row.state, row.state), tone=_TONES.get(row.state, "")),
        ),
        Column(
            "percent",
            t("Percent off"),
            lambda row: number(row.percent),
            "percent",
            number=True,
            export=lambda row: row.percent,
        ),
        Column("starts", t("Begins (UTC)"), lambda row: Cell(date_text(row.starts_at)), "starts"),
        Column(
            "ends",
            t("Last day (UTC)"),
            lambda row: Cell(date_text(row.ends_at - timedelta(microseconds=1))),
        ),
        *((Column("seller", t("Seller"), lambda row: Cell(row.seller or t("All"))),)
          if with_seller else ()),
        Column(
            "prices",
            t("Prices"),
            lambda row: number(row.prices),
            number=True,
            export=lambda row: row.prices,
        ),
        Column("by", t("Made by"), lambda row: Cell(row.made_by)),
    )  # fmt: skip


def filters() -> Sequence[Filter]:
    """The filters of a list of sales."""
    return (Filter("state", t("Status"), tuple(state_words().items())),)


def state_words() -> dict[str, str]:
    """The states of a sale in words."""
    return {"running": t("Running"), "planned": t("Planned"), "ended": t("Ended")}


def _day_after(day: datetime | None) -> datetime | None:
    try:
        return day and day + timedelta(days=1)
    except OverflowError as error:
        raise Invalid("A sale lasts at most a year.", field="ends") from error


def _day(text: str, name: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return datetime.combine(date.fromisoformat(text.strip()[:10]), datetime.min.time(), UTC)
    except ValueError as error:
        raise Invalid("Give a day such as 2026-12-24.", field=name) from error
