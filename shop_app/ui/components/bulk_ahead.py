"""The panel that says what would happen to the selected rows, and afterwards what did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when


@dataclass(frozen=True, slots=True)
class AheadRow:
    """A selected row: what would happen, or happened, to it."""

    label: str = ""
    words: str = ""
    amount: str = ""
    is_fine: bool = True


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would happen (or, `is_done`, has happened) to the selected rows; empty: no question."""

    action: str = ""
    keys: str = ""
    note: str = ""
    title: str = ""
    can: str = ""
    cannot: str = ""
    sums: str = ""
    confirm: str = ""
    is_possible: bool = False
    is_done: bool = False
    rows: list[AheadRow] = field(default_factory=list)


def ahead_panel(ahead: Any, *, on_confirm: Any, on_leave: Any, busy: Any) -> rx.Component:
    """The question before many rows are changed, and the answer for each after it."""
    return when(
        ahead.action,
        lambda: el.section(
            el.h2(ahead.title, class_name="text-lg font-semibold", tab_index=-1),
            el.ul(
                el.li(ahead.can, class_name="empty:hidden"),
                el.li(ahead.cannot, class_name="text-danger empty:hidden"),
                el.li(ahead.sums, class_name="font-medium empty:hidden"),
                role="status",
                class_name="grid gap-1",
            ),
            el.div(_table(ahead), class_name="max-h-80 overflow-y-auto"),
            el.div(
                when(
                    ahead.is_done,
                    lambda: button(t("Close"), kind="secondary", small=True, on_click=on_leave),
                    lambda: el.div(
                        when(
                            ahead.is_possible,
                            lambda: button(
                                ahead.confirm,
                                kind="danger",
                                small=True,
                                busy=busy,
                                on_click=on_confirm,
                            ),
                        ),
                        button(
                            t("Leave everything as it is"),
                            kind="secondary",
                            small=True,
                            on_click=on_leave,
                        ),
                        class_name="flex flex-wrap gap-3",
                    ),
                ),
            ),
            aria_label=ahead.title,
            class_name="panel grid min-w-0 gap-4 border-accent",
        ),
    )


def _table(ahead: Any) -> rx.Component:
    return data_table(
        caption=t("Row by row"),
        head=[(t("Row"), False), (t("What happens"), False), (t("Given back"), True)],
        rows=ahead.rows,
        row=lambda row: el.tr(
            el.th(row.label, scope="row", class_name="figures whitespace-nowrap"),
            el.td(
                when(
                    row.is_fine,
                    lambda: el.span(row.words, class_name="text-success"),
                    lambda: el.span(row.words, class_name="text-danger"),
                )
            ),
            el.td(row.amount, class_name="number"),
        ),
    )
