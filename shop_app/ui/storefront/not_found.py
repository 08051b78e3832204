"""The page that says that nothing is here, and helps."""

from __future__ import annotations

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import is_away
from shop_app.core.errors import Unavailable
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import empty_state
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.views import ShellView


def content() -> rx.Component:
    """What to do when the address leads nowhere."""
    return el.div(
        empty_state(
            title=t("There is nothing at this address"),
            text=t(
                "The product may be gone, or the address has a slip. Search for it above, or start "
                "from the front door."
            ),
            action=button_link(t("Go to the front door"), href="/"),
            picture="/media/art/scene/not-found.svg",
            level=1,
        ),
        class_name="wrap",
    )


async def first_paint(request: Request) -> Response:
    """The HTML of the whole page, with status 404; without departments while the database is
    away, since a wrong address must not become a failure."""
    try:
        shell = await shell_of(request)
    except Exception as error:
        if not (isinstance(error, Unavailable) or is_away(error)):
            raise
        shell = ShellView()
    return page_response(
        request,
        head=Head(title=t("Page not found"), robots="noindex"),
        body=lambda: storefront_layout(content(), shell=shell),
        seed=lambda: shell_seed(shell),
        status=404,
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(True, content)
