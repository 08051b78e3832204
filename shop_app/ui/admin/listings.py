"""The staff's queue of listings: what waits for approval, the oldest first, with its age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from babel.dates import format_timedelta
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.clock import now
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.listings.queries import STAFF_LISTINGS, listing_queue
from shop_app.listings.review import approve_by_key
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.feedback import figure_tile
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import current_locale, nt, number_text, t
from shop_app.ui.i18n.locales import babel_locale
from shop_app.ui.rendering import el, speaking, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.lists import (
    Bulk,
    Column,
    Filter,
    ListFormState,
    ListSpec,
    drop_view,
    keep_view,
    load_list,
    run_bulk,
)
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/listings"
_TONES = {"submitted": "warning", "approved": "success", "rejected": "danger"}


def _status(row: Any) -> str:
    return status_words(row.status)


def status_words(status: str) -> str:
    """Where a listing stands, for the staff."""
    return {
        "draft": t("Being written"),
        "submitted": t("Waits for us"),
        "approved": t("Approved"),
        "rejected": t("Sent back"),
    }.get(status, status)


def age_text(moment: Any) -> str:
    """How long ago a moment was, such as "3 hours"."""
    return format_timedelta(now() - moment, locale=babel_locale(current_locale()))


def _columns() -> Sequence[Column]:
    return (
        Column(
            "title",
            t("Listing"),
            lambda row: Cell(
                row.title,
                sub=row.category or "",
                href=f"{ADDRESS}/{row.product_id}",
                image=row.image or "",
            ),
            "title",
        ),
        Column("seller", t("Seller"), lambda row: Cell(row.seller), "seller"),
        Column(
            "status",
            t("Status"),
            lambda row: Cell(_status(row), tone=_TONES.get(row.status, "plain")),
        ),
        Column(
            "kind",
            t("What"),
            lambda row: Cell(t("Change of a product") if row.is_live else t("New product")),
        ),
        Column(
            "variants",
            t("Variants"),
            lambda row: Cell(number_text(row.variants), number=True),
            number=True,
            export=lambda row: row.variants,
        ),
        Column(
            "age",
            t("Waits since"),
            lambda row: Cell(age_text(row.submitted_at or row.updated_at)),
            "age",
            export=lambda row: (row.submitted_at or row.updated_at).isoformat(),
        ),
    )


def _filters() -> Sequence[Filter]:
    statuses = ("submitted", "approved", "rejected", "draft")
    return (
        Filter("status", t("Status"), tuple((each, status_words(each)) for each in statuses)),
        Filter("seller", t("Seller"), kind="text"),
    )


LISTINGS = ListSpec(
    name="admin-listings",
    address=ADDRESS,
    permission=Permission.LISTINGS_REVIEW,
    listing=STAFF_LISTINGS,
    caption=lambda: t("Listings of sellers, the longest waiting first"),
    search_label=lambda: t("Search listings"),
    columns=_columns,
    label=lambda row: row.title,
    filters=_filters,
    bulk=lambda: (Bulk("approve", t("Approve"), approve_by_key, Permission.LISTINGS_REVIEW),),
)


class ListingsState(rx.State):
    """The queue as it is shown."""

    view: TableView = TableView()
    waiting_text: str = ""
    oldest_text: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for; without a question, what waits."""
        if not self.router.url.query:
            yield rx.redirect(f"{ADDRESS}?status=submitted", replace=True)
            return
        await load_list(self, LISTINGS)
        await _count(self)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Approve the selected."""
        await run_bulk(self, LISTINGS, asked)
        await _count(self)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, LISTINGS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, LISTINGS, name)


async def _count(state: ListingsState) -> None:
    try:
        await staff_of(state, Permission.LISTINGS_REVIEW)
        queue = await in_reading(listing_queue)
    except ShopError as error:
        state.problem = told(state, error)
        return
    with speaking(locale_of(state)):
        state.waiting_text = nt("{n} listing", "{n} listings", n=queue.waiting)
        state.oldest_text = age_text(queue.oldest) if queue.oldest else "–"


def content() -> rx.Component:
    """The figures and the list."""
    state = ListingsState
    return el.div(
        el.div(
            figure_tile(
                t("Wait for approval"), state.waiting_text, href=f"{ADDRESS}?status=submitted"
            ),
            figure_tile(t("The oldest waits since"), state.oldest_text),
            class_name="grid gap-4 sm:grid-cols-2 lg:max-w-xl",
        ),
        list_table(
            state.view,
            on_apply=ListFormState.apply,
            on_bulk=state.bulk,
            on_save=state.save,
            on_forget=state.forget,
            notice=state.notice,
            problem=state.problem,
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: admin_page(
            when(ListingsState.ready, content, waiting),
            title=t("Listings"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Listings"), current=ADDRESS)
