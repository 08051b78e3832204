"""Commission: the rules, a new one, and a worked example by the rules of now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.ledger import rules
from shop_app.ledger.views import FeePreview, RuleView
from shop_app.pricing.queries import regions
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, empty_state
from shop_app.ui.components.fields import checkbox, hidden, text_field
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, money_text, number_text, t
from shop_app.ui.rendering import each, el, form, join, speaking, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/commission"
_AMOUNTS = ("fixed", "floor", "cap", "price_from", "price_below")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, as text."""

    id: str = ""
    scope: str = ""
    subject: str = ""
    takes: str = ""
    band: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the worked example."""

    label: str = ""
    amount: str = ""


class CommissionState(rx.State):
    """Rules and the example."""

    found: list[RuleRow] = rx.field(default_factory=list)
    currencies: list[str] = rx.field(default_factory=list)
    example: list[Step] = rx.field(default_factory=list)
    example_problem: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The rules of now."""
        self.problem = self.notice = ""
        await _show(self)

    @rx.event
    async def add(self, sent: dict[str, Any]):
        """Write a rule."""
        await _change(
            self,
            rules.add_rule,
            scope=_text(sent, "scope"),
            slug=_text(sent, "slug"),
            percent=_text(sent, "percent"),
            currency=_text(sent, "currency"),
            amounts={name: _text(sent, name) for name in _AMOUNTS},
            on_delivery=bool(sent.get("on_delivery")),
        )

    @rx.event
    async def end(self, sent: dict[str, Any]):
        """End a rule."""
        try:
            rule_id = UUID(_text(sent, "rule"))
        except ValueError:
            self.problem = told(self, NotFound("This rule has ended already."))
            return
        await _change(self, rules.end_rule, rule_id=rule_id)

    @rx.event
    async def show_example(self, sent: dict[str, Any]):
        """Reckon an example."""
        try:
            await staff_of(self, Permission.LEDGER_VIEW)
            fees = await in_reading(
                rules.worked_example,
                seller_slug=_text(sent, "example_seller"),
                category_slug=_text(sent, "example_category"),
                price=_text(sent, "example_price"),
                currency=_text(sent, "example_currency"),
            )
            with speaking(locale_of(self)):
                self.example = _steps(fees)
            self.example_problem = ""
        except ShopError as error:
            self.example, self.example_problem = [], told(self, error)


async def _change(state: CommissionState, verb: Any, **how: Any) -> None:
    state.problem = state.notice = ""
    try:
        actor = await staff_of(state, Permission.SETTINGS_MANAGE)
        await in_transaction(verb, actor=actor, **how)
    except ShopError as error:
        state.problem = told(state, error)
        return
    await _show(state)
    with speaking(locale_of(state)):
        state.notice = t("Saved. Orders from now on follow it.")


async def _show(state: CommissionState) -> None:
    try:
        await staff_of(state, Permission.LEDGER_VIEW)
        found = await in_reading(rules.rules)
        state.currencies = sorted({each.currency for each in await in_reading(regions)})
        with speaking(locale_of(state)):
            state.found = [_row(each) for each in found]
    except ShopError as error:
        state.found, state.problem = [], told(state, error)
    state.ready = True


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    return value.strip()[:200] if isinstance(value, str) else ""


def _scopes() -> dict[str, str]:
    return {
        "default": t("Everything"),
        "category": t("Category"),
        "seller": t("Seller"),
        "product": t("Product"),
    }


def _row(rule: RuleView) -> RuleRow:
    def money(minor: int) -> str:
        return money_text(minor, rule.currency)

    takes = [f"{number_text(rule.basis_points / 100)}%"]
    if rule.fixed_minor:
        takes.append(t("{amount} a piece", amount=money(rule.fixed_minor)))
    if rule.floor_minor is not None:
        takes.append(t("at least {amount} a piece", amount=money(rule.floor_minor)))
    if rule.cap_minor is not None:
        takes.append(t("at most {amount} a piece", amount=money(rule.cap_minor)))
    if rule.on_delivery:
        takes.append(t("of delivery too"))
    band = []
    if rule.price_from_minor is not None:
        band.append(t("from {amount}", amount=money(rule.price_from_minor)))
    if rule.price_below_minor is not None:
        band.append(t("below {amount}", amount=money(rule.price_below_minor)))
    return RuleRow(
        id=str(rule.id),
        scope=_scopes()[rule.scope],
        subject=rule.subject,
        takes=", ".join(takes),
        band=" ".join(band) or (rule.currency or t("Any price")),
        since=t(
            "Since {moment} UTC, by {name}",
            moment=datetime_text(rule.valid_from, style="short"),
            name=rule.created_by,
        ),
    )


