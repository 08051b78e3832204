"""The staff's dashboard: how the shop does, and what waits for the staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.analytics import queries
from shop_app.analytics.queues import Queue, queues
from shop_app.core.clock import now
from shop_app.core.db import in_reading
from shop_app.core.errors import NotAllowed, ShopError
from shop_app.core.operations import operations
from shop_app.storefront.setup import steps_missing
from shop_app.ui.admin.dashboard_figures import answer, dashboard_figures
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.report_tables import revenue_chart
from shop_app.ui.admin.setup import installed
from shop_app.ui.components.charts import ChartView, chart
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.figures import figures
from shop_app.ui.components.periods import PeriodView, period_form
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, link, speaking, when
from shop_app.ui.routes import is_there
from shop_app.ui.shell.asking import asked_of, empty_period, period_view
from shop_app.ui.shell.identity import locale_of, told, visitor_of
from shop_app.ui.shell.lists import ListFormState
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.reports import FigureView
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin"
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class QueueView:
    """What waits, and for how long."""

    label: str = ""
    count: int = 0
    age: str = ""
    href: str = ""


class AdminHomeState(rx.State):
    """The figures of the whole shop."""

    asked: PeriodView = PeriodView()
    figures: list[FigureView] = rx.field(default_factory=list)
    chart: ChartView = ChartView()
    queues: list[QueueView] = rx.field(default_factory=list)
    numbers: bool = False
    unfinished: bool = False
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        given = dict(parse_qsl(self.router.url.query))
        try:
            visitor = await visitor_of(self)
            if not visitor.is_staff:
                raise NotAllowed("This page is for staff.")
            with speaking(locale_of(self)):
                self.queues = await in_reading(_queues)
                self.problem = ""
                self.unfinished = visitor.may(Permission.SETTINGS_MANAGE) and bool(
                    await in_reading(steps_missing, **installed())
                )
                self.numbers = visitor.may(Permission.REPORTS_VIEW)
                if self.numbers:
                    await staff_of(self, Permission.REPORTS_VIEW)
                    self.asked, self.figures, self.chart = await in_reading(_dashboard, given)
        except ShopError as error:
            self.problem = told(self, error)
            self.figures, self.chart = [], ChartView()
            with speaking(locale_of(self)):
                self.asked = empty_period(ADDRESS, given)
        self.ready = True


def _dashboard(
    session: Any, given: dict[str, str]
) -> tuple[PeriodView, list[FigureView], ChartView]:
    asked = asked_of(session, address=ADDRESS, given=given)
    points = queries.series(session, span=asked.span, currency=asked.currency)
    return (
        period_view(asked),
        dashboard_figures(answer(session, asked), asked),
        revenue_chart(session, asked, points),
    )


def _queues(session: Any) -> list[QueueView]:
    shown = [
        view for queue in queues(session) if (view := _queue(queue)) is not None
    ]  # what nobody can open is left out
    events = operations(session)
    shown.append(
        QueueView(
            t("Events on their way"),
            events.events_waiting,
            t("to search, mail and statistics"),
            "/admin/system",
        )
    )
    return shown


def _queue(queue: Queue) -> QueueView | None:
    label, href = {
        "orders": (t("Orders to ship"), "/admin/orders"),
        "sellers": (t("Sellers to approve"), "/admin/sellers"),
        "listings": (t("Listings to review"), "/admin/listings"),
        "reviews": (t("Reviews to moderate"), "/admin/reviews"),
        "returns": (t("Returns to handle"), "/admin/returns"),
        "payouts": (t("Payouts to approve"), "/admin/payouts"),
    }[queue.name]
    if not is_there(href):
        return None
    return QueueView(label, queue.count, _age(queue.oldest), href)


def _age(oldest: datetime | None) -> str:
    if oldest is None:
        return t("nothing waits")
    seconds = int((now() - oldest).total_seconds())
    if seconds >= _DAY_SECONDS:
        days = seconds // _DAY_SECONDS
        return nt("oldest: {n} day", "oldest: {n} days", n=days)
    hours = max(1, seconds // 3600)
    return nt("oldest: {n} hour", "oldest: {n} hours", n=hours)


def content() -> rx.Component:
    """The question, the figures, the chart and the queues."""
    state = AdminHomeState
    return el.div(
        when(
            state.unfinished,
            lambda: link(
                t("The shop is not set up yet: see what is missing"),
                href="/admin/setup",
                class_name="panel font-semibold underline",
            ),
        ),
        when(
            state.numbers,
            lambda: el.div(
                period_form(state.asked, on_apply=ListFormState.apply),
                alert(state.problem, class_name="empty:hidden"),
                figures(state.figures),
                when(state.figures, lambda: chart(state.chart)),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
            ),
            lambda: alert(state.problem, class_name="empty:hidden"),
        ),
        el.section(
            el.h2(t("What waits"), class_name="mb-3 text-lg font-semibold"),
            el.div(
                each(state.queues, _queue_tile),
                class_name="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4",
            ),
            aria_label=t("What waits"),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _queue_tile(queue: Any) -> rx.Component:
    return link(
        el.p(queue.label, class_name="text-sm text-muted"),
        el.p(queue.count, class_name="display figures text-3xl"),
        el.p(queue.age, class_name="text-sm text-muted"),
        href=queue.href,
        class_name="panel grid content-start gap-1 hover:shadow-lift max-sm:p-3.5",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: admin_page(
            when(AdminHomeState.ready, content, waiting),
            title=t("Overview"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Overview"), current=ADDRESS)
