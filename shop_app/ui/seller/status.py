"""Where a seller's part of an order stands, in the seller's words."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.feedback import badge
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose


def status_badge(status: Any) -> rx.Component:
    """The status as a badge."""
    return choose(
        status,
        {
            "placed": lambda: badge(t("New"), tone="accent"),
            "preparing": lambda: badge(t("Being packed"), tone="warning"),
            "partly_shipped": lambda: badge(t("Partly sent"), tone="warning"),
            "shipped": lambda: badge(t("Sent"), tone="success"),
            "delivered": lambda: badge(t("Delivered"), tone="success"),
        },
        lambda: badge(t("Cancelled"), tone="danger"),
    )
