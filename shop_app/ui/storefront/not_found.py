"""The page that says that nothing is here, and helps."""

from __future__ import annotations

import reflex as rx

from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import empty_state
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el
from shop_app.ui.shell.frame import storefront_live
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


def painted() -> rx.Component:
    """The HTML of the whole page."""
    return storefront_layout(content(), shell=ShellView())


def page() -> rx.Component:
    """The live page."""
    return storefront_live(True, content)
