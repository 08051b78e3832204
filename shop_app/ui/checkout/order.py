"""The page of an order: thanks after paying, tracking later. For its owner or who has its key."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.checkout.order_parts import (
    cancelling,
    cancelling_items,
    costs,
    happened,
    papers,
    part,
    returning,
)
from shop_app.ui.checkout.order_view import OrderView, order_view
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import each, el, when
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import (
    locale_of,
    named_in_address,
    told,
    visitor_of,
    visitor_of_request,
)
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import personal_frame, personal_seed


class OrderState(rx.State):
    """The order that is shown."""

    view: OrderView = OrderView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The order of the address, if this visitor may see it."""
        address = self.router.url
        number = named_in_address(self)
        if self.ready and self.view.order.number != number:
            self.ready = False
            yield
        try:
            self.view = await order_view(
                number, dict(address.query_parameters), await visitor_of(self), locale_of(self)
            )
            self.problem, self.ready = "", True
        except NotFound:
            yield rx.redirect("/404", replace=True)
        except ShopError as error:
            self.problem, self.ready = told(self, error), True


def content(view: Any, *, problem: Any = "") -> rx.Component:
    """The page."""
    order = view.order
    return el.div(
        alert(problem, class_name="empty:hidden"),
        _heading(view),
        el.div(
            el.div(
                each(order.parts, part),
                papers(view),
                when(order.can_cancel, lambda: cancelling(view)),
                when(order.can_cancel_items, lambda: cancelling_items(view)),
                when(view.can_return, lambda: returning(view)),
                class_name="grid content-start gap-5",
            ),
            el.div(
                happened(order.timeline),
                costs(order),
                _account(view),
                class_name="grid content-start gap-5",
            ),
            class_name="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-10",
        ),
        class_name="wrap grid gap-6 py-8 md:py-12",
    )


def _heading(view: Any) -> rx.Component:
    return el.div(
        when(
            view.is_thanked,
            lambda: el.p(
                icon("check", size=24),
                el.span(
                    el.strong(t("Thank you. Your order is placed and paid.")),
                    " ",
                    t("Find it again with its number and {email}.", email=view.order.email),
                ),
                class_name="alert alert-success",
                role="status",
            ),
        ),
        el.h1(
            t("Order {number}", number=view.order.number),
            class_name="display text-3xl md:text-4xl",
            tab_index=-1,
        ),
        el.p(t("Placed {moment} UTC", moment=view.order.placed_text), class_name="text-muted"),
        class_name="grid gap-3",
    )


def _account(view: Any) -> rx.Component:
    """Guests are offered an account after paying, never before."""
    return when(
        view.register_href,
        lambda: el.section(
            el.h2(t("Keep your orders in one place"), class_name="text-lg font-semibold"),
            el.p(
                t(
                    "With an account you find your next orders in one place, "
                    "and need not type your address again."
                ),
                class_name="text-sm text-muted",
            ),
            button_link(t("Create an account"), href=view.register_href, kind="secondary"),
            class_name="panel grid gap-3",
        ),
    )


def _skeleton() -> rx.Component:
    return el.div(
        el.h1(t("Your order"), class_name="display text-3xl md:text-4xl"),
        el.div(
            skeleton("h-80 rounded-card"),
            skeleton("h-80 rounded-card"),
            class_name="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-10",
        ),
        class_name="wrap grid gap-6 py-8 md:py-12",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        OrderState.ready,
        lambda: content(OrderState.view, problem=OrderState.problem),
        skeleton=_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The order as HTML; 404 for whom it does not belong to."""
    try:
        view = await order_view(
            request.path_params["number"],
            dict(request.query_params),
            await visitor_of_request(request),
            current_locale(),
        )
    except NotFound:
        return await not_found_response(request)
    shell = await shell_of(request, **await personal_frame(request))
    return page_response(
        request,
        head=Head(title=t("Order {number} · Stoa", number=view.order.number), robots="noindex"),
        body=lambda: storefront_layout(content(view), shell=shell),
        seed={**personal_seed(shell), OrderState: {"view": view, "ready": True}},
    )