def _steps(fees: FeePreview) -> list[Step]:
    def money(minor: int) -> str:
        return money_text(minor, fees.currency)

    steps = [
        Step(t("Price"), money(fees.price_minor)),
        Step(
            t("Commission ({percent}%)", percent=number_text(fees.commission_basis_points / 100)),
            money(-fees.commission_minor),
        ),
    ]
    if fees.tax_included:
        steps.append(Step(t("Tax in the price"), money(-fees.tax_minor)))
    return [*steps, Step(t("The seller receives"), money(fees.receives_minor))]


def content(state: Any) -> rx.Component:
    """Rules, a form for a new one, an example."""
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        el.p(
            t(
                "The most specific rule wins: product, seller, category (the nearest), everything."
                " Where none fits, the rate agreed with the seller holds. What an order was"
                " charged at placement never changes."
            ),
            class_name="max-w-prose text-muted",
        ),
        when(
            state.found,
            lambda: el.ul(
                each(state.found, _rule), aria_label=t("Rules"), role="list",
                class_name="grid gap-3",
            ),
            lambda: empty_state(
                title=t("No rules yet"),
                text=t("Every seller pays the rate that was agreed with it."),
            ),
        ),
        disclosure(t("Add a rule"), _new_rule(state)),
        _example(state),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )  # fmt: skip


def _rule(rule: Any) -> rx.Component:
    return el.li(
        el.div(
            el.p(
                el.span(rule.takes, class_name="figures font-semibold"),
                el.span(rule.scope, class_name="badge badge-accent"),
                el.span(rule.subject),
                class_name="flex flex-wrap items-center gap-3",
            ),
            el.p(join(rule.band, " · ", rule.since), class_name="text-sm text-muted"),
            class_name="grid gap-1",
        ),
        form(
            hidden("rule", rule.id),
            button(
                t("End"), kind="secondary", small=True, type="submit",
                aria_label=join(t("End rule"), " ", rule.scope, " ", rule.subject),
            ),
            action=ADDRESS,
            method="post",
            on_submit=CommissionState.end,
        ),
        key=rule.id,
        class_name="panel flex flex-wrap items-center justify-between gap-4",
    )  # fmt: skip


def _new_rule(state: Any) -> rx.Component:
    return form(
        el.div(
            el.div(
                el.label(t("For"), html_for="scope", class_name="field-label"),
                el.select(
                    *[el.option(label, value=code) for code, label in _scopes().items()],
                    id="scope",
                    name="scope",
                    class_name="field-input",
                ),
            ),
            text_field(
                label=t("Address name"),
                name="slug",
                hint=t("Of the seller, category or product, as in its address"),
            ),
            text_field(label=t("Percent"), name="percent", input_mode="decimal", required=True),
            _currencies(state, name="currency", label=t("Currency of amounts"), empty=True),
            text_field(label=t("Fixed, a piece"), name="fixed", input_mode="decimal"),
            text_field(label=t("At least, a piece"), name="floor", input_mode="decimal"),
            text_field(label=t("At most, a piece"), name="cap", input_mode="decimal"),
            text_field(label=t("Prices from"), name="price_from", input_mode="decimal"),
            text_field(label=t("Prices below"), name="price_below", input_mode="decimal"),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
        ),
        checkbox(label=t("Take the percent of delivery too"), name="on_delivery"),
        button(t("Add rule"), type="submit", class_name="justify-self-start"),
        action=ADDRESS,
        method="post",
        on_submit=CommissionState.add,
        class_name="grid gap-4 pt-3",
    )


def _currencies(state: Any, *, name: str, label: Any, empty: bool = False) -> rx.Component:
    return el.div(
        el.label(label, html_for=name, class_name="field-label"),
        el.select(
            *([el.option(t("Any"), value="")] if empty else []),
            each(state.currencies, lambda code: el.option(code, value=code)),
            id=name,
            name=name,
            class_name="field-input",
        ),
    )


def _example(state: Any) -> rx.Component:
    return el.section(
        el.h2(t("Worked example"), class_name="text-lg font-semibold"),
        form(
            text_field(label=t("Seller's address name"), name="example_seller", required=True),
            text_field(label=t("Category's address name"), name="example_category"),
            text_field(label=t("Price"), name="example_price", input_mode="decimal", required=True),
            _currencies(state, name="example_currency", label=t("Currency")),
            button(t("Reckon"), type="submit", kind="secondary", class_name="self-end"),
            action=ADDRESS,
            method="post",
            on_submit=CommissionState.show_example,
            class_name="grid gap-4 sm:grid-cols-2 xl:grid-cols-5",
        ),
        alert(state.example_problem, class_name="empty:hidden"),
        when(
            state.example,
            lambda: el.dl(
                each(
                    state.example,
                    lambda step: el.div(
                        el.dt(step.label),
                        el.dd(step.amount, class_name="figures"),
                        class_name="flex justify-between gap-6 border-b border-line py-2"
                        " last:border-0 last:font-semibold",
                    ),
                ),
                class_name="panel max-w-md",
            ),
        ),
        aria_label=t("Worked example"),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    state = CommissionState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Commission"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Commission"), current=ADDRESS)
