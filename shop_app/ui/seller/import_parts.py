"""The parts of the import page: the file, its columns, the look ahead, the outcome."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import error_text
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, form, join, link, native_form, when
from shop_app.ui.seller.import_undo import undo_panel


def content(state: Any) -> rx.Component:
    """What the page shows: a form to send a file, or the file that was sent."""
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        when(
            state.view.key,
            lambda: el.div(
                _standing(state),
                when(
                    state.view.status == "finished",
                    lambda: undo_panel(state.undo_facts, on_undo=state.undo, busy=state.busy),
                ),
                when(state.view.status == "uploaded", lambda: _columns(state)),
                when(state.preview, lambda: _preview(state)),
                when(state.view.problems, lambda: _problems(state)),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
            ),
            lambda: el.div(_send(state), _past(state), class_name="grid gap-5"),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def _send(state: Any) -> rx.Component:
    return el.section(
        el.h2(t("Send a file"), class_name="text-lg font-semibold"),
        el.p(
            t(
                "CSV or Excel, one row for each variant, up to 8 MB and 20,000 rows. A SKU that you"
                " sell already is changed, a new one becomes a draft. Nothing happens before you"
                " have seen what would."
            ),
            class_name="max-w-prose text-muted",
        ),
        native_form(
            el.label(t("File of products"), html_for="import-file", class_name="field-label"),
            el.input(
                type="file",
                name="file",
                id="import-file",
                required=True,
                accept=".csv,.tsv,.txt,.xlsx,text/csv",
                class_name="field-input",
            ),
            error_text(state.file_error, id="import-file-error"),
            el.div(
                button(t("Send file"), type="submit"),
                link(
                    t("Take an example file"),
                    href="/api/seller/import/example.csv",
                    reload=True,
                    class_name="textlink",
                ),
                class_name="flex flex-wrap items-center gap-4",
            ),
            action="/api/seller/import",
            enc_type="multipart/form-data",
            class_name="grid max-w-xl gap-3",
        ),
        class_name="panel grid gap-4",
    )


def _past(state: Any) -> rx.Component:
    return when(
        state.past,
        lambda: el.section(
            data_table(
                caption=t("Files you have sent"),
                head=[
                    (t("File"), False),
                    (t("When (UTC)"), False),
                    (t("Outcome"), False),
                    (t("Way back"), False),
                ],
                rows=state.past,
                row=lambda row: el.tr(
                    el.td(link(row.name, href=row.href, class_name="textlink")),
                    el.td(row.when_text),
                    el.td(row.outcome),
                    el.td(
                        when(
                            row.can_undo,
                            lambda: link(
                                t("Undo"),
                                href=row.href,
                                aria_label=t("Undo {file}", file=row.name),
                                class_name="textlink",
                            ),
                            lambda: when(row.is_undone, lambda: el.span(t("Taken back"))),
                        )
                    ),
                ),
            ),
            class_name="panel min-w-0",
        ),
    )


def _standing(state: Any) -> rx.Component:
    view = state.view
    return el.section(
        el.div(
            el.h2(view.name, class_name="text-lg font-semibold"),
            el.p(view.rows_text, class_name="text-muted"),
            class_name="flex flex-wrap items-baseline gap-3",
        ),
        when(
            view.status != "uploaded",
            lambda: el.div(
                el.progress(
                    value=view.done,
                    max=view.total,
                    aria_label=t("Progress"),
                    class_name="w-full accent-accent",
                ),
                el.p(view.done_text, " · ", view.outcome, role="status"),
                class_name="grid gap-2",
            ),
        ),
        el.div(
            when(
                view.status == "finished",
                lambda: el.div(
                    button_link(t("See your products"), href="/seller/products"),
                    button_link(t("Send another file"), href="/seller/import", kind="secondary"),
                    class_name="flex flex-wrap gap-3",
                ),
                lambda: button(
                    when(view.status == "running", t("Go on"), t("Bring it in")),
                    on_click=state.run,
                    busy=state.busy,
                ),
            ),
            when(
                view.refused,
                lambda: link(
                    t("Refused rows with reasons (CSV)"),
                    href=join("/api/seller/import/", view.key, "/refused.csv"),
                    reload=True,
                    class_name="textlink",
                ),
            ),
            class_name="flex flex-wrap items-center gap-4",
        ),
        class_name="panel grid gap-4",
    )


def _columns(state: Any) -> rx.Component:
    def column(item: Any) -> rx.Component:
        return el.div(
            el.label(item.header, html_for=item.name, class_name="field-label break-words"),
            el.select(
                each(state.picks, lambda pick: el.option(pick.label, value=pick.value)),
                name=item.name,
                id=item.name,
                default_value=item.target,
                class_name="field-input",
            ),
        )

    return form(
        el.h2(t("What the columns mean"), class_name="text-lg font-semibold"),
        el.p(
            t("Guessed by their names and by your last files. Change what is wrong."),
            class_name="text-sm text-muted",
        ),
        error_text(state.mapping_error, id="mapping-error"),
        el.div(
            each(state.view.columns, column, key=lambda item: item.name),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
        ),
        el.label(
            el.input(
                type="checkbox",
                name="submits",
                value="1",
                default_checked=state.submits,
                class_name="tick",
            ),
            el.span(t("Submit what is complete for approval")),
            class_name="flex min-h-11 items-center gap-3",
        ),
        button(t("Use these columns"), type="submit", kind="secondary", class_name="w-max"),
        action="",
        on_submit=state.choose,
        class_name="panel grid gap-4",
    )


def _preview(state: Any) -> rx.Component:
    def row(item: Any) -> rx.Component:
        return el.tr(
            el.td(item.rows, class_name="figures"),
            el.td(item.title),
            el.td(
                choose(
                    item.tone,
                    {
                        tone: (lambda tone=tone: badge(item.what, tone=tone))
                        for tone in ("success", "accent", "danger")
                    },
                    lambda: badge(item.what),
                )
            ),
            el.td(item.problem),
        )

    return el.section(
        data_table(
            caption=t("What would happen to the first products"),
            head=[
                (t("Rows"), False),
                (t("Product"), False),
                (t("What happens"), False),
                (t("What is wrong"), False),
            ],
            rows=state.preview,
            row=row,
        ),
        class_name="panel min-w-0",
    )


def _problems(state: Any) -> rx.Component:
    return el.section(
        data_table(
            caption=t("Rows that stayed out"),
            head=[
                (t("Row"), True),
                (t("Column"), False),
                (t("Value"), False),
                (t("Problem"), False),
                (t("How to mend it"), False),
            ],
            rows=state.view.problems,
            row=lambda item: el.tr(
                el.td(item.row, class_name="number"),
                el.td(item.column),
                el.td(item.value, class_name="break-words"),
                el.td(item.problem),
                el.td(item.remedy),
            ),
        ),
        class_name="panel min-w-0",
    )
