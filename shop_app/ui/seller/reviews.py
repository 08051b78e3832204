"""/seller/reviews: what buyers say of the seller's goods, and what is not answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.reviews.seller_lists import SELLER_REVIEWS
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, t
from shop_app.ui.rendering import when
from shop_app.ui.seller.frame import seller_page, seller_paint
from shop_app.ui.shell.lists import (
    Column,
    Filter,
    ListFormState,
    ListSpec,
    drop_view,
    keep_view,
    load_list,
)
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/reviews"
_TONES = {"": "plain", "pending": "warning", "published": "success", "rejected": "danger"}


def answer_status(row: Any) -> Cell:
    """Where the answer to a review stands."""
    if not row.is_mine:
        return Cell(t("Answered by another seller"), tone="plain")
    words = {
        "": t("No answer yet"),
        "pending": t("Being read by staff"),
        "published": t("Answered"),
        "rejected": t("Does not show"),
    }
    return Cell(words[row.answer_status], sub=row.answer[:200], tone=_TONES[row.answer_status])


def _columns() -> Sequence[Column]:
    return (
        Column(
            "review",
            t("Review"),
            lambda row: Cell(
                row.title or row.body[:80], sub=row.body[:300], href=f"{ADDRESS}/{row.id}"
            ),
            export=lambda row: f"{row.title}\n{row.body}",
        ),
        Column("stars", t("Stars"), lambda row: Cell(str(row.rating), number=True), "stars", True),
        Column(
            "product",
            t("Product"),
            lambda row: Cell(row.product_title, href=f"/p/{row.slug}"),
            "product",
        ),
        Column(
            "who",
            t("Who"),
            lambda row: Cell(row.author_name, sub=t("Verified purchase") if row.verified else ""),
        ),
        Column("answer", t("Your answer"), answer_status, export=lambda row: row.answer),
        Column(
            "written",
            t("Written (UTC)"),
            lambda row: Cell(datetime_text(row.created_at)),
            "written",
        ),
    )


def _filters() -> Sequence[Filter]:
    return (
        Filter("answer", t("Answer"), (("none", t("No answer yet")), ("given", t("Answered")))),
        Filter("stars", t("Stars"), tuple((str(n), str(n)) for n in (5, 4, 3, 2, 1))),
    )


REVIEWS = ListSpec(
    name="seller-reviews",
    address=ADDRESS,
    permission=SellerPermission.LISTINGS,
    listing=SELLER_REVIEWS,
    caption=lambda: t("Reviews of your goods, newest first"),
    search_label=lambda: t("Search reviews"),
    columns=_columns,
    label=lambda row: row.title or row.body[:60],
    filters=_filters,
)


class SellerReviewsState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, REVIEWS)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, REVIEWS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, REVIEWS, name)


def page() -> rx.Component:
    """The live page."""
    state = SellerReviewsState
    return live_page(
        True,
        lambda: seller_page(
            when(
                state.ready,
                lambda: list_table(
                    state.view,
                    on_apply=ListFormState.apply,
                    on_save=state.save,
                    on_forget=state.forget,
                    notice=state.notice,
                    problem=state.problem,
                ),
                waiting,
            ),
            title=t("Reviews"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Reviews"), current=ADDRESS)
