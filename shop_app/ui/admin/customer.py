"""/admin/customers/{key}: one person, their orders, locking the account."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.errors import ProofNeeded
from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.ledger import credit
from shop_app.ledger.credit_queries import credit_balances, credit_movements
from shop_app.orders import customers
from shop_app.pricing.queries import regions
from shop_app.ui.admin.customer_credit import credit_panel
from shop_app.ui.admin.customers import called
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button
from shop_app.ui.components.credit import CreditFigure, CreditRow, credit_figures, credit_rows
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, datetime_text, money_text, number_text, t
from shop_app.ui.rendering import each, el, form, join, link, speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told, visitor_of
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.proof import ask_proof, proof_dialog
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/customers"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a person."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Bought:
    """An order."""

    number: str = ""
    status: str = ""
    placed: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with credit."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """The page. `credit_version` changes with each movement of store credit."""

    key: str = ""
    name: str = ""
    is_locked: bool = False
    has_second_step: bool = False
    facts: list[Fact] = field(default_factory=list)
    orders: list[Bought] = field(default_factory=list)
    credit: list[CreditFigure] = field(default_factory=list)
    credit_rows: list[CreditRow] = field(default_factory=list)
    credit_acts: list[Act] = field(default_factory=list)
    credit_version: str = ""
    currencies: list[str] = field(default_factory=list)
    may_credit: bool = False


class CustomerState(rx.State):
    """The person that is looked at."""

    view: CustomerView = CustomerView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The person of the address."""
        key = named_in_address(self)
        if self.ready and self.view.key != key:
            self.ready = False
            yield
        self.problem = self.notice = ""
        try:
            await staff_of(self, Permission.CUSTOMERS_VIEW)
            await self._read(key)
        except ShopError as error:
            self.view, self.problem = CustomerView(), told(self, error)
        self.ready = True

    @rx.event
    async def lock(self, asked: dict[str, Any]):
        """Lock the account."""
        await self._do(customers.lock, note=str(asked.get("note", ""))[:500])

    @rx.event
    async def unlock(self):
        """Unlock the account."""
        await self._do(customers.unlock, note="")

    @rx.event
    async def change_credit(self, asked: dict[str, Any]):
        """Give the customer credit, or take some."""

        def said(name: str) -> str:
            return str(asked.get(name) or "")[:600]

        await self._do(
            credit.take if said("act") == "take" else credit.grant,
            permission=Permission.REFUNDS_MAKE,
            amount=said("amount"),
            currency=said("currency"),
            reason=said("reason"),
        )

    @rx.event
    async def reset_second_step(self, asked: dict[str, Any]):
        """Take the second step from who has lost it."""
        try:
            await staff_of(self, Permission.CUSTOMERS_MANAGE, proven=True)
        except ProofNeeded:
            await ask_proof(self, "reset_second_step", asked)
        except ShopError as error:
            self.problem = told(self, error)
        else:
            note = str(asked.get("lost_note", ""))[:500]
            await self._do(customers.reset_second_step, note=note)

    async def _do(
        self,
        verb: Any,
        *,
        permission: Permission = Permission.CUSTOMERS_MANAGE,
        **arguments: str,
    ) -> None:
        self.problem = self.notice = ""
        try:
            actor = await staff_of(self, permission)
            await in_transaction(verb, actor=actor, key=self.view.key, **arguments)
            await self._read(self.view.key)
        except ShopError as error:
            self.problem = told(self, error)
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved.")

    async def _read(self, key: str) -> None:
        found = await in_reading(customers.customer, key=key)
        purse = await in_reading(_purse, user_id=found.user_id)
        visitor = await visitor_of(self)
        with speaking(locale_of(self)):
            self.view = replace(
                _view(found), **_credit(purse), may_credit=visitor.may(Permission.REFUNDS_MAKE)
            )


def _purse(session: Any, *, user_id: UUID) -> tuple[Any, Any, list[str]]:
    """The person's balances and latest movements, and the currencies that the shop sells in."""
    return (
        credit_balances(session, user_id=user_id),
        credit_movements(session, user_id=user_id).rows,
        list(dict.fromkeys(region.currency for region in regions(session))),
    )


def _credit(purse: tuple[Any, Any, list[str]]) -> dict[str, Any]:
    balances, movements, currencies = purse
    return {
        "credit": credit_figures(balances),
        "credit_rows": credit_rows(movements, with_names=True),
        "credit_acts": [Act("give", t("Give credit")), Act("take", t("Take credit"))],
        "credit_version": movements[0].happened_at.isoformat() if movements else "none",
        "currencies": currencies,
    }


