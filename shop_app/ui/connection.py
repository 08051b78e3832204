"""What people see while the connection is lost: said, retried, nothing lost."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when


def lost_connection() -> rx.Component:
    """A line at the foot of the page as long as the shop cannot be reached.

    A fragment, since Reflex puts the whole page into what wraps it: it must not be announced.
    """
    return rx.fragment(
        el.div(
            when(
                has_connection_errors,
                lambda: el.p(
                    t("The connection is lost. We keep trying; nothing you did is lost."),
                    class_name="connection-lost",
                ),
            ),
            role="status",
            aria_live="polite",
        )
    )
