"""What the settings show of two-step sign-in: of whom the shop demands it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import checkbox
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, form, join

ADDRESS = "/admin/settings"


def two_step_section(state: Any) -> rx.Component:
    """Of whom a second step is demanded."""
    view = state.view
    return el.section(
        el.h2(t("Two-step sign-in"), class_name="display mb-1 text-2xl"),
        el.p(
            t(
                "After the password, a code of an app on their phone. Of whom it is demanded, the "
                "portal opens only once they have set it up."
            ),
            class_name="mb-4 max-w-prose text-sm text-muted",
        ),
        form(
            checkbox(
                label=t("Demanded of staff"),
                name="step_staff",
                value="1",
                default_checked=view.staff_step,
            ),
            checkbox(
                label=t("Demanded of sellers"),
                name="step_seller",
                value="1",
                default_checked=view.seller_step,
            ),
            button(t("Save two-step sign-in"), type="submit", class_name="mt-3"),
            action=ADDRESS,
            on_submit=state.save_steps,
            key=join("steps-", view.staff_step, "-", view.seller_step),
            class_name="grid justify-items-start",
        ),
        aria_label=t("Two-step sign-in"),
        class_name="panel",
    )
