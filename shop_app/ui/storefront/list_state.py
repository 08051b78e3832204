"""The state behind every list of products: search, category, collection, seller's front.

The address is the truth: each filter, sort and page lives in it, so that a list can be shared,
found again by the back button, and painted by the server. This state only holds what is shown.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request

from shop_app.bootstrap import search_index
from shop_app.catalog.tree_queries import category_moved_to
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.pricing.views import RegionView
from shop_app.search import queries as search
from shop_app.search.views import ListPage
from shop_app.storefront import queries as storefront
from shop_app.storefront.views import SellerPage
from shop_app.ui.i18n import current_locale
from shop_app.ui.shell.identity import (
    locale_of,
    named_in_address,
    region_of,
    region_of_request,
    told,
)


class ListState(rx.State):
    """The list that is shown."""

    view: ListPage = ListPage()
    seller: SellerPage = SellerPage()
    ready: bool = False
    problem: str = ""

    @rx.event
    async def load_search(self):
        """The results of `/search?q=…`."""
        await _show(self, "search", "")

    @rx.event
    async def load_category(self):
        """The products of `/c/{slug}`; an address that it had before leads to it."""
        slug = named_in_address(self)
        if await _show(self, "category", slug):
            return None
        moved = await in_reading(category_moved_to, slug)
        return rx.redirect(f"/c/{moved}" if moved else "/404", replace=True)

    @rx.event
    async def load_collection(self):
        """The products of `/collections/{slug}`."""
        await _show(self, "collection", named_in_address(self))

    @rx.event
    async def load_seller(self):
        """The products of `/s/{slug}` and who sells them."""
        slug = named_in_address(self)
        found = await in_reading(storefront.seller_page, slug, locale=locale_of(self))
        if found is None:
            return rx.redirect("/404")
        self.seller = found
        await _show(self, "seller", slug)
        return None


async def _show(state: ListState, kind: str, slug: str) -> bool:
    """Read the list; whether there is such a thing."""
    state.problem = ""
    try:
        found = await read_list(
            kind,
            slug,
            state.router.url.query,
            region=await region_of(state),
            locale=locale_of(state),
        )
    except ShopError as error:
        state.problem = told(state, error)
        state.ready = True
        return True
    if found is not None:
        state.view = found
    state.ready = True
    return found is not None


async def read_list(
    kind: str, slug: str, query: str, *, region: RegionView, locale: str
) -> ListPage | None:
    """The list at an address; None when there is no such category or collection."""
    return await in_reading(
        search.list_page,
        search_index(),
        kind=kind,
        slug=slug,
        query_string=query[:4000],
        region=region,
        locale=locale,
    )


async def list_of_request(request: Request, kind: str) -> tuple[ListPage | None, Any]:
    """The list that a request asks for, and its region."""
    region = await region_of_request(request)
    slug = request.path_params.get("slug", "")
    found = await read_list(kind, slug, request.url.query, region=region, locale=current_locale())
    return found, region
