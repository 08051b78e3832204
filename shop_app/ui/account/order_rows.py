"""Orders in a list: what each was, where it stands, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from shop_app.orders.views import OrderRow
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import badge, empty_state
from shop_app.ui.components.goods import line_picture
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, link, when

MOST_PICTURES = 6


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order as a row of the list; `titles` names its first things in one line."""

    number: str = ""
    href: str = ""
    status: str = ""
    placed_text: str = ""
    total_text: str = ""
    count: int = 0
    titles: str = ""
    images: list[str] = field(default_factory=list)


def shown(rows: Sequence[OrderRow]) -> list[OrderShown]:
    """The rows of a list as they are shown."""
    return [
        OrderShown(
            number=row.number,
            href=row.href,
            status=row.status,
            placed_text=row.placed_text,
            total_text=row.total_text,
            count=row.count,
            titles=" · ".join(row.titles),
            images=row.images[:MOST_PICTURES],
        )
        for row in rows
    ]


def order_rows(rows: Any) -> rx.Component:
    """The orders, each one link; with none, the way to the goods."""
    return when(
        rows,
        lambda: el.ul(each(rows, _order), class_name="grid gap-4", role="list"),
        lambda: empty_state(
            title=t("No orders yet"),
            text=t("What you buy shows here, with where each parcel is."),
            action=button_link(t("Start shopping"), href="/"),
        ),
    )


def _order(row: Any) -> rx.Component:
    return el.li(
        el.div(
            el.div(
                el.h3(
                    link(
                        t("Order {number}", number=row.number),
                        href=row.href,
                        class_name="font-semibold after:absolute after:inset-0 hover:underline",
                    )
                ),
                el.p(
                    row.placed_text,
                    " · ",
                    nt("{n} item", "{n} items", n=row.count),
                    class_name="text-sm text-muted",
                ),
                class_name="grid gap-0.5",
            ),
            el.div(
                order_status(row.status),
                el.p(row.total_text, class_name="text-lg font-semibold figures"),
                class_name="flex items-center gap-4 sm:ms-auto",
            ),
            class_name="flex flex-wrap items-start gap-x-6 gap-y-2",
        ),
        el.ul(
            each(row.images, lambda image: el.li(line_picture(image, size=64))),
            aria_hidden="true",
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        el.p(row.titles, class_name="line-clamp-2 text-sm text-muted"),
        class_name="panel relative grid gap-3 hover:border-line-strong",
    )


def order_status(status: Any) -> rx.Component:
    """The status in words, in its tone."""
    return choose(
        status,
        {
            "pending": lambda: badge(t("Waiting for payment"), tone="warning"),
            "placed": lambda: badge(t("Placed"), tone="success"),
            "partly_shipped": lambda: badge(t("Partly on its way"), tone="success"),
            "shipped": lambda: badge(t("On its way"), tone="success"),
            "delivered": lambda: badge(t("Delivered"), tone="success"),
            "cancelled": lambda: badge(t("Cancelled")),
            "failed": lambda: badge(t("Not paid"), tone="danger"),
        },
        lambda: badge(status),
    )
