"""/account/orders: everything that was bought, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.queries import orders_of
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.account.order_rows import OrderShown, order_rows, shown
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/orders"


@dataclass(frozen=True, slots=True)
class OrdersView:
    """One page of the list."""

    rows: list[OrderShown] = field(default_factory=list)
    older_href: str = ""
    newest_href: str = ""
    problem: str = ""


class OrdersState(rx.State):
    """What the page shows."""

    view: OrdersView = OrdersView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the orders of who asks, from where the address says."""
        before = self.router.url.query_parameters.get("before", "")
        self.view = await orders_view(await visitor_of(self), before, locale_of(self))
        self.ready = True


async def orders_view(visitor: Visitor, before: str, locale: str, limit: int = 20) -> OrdersView:
    """A page of the person's orders; a refusal is told in its place."""
    if visitor.user_id is None:
        return OrdersView()
    try:
        page = await in_reading(
            orders_of, user_id=visitor.user_id, cursor=before[:200], limit=limit, locale=locale
        )
    except ShopError as error:
        said = words_of(locale).t(error.template, **error.facts)
        return OrdersView(problem=said, newest_href=ADDRESS)
    older = f"{ADDRESS}?{urlencode({'before': page.next_cursor})}" if page.next_cursor else ""
    return OrdersView(
        rows=shown(page.rows), older_href=older, newest_href=ADDRESS if before else ""
    )


def content(view: Any, shell: Any) -> rx.Component:
    """The list and the ways to its other pages."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(view.problem, None, lambda: order_rows(view.rows)),
        el.nav(
            when(
                view.newest_href,
                lambda: button_link(t("Newest orders"), href=view.newest_href, kind="secondary"),
            ),
            when(
                view.older_href,
                lambda: button_link(t("Older orders"), href=view.older_href, kind="secondary"),
            ),
            aria_label=t("Pages"),
            class_name="flex flex-wrap gap-3 empty:hidden",
        ),
        title=t("Your orders"),
        current=ADDRESS,
        shell=shell,
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        OrdersState.ready,
        lambda: content(OrdersState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-40"),
            skeleton("h-40"),
            title=t("Your orders"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await orders_view(visitor, request.query_params.get("before", ""), current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Your orders"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), OrdersState: {"view": view, "ready": True}},
        )
    )
