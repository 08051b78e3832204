"""What account screens have around them: the shop's frame, and the ways between these screens."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import reflex as rx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.accounts.views import Visitor
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, link, native_form, when
from shop_app.ui.shell.identity import visitor_of_request
from shop_app.ui.shell.layout import storefront_layout


def account_page(
    *content: Any, title: Any, current: str, shell: Any, lead: Any = None
) -> rx.Component:
    """A page of the account: title, the ways to the others, content."""
    return storefront_layout(
        el.div(
            el.div(
                el.h1(title, class_name="display text-3xl md:text-4xl", tab_index=-1),
                el.p(lead, class_name="text-muted") if lead is not None else el.span(),
                class_name="grid gap-1",
            ),
            el.div(
                _ways(current, shell),
                el.div(*content, class_name="grid min-w-0 content-start gap-6"),
                class_name="grid gap-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-10",
            ),
            class_name="wrap grid gap-6 py-8 md:py-12",
        ),
        shell=shell,
    )


def _ways(current: str, shell: Any) -> rx.Component:
    return el.nav(
        el.ul(
            _way(t("Overview"), "/account", "account", current),
            _way(t("Orders"), "/account/orders", "box", current),
            _way(t("Returns"), "/account/returns", "return", current),
            _way(t("Store credit"), "/account/credit", "card", current),
            _way(t("Wishlists"), "/account/wishlists", "heart", current),
            _way(t("Reviews"), "/account/reviews", "star", current),
            _way(t("Notices"), "/account/notices", "bell", current, count=shell.notice_count),
            _way(t("Addresses"), "/account/addresses", "home", current),
            _way(t("Security"), "/account/security", "shield", current),
            _way(t("Privacy"), "/account/privacy", "user", current),
            el.li(
                native_form(
                    el.button(
                        icon("logout", class_name="hidden lg:block"),
                        t("Sign out"),
                        type="submit",
                        class_name="flex min-h-11 w-full items-center gap-3 whitespace-nowrap "
                        "rounded-field px-2.5 hover:bg-sunk lg:px-3",
                    ),
                    action="/logout",
                )
            ),
            class_name="flex gap-1 overflow-x-auto lg:grid",
        ),
        aria_label=t("Your account"),
        class_name="min-w-0 border-b border-line pb-2 lg:border-0 lg:pb-0",
    )


def _way(label: Any, href: str, sign: str, current: str, *, count: Any = 0) -> rx.Component:
    here = {"aria_current": "page"} if href == current else {}
    return el.li(
        link(
            icon(sign, class_name="hidden lg:block"),
            label,
            when(count, lambda: el.span(count, class_name="badge badge-accent figures")),
            href=href,
            class_name="flex min-h-11 items-center gap-3 whitespace-nowrap rounded-field px-2.5 "
            "lg:px-3 hover:bg-sunk aria-[current=page]:bg-sunk aria-[current=page]:font-semibold",
            **here,
        )
    )


async def signed_in_or_asked(request: Request) -> Visitor | Response:
    """The visitor; or the way to sign in and come back here, for a guest."""
    visitor = await visitor_of_request(request)
    if visitor.is_signed_in:
        return visitor
    there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?{urlencode({'next': there})}", 303)
