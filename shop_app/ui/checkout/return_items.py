"""The page on which things of an order are returned: for its owner, or a guest with its key."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.checkout.return_parts import asking, existing
from shop_app.ui.checkout.return_view import ReturnItemsView, return_items_view
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import each, el, link, when
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import (
    flash_of_request,
    flash_of_state,
    locale_of,
    told,
    visitor_of,
    visitor_of_request,
)
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import personal_frame, personal_seed


class ReturnItemsState(rx.State):
    """The order whose things are returned."""

    view: ReturnItemsView = ReturnItemsView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The order of the address, if this visitor may see it."""
        address = self.router.url
        number = str(address.path).rstrip("/").rsplit("/", 2)[-2]
        if self.ready and self.view.order_number != number:
            self.ready = False
            yield
        try:
            self.view = await return_items_view(
                number,
                dict(address.query_parameters),
                await visitor_of(self),
                locale_of(self),
                flash_of_state(self),
            )
            self.problem, self.ready = "", True
        except NotFound:
            yield rx.redirect("/404", replace=True)
        except ShopError as error:
            self.problem, self.ready = told(self, error), True


def content(view: Any, *, problem: Any = "") -> rx.Component:
    """The page."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        el.div(
            link(
                icon("chevron-left", size=18),
                t("Order {number}", number=view.order_number),
                href=view.order_href,
                class_name="textlink inline-flex items-center gap-1 text-sm",
            ),
            el.h1(t("Return items"), class_name="display text-3xl md:text-4xl", tab_index=-1),
            class_name="grid justify-items-start gap-2",
        ),
        when(
            view.is_asked,
            lambda: el.p(
                icon("check", size=24),
                el.span(t("Your request is sent. The seller's answer shows on this page.")),
                class_name="alert alert-success",
                role="status",
            ),
        ),
        each(view.returns, lambda one: existing(one, view.key, view.order_number)),
        asking(view),
        class_name="wrap grid max-w-3xl gap-6 py-8 md:py-12",
    )


def _skeleton() -> rx.Component:
    return el.div(
        el.h1(t("Return items"), class_name="display text-3xl md:text-4xl"),
        skeleton("h-80 rounded-card"),
        class_name="wrap grid max-w-3xl gap-6 py-8 md:py-12",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        ReturnItemsState.ready,
        lambda: content(ReturnItemsState.view, problem=ReturnItemsState.problem),
        skeleton=_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML; 404 for whom the order does not belong to."""
    try:
        view = await return_items_view(
            request.path_params["number"],
            dict(request.query_params),
            await visitor_of_request(request),
            current_locale(),
            flash_of_request(request),
        )
    except NotFound:
        return await not_found_response(request)
    shell = await shell_of(request, **await personal_frame(request))
    response = page_response(
        request,
        head=Head(title=t("Return items · Stoa"), robots="noindex"),
        body=lambda: storefront_layout(content(view), shell=shell),
        seed={**personal_seed(shell), ReturnItemsState: {"view": view, "ready": True}},
    )
    response.headers["cache-control"] = "private, no-store"
    return response
