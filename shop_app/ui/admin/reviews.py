"""Reviews that wait for staff, and all others: read, publish, reject with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.clock import now
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.reviews import moderation
from shop_app.reviews.answers import hide_answer, show_answer
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, nt, t
from shop_app.ui.rendering import el, speaking, when
from shop_app.ui.shell.identity import locale_of
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

ADDRESS = "/admin/reviews"
LATE = timedelta(days=1)
_TONES = {"pending": "warning", "published": "success", "rejected": "danger"}


def _status_words(status: str) -> str:
    words = {"pending": t("Held back"), "published": t("Published"), "rejected": t("Rejected")}
    return words.get(status, status)


def _reason_words(code: str) -> str:
    words = {
        "words": t("Bad words"),
        "duplicate": t("Copy of another"),
        "rewritten": t("Written anew after a rejection"),
        "reports": t("Reported by several"),
        "offensive": t("Offends people"),
        "spam": t("Advert"),
        "false": t("Not true"),
        "private": t("Tells private things"),
        "other": t("Something else"),
    }
    return words.get(code, code)


def _why(row: Any) -> str:
    said = [_reason_words(code) for code in row.held_for]
    for report in row.reports or ():
        code, colon, words = report.partition(": ")
        said.append(f"{_reason_words(code)}{colon}{words}")
    return "; ".join(said) or row.decision_note


def _age(row: Any) -> Cell:
    if row.waits_since is None:
        return Cell("")
    age = now() - row.waits_since
    words = (
        nt("{n} day", "{n} days", n=age.days)
        if age.days
        else nt("{n} hour", "{n} hours", n=int(age.total_seconds() // 3600))
    )
    return Cell(words, tone="warning" if age > LATE else "plain")


def _columns() -> Sequence[Column]:
    return (
        Column(
            "review",
            t("Review"),
            lambda row: Cell(row.title or row.body[:80], sub=row.body[:400]),
            export=lambda row: f"{row.title}\n{row.body}",
        ),
        Column("stars", t("Stars"), lambda row: Cell(str(row.rating), number=True), "stars", True),
        Column(
            "product",
            t("Product"),
            lambda row: Cell(row.product_title, href=f"/p/{row.slug}"),
            "product",
        ),
        Column("who", t("Who"), lambda row: Cell(row.author_name, sub=_bought(row))),
        Column("why", t("Why"), lambda row: Cell(_why(row))),
        Column(
            "answer",
            t("Answer of the seller"),
            _answer,
            export=lambda row: row.answer,
        ),
        Column("waiting", t("Waiting"), _age, "waiting"),
        Column(
            "status",
            t("Status"),
            lambda row: Cell(_status_words(row.status), tone=_TONES[row.status]),
            export=lambda row: row.status,
        ),
        Column(
            "photos",
            t("Photos"),
            lambda row: Cell("", image=row.photos[0]) if row.photos else Cell(""),
            export=lambda row: len(row.photos or ()),
        ),
        Column(
            "written",
            t("Written (UTC)"),
            lambda row: Cell(datetime_text(row.created_at)),
            "written",
        ),
    )


def _answer(row: Any) -> Cell:
    if not row.answer:
        return Cell("")
    return Cell(
        _status_words(row.answer_status),
        sub=f"{row.answered_by}: {row.answer[:400]}",
        tone=_TONES[row.answer_status],
    )


def _bought(row: Any) -> str:
    return t("Verified purchase") if row.verified else ""


def _filters() -> Sequence[Filter]:
    whys = ("words", "duplicate", "rewritten", "reports")
    return (
        Filter("queue", t("Waiting"), (("waiting", t("Waits for staff")), ("done", t("Done")))),
        Filter("status", t("Status"), tuple((code, _status_words(code)) for code in _TONES)),
        Filter("answer", t("Answer"), tuple((code, _status_words(code)) for code in _TONES)),
        Filter("why", t("Why"), tuple((code, _reason_words(code)) for code in whys)),
        Filter("stars", t("Stars"), tuple((str(n), str(n)) for n in (5, 4, 3, 2, 1))),
    )


def _bulk() -> Sequence[Bulk]:
    publish, reject = moderation.publish_review, moderation.reject_review
    return (
        Bulk("publish", t("Publish"), publish, Permission.REVIEWS_MODERATE),
        Bulk("reject", t("Reject"), reject, Permission.REVIEWS_MODERATE),
        Bulk("show-answer", t("Show the answer"), show_answer, Permission.REVIEWS_MODERATE),
        Bulk("hide-answer", t("Hide the answer"), hide_answer, Permission.REVIEWS_MODERATE),
    )


REVIEWS = ListSpec(
    name="admin-reviews",
    address=ADDRESS,
    permission=Permission.REVIEWS_MODERATE,
    listing=moderation.REVIEWS,
    caption=lambda: t("Reviews, those that wait longest first"),
    search_label=lambda: t("Search reviews"),
    columns=_columns,
    label=lambda row: row.title or row.body[:60],
    filters=_filters,
    bulk=_bulk,
    note_label=lambda: t("Why it is rejected or hidden; its writer reads this"),
)


class AdminReviewsState(rx.State):
    """The list as it is shown, and how much waits."""

    view: TableView = TableView()
    waits: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, REVIEWS)
        await _count(self)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Publish or reject what is selected."""
        await run_bulk(self, REVIEWS, asked)
        await _count(self)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, REVIEWS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, REVIEWS, name)


async def _count(state: AdminReviewsState) -> None:
    try:
        await staff_of(state, Permission.REVIEWS_MODERATE)
        facts = await in_reading(moderation.waiting)
    except ShopError:
        state.waits = ""  # the list has told it already
        return
    with speaking(locale_of(state)):
        state.waits = _waiting_words(facts)


def _waiting_words(facts: Any) -> str:
    if not facts.count:
        return t("Nothing waits.")
    hours = int((now() - facts.oldest).total_seconds() // 3600)
    return " · ".join(
        (
            nt("{n} review waits", "{n} reviews wait", n=facts.count),
            nt("{n} held back", "{n} held back", n=facts.held),
            nt("{n} reported", "{n} reported", n=facts.reported),
            nt("the oldest for {n} hour", "the oldest for {n} hours", n=hours),
        )
    )


def page() -> rx.Component:
    """The live page."""
    state = AdminReviewsState
    return live_page(
        True,
        lambda: admin_page(
            when(
                state.ready,
                lambda: el.div(
                    el.p(state.waits, class_name="text-muted figures empty:hidden"),
                    list_table(
                        state.view,
                        on_apply=ListFormState.apply,
                        on_bulk=state.bulk,
                        on_save=state.save,
                        on_forget=state.forget,
                        notice=state.notice,
                        problem=state.problem,
                    ),
                    class_name="grid min-w-0 gap-4",
                ),
                waiting,
            ),
            title=t("Reviews"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Reviews"), current=ADDRESS)
