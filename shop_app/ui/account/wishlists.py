"""/account/wishlists: all lists of the person; new ones, other names, which one hearts fill."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, badge, skeleton
from shop_app.ui.components.fields import text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, join, link, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed
from shop_app.ui.storefront.wishlist_state import WishlistState

ADDRESS = "/account/wishlists"


def content() -> rx.Component:
    """The lists, what can be done with the chosen one, and a form for a new one."""
    state = WishlistState
    return account_page(
        alert(state.problem, class_name="empty:hidden"),
        el.ul(each(state.view.lists, _list), class_name="grid gap-3 empty:hidden"),
        when(state.view.list_id, _chosen),
        el.form(
            text_field(label=t("Name of a new list"), name="name", max_length=60),
            button(t("Make list"), type="submit"),
            on_submit=state.make,
            class_name="panel grid justify-items-start gap-4",
        ),
        title=t("Your wishlists"),
        current=ADDRESS,
        shell=ShellState,
    )


def _list(one: Any) -> rx.Component:
    return el.li(
        el.div(
            link(
                one.name,
                href=join("/wishlist?list=", one.list_id),
                class_name="font-semibold hover:underline",
            ),
            el.p(nt("{n} thing", "{n} things", n=one.count), class_name="text-sm text-muted"),
            class_name="grid",
        ),
        el.div(
            when(one.is_current, lambda: badge(t("Hearts fill this list"), tone="accent")),
            when(one.is_shared, lambda: badge(t("Shared"))),
            link(
                t("Change"),
                el.span(" ", one.name, class_name="sr-only"),
                href=join(ADDRESS, "?list=", one.list_id),
                class_name="textlink inline-flex min-h-11 items-center text-sm",
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
        class_name="panel flex flex-wrap items-center justify-between gap-3 p-4",
    )


def _chosen() -> rx.Component:
    state = WishlistState
    return el.section(
        el.h2(t("Change {name}", name=state.view.name), class_name="display text-2xl"),
        el.form(
            text_field(
                label=t("Name"),
                name="new_name",
                default_value=state.view.name,
                max_length=60,
            ),
            button(t("Rename"), type="submit", kind="secondary"),
            on_submit=state.rename,
            reset_on_submit=False,
            key=state.view.list_id,
            class_name="grid justify-items-start gap-3",
        ),
        el.div(
            when(
                state.view.is_current,
                None,
                lambda: button(
                    t("Let hearts fill this list"), kind="secondary", on_click=state.choose
                ),
            ),
            el.details(
                el.summary(
                    t("Delete this list"),
                    class_name="inline-flex min-h-11 items-center text-danger underline",
                ),
                button(
                    t("Delete {name} and what is in it", name=state.view.name),
                    kind="secondary",
                    on_click=state.delete,
                ),
            ),
            class_name="flex flex-wrap items-start gap-4",
        ),
        aria_label=t("Change {name}", name=state.view.name),
        class_name="panel grid gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        WishlistState.ready,
        content,
        skeleton=lambda: _waiting(ShellState),
    )


def _waiting(shell: Any) -> rx.Component:
    return account_page(skeleton("h-40"), title=t("Your wishlists"), current=ADDRESS, shell=shell)


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Your wishlists"), robots="noindex"),
            body=lambda: _waiting(shell),
            seed=personal_seed(shell),
        )
    )