def _view(found: customers.CustomerFacts) -> CustomerView:
    spent = [money_text(minor, currency) for currency, minor in found.spent.items()]
    seen = datetime_text(found.last_seen_at) if found.last_seen_at else "–"
    return CustomerView(
        key=str(found.user_id),
        name=called(found.name),
        is_locked=found.disabled_at is not None,
        has_second_step=found.has_second_step,
        facts=[
            Fact(t("Email"), found.email),
            Fact(t("Verified"), t("Yes") if found.verified_at else t("No")),
            Fact(t("Since"), date_text(found.created_at)),
            Fact(t("Last seen (UTC)"), seen),
            Fact(t("Orders"), number_text(found.orders)),
            Fact(t("Lifetime value"), ", ".join(spent) or "–"),
            Fact(t("Addresses"), number_text(found.addresses)),
            Fact(t("Reviews"), number_text(found.reviews)),
        ],
        orders=[
            Bought(
                order.number,
                order.status,
                date_text(order.placed_at),
                money_text(order.total_minor, order.currency),
            )
            for order in found.latest
        ],
    )


def content(view: Any, problem: Any, notice: Any) -> rx.Component:
    """Who it is, what they bought, the lock."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        link(t("All customers"), href=ADDRESS, class_name="textlink justify-self-start"),
        when(view.key, lambda: _sheet(view)),
        proof_dialog(),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _sheet(view: Any) -> rx.Component:
    return el.div(
        el.section(
            el.div(
                el.h2(view.name, class_name="display text-2xl"),
                when(
                    view.is_locked,
                    lambda: el.span(t("Locked"), class_name="badge badge-danger"),
                ),
                class_name="flex flex-wrap items-center gap-3",
            ),
            el.dl(
                each(
                    view.facts,
                    lambda fact: el.div(
                        el.dt(fact.name, class_name="text-sm text-muted"),
                        el.dd(fact.value, class_name="break-words font-medium"),
                    ),
                ),
                class_name="mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-4",
            ),
            class_name="panel",
        ),
        el.section(
            el.h2(t("Latest orders"), class_name="display mb-3 text-2xl"),
            when(
                view.orders,
                lambda: data_table(
                    caption=t("Latest orders"),
                    head=[
                        (t("Order"), False),
                        (t("Status"), False),
                        (t("Placed"), False),
                        (t("Total"), True),
                    ],
                    rows=view.orders,
                    row=_order,
                ),
                lambda: el.p(t("Nothing bought yet."), class_name="text-muted"),
            ),
            class_name="panel",
        ),
        credit_panel(view, on_change=CustomerState.change_credit),
        el.section(
            el.h2(t("Access"), class_name="display mb-3 text-2xl"),
            when(
                view.is_locked,
                lambda: button(
                    t("Unlock the account"), type="button", on_click=CustomerState.unlock
                ),
                lambda: form(
                    text_field(label=t("Reason"), name="note", required=True, class_name="grow"),
                    button(t("Lock the account"), kind="danger", type="submit"),
                    action=ADDRESS,
                    on_submit=CustomerState.lock,
                    key=view.key,
                    class_name="flex flex-wrap items-end gap-3",
                ),
            ),
            when(view.has_second_step, lambda: _lost_phone(view)),
            class_name="panel",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _lost_phone(view: Any) -> rx.Component:
    return el.div(
        el.p(
            t(
                "Two-step sign-in is on. Did they lose phone and recovery codes, and are you sure "
                "that it is them? Without it their password alone signs in."
            ),
            class_name="mb-3 max-w-prose text-sm text-muted",
        ),
        form(
            text_field(
                label=t("Reason for the reset"),
                name="lost_note",
                required=True,
                class_name="grow",
            ),
            button(t("Reset two-step sign-in"), kind="danger", type="submit"),
            action=ADDRESS,
            on_submit=CustomerState.reset_second_step,
            key=join("lost-", view.key),
            class_name="flex flex-wrap items-end gap-3",
        ),
        class_name="mt-5 border-t border-line pt-4",
    )


def _order(order: Any) -> rx.Component:
    return el.tr(
        el.td(link(order.number, href=join("/admin/orders/", order.number), class_name="textlink")),
        el.td(order.status),
        el.td(order.placed),
        el.td(order.total, class_name="number"),
    )


def page() -> rx.Component:
    """The live page."""
    state = CustomerState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state.view, state.problem, state.notice), waiting),
            title=t("Customer"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Customer"), current=ADDRESS)
