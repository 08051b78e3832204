"""The parts of the cart's page: a seller's parcel, a line with its quantity, what has changed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import error_text, hidden, quantity_field
from shop_app.ui.components.goods import line_picture, price
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, form, is_html, join, link, when


def parcel(group: Any, line: Any) -> rx.Component:
    """What one seller sends, and when it comes; `line` makes a row of a line."""
    return el.section(
        el.div(
            el.h2(
                t("Sold by"),
                " ",
                link(group.seller_name, href=group.seller_href, class_name="textlink"),
                class_name="font-semibold",
            ),
            arrival(group),
            class_name="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 "
            "border-b border-line pb-3",
        ),
        el.ul(each(group.lines, line, key=lambda line: line.line_id), role="list"),
        aria_label=group.seller_name,
        class_name="panel",
    )


def arrival(group: Any) -> rx.Component:
    """When a parcel comes and what that costs, or that it cannot come."""
    return when(
        group.is_delivered,
        lambda: el.p(
            icon("truck", size=18),
            el.span(
                t("Arrives {first} – {last}", first=group.first_day_text, last=group.last_day_text),
                " · ",
                when(
                    group.delivery_minor,
                    lambda: el.span(t("Delivery {amount}", amount=group.delivery_text)),
                    lambda: el.span(t("Free delivery")),
                ),
                when(
                    group.free_from_text,
                    lambda: el.span(" · ", t("free from {amount}", amount=group.free_from_text)),
                ),
            ),
            class_name="flex items-center gap-2 text-sm text-muted",
        ),
        lambda: el.p(t("This seller does not deliver to your region."), class_name="text-danger"),
    )


def line_row(
    line: Any,
    *,
    problem: Any,
    generation: Any,
    on_blur: Any = None,
    on_quantity: Any = None,
    on_remove: Any = None,
) -> rx.Component:
    """A line: what it is, how many, what they cost, and the way out of the cart."""
    return el.li(
        link(line_picture(line.image, size=112), href=line.href, tab_index=-1, aria_hidden="true"),
        el.div(
            el.div(
                el.h3(
                    link(line.title, href=line.href, class_name="font-medium hover:underline"),
                    class_name="line-clamp-2",
                ),
                el.p(line.variant_title, class_name="text-sm text-muted"),
                price(
                    line.price.text,
                    was=line.price.was_text,
                    percent=line.price.sale_percent,
                    size="small",
                ),
                el.div(each(line.changes, change_said), class_name="grid gap-1 pt-1 empty:hidden"),
                class_name="grid content-start gap-1 sm:grow",
            ),
            el.div(
                _quantity(line, problem, generation, on_blur, on_quantity),
                el.p(line.total_text, class_name="figures text-lg font-semibold sm:text-end"),
                _remove(line, on_remove),
                class_name="flex flex-wrap items-center gap-x-4 gap-y-1 sm:grid "
                "sm:w-44 sm:flex-none sm:justify-items-end",
            ),
            class_name="flex min-w-0 grow flex-col gap-3 sm:flex-row sm:gap-6",
        ),
        class_name="flex items-start gap-4 border-b border-line py-5 last:border-0 last:pb-0",
    )


def _quantity(
    line: Any, problem: Any, generation: Any, on_blur: Any, on_quantity: Any
) -> rx.Component:
    field = quantity_field(
        label=t("Quantity of {title}", title=line.title),
        value=line.quantity,
        id=join("quantity-", line.line_id),
        aria_invalid=when(problem, "true", "false"),
        aria_describedby=join("error-", line.line_id),
        on_blur=on_blur,
    )
    if not is_html():
        # The field is the person's own until the shop itself changes the quantity.
        field.key = join(line.line_id, "-", generation)
    return form(
        hidden("line_id", line.line_id),
        field,
        button(t("Update"), type="submit", kind="quiet", small=True, class_name="no-js"),
        error_text(problem, id=join("error-", line.line_id)),
        action=join("/cart/lines/", line.line_id),
        on_submit=on_quantity,
        no_validate=True,
        class_name="grid justify-items-start gap-1 sm:justify-items-end",
    )


def _remove(line: Any, on_remove: Any) -> rx.Component:
    return form(
        hidden("line_id", line.line_id),
        hidden("remove", "1"),
        button(
            icon("trash", size=18),
            t("Remove"),
            type="submit",
            kind="quiet",
            small=True,
            aria_label=t("Remove {title}", title=line.title),
            class_name="-mx-3 text-muted",
        ),
        action=join("/cart/lines/", line.line_id),
        on_submit=on_remove,
    )


def change_said(change: Any) -> rx.Component:
    """What changed about a line since the person saw it."""
    return choose(
        change.code,
        {
            "price_rose": lambda: _said(
                t("The price rose from {before} to {now}.", **_prices(change)), "warning"
            ),
            "price_fell": lambda: _said(
                t("The price fell from {before} to {now}.", **_prices(change)), "success"
            ),
            "less_stock": lambda: _said(
                nt("Only {n} is left.", "Only {n} are left.", n=change.left), "warning"
            ),
            "not_here": lambda: _said(t("This is not sold in your region."), "danger"),
        },
        lambda: _said(t("This cannot be bought any more."), "danger"),
    )


def _prices(change: Any) -> dict[str, Any]:
    return {"before": change.before_text, "now": change.now_text}


def _said(words: Any, tone: str) -> rx.Component:
    return el.p(badge(words, tone=tone))
