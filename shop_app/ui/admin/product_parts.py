"""What staff's page of one product is made of: its form, its offers, its standing, its story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from shop_app.ui.admin.catalog_tabs import PRODUCTS, catalog_tabs
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import select_field, text_area, text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, link, when

Errors = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class OfferView:
    """A variant and a seller's offer of it, in words."""

    sku: str = ""
    variant: str = ""
    seller: str = ""
    seller_href: str = ""
    standing: str = ""
    is_sold: bool = False
    prices: str = ""
    available: str = ""


@dataclass(frozen=True, slots=True)
class DeedView:
    """Who did what, and when."""

    who: str = ""
    action: str = ""
    note: str = ""
    moment: str = ""


def content(state: Any) -> rx.Component:
    """The form and the offers, beside them what else can be done."""

    def error(name: str) -> Any:
        return when(state.error_field == name, state.problem, "")

    return el.div(
        catalog_tabs(PRODUCTS),
        el.div(
            alert(when(state.error_field == "", state.problem, ""), class_name="empty:hidden"),
            alert(state.notice, tone="success", class_name="empty:hidden"),
            link(t("All products"), href=PRODUCTS, class_name="textlink justify-self-start"),
            when(
                state.view.key,
                lambda: el.div(
                    el.div(
                        _form(state, error),
                        _offers(state.view),
                        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
                    ),
                    el.div(
                        _standing(state, error),
                        _story(state.view),
                        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
                    ),
                    class_name="grid grid-cols-[minmax(0,1fr)] items-start gap-6 "
                    "xl:grid-cols-[minmax(0,1fr)_22rem]",
                ),
            ),
            class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
        ),
    )


def _form(state: Any, error: Errors) -> rx.Component:
    given = state.view
    return el.section(
        form(
            text_field(
                label=t("Title"),
                name="title",
                default_value=given.title,
                max_length=300,
                required=True,
                error=error("title"),
            ),
            el.div(
                text_field(
                    label=t("Brand"),
                    name="brand",
                    default_value=given.brand,
                    max_length=120,
                    error=error("brand"),
                ),
                text_field(
                    label=t("Address"),
                    name="slug",
                    default_value=given.slug,
                    max_length=120,
                    required=True,
                    hint=t("The old one leads to the new one."),
                    error=error("slug"),
                ),
                class_name="grid gap-4 md:grid-cols-2",
            ),
            select_field(
                label=t("Category"),
                name="category_id",
                choices=state.places,
                default_value=given.category_id,
                error=error("category_id"),
            ),
            text_field(
                label=t("Summary"),
                name="summary",
                default_value=given.summary,
                max_length=300,
                hint=t("A sentence below the title."),
                error=error("summary"),
            ),
            text_area(
                label=t("Description"),
                name="description",
                default_value=given.description,
                rows=10,
                hint=t("Simple HTML: paragraphs, lists, bold."),
                error=error("description"),
            ),
            button(t("Save"), type="submit", class_name="justify-self-start"),
            action=PRODUCTS,
            on_submit=state.save,
            key=join(given.key, "-", given.version),
            class_name="grid gap-4",
        ),
        aria_label=t("Product"),
        class_name="panel min-w-0",
    )


def _offers(given: Any) -> rx.Component:
    return el.section(
        data_table(
            caption=t("Variants and offers"),
            head=[
                (t("Variant"), False),
                (t("SKU"), False),
                (t("Seller"), False),
                (t("Prices now"), False),
                (t("Available"), True),
            ],
            rows=given.offers,
            row=lambda line: el.tr(
                el.td(line.variant, class_name="font-medium whitespace-nowrap"),
                el.td(line.sku, class_name="figures whitespace-nowrap"),
                el.td(
                    el.div(
                        when(
                            line.seller_href,
                            lambda: link(line.seller, href=line.seller_href, class_name="textlink"),
                            lambda: el.span(line.seller, class_name="text-muted"),
                        ),
                        when(
                            line.standing,
                            lambda: when(
                                line.is_sold,
                                lambda: badge(line.standing, tone="success"),
                                lambda: badge(line.standing, tone="warning"),
                            ),
                        ),
                        class_name="flex flex-wrap items-center gap-2",
                    )
                ),
                el.td(line.prices, class_name="figures"),
                el.td(line.available, class_name="number"),
            ),
        ),
        class_name="panel min-w-0",
    )


def _standing(state: Any, error: Errors) -> rx.Component:
    given = state.view
    return el.section(
        when(
            given.image,
            lambda: el.img(
                src=given.image,
                alt="",
                custom_attrs={"width": "400", "height": "400"},
                class_name="aspect-square w-full rounded-card bg-sunk object-cover",
            ),
        ),
        el.div(
            when(
                given.status == "active",
                lambda: badge(given.status_text, tone="success"),
                lambda: badge(given.status_text, tone="warning"),
            ),
            class_name="flex",
        ),
        el.ul(
            each(given.facts, lambda fact: el.li(el.span(fact))), class_name="text-sm text-muted"
        ),
        when(
            given.shop_href,
            lambda: button_link(t("Open in the shop"), href=given.shop_href, kind="secondary"),
        ),
        when(
            given.status != "draft",
            lambda: form(
                text_area(
                    label=t("Reason"),
                    name="reason",
                    rows=3,
                    max_length=500,
                    hint=t("It stands in the audit log."),
                    error=error("reason"),
                ),
                when(
                    given.status == "active",
                    lambda: button(t("Archive"), type="submit", kind="danger", wide=True),
                    lambda: button(t("Put back"), type="submit", wide=True),
                ),
                action=PRODUCTS,
                on_submit=state.turn,
                key=join(given.key, "-", given.version),
                class_name="grid gap-3 border-t border-line pt-4",
            ),
        ),
        aria_label=t("Standing"),
        class_name="panel grid gap-4",
    )


def _story(given: Any) -> rx.Component:
    return el.section(
        el.h2(t("What was done"), class_name="text-lg font-semibold"),
        el.ol(
            each(
                given.story,
                lambda deed: el.li(
                    el.p(deed.action, class_name="font-medium"),
                    el.p(deed.note, class_name="text-sm empty:hidden"),
                    el.p(deed.who, " · ", deed.moment, class_name="text-sm text-muted"),
                    class_name="border-b border-line py-2 last:border-0",
                ),
            ),
            class_name="peer empty:hidden",
        ),
        el.p(
            t("Nothing yet since it came."),
            class_name="hidden text-sm text-muted peer-empty:block",
        ),
        class_name="panel min-w-0",
    )
