"""/wishlist: what the visitor keeps for later; /wishlist/{key}: a list that somebody shared."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading
from shop_app.core.errors import NotFound
from shop_app.ui.components.buttons import button, button_link, icon_button
from shop_app.ui.components.feedback import alert, badge, empty_state, skeleton
from shop_app.ui.components.goods import line_picture, price, stock_words
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import choose, each, el, join, link, when
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import region_of_request, visitor_of_request
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed
from shop_app.ui.storefront.wishlist_state import WishlistState
from shop_app.wishlist.queries import shared_list, wishlist_of


def content(view: Any) -> rx.Component:
    """The list with what is in it."""
    return el.div(
        el.div(
            el.h1(view.name, class_name="display text-3xl md:text-4xl", tab_index=-1),
            when(view.is_mine, lambda: _tools(view)),
            class_name="flex flex-wrap items-center justify-between gap-4",
        ),
        when(view.is_mine, lambda: _others(view)),
        alert(WishlistState.problem, class_name="empty:hidden"),
        _said(),
        when(
            view.wishes,
            lambda: el.ul(
                each(view.wishes, lambda item: _item(view, item), key=lambda item: item.product_id),
                class_name="grid gap-4",
                role="list",
            ),
            lambda: empty_state(
                title=t("Nothing kept yet"),
                text=t("Press the heart of a product, and it waits for you here."),
                action=button_link(t("See what is new"), href="/search?sort=newest"),
            ),
        ),
        class_name="wrap grid max-w-4xl gap-6 py-8 md:py-12",
    )


def _tools(view: Any) -> rx.Component:
    return el.div(
        when(
            view.share_path,
            lambda: button(
                t("Stop sharing"), kind="secondary", on_click=WishlistState.share(False)
            ),
            lambda: when(
                view.list_id,
                lambda: button(
                    t("Share this list"), kind="secondary", on_click=WishlistState.share(True)
                ),
            ),
        ),
        when(
            ShellState.signed_in,
            lambda: button_link(t("All lists"), href="/account/wishlists", kind="quiet"),
        ),
        class_name="flex flex-wrap gap-3",
    )


def _others(view: Any) -> rx.Component:
    return el.div(
        el.nav(
            each(
                view.lists,
                lambda one: link(
                    one.name,
                    el.span(" (", one.count, ")", class_name="figures text-muted"),
                    href=join("/wishlist?list=", one.list_id),
                    aria_current=when(one.is_chosen, "page", "false"),
                    class_name="inline-flex min-h-11 items-center gap-1.5 rounded-full border "
                    "border-line px-4 aria-[current=page]:border-text",
                ),
            ),
            aria_label=t("Your lists"),
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        when(
            view.share_path,
            lambda: el.p(
                t("Whoever has this link can read the list:"),
                " ",
                link(view.share_path, href=view.share_path, class_name="textlink break-all"),
                class_name="text-sm text-muted",
            ),
        ),
        class_name="grid gap-3",
    )


def _said() -> rx.Component:
    state = WishlistState
    return el.div(
        el.p(
            choose(
                state.said,
                {
                    "in_cart": t("It is in your cart."),
                    "shared": t("The list is shared."),
                    "closed": t("The list is not shared any more."),
                    "deleted": t("The list is gone."),
                },
                "",
            ),
            class_name="text-success empty:hidden",
        ),
        when(
            state.removed,
            lambda: el.p(
                t("{title} is out of the list.", title=state.removed_title),
                " ",
                el.button(
                    t("Undo"), type="button", on_click=state.undo, class_name="textlink min-h-8"
                ),
            ),
        ),
        role="status",
        class_name="grid gap-2 empty:hidden",
    )


def _item(view: Any, item: Any) -> rx.Component:
    return el.li(
        line_picture(item.image, size=112),
        el.div(
            link(item.title, href=item.href, class_name="font-semibold hover:underline"),
            when(
                item.price_text,
                lambda: price(item.price_text, was=item.was_text),
                lambda: el.p(t("Not sold in your region now"), class_name="text-muted"),
            ),
            el.div(
                when(
                    item.fell_text,
                    lambda: badge(
                        t("{amount} less than when you kept it", amount=item.fell_text),
                        tone="success",
                    ),
                ),
                el.span(stock_words(item.stock_status, item.stock_left), class_name="text-sm"),
                el.span(t("kept {day}", day=item.added_text), class_name="text-sm text-muted"),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
            ),
            class_name="grid min-w-0 grow content-start gap-1.5",
        ),
        el.div(
            when(
                item.offer_id,
                lambda: when(
                    item.needs_choice,
                    lambda: button_link(t("Choose"), href=item.href, small=True),
                    lambda: button(
                        when(view.is_mine, t("Move to cart"), t("Add to cart")),
                        small=True,
                        on_click=WishlistState.to_cart(item.offer_id, item.product_id),
                    ),
                ),
            ),
            when(
                view.is_mine,
                lambda: icon_button(
                    "trash",
                    label=t("Remove {title}", title=item.title),
                    on_click=WishlistState.take_out(item.product_id, item.title),
                ),
            ),
            class_name="flex items-center gap-2 sm:ms-auto",
        ),
        class_name="panel flex flex-wrap items-start gap-4 p-4 sm:flex-nowrap",
    )


def _skeleton() -> rx.Component:
    return el.div(
        el.h1(t("Wishlist"), class_name="display text-3xl md:text-4xl"),
        skeleton("h-32 rounded-card"),
        skeleton("h-32 rounded-card"),
        class_name="wrap grid max-w-4xl gap-6 py-8 md:py-12",
    )


def page() -> rx.Component:
    """The live page of the visitor's own list."""
    return storefront_live(
        WishlistState.ready, lambda: content(WishlistState.view), skeleton=_skeleton
    )


def shared_page() -> rx.Component:
    """The live page of a shared list."""
    return page()


async def first_paint(request: Request) -> Response:
    """The frame as HTML; the list, which is somebody's own, comes with the live page."""
    visitor = await visitor_of_request(request)
    view = await in_reading(
        wishlist_of,
        session_key=visitor.session_key,
        user_id=visitor.user_id,
        region=await region_of_request(request),
        locale=current_locale(),
    )
    shell = await shell_of(request, **await personal_frame(request))
    response = page_response(
        request,
        head=Head(title=t("Wishlist · Stoa"), robots="noindex"),
        body=lambda: storefront_layout(_skeleton(), shell=shell),
        seed={**personal_seed(shell), WishlistState: {"view": view}},
    )
    response.headers["cache-control"] = "private, no-store"
    return response


async def first_paint_of_shared(request: Request) -> Response:
    """The frame of a shared list; 404 for a link that opens nothing."""
    try:
        view = await in_reading(
            shared_list,
            share_key=request.path_params["key"],
            region=await region_of_request(request),
            locale=current_locale(),
        )
    except NotFound:
        return await not_found_response(request)
    shell = await shell_of(request, **await personal_frame(request))
    response = page_response(
        request,
        head=Head(title=f"{view.name} · Stoa", robots="noindex"),
        body=lambda: storefront_layout(_skeleton(), shell=shell),
        seed={**personal_seed(shell), WishlistState: {"view": view}},
    )
    response.headers["cache-control"] = "private, no-store"
    return response
