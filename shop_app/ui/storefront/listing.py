"""A list of products with everything around it: one component for search, category and seller."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.feedback import alert, skeleton, skeleton_grid
from shop_app.ui.components.fields import hidden
from shop_app.ui.components.goods import product_grid, shelf, yes_or_no
from shop_app.ui.components.icons import icon
from shop_app.ui.components.navigation import breadcrumbs, chips, pagination
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, join, link, native_form, when


def list_content(view: Any, *, problem: Any = "", head: Any = None) -> rx.Component:
    """The list; `head` stands in place of the title (a seller's introduction)."""
    return el.div(
        breadcrumbs(view.crumbs),
        head if head is not None else list_head(view),
        when(problem, lambda: alert(problem)),
        when(view.subcategories, lambda: subcategories(view.subcategories)),
        when(view.total, lambda: found(view), lambda: nothing_found(view)),
        class_name="wrap grid gap-5 py-6",
    )


def list_head(view: Any) -> rx.Component:
    """What this list is of."""
    return el.div(
        el.h1(
            when(
                view.kind == "search",
                lambda: when(
                    view.query,
                    lambda: el.span(t("Results for “{query}”", query=view.query)),
                    lambda: el.span(t("Everything")),
                ),
                lambda: el.span(view.title),
            ),
            tab_index=-1,
            class_name="display text-3xl md:text-4xl",
        ),
        when(
            view.description,
            lambda: el.p(view.description, class_name="mt-2 max-w-prose text-muted"),
        ),
        when(
            view.corrected_query,
            lambda: el.p(
                t("Did you mean"),
                " ",
                link(view.corrected_query, href=view.corrected_href, class_name="textlink"),
                el.span("?"),
                class_name="mt-2",
            ),
        ),
    )


def subcategories(items: Any) -> rx.Component:
    """The categories below this one, with their pictures."""
    return el.nav(
        el.ul(
            each(
                items,
                lambda item: el.li(
                    link(
                        el.img(
                            src=item.image,
                            alt="",
                            loading="lazy",
                            custom_attrs={"width": "96", "height": "96"},
                            class_name="h-14 w-14 rounded-field bg-sunk object-cover",
                        ),
                        el.span(item.name, class_name="font-medium"),
                        href=item.href,
                        class_name="flex items-center gap-3 rounded-card border border-line "
                        "bg-surface p-2 pe-4 hover:border-line-strong",
                    ),
                    class_name="flex-none",
                ),
            ),
            class_name="flex gap-3 overflow-x-auto pb-2 [scrollbar-width:thin]",
        ),
        aria_label=t("Narrow by category"),
        class_name="min-w-0",
    )


def found(view: Any) -> rx.Component:
    """Filters beside, cards and pages."""
    return el.div(
        filters(view),
        el.div(
            toolbar(view),
            chips(view.chips, words=chip_words, clear_href=view.clear_href),
            product_grid(view.cards),
            pagination(view.pages, previous=view.previous_href, following=view.next_href),
            class_name="grid min-w-0 content-start gap-5",
        ),
        class_name="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10",
    )


def toolbar(view: Any) -> rx.Component:
    """How many there are, and in which order."""
    return el.div(
        el.p(
            nt("{text} result", "{text} results", n=view.total, text=view.total_text),
            role="status",
            class_name="text-muted figures",
        ),
        when(
            view.is_fallback,
            lambda: el.p(
                t("Search is running in a simpler mode for the moment."),
                class_name="badge badge-warning",
            ),
        ),
        sort_form(view),
        class_name="flex min-h-11 flex-wrap items-center justify-between gap-3",
    )


def sort_form(view: Any) -> rx.Component:
    """The order of the list: a combobox whose choices are addresses."""
    return el.label(
        el.span(t("Sort by"), class_name="text-sm text-muted"),
        el.select(
            each(
                view.sorts,
                lambda choice: el.option(sort_name(choice.code), value=choice.href),
            ),
            name="sort-by",
            aria_label=t("Sort by"),
            class_name="field-input w-auto border-line text-sm",
            **_go_there(view),
        ),
        class_name="flex items-center gap-2 only-live",
    )


def _go_there(view: Any) -> dict[str, Any]:
    if isinstance(view, rx.Var):
        return {"value": view.sort_href, "on_change": rx.redirect}
    return {}


def sort_name(code: Any) -> Any:
    """The words for an order."""
    return choose(
        code,
        {
            "price": t("Price, lowest first"),
            "-price": t("Price, highest first"),
            "newest": t("Newest"),
            "rating": t("Best rated"),
            "sold": t("Best selling"),
        },
        t("Best match"),
    )


def facet_name(facet: Any) -> Any:
    """The words for a facet: ours for the fixed ones, the attribute's own name otherwise."""
    return choose(
        facet.code,
        {
            "category": t("Category"),
            "brand": t("Brand"),
            "seller": t("Seller"),
            "price": t("Price"),
            "rating": t("Rating"),
            "stock": t("Availability"),
            "sale": t("Offers"),
        },
        facet.name,
    )


def facet_label(facet: Any, value: Any) -> Any:
    """The words for a value of a facet."""
    return choose(
        facet.code,
        {
            "rating": t("{stars} stars and more", stars=value.label),
            "stock": t("In stock"),
            "sale": t("On sale"),
        },
        yes_or_no(value.label),
    )


def chip_words(chip: Any) -> Any:
    """The words for a filter that is on: the fixed facets' own, names of attributes with theirs."""
    return choose(
        chip.code,
        {
            "rating": t("{stars} stars and more", stars=chip.label),
            "stock": t("In stock"),
            "sale": t("On sale"),
        },
        when(chip.name, join(chip.name, ": ", yes_or_no(chip.label)), chip.label),
    )


def filters(view: Any) -> rx.Component:
    """The facets: open beside the list on wide screens, folded above it on phones."""
    groups = el.div(
        each(view.facets, facet_group),
        role="group",
        aria_label=t("Filters"),
        class_name="grid content-start",
    )
    return el.aside(
        el.details(
            el.summary(
                icon("filter", size=18),
                t("Filters"),
                class_name="btn btn-secondary btn-wide lg:hidden",
            ),
            groups,
            id="filters",
            data_fold_on_phone="1",
        ),
        aria_label=t("Filter the list"),
    )


def facet_group(facet: Any) -> rx.Component:
    """One facet: its values with their counts; following one switches it."""
    return el.details(
        el.summary(
            el.span(facet_name(facet), class_name="font-semibold"),
            icon("chevron-down", size=18, class_name="group-open:rotate-180"),
            class_name="flex min-h-11 items-center justify-between",
        ),
        el.ul(
            each(facet.choices, lambda value: el.li(facet_value(facet, value))),
            class_name="max-h-72 overflow-y-auto pb-3",
        ),
        open=True,
        class_name="group border-b border-line",
    )


def facet_value(facet: Any, value: Any) -> rx.Component:
    """A value: a checkbox that is a link, so that it works before and after the takeover."""
    return link(
        el.span(
            when(value.selected, lambda: icon("check", size=14)),
            aria_hidden="true",
            class_name=when(
                value.selected,
                "grid h-5 w-5 flex-none place-items-center rounded border border-accent "
                "bg-accent text-on-accent",
                "h-5 w-5 flex-none rounded border border-line-strong bg-raised",
            ),
        ),
        el.span(facet_label(facet, value), class_name="grow truncate"),
        el.span(value.count, class_name="text-sm text-muted figures"),
        href=value.href,
        role="checkbox",
        rel="nofollow",
        aria_checked=when(value.selected, "true", "false"),
        aria_label=join(facet_name(facet), ": ", facet_label(facet, value), " (", value.count, ")"),
        class_name="flex min-h-9 items-center gap-2.5 text-[0.9375rem] hover:underline",
    )


def nothing_found(view: Any) -> rx.Component:
    """Nothing: say so, offer the nearest thing, and never leave the page empty."""
    return el.div(
        el.div(
            el.p(
                t("Nothing matches all of this. Try fewer or other words, or take a filter off."),
                role="status",
                class_name="text-lg",
            ),
            chips(view.chips, words=chip_words, clear_href=view.clear_href),
            when(
                view.query,
                lambda: native_form(
                    hidden("sort", ""),
                    el.label(
                        el.span(t("Search again"), class_name="field-label"),
                        el.input(
                            type="search",
                            name="q",
                            default_value=view.query,
                            class_name="field-input max-w-md",
                        ),
                    ),
                    action="/search",
                    method="get",
                ),
            ),
            el.ul(
                each(
                    view.relaxed,
                    lambda chip: el.li(link(chip_words(chip), href=chip.href, class_name="chip")),
                ),
                class_name="flex flex-wrap gap-2",
            ),
            class_name="panel grid gap-4",
        ),
        when(view.popular, lambda: shelf(t("Popular right now"), view.popular)),
        class_name="grid gap-8",
    )


def list_skeleton() -> rx.Component:
    """A list that is on its way."""
    return el.div(
        skeleton("h-4 w-56"),
        el.h1(t("Loading the list"), class_name="sr-only"),
        skeleton("h-10 w-72"),
        skeleton_grid(12, wide=True),
        class_name="wrap grid gap-6 py-6",
    )
