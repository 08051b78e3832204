"""One return as staff sees it: every step of the seller, and what only staff may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.returns import handling
from shop_app.orders.returns.queries import return_of_staff
from shop_app.orders.returns.views import ReturnView
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.return_desk import DeskActions, return_desk
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import join, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.return_actions import arrived_of, do, text_of
from shop_app.ui.shell.session_state import ShellState

LIST = "/admin/returns"


class AdminReturnState(rx.State):
    """The return that is shown."""

    view: ReturnView = ReturnView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The return of the address."""
        number = named_in_address(self)
        if self.ready and self.view.number != number:
            self.ready = False
            yield
        self.problem = ""
        await _show(self, number)

    @rx.event
    async def approve(self, sent: dict[str, Any]):
        """The goods may come."""
        await _do(self, handling.approve, lambda: {"instructions": text_of(sent, "instructions")})

    @rx.event
    async def reject(self, sent: dict[str, Any]):
        """The goods may not come, for a reason."""
        await _do(self, handling.reject, lambda: {"reason": text_of(sent, "reason")})

    @rx.event
    async def receive(self, sent: dict[str, Any]):
        """The parcel has come."""
        await _do(self, handling.receive, lambda: {"arrived": arrived_of(sent)})

    @rx.event
    async def refund(self):
        """The money goes back."""
        await _do(self, handling.refund, dict, Permission.REFUNDS_MAKE)

    @rx.event
    async def close(self, sent: dict[str, Any]):
        """The goods never came: the return ends."""
        await _do(self, handling.close, lambda: {"reason": text_of(sent, "reason")})


async def _do(
    state: AdminReturnState,
    verb: Any,
    how: Callable[[], dict[str, Any]],
    permission: Permission = Permission.RETURNS_MANAGE,
) -> None:
    """Act as the member of staff that the session names, if their role includes it."""
    number = state.view.number
    try:
        actor = await staff_of(state, permission)
        await do(verb, seller_id=None, actor=actor, number=number, **how())
        state.problem = ""
    except ShopError as error:
        state.problem = told(state, error)
    await _show(state, number)


async def _show(state: AdminReturnState, number: str) -> None:
    try:
        await staff_of(state, Permission.RETURNS_MANAGE)
        state.view = await in_reading(return_of_staff, number, locale=locale_of(state))
    except ShopError as error:
        state.view, state.problem = ReturnView(), told(state, error)
    state.ready = True


def content() -> rx.Component:
    """The page."""
    state = AdminReturnState
    actions = DeskActions(state.approve, state.reject, state.receive, state.refund, state.close)
    return return_desk(
        state.view,
        actions,
        order_href=join("/admin/orders/", state.view.order_number),
        problem=state.problem,
    )


def page() -> rx.Component:
    """The live page."""
    state = AdminReturnState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, content, waiting),
            title=when(
                state.view.number, t("Return {number}", number=state.view.number), t("Return")
            ),
            current=LIST,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Return"), current=LIST)
