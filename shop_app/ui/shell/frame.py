"""The frame around a screen's content: for a first paint by request, for the live page by state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import reflex as rx
from starlette.requests import Request

from shop_app.pricing.views import RegionView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.shell import shared
from shop_app.ui.shell.basket import basket_drawer
from shop_app.ui.shell.identity import region_of_request
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import ShellState, region_choices
from shop_app.ui.shell.suggestions import SuggestState, suggestion_list
from shop_app.ui.shell.views import ShellView


async def shell_of(request: Request, **personal: Any) -> ShellView:
    """The frame of a request: the same for everyone in a region, unless `personal` says more."""
    region = await region_of_request(request)
    public = await public_shell(region)
    return replace(public, query=request.query_params.get("q", "")[:200], **personal)


async def public_shell(region: RegionView) -> ShellView:
    """The frame that everyone in a region sees."""
    return ShellView(
        region_code=region.code,
        regions=region_choices(await shared.regions.get()),
        departments=await shared.departments.get(),
    )


def shell_seed(view: ShellView) -> Mapping[type[rx.State], Mapping[str, Any]]:
    """What the live frame starts from: only what is the same for everyone in the region."""
    return {
        ShellState: {
            "region_code": view.region_code,
            "regions": view.regions,
            "departments": view.departments,
            "query": view.query,
        }
    }


def storefront_live(ready: Any, content: Any, *, skeleton: Any = None) -> rx.Component:
    """A shopper's live page: frame, suggestions, the cart's drawer, and the content."""
    return live_page(
        True if skeleton is not None and ready is None else ready,
        lambda: _framed(content() if callable(content) else content),
        skeleton=(lambda: _framed(skeleton())) if skeleton is not None else None,
    )


def _framed(content: rx.Component) -> rx.Component:
    return storefront_layout(
        content,
        shell=ShellState,
        suggestions=suggestion_list(SuggestState.found),
        on_search=SuggestState.type.debounce(150),
        extra=basket_drawer(),
    )
