"""The sandbox's 3-D Secure: the page on which a bank would ask whether the payment is wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.accounts.views import Visitor
from shop_app.checkout.queries import challenge_of
from shop_app.checkout.views import ChallengeView
from shop_app.core.db import in_reading
from shop_app.core.errors import NotFound
from shop_app.core.settings import settings
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import empty_state
from shop_app.ui.components.fields import hidden
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import el, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of, visitor_of_request
from shop_app.ui.shell.layout import auth_layout
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

NONE = ChallengeView(payment_id="", order_number="", amount_text="", is_waiting=False)


class ChallengeState(rx.State):
    """The payment that waits for an answer."""

    view: ChallengeView = NONE
    ready: bool = False

    @rx.event
    async def load(self):
        """The payment of the address, if it is this visitor's."""
        payment = self.router.url.query_parameters.get("payment", "")
        try:
            self.view = await _challenge(payment, await visitor_of(self), locale_of(self))
            self.ready = True
        except NotFound:
            yield rx.redirect("/checkout", replace=True)


async def _challenge(payment: str, visitor: Visitor, locale: str) -> ChallengeView:
    """What is to be approved. Raises NotFound, also outside demo mode: a bank asks there."""
    try:
        payment_id = UUID(payment)
    except ValueError as error:
        raise NotFound("This payment is not here.") from error
    if settings().mode != "demo":
        raise NotFound("This payment is not here.")
    return await in_reading(
        challenge_of,
        payment_id=payment_id,
        session_key=visitor.session_key,
        user_id=visitor.user_id,
        locale=locale,
    )


def content(view: Any, *, shell: Any) -> rx.Component:
    """The question with its two answers, which the browser itself posts."""
    return auth_layout(
        el.div(
            el.h1(
                t("Approve your payment"), class_name="display text-3xl md:text-4xl", tab_index=-1
            ),
            when(
                view.is_waiting,
                lambda: _question(view),
                lambda: empty_state(
                    title=t("This payment waits for nothing"),
                    text=t("It was answered before, or another one took its place."),
                    action=button_link(t("To the checkout"), href="/checkout"),
                ),
            ),
            class_name="grid gap-6",
        ),
        shell=shell,
    )


def _question(view: Any) -> rx.Component:
    return el.div(
        el.p(
            icon("shield", size=24, class_name="text-muted"),
            t("Your bank would ask you here, in its app or by a code, whether it is you who pays."),
            class_name="flex gap-3 text-muted",
        ),
        el.dl(
            _fact(t("To"), "Stoa"),
            _fact(t("For"), t("Order {number}", number=view.order_number)),
            el.div(
                el.dt(t("Amount"), class_name="text-muted"),
                el.dd(view.amount_text, class_name="display figures text-3xl"),
                class_name="flex items-baseline justify-between gap-4 border-t border-line pt-3",
            ),
            class_name="grid gap-2",
        ),
        native_form(
            hidden("payment", view.payment_id),
            button(
                t("Approve the payment"), type="submit", name="answer", value="approve", wide=True
            ),
            button(
                t("Refuse"),
                type="submit",
                name="answer",
                value="refuse",
                kind="secondary",
                wide=True,
            ),
            action="/checkout/challenge",
            class_name="grid gap-3",
        ),
        el.p(
            t("This is a demo shop: no bank is asked and no money moves."),
            class_name="text-sm text-muted",
        ),
        class_name="grid gap-6",
    )


def _fact(name: Any, value: Any) -> rx.Component:
    return el.div(
        el.dt(name, class_name="text-muted"),
        el.dd(value, class_name="font-medium"),
        class_name="flex items-baseline justify-between gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(ChallengeState.ready, lambda: content(ChallengeState.view, shell=ShellState))


async def first_paint(request: Request) -> Response:
    """The question as HTML; whose payment it is not goes back to the checkout."""
    visitor = await visitor_of_request(request)
    try:
        view = await _challenge(request.query_params.get("payment", ""), visitor, current_locale())
    except NotFound:
        return RedirectResponse("/checkout", 303)
    shell = await shell_of(request, **await personal_frame(request))
    return page_response(
        request,
        head=Head(title=t("Approve your payment · Stoa"), robots="noindex"),
        body=lambda: content(view, shell=shell),
        seed={**personal_seed(shell), ChallengeState: {"view": view, "ready": True}},
    )
