"""One return of an account: what to do next, what comes back, what happened."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import NotFound, ShopError
from shop_app.orders.returns.queries import return_of_shopper
from shop_app.orders.returns.views import ReturnView
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.components.returns import (
    next_step,
    return_lines,
    return_money,
    return_photos,
    return_status,
    return_timeline,
)
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import el, join, link, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, named_in_address, told, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

LIST = "/account/returns"


class ReturnState(rx.State):
    """The return that is shown."""

    view: ReturnView = ReturnView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The return of the address, if it is this person's."""
        number = named_in_address(self)
        if self.ready and self.view.number != number:
            self.ready = False
            yield
        try:
            self.view = await _read(number, await visitor_of(self), locale_of(self))
            self.problem, self.ready = "", True
        except NotFound:
            yield rx.redirect("/404", replace=True)
        except ShopError as error:
            self.problem, self.ready = told(self, error), True


async def _read(number: str, visitor: Visitor, locale: str) -> ReturnView:
    return await in_reading(return_of_shopper, number, user_id=visitor.user_id, locale=locale)


def content(view: Any, shell: Any, *, problem: Any = "") -> rx.Component:
    """The page."""
    return account_page(
        alert(problem, class_name="empty:hidden"),
        el.section(
            el.div(
                return_status(view.status),
                el.p(
                    t("Order"),
                    " ",
                    link(
                        view.order_number,
                        href=join("/orders/", view.order_number),
                        class_name="textlink figures",
                    ),
                    class_name="text-muted",
                ),
                class_name="flex flex-wrap items-center gap-x-4 gap-y-1",
            ),
            next_step(view),
            when(
                view.can_cancel,
                lambda: native_form(
                    button(t("Cancel return"), type="submit", kind="secondary", small=True),
                    action=join("/returns/", view.number, "/cancel"),
                ),
            ),
            class_name="panel grid gap-4",
        ),
        el.section(
            el.h2(t("What comes back"), class_name="text-lg font-semibold"),
            return_lines(view.lines),
            when(
                view.words, lambda: el.p(view.words, class_name="whitespace-pre-line break-words")
            ),
            return_photos(view.photos),
            return_money(view),
            class_name="panel grid gap-4",
        ),
        el.section(
            el.h2(t("What has happened"), class_name="text-lg font-semibold"),
            return_timeline(view.timeline),
            class_name="panel grid gap-4",
        ),
        title=t("Return {number}", number=view.number),
        current=LIST,
        shell=shell,
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        ReturnState.ready,
        lambda: content(ReturnState.view, ShellState, problem=ReturnState.problem),
        skeleton=lambda: account_page(
            skeleton("h-40"), title=t("Return"), current=LIST, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for its owner."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    try:
        view = await _read(request.path_params["number"], visitor, current_locale())
    except NotFound:
        return await not_found_response(request)
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Return {number}", number=view.number), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), ReturnState: {"view": view, "ready": True}},
        )
    )
