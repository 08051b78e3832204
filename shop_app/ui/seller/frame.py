"""What the seller's pages have around them, and whose pages they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.errors import NotAllowed
from shop_app.ui.components.navigation import side_item
from shop_app.ui.i18n import t
from shop_app.ui.shell.identity import visitor_of
from shop_app.ui.shell.layout import portal_layout
from shop_app.ui.shell.portal import portal_paint, waiting


async def seller_of(state: Any) -> UUID:
    """The seller whose team the visitor belongs to. Raises NotAllowed."""
    visitor = await visitor_of(state)
    if not visitor.seller_ids:
        raise NotAllowed("This page is for sellers.")
    return visitor.seller_ids[0]


def seller_page(
    content: Any, *, title: Any, current: str, shell: Any, to_ship: Any = 0
) -> rx.Component:
    """A page of the seller's portal."""
    return portal_layout(
        content,
        title=title,
        navigation=[
            side_item(t("Overview"), href="/seller", sign="home", current=current == "/seller"),
            side_item(
                t("Orders"),
                href="/seller/orders",
                sign="box",
                count=to_ship,
                current=current == "/seller/orders",
            ),
        ],
        shell=shell,
    )


async def seller_paint(request: Request, *, title: str, current: str) -> Response:
    """The frame of a seller's page; its content comes with the live page."""
    return await portal_paint(
        request,
        lambda visitor: visitor.sells,
        title=title,
        body=lambda shell: seller_page(waiting(), title=title, current=current, shell=shell),
    )
