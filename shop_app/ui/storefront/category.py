"""Departments, categories and collections: /c/{slug} and /collections/{slug}."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.catalog.tree_queries import category_moved_to
from shop_app.core.db import in_reading
from shop_app.search.views import ListPage
from shop_app.ui.first_paint.document import Head, page_response, whole
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import t
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.storefront.list_state import ListState, list_of_request
from shop_app.ui.storefront.listing import list_content, list_skeleton


def page() -> rx.Component:
    """The live page of both."""
    return storefront_live(
        ListState.ready,
        lambda: list_content(ListState.view, problem=ListState.problem),
        skeleton=list_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The HTML of a category."""
    return await _paint(request, "category")


async def first_paint_of_collection(request: Request) -> Response:
    """The HTML of a collection."""
    return await _paint(request, "collection")


async def _paint(request: Request, kind: str) -> Response:
    view, _ = await list_of_request(request, kind)
    if view is None:
        moved = ""
        if kind == "category":
            moved = await in_reading(category_moved_to, request.path_params["slug"])
        if moved:
            return RedirectResponse(f"/c/{moved}", 301)
        return await not_found_response(request)
    shell = await shell_of(request)
    return page_response(
        request,
        head=_head(request, view),
        body=lambda: storefront_layout(list_content(view), shell=shell),
        seed=lambda: {ListState: {"view": view, "ready": True}, **shell_seed(shell)},
    )


def _head(request: Request, view: ListPage) -> Head:
    is_plain = not request.url.query
    return Head(
        title=f"{view.title} · Stoa",
        description=view.description
        or t("{title}: compare offers of many sellers, with true stock.", title=view.title),
        canonical=request.url.path,
        robots="" if is_plain else "noindex, follow",
        image=view.cards[0].image if view.cards else "",
        json_ld=[breadcrumb_ld(view.crumbs, view.title, request.url.path), items_ld(view)],
        previous=view.previous_href,
        following=view.next_href,
    )


def breadcrumb_ld(crumbs: Any, title: str, address: str) -> dict[str, Any]:
    """The breadcrumb as schema.org says it."""
    steps = [*((crumb.label, crumb.href) for crumb in crumbs), (title, address)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": whole(href)}
            for number, (name, href) in enumerate(steps, 1)
        ],
    }


def items_ld(view: ListPage) -> dict[str, Any]:
    """The list as schema.org says it."""
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": whole(card.href), "name": card.title}
            for number, card in enumerate(view.cards, 1)
        ],
    }
