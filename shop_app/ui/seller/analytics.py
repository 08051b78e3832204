"""A seller's analytics: how their own goods sell, against the period before."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.figures import figures, report_part
from shop_app.ui.components.periods import PeriodView, period_form
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, speaking, when
from shop_app.ui.seller.analytics_tables import seller_figures, seller_parts
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.asking import asked_of, empty_period, period_view
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.lists import ListFormState
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.reports import FigureView, PartView, part_view
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/analytics"


class SellerAnalyticsState(rx.State):
    """The numbers of the seller for whom the visitor acts."""

    asked: PeriodView = PeriodView()
    figures: list[FigureView] = rx.field(default_factory=list)
    parts: list[PartView] = rx.field(default_factory=list)
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        given = dict(parse_qsl(self.router.url.query))
        try:
            member = await member_of(self, SellerPermission.ANALYTICS)
            with speaking(locale_of(self)):
                self.asked, self.figures, self.parts = await in_reading(
                    _analytics, member.seller_id, given
                )
            self.problem = ""
        except ShopError as error:
            self.problem, self.figures, self.parts = told(self, error), [], []
            with speaking(locale_of(self)):
                self.asked = empty_period(ADDRESS, given)
        self.ready = True


def _analytics(
    session: Any, seller_id: UUID, given: dict[str, str]
) -> tuple[PeriodView, list[FigureView], list[PartView]]:
    asked = asked_of(session, address=ADDRESS, given=given)
    parts = seller_parts(session, asked, seller_id=seller_id)
    return (
        period_view(asked),
        seller_figures(session, asked, seller_id=seller_id),
        [part_view(part, asked, "/lists/analytics") for part in parts],
    )


def content() -> rx.Component:
    """The question, the figures and the tables."""
    state = SellerAnalyticsState
    return el.div(
        period_form(state.asked, on_apply=ListFormState.apply),
        alert(state.problem, class_name="empty:hidden"),
        figures(state.figures),
        each(state.parts, report_part),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: seller_page(
            when(SellerAnalyticsState.ready, content, waiting),
            title=t("Analytics"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Analytics"), current=ADDRESS)
