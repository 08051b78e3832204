"""The results of a search, at /search."""

from __future__ import annotations

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.search.views import ListPage
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import t
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.storefront.list_state import ListState, list_of_request
from shop_app.ui.storefront.listing import list_content, list_skeleton


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        ListState.ready,
        lambda: list_content(ListState.view, problem=ListState.problem),
        skeleton=list_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The HTML of the results; searches are not for crawlers."""
    view, _ = await list_of_request(request, "search")
    view = view or ListPage()
    shell = await shell_of(request)
    return page_response(
        request,
        head=Head(
            title=f"{view.query} · Stoa" if view.query else t("Search · Stoa"),
            description=t("Compare offers of many sellers, with true stock and all costs shown."),
            canonical="/search" if not view.query else "",
            robots="noindex, follow",
            previous=view.previous_href,
            following=view.next_href,
        ),
        body=lambda: storefront_layout(list_content(view), shell=shell),
        seed=lambda: {ListState: {"view": view, "ready": True}, **shell_seed(shell)},
    )
