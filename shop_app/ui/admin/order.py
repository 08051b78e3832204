"""One order for staff: parts, parcels, money, timeline, and what may be done now."""

from __future__ import annotations

import asyncio
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.bootstrap import gateways
from shop_app.checkout.refunds import give_back
from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.orders import fulfilment, staff
from shop_app.orders.cancelling import cancel_pieces, pieces_of
from shop_app.orders.staff_queries import StaffOrder, staff_order
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.order_panels import (
    address_panel,
    heading,
    money_panel,
    part_panel,
)
from shop_app.ui.admin.order_story import note_form, tags_panel, timeline_panel
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, join, link, speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

LIST = "/admin/orders"


class AdminOrderState(rx.State):
    """The order that is shown."""

    view: StaffOrder = StaffOrder()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The order of the address."""
        number = named_in_address(self)
        if self.ready and self.view.number != number:
            self.ready = False
            yield
        self.problem = self.notice = ""
        await _show(self, number)

    @rx.event
    async def cancel(self, asked: dict[str, Any]):
        """Cancel the order, or the part that the form names; the money goes back at once."""
        part, reason = _text(asked, "part"), _text(asked, "reason")
        await _do(self, Permission.ORDERS_MANAGE, staff.cancel, part=part, reason=reason)

    @rx.event
    async def cancel_pieces(self, asked: dict[str, Any]):
        """Cancel so many pieces of lines; the money goes back at once."""
        await _do(
            self,
            Permission.ORDERS_MANAGE,
            cancel_pieces,
            pieces=pieces_of(asked),
            reason=_text(asked, "reason"),
        )

    @rx.event
    async def refund(self, asked: dict[str, Any]):
        """Give an amount back for a part."""
        await _do(
            self,
            Permission.REFUNDS_MAKE,
            staff.refund_part,
            part=_text(asked, "part"),
            amount=_text(asked, "amount"),
            reason=_text(asked, "reason"),
            to=_text(asked, "to") or "method",
        )

    @rx.event
    async def deliver(self, part: str):
        """What is under way of a part has arrived."""
        await _do(self, Permission.ORDERS_MANAGE, _arrived, part=str(part))

    @rx.event
    async def note(self, asked: dict[str, Any]):
        """Write a note that staff reads."""
        await _do(self, Permission.ORDERS_MANAGE, staff.add_note, text=_text(asked, "text"))

    @rx.event
    async def tag(self, asked: dict[str, Any]):
        """Put a word on the order."""
        await _do(self, Permission.ORDERS_MANAGE, staff.tag, word=_text(asked, "tag"))

    @rx.event
    async def untag(self, word: str):
        """Take a word off."""
        await _do(self, Permission.ORDERS_MANAGE, staff.untag, word=str(word))


def _text(asked: dict[str, Any], name: str) -> str:
    return str(asked.get(name) or "")[:600]


def _arrived(session: Any, *, number: str, part: str, actor: Actor) -> None:
    seller_id = staff.seller_of_part(session, number=number, part=part)
    fulfilment.parcel_arrived(session, seller_id=seller_id, number=number, actor=actor)


async def _do(state: AdminOrderState, permission: Permission, verb: Any, **arguments: Any) -> None:
    """Do it, ask the gateway for what is owed then, and show how the order stands."""
    state.notice = ""
    number = state.view.number
    try:
        actor = await staff_of(state, permission)
        owed = await in_transaction(verb, number=number, actor=actor, **arguments)
        state.problem = ""
    except ShopError as error:
        state.problem = told(state, error)
        return
    try:
        for payment in owed if isinstance(owed, list) else [owed] if owed else []:
            await asyncio.to_thread(give_back, payment, gateways())
    except ShopError as error:
        state.problem = told(state, error)
    await _show(state, number)
    with speaking(locale_of(state)):
        state.notice = t("Done.")


async def _show(state: AdminOrderState, number: str) -> None:
    try:
        await staff_of(state, Permission.ORDERS_VIEW)
        state.view = await in_reading(staff_order, number=number, locale=locale_of(state))
    except ShopError as error:
        state.view, state.problem = StaffOrder(), told(state, error)
    state.ready = True


def content() -> rx.Component:
    """Parts on the left; money, address, tags and timeline on the right."""
    state, view = AdminOrderState, AdminOrderState.view
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        when(
            view.number,
            lambda: el.div(
                el.div(
                    heading(view, on_cancel=state.cancel),
                    each(
                        view.parts,
                        lambda part: part_panel(
                            part,
                            on_cancel=state.cancel,
                            on_cancel_pieces=state.cancel_pieces,
                            on_refund=state.refund,
                            on_deliver=state.deliver,
                        ),
                    ),
                    class_name="grid grid-cols-[minmax(0,1fr)] content-start gap-5",
                ),
                el.div(
                    money_panel(view),
                    address_panel(view),
                    tags_panel(view, on_tag=state.tag, on_untag=state.untag),
                    timeline_panel(view, note_form(on_note=state.note)),
                    class_name="grid grid-cols-[minmax(0,1fr)] content-start gap-5",
                ),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-5 "
                "xl:grid-cols-[minmax(0,1fr)_22rem]",
            ),
            lambda: el.div(button_link(t("All orders"), href=LIST, kind="secondary")),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def page() -> rx.Component:
    """The live page."""
    state = AdminOrderState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, content, waiting),
            title=when(
                state.view.number, t("Order {number}", number=state.view.number), t("Order")
            ),
            current=LIST,
            shell=ShellState,
            action=when(
                state.view.number,
                lambda: link(
                    icon("download", size=16),
                    t("Invoice (PDF)"),
                    href=join("/orders/", state.view.number, "/invoice.pdf"),
                    reload=True,
                    target="_blank",
                    class_name="btn btn-secondary",
                ),
            ),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Order"), current=LIST)
