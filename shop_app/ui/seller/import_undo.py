"""Taking a file of products back: the button, how far it came, and what stayed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from shop_app.listings.undoing import LeftOver, Undoing
from shop_app.ui.components.buttons import button
from shop_app.ui.components.surfaces import data_table, disclosure
from shop_app.ui.i18n import datetime_text, nt, t
from shop_app.ui.rendering import el, link, when


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A product of which not all went back."""

    title: str = ""
    href: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class UndoView:
    """What may be taken back (`can_undo`), or what was."""

    can_undo: bool = False
    is_done: bool = False
    explains: str = ""
    outcome: str = ""
    rows: list[LeftRow] = field(default_factory=list)


def undo_view(undoing: Undoing) -> UndoView:
    """The facts in words; call it while a locale is spoken."""
    if not undoing.products:
        return UndoView()
    done = undoing.undone_at is not None
    return UndoView(
        can_undo=not done,
        is_done=done,
        explains=nt(
            "This file touched {n} product.", "This file touched {n} products.", n=undoing.products
        ),
        outcome=_outcome(undoing) if done or undoing.left < undoing.products else "",
        rows=[_left(row) for row in undoing.left_over],
    )


def _outcome(undoing: Undoing) -> str:
    told = [
        nt("{n} draft removed", "{n} drafts removed", n=undoing.removed),
        nt("{n} product unlisted", "{n} products unlisted", n=undoing.unlisted),
        nt("{n} as before", "{n} as before", n=undoing.restored),
    ]
    if undoing.partly:
        told.append(nt("{n} in part", "{n} in part", n=undoing.partly))
    if undoing.kept:
        told.append(nt("{n} stayed", "{n} stayed", n=undoing.kept))
    words = ", ".join(told)
    if undoing.undone_at is None:
        return words
    when_text = datetime_text(undoing.undone_at)
    return t(
        "Taken back {moment} UTC by {name}: {outcome}",
        moment=when_text,
        name=undoing.undone_by,
        outcome=words,
    )


def _left(row: LeftOver) -> LeftRow:
    words = [
        " ".join(part for part in (each["sku"], _field_words(each["field"])) if part)
        for each in row.kept
    ]
    return LeftRow(row.title, f"/seller/products/{row.product_id}", ", ".join(words))


def _field_words(name: str) -> str:
    if name.startswith("price:"):
        return t("Price {currency}", currency=name.removeprefix("price:"))
    return {
        "product": t("the whole product"),
        "variant": t("the variant"),
        "stock": t("Stock"),
        "title": t("Title"),
        "category_id": t("Category"),
        "brand": t("Brand"),
        "description": t("Description"),
        "attributes": t("Attributes"),
        "pictures": t("Pictures"),
        "sku": t("SKU"),
        "options": t("Options"),
        "barcode": t("Barcode"),
        "weight_grams": t("Weight in g"),
        "on": t("on or off"),
    }.get(name, name)


def undo_panel(view: Any, *, on_undo: Any, busy: Any) -> rx.Component:
    """The way back, for a file that was brought in; afterwards what became of it."""
    return el.div(
        when(
            view.can_undo,
            lambda: el.section(
                disclosure(
                    t("Undo this file"),
                    el.p(
                        view.explains,
                        " ",
                        t(
                            "Drafts that it made are removed and products that it brought into the"
                            " shop are not sold any more. Values that it changed become what they"
                            " were, unless somebody has changed them since. This can be done once."
                        ),
                        class_name="max-w-prose text-muted",
                    ),
                    el.div(
                        button(
                            t("Take everything back"),
                            kind="danger",
                            small=True,
                            busy=busy,
                            on_click=on_undo,
                        ),
                        class_name="pt-3",
                    ),
                ),
                el.p(view.outcome, role="status", class_name="text-sm text-muted empty:hidden"),
                class_name="panel grid gap-2",
            ),
        ),
        when(
            view.is_done,
            lambda: el.section(
                el.h2(t("Taken back"), class_name="text-lg font-semibold"),
                el.p(view.outcome, role="status"),
                when(view.rows, lambda: _stayed(view)),
                aria_label=t("Taken back"),
                class_name="panel grid min-w-0 gap-4",
            ),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5 empty:hidden",
    )


def _stayed(view: Any) -> rx.Component:
    return data_table(
        caption=t("What stayed, because it was changed since"),
        head=[(t("Product"), False), (t("What stayed"), False)],
        rows=view.rows,
        row=lambda row: el.tr(
            el.td(link(row.title, href=row.href, class_name="textlink")),
            el.td(row.kept),
        ),
    )
