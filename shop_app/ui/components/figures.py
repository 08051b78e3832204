"""What dashboards and reports are made of: figures with their definition, tables of a report."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.charts import chart
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, join, link, when


def figure(view: Any) -> rx.Component:
    """A FigureView: the number is a link to the rows behind it; its definition folds out below."""
    return el.div(
        link(
            el.span(view.label, class_name="block text-sm text-muted"),
            el.span(view.value, class_name="display figures block text-xl sm:text-3xl"),
            href=view.href,
            class_name="block rounded-field hover:underline",
        ),
        when(
            view.change,
            lambda: el.p(
                when(view.tone == "up", lambda: el.span("↑ ", aria_hidden="true")),
                when(view.tone == "down", lambda: el.span("↓ ", aria_hidden="true")),
                view.change,
                class_name="figures text-sm text-muted",
            ),
        ),
        el.details(
            el.summary(
                t("What it means"),
                el.span(": ", view.label, class_name="sr-only"),
                class_name="w-max text-xs text-muted underline",
            ),
            el.p(view.definition, class_name="mt-1 text-sm"),
        ),
        class_name="panel grid content-start gap-1 max-sm:p-3.5",
    )


def figures(views: Any) -> rx.Component:
    """Figures side by side."""
    return el.div(each(views, figure), class_name="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4")


def report_part(view: Any) -> rx.Component:
    """A PartView: its chart, its table and its file."""
    return el.section(
        el.div(
            el.h2(view.caption, class_name="text-lg font-semibold"),
            link(
                icon("download", size=16),
                t("Export CSV"),
                href=view.export_href,
                reload=True,
                role="button",
                aria_label=join(t("Export CSV"), ": ", view.caption),
                class_name="btn btn-secondary btn-small",
            ),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        when(view.note, lambda: el.p(view.note, class_name="max-w-prose text-sm text-muted")),
        when(view.has_chart, lambda: chart(view.chart)),
        when(
            view.rows,
            lambda: _table(view),
            lambda: el.p(t("Nothing in this period."), class_name="text-muted"),
        ),
        when(view.more, lambda: el.p(view.more, class_name="text-sm text-muted")),
        aria_label=view.caption,
        id=join("part-", view.name),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-3",
    )


def _table(view: Any) -> rx.Component:
    return el.div(
        el.table(
            el.caption(view.caption, class_name="sr-only"),
            el.thead(
                el.tr(
                    each(
                        view.heads,
                        lambda head: el.th(
                            head.label, scope="col", class_name=when(head.number, "number", "")
                        ),
                    )
                )
            ),
            el.tbody(each(view.rows, lambda row: el.tr(each(row.cells, _cell)))),
            class_name="table table-list",
        ),
        class_name="overflow-x-auto",
        tab_index=0,
        role="region",
        aria_label=view.caption,
    )


def _cell(cell: Any) -> rx.Component:
    return el.td(
        when(
            cell.href,
            lambda: link(cell.text, href=cell.href, class_name="textlink"),
            lambda: el.span(cell.text),
        ),
        class_name=when(cell.number, "number", ""),
    )
