"""/account/credit: what store credit there is, what moved it, and giving it up."""

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
from shop_app.core.flash import Flash, flash_of
from shop_app.ledger.credit_queries import credit_balances, credit_movements
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.credit import (
    CreditFigure,
    CreditRow,
    balances_shown,
    credit_figures,
    credit_rows,
    movements_list,
)
from shop_app.ui.components.feedback import alert, empty_state, skeleton
from shop_app.ui.components.fields import checkbox, error_text
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.rendering import el, native_form, speaking, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/credit"


@dataclass(frozen=True, slots=True)
class CreditView:
    """Balances, a page of movements, and what was refused."""

    balances: list[CreditFigure] = field(default_factory=list)
    rows: list[CreditRow] = field(default_factory=list)
    older_href: str = ""
    problem: str = ""
    sure_error: str = ""


class CreditState(rx.State):
    """What the page shows."""

    view: CreditView = CreditView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the credit of who asks."""
        router = self.router
        self.view = await credit_view(
            await visitor_of(self),
            router.url.query_parameters.get("before", ""),
            flash_of(router.headers.cookie, router.url.query),
            locale_of(self),
        )
        self.ready = True


async def credit_view(
    visitor: Visitor, before: str, flash: Flash | None, locale: str
) -> CreditView:
    """The person's credit; a refusal is told in its place."""
    if visitor.user_id is None:
        return CreditView()
    words, said = words_of(locale), flash or Flash()
    told = words.t(said.template, **said.facts) if said.template else ""
    try:
        balances = await in_reading(credit_balances, user_id=visitor.user_id)
        page = await in_reading(credit_movements, user_id=visitor.user_id, cursor=before[:200])
    except ShopError as error:
        return CreditView(problem=words.t(error.template, **error.facts))
    older = f"{ADDRESS}?{urlencode({'before': page.next_cursor})}" if page.next_cursor else ""
    with speaking(locale):
        return CreditView(
            balances=credit_figures(balances),
            rows=credit_rows(page.rows),
            older_href=older,
            problem=told if said.field != "sure" else "",
            sure_error=told if said.field == "sure" else "",
        )


def content(view: Any, shell: Any) -> rx.Component:
    """What there is, what moved it, and giving it up."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(
            view.balances,
            lambda: el.section(
                balances_shown(view.balances),
                el.p(
                    t(
                        "You can use it at checkout when you pay in the same currency. It does not "
                        "run out."
                    ),
                    class_name="text-muted",
                ),
                aria_label=t("What you have"),
                class_name="panel grid gap-4",
            ),
        ),
        when(
            view.rows,
            lambda: el.section(
                el.h2(t("What came and went"), class_name="display text-2xl"),
                movements_list(view.rows, orders="/orders/"),
                class_name="panel grid grid-cols-[minmax(0,1fr)] gap-4",
            ),
            lambda: empty_state(
                title=t("No store credit yet"),
                text=t("When you return something you can take its worth as store credit."),
                action=button_link(t("Your orders"), href="/account/orders"),
            ),
        ),
        when(
            view.older_href,
            lambda: button_link(t("Older movements"), href=view.older_href, kind="secondary"),
        ),
        when(view.balances, lambda: _give_up(view)),
        title=t("Store credit"),
        current=ADDRESS,
        shell=shell,
    )


def _give_up(view: Any) -> rx.Component:
    return disclosure(
        t("Give up your store credit"),
        native_form(
            el.p(
                t(
                    "An account cannot be erased while credit is left. If you do not want to spend "
                    "it, you can give it up. It does not come back."
                ),
                class_name="text-muted",
            ),
            el.div(
                checkbox(
                    label=t("I am sure: I give up all of it"),
                    name="sure",
                    value="1",
                    aria_describedby="sure-error",
                ),
                error_text(view.sure_error, id="sure-error"),
            ),
            el.div(button(t("Give it up"), kind="danger", type="submit")),
            action=f"{ADDRESS}/give-up",
            no_validate=True,
            class_name="grid max-w-xl gap-4 pt-2",
        ),
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        CreditState.ready,
        lambda: content(CreditState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-40"), title=t("Store credit"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await credit_view(
        visitor,
        request.query_params.get("before", ""),
        flash_of(request.headers.get("cookie"), request.url.query),
        current_locale(),
    )
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Store credit"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), CreditState: {"view": view, "ready": True}},
        )
    )
