"""One payout run: its lines, and what the second person and the payer do with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.errors import ProofNeeded
from shop_app.accounts.permissions import Permission
from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.ledger import payouts
from shop_app.ledger.views import PayoutLineView, PayoutView
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.payouts import ADDRESS, reason_text, status_cell, sums_text
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.table import cells_table
from shop_app.ui.components.table_views import Cell, TableRow
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, money_text, t
from shop_app.ui.rendering import el, form, join, link, speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.proof import ask_proof, proof_dialog
from shop_app.ui.shell.session_state import ShellState


@dataclass(frozen=True, slots=True)
class RunView:
    """The page; `may_approve` is false for the person who proposed it."""

    number: str = ""
    status: Cell = field(default_factory=Cell)
    sum_text: str = ""
    proposed_text: str = ""
    approved_text: str = ""
    note: str = ""
    is_proposed: bool = False
    is_approved: bool = False
    may_approve: bool = False
    lines: list[TableRow] = field(default_factory=list)


class PayoutState(rx.State):
    """The run that is shown."""

    view: RunView = RunView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The run of the address."""
        number = named_in_address(self)
        if self.ready and self.view.number != number:
            self.ready = False
            yield
        self.problem = self.notice = ""
        await _show(self, number)

    @rx.event
    async def approve(self):
        """Agree as the second person."""
        await _do(self, payouts.approve, again="approve")

    @rx.event
    async def reject(self, sent: dict[str, Any]):
        """Nothing of it is paid."""
        note = str(sent.get("note", ""))[:500]
        await _do(self, payouts.reject, note=note)

    @rx.event
    async def pay(self):
        """Pay batch by batch until no line waits; pressed again after a break, it goes on."""
        number = self.view.number
        try:
            actor = await staff_of(self, Permission.PAYOUTS_APPROVE, proven=True)
            while await in_transaction(payouts.pay_some, number=number, actor=actor):
                await _show(self, number)
                yield
            self.problem = ""
        except ProofNeeded:
            await ask_proof(self, "pay")
        except ShopError as error:
            self.problem = told(self, error)
        await _show(self, number)


async def _do(state: PayoutState, verb: Any, *, again: str = "", **how: Any) -> None:
    """Do it; what `again` names is weighty, so a code is asked for first when none came lately."""
    number = state.view.number
    try:
        actor = await staff_of(state, Permission.PAYOUTS_APPROVE, proven=bool(again))
        await in_transaction(verb, number=number, actor=actor, **how)
        state.problem = ""
    except ProofNeeded:
        await ask_proof(state, again)
    except ShopError as error:
        state.problem = told(state, error)
    await _show(state, number)


async def _show(state: PayoutState, number: str) -> None:
    try:
        actor = await staff_of(state, Permission.LEDGER_VIEW)
        found = await in_reading(payouts.payout, number=number)
        with speaking(locale_of(state)):
            state.view = _view(found, actor)
    except ShopError as error:
        state.view, state.problem = RunView(), told(state, error)
    state.ready = True


def _view(found: PayoutView, actor: Actor) -> RunView:
    return RunView(
        number=found.number,
        status=status_cell(found.status),
        sum_text=sums_text(found.sums()),
        proposed_text=t(
            "Proposed by {name}, {moment} UTC",
            name=found.proposed_name,
            moment=datetime_text(found.proposed_at),
        ),
        approved_text=t(
            "Approved by {name}, {moment} UTC",
            name=found.approved_name,
            moment=datetime_text(found.approved_at),
        )
        if found.approved_at
        else "",
        note=found.note,
        is_proposed=found.status == "proposed",
        is_approved=found.status == "approved",
        may_approve=actor.user_id != found.proposed_by,
        lines=[_line(line) for line in found.lines],
    )


def _line(line: PayoutLineView) -> TableRow:
    def money(minor: int) -> Cell:
        return Cell(money_text(minor, line.currency), number=True)

    status = {
        "paid": Cell(t("Paid"), tone="success"),
        "left_out": Cell(reason_text(line.reason), tone="warning"),
    }.get(line.status, Cell(t("Waits"), tone="plain"))
    return TableRow(
        key=f"{line.seller_id}{line.currency}",
        cells=[
            Cell(line.seller_name),
            status,
            money(line.available_minor),
            money(line.reserved_minor),
            money(line.amount_minor),
        ],
    )


def content(view: Any, problem: Any) -> rx.Component:
    """Where it stands, what may be done now, the lines."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        link(t("All payouts"), href=ADDRESS, class_name="textlink"),
        when(view.number, lambda: _run(view)),
        proof_dialog(),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _run(view: Any) -> rx.Component:
    return el.div(
        el.section(
            el.div(
                el.p(view.sum_text, class_name="display figures text-3xl"),
                el.span(view.status.text, class_name=join("badge badge-", view.status.tone)),
                class_name="flex flex-wrap items-center gap-4",
            ),
            el.p(view.proposed_text, class_name="text-muted"),
            when(view.approved_text, lambda: el.p(view.approved_text, class_name="text-muted")),
            when(view.note, lambda: el.p(view.note)),
            when(view.is_proposed, lambda: _approval(view)),
            when(
                view.is_approved,
                lambda: button(
                    t("Pay now"), on_click=PayoutState.pay, class_name="justify-self-start"
                ),
            ),
            class_name="panel grid gap-3",
            aria_label=t("Run"),
        ),
        cells_table(
            caption=t("Lines of the run"),
            head=[
                (t("Seller"), False),
                (t("Status"), False),
                (t("Available"), True),
                (t("Reserved"), True),
                (t("Amount"), True),
            ],
            rows=view.lines,
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )  # fmt: skip


def _approval(view: Any) -> rx.Component:
    return when(
        view.may_approve,
        lambda: el.div(
            button(t("Approve"), on_click=PayoutState.approve),
            form(
                text_field(label=t("Reason"), name="note", max_length=500),
                button(t("Reject"), kind="secondary", type="submit"),
                action=ADDRESS,
                method="post",
                on_submit=PayoutState.reject,
                class_name="flex flex-wrap items-end gap-3",
            ),
            class_name="flex flex-wrap items-end gap-6",
        ),
        lambda: el.p(t("You proposed this run. Somebody else must approve it.")),
    )


def page() -> rx.Component:
    """The live page."""
    state = PayoutState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state.view, state.problem), waiting),
            title=when(
                state.view.number, t("Payout {number}", number=state.view.number), t("Payout")
            ),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Payout"), current=ADDRESS)
