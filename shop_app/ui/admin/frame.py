"""What the staff's pages have around them."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.components.navigation import side_item
from shop_app.ui.i18n import t
from shop_app.ui.shell.layout import portal_layout
from shop_app.ui.shell.portal import portal_paint, waiting


def admin_page(content: Any, *, title: Any, current: str, shell: Any) -> rx.Component:
    """A page of the staff's portal."""
    return portal_layout(
        content,
        title=title,
        navigation=[
            side_item(t("Overview"), href="/admin", sign="home", current=current == "/admin"),
            side_item(
                t("System"),
                href="/admin/system",
                sign="gauge",
                current=current == "/admin/system",
            ),
        ],
        shell=shell,
    )


async def admin_paint(request: Request, *, title: str, current: str) -> Response:
    """The frame of a page for staff; its content comes with the live page."""
    return await portal_paint(
        request,
        lambda visitor: visitor.is_staff,
        title=title,
        body=lambda shell: admin_page(waiting(), title=title, current=current, shell=shell),
    )
