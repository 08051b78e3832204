"""The one list of the portals: search, filters, columns, selection, pages, export, keyboard.

Everything that it shows is in its address, so that it can be linked, saved and gone back to.
assets/js/ui.js adds the keys: / to search, j and k to walk, x to select, Enter to open.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.feedback import alert, empty_state
from shop_app.ui.components.icons import icon
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.components.table_asking import asking, save_form
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, link, when


def list_table(
    view: Any,
    *,
    on_apply: Any,
    on_bulk: Any = None,
    on_save: Any = None,
    on_forget: Any = None,
    notice: Any = "",
    problem: Any = "",
    row_form: Any = None,
    row_form_label: Any = "",
) -> rx.Component:
    """The list of `view` (a TableView). Without `on_bulk` there is nothing to select.

    `row_form` makes a last column from a row, for what is changed in place.
    """
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        _saved(view, on_forget),
        asking(view, on_apply),
        el.div(
            el.p(view.count_text, role="status", class_name="text-sm text-muted"),
            el.div(
                save_form(view, on_save) if on_save is not None else el.span(class_name="hidden"),
                link(
                    icon("download", size=16),
                    t("Export CSV"),
                    href=view.export_href,
                    reload=True,
                    role="button",
                    class_name="btn btn-secondary btn-small",
                ),
                class_name="flex flex-wrap items-center gap-2",
            ),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        when(
            view.rows,
            lambda: _table(view, on_bulk, row_form, row_form_label),
            lambda: _nothing(view),
        ),
        _pages(view),
        data_list="1",
        class_name="grid grid-cols-[minmax(0,1fr)] gap-4",
    )


def _saved(view: Any, on_forget: Any) -> rx.Component:
    def entry(item: Any) -> rx.Component:
        return el.li(
            link(
                item.name,
                href=item.href,
                aria_current=when(item.current, "true", "false"),
                class_name="chip aria-[current=true]:border-accent "
                "aria-[current=true]:font-semibold",
            ),
            when(
                item.current,
                lambda: el.button(
                    t("Forget this view"),
                    type="button",
                    on_click=on_forget(item.name),
                    class_name="textlink text-sm",
                ),
            )
            if on_forget is not None
            else el.span(class_name="hidden"),
            class_name="flex items-center gap-2",
        )

    return when(
        view.saved,
        lambda: el.nav(
            el.ul(each(view.saved, entry), class_name="flex flex-wrap gap-2"),
            aria_label=t("Saved views"),
        ),
    )


def _table(view: Any, on_bulk: Any, row_form: Any, row_form_label: Any) -> rx.Component:
    selectable = on_bulk is not None
    box = el.div(
        el.table(
            el.caption(view.caption, class_name="sr-only"),
            el.thead(
                el.tr(
                    el.th(
                        el.input(
                            type="checkbox",
                            aria_label=t("Select all"),
                            data_select_all="1",
                            class_name="tick",
                        ),
                        scope="col",
                        class_name="w-10",
                    )
                    if selectable
                    else el.th(class_name="hidden"),
                    each(view.heads, _head),
                    el.th(row_form_label, scope="col")
                    if row_form is not None
                    else el.th(class_name="hidden"),
                )
            ),
            el.tbody(each(view.rows, lambda row: _row(row, selectable, row_form))),
            class_name="table table-list",
        ),
        class_name="peer overflow-x-auto",
        tab_index=0,
        role="region",
        aria_label=view.caption,
    )
    return el.div(box, _bulk(view, on_bulk), class_name="grid gap-3") if selectable else box


def _head(head: Any) -> rx.Component:
    return el.th(
        when(
            head.href,
            lambda: link(
                head.label,
                el.span(
                    when(
                        head.direction == "ascending",
                        " ↑",
                        when(head.direction == "descending", " ↓", ""),
                    ),
                    aria_hidden="true",
                ),
                href=head.href,
                class_name="hover:underline",
            ),
            head.label,
        ),
        scope="col",
        aria_sort=head.direction,
        class_name=when(head.number, "number", ""),
    )


def _row(row: Any, selectable: bool, row_form: Any) -> rx.Component:
    return el.tr(
        el.td(
            el.input(
                type="checkbox",
                data_select=row.key,
                aria_label=t("Select {row}", row=row.label),
                class_name="tick",
            )
        )
        if selectable
        else el.td(class_name="hidden"),
        each(row.cells, _cell),
        el.td(row_form(row)) if row_form is not None else el.td(class_name="hidden"),
        class_name="focus-within:bg-sunk hover:bg-sunk",
    )


def _cell(cell: Any) -> rx.Component:
    words = when(
        cell.tone,
        lambda: el.span(cell.text, class_name=join("badge badge-", cell.tone)),
        lambda: when(
            cell.href,
            lambda: link(cell.text, href=cell.href, class_name="textlink font-medium"),
            lambda: el.span(cell.text),
        ),
    )
    return el.td(
        el.div(
            when(
                cell.image,
                lambda: el.img(
                    src=cell.image,
                    alt="",
                    loading="lazy",
                    custom_attrs={"width": "40", "height": "40"},
                    class_name="size-10 flex-none rounded-field bg-sunk object-cover",
                ),
            ),
            el.div(
                words,
                when(cell.sub, lambda: el.span(cell.sub, class_name="block text-sm text-muted")),
                class_name="min-w-0",
            ),
            class_name=when(cell.number, "", "flex items-center gap-3"),
        ),
        class_name=when(cell.number, "number", ""),
    )


def _bulk(view: Any, on_bulk: Any) -> rx.Component:
    return form(
        el.input(type="hidden", name="rows", data_selection="1", default_value=""),
        el.span("0", data_selection_count="1", class_name="badge figures"),
        el.span(t("selected"), class_name="text-sm"),
        el.select(
            each(view.actions, lambda action: el.option(action.label, value=action.value)),
            name="action",
            aria_label=t("Do with the selected"),
            class_name="field-input w-auto",
        ),
        when(
            view.note_label,
            lambda: el.input(
                name="note",
                max_length=500,
                aria_label=view.note_label,
                placeholder=view.note_label,
                class_name="field-input w-auto grow",
            ),
        ),
        el.button(
            t("Apply to the selected"),
            type="submit",
            data_needs_selection="1",
            class_name="btn btn-primary btn-small",
        ),
        action=view.address,
        on_submit=on_bulk,
        role="group",
        aria_label=t("Do with the selected"),
        # It follows the eye only while rows are selected; else it waits below the table.
        class_name="panel z-10 flex flex-wrap items-center gap-3 py-3 "
        "md:bottom-2 md:peer-has-[[data-select]:checked]:sticky",
    )


def _nothing(view: Any) -> rx.Component:
    return when(
        view.asked,
        lambda: empty_state(
            title=t("Nothing here"),
            text=t("No row fits what you asked for. Change the search or the filters."),
            action=link(t("Show all"), href=view.clear_href, class_name="btn btn-secondary"),
        ),
        lambda: empty_state(title=t("Nothing here yet"), text=t("What comes stands here.")),
    )


def _pages(view: Any) -> rx.Component:
    def way(label: Any, href: Any, rel: str) -> rx.Component:
        return when(
            href,
            lambda: link(label, href=href, rel=rel, class_name="btn btn-secondary btn-small"),
        )

    return el.nav(
        way(t("Previous page"), view.previous_href, "prev"),
        way(t("Next page"), view.following_href, "next"),
        aria_label=t("Pages"),
        class_name="flex gap-3 empty:hidden",
    )


def cells_table(*, caption: Any, head: list[tuple[Any, bool]], rows: Any) -> rx.Component:
    """A plain table of `TableRow`s, without search, pages or selection; the first cell heads it."""
    return data_table(
        caption=caption,
        head=head,
        rows=rows,
        row=lambda row: el.tr(each(row.cells, _cell), key=row.key),
    )
