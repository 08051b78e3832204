"""The reports of the staff: one state, a page for each address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading
from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.report_tables import REPORTS
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.figures import report_part
from shop_app.ui.components.periods import PeriodView, period_form
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, speaking, when
from shop_app.ui.shell.asking import asked_of, empty_period, period_view
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.lists import ListFormState
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.reports import PartView, part_view
from shop_app.ui.shell.session_state import ShellState

START = "/admin/reports/"


class ReportState(rx.State):
    """The report whose address is open."""

    name: str = ""
    asked: PeriodView = PeriodView()
    parts: list[PartView] = rx.field(default_factory=list)
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        url = self.router.url
        given, name = dict(parse_qsl(url.query)), url.path.removeprefix(START).strip("/")
        if self.ready and name != self.name:
            self.ready = False
            yield
        try:
            await staff_of(self, Permission.REPORTS_VIEW)
            if name not in REPORTS:
                raise NotFound("There is no such report.")
            with speaking(locale_of(self)):
                self.asked, self.parts = await in_reading(_report, name, given)
            self.problem = ""
        except ShopError as error:
            self.problem, self.parts = told(self, error), []
            with speaking(locale_of(self)):
                self.asked = empty_period(START + name, given)
        self.name, self.ready = name, True


def _report(session: Any, name: str, given: dict[str, str]) -> tuple[PeriodView, list[PartView]]:
    asked = asked_of(session, address=START + name, given=given)
    parts = REPORTS[name](session, asked)
    return period_view(asked), [part_view(part, asked, f"/lists/reports/{name}") for part in parts]


def content() -> rx.Component:
    """The question and the parts that answer it."""
    state = ReportState
    return el.div(
        period_form(state.asked, on_apply=ListFormState.apply),
        alert(state.problem, class_name="empty:hidden"),
        each(state.parts, report_part),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-8",
    )


def _page(name: str, title: Callable[[], Any]) -> Callable[[], rx.Component]:
    def page() -> rx.Component:
        return live_page(
            True,
            lambda: admin_page(
                when(ReportState.ready, content, waiting),
                title=title(),
                current=START + name,
                shell=ShellState,
            ),
        )

    return page


def _paint(name: str, title: Callable[[], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def paint(request: Request) -> Response:
        return await admin_paint(request, title=title(), current=START + name)

    return paint


sales_page = _page("sales", lambda: t("Sales"))
sales_paint = _paint("sales", lambda: t("Sales"))
products_page = _page("products", lambda: t("Products"))
products_paint = _paint("products", lambda: t("Products"))
customers_page = _page("customers", lambda: t("Customers"))
customers_paint = _paint("customers", lambda: t("Customers"))
sellers_page = _page("sellers", lambda: t("Sellers"))
sellers_paint = _paint("sellers", lambda: t("Sellers"))
funnel_page = _page("funnel", lambda: t("Funnel"))
funnel_paint = _paint("funnel", lambda: t("Funnel"))
finance_page = _page("finance", lambda: t("Finance"))
finance_paint = _paint("finance", lambda: t("Finance"))
