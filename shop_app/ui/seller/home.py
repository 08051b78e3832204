"""The seller's overview: what waits to be done, each count with the list behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.sellers.queries import sellers_of
from shop_app.storefront.seller_home import SellerHome, WeekSales, seller_home
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, figure_tile
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, number_text, percent_text, t
from shop_app.ui.rendering import each, el, native_form, speaking, when
from shop_app.ui.seller.frame import seller_page, seller_paint
from shop_app.ui.shell.actors import team_of
from shop_app.ui.shell.identity import locale_of, told, visitor_of
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with the list behind it."""

    label: str = ""
    figure: str = ""
    detail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A seller that the person may act for."""

    key: str = ""
    name: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class HomeView:
    """The page."""

    name: str = ""
    to_ship: int = 0
    to_do: list[Tile] = field(default_factory=list)
    figures: list[Tile] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)


class SellerHomeState(rx.State):
    """What waits for this seller."""

    view: HomeView = HomeView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Count anew."""
        try:
            seller_id, may = await team_of(self)
            visitor = await visitor_of(self)
            found = await in_reading(seller_home, seller_id=seller_id)
            own = await in_reading(sellers_of, user_id=visitor.user_id) if visitor.user_id else []
            teams = [Team(str(one.seller_id), one.name, one.seller_id == seller_id) for one in own]
            with speaking(locale_of(self)):
                self.view = home_view(found, may, teams)
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True


def home_view(found: SellerHome, may: frozenset[SellerPermission], teams: list[Team]) -> HomeView:
    """What a member with these permissions sees."""
    return HomeView(
        name=found.name,
        to_ship=found.to_do.to_ship if SellerPermission.ORDERS in may else 0,
        to_do=_to_do(found, may),
        figures=_figures(found, may),
        teams=teams if len(teams) > 1 else [],
    )


def _to_do(found: SellerHome, may: frozenset[SellerPermission]) -> list[Tile]:
    tiles: list[tuple[SellerPermission, Tile]] = [
        (
            SellerPermission.ORDERS,
            Tile(
                t("To ship"),
                number_text(found.to_do.to_ship),
                t("Orders that have not left yet"),
                "/seller/orders?waiting=all",
            ),
        ),
        (
            SellerPermission.ORDERS,
            Tile(
                t("Late"),
                number_text(found.to_do.late),
                t("Promised days have begun"),
                "/seller/orders?waiting=late",
            ),
        ),
        (
            SellerPermission.RETURNS,
            Tile(
                t("Returns"),
                number_text(found.returns),
                t("Wait for your answer or your refund"),
                "/seller/returns?open=yes",
            ),
        ),
        (
            SellerPermission.STOCK,
            Tile(
                t("Low stock"),
                number_text(found.low_stock),
                t("At or below the point you set"),
                "/seller/stock?low=1",
            ),
        ),
        (
            SellerPermission.LISTINGS,
            Tile(
                t("Listings sent back"),
                number_text(found.refused),
                t("Mend them and hand them in again"),
                "/seller/products?status=rejected",
            ),
        ),
        (
            SellerPermission.LISTINGS,
            Tile(
                t("Reviews to answer"),
                number_text(found.unanswered),
                t("Of the last 90 days"),
                "/seller/reviews?answer=none",
            ),
        ),
    ]
    return [tile for permission, tile in tiles if permission in may]


def _figures(found: SellerHome, may: frozenset[SellerPermission]) -> list[Tile]:
    tiles = []
    if SellerPermission.ANALYTICS in may:
        tiles = [
            Tile(
                t("Sales of seven days"),
                money_text(week.this_minor, week.currency),
                _compared(week),
                f"/seller/analytics?period=7days&currency={week.currency}",
            )
            for week in found.weeks
        ]
    if SellerPermission.MONEY in may:
        day = t("On {day}", day=date_text(found.payout_on))
        tiles += [
            Tile(t("Next payout"), money_text(minor, currency), day, "/seller/balance")
            for currency, minor in found.next_payout
        ] or [Tile(t("Next payout"), "–", t("Nothing is due yet"), "/seller/balance")]
    return tiles


def _compared(week: WeekSales) -> str:
    before = money_text(week.last_minor, week.currency)
    if not week.last_minor:
        return t("{amount} the week before", amount=before)
    change = percent_text((week.this_minor - week.last_minor) / week.last_minor)
    sign = "+" if week.this_minor > week.last_minor else ""
    return t("{change}, {amount} the week before", change=f"{sign}{change}", amount=before)


def content(view: Any, problem: Any = "") -> rx.Component:
    """Figures, each a link to the rows behind it."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        when(view.teams, lambda: _choice(view)),
        el.section(
            el.h2(t("To do"), class_name="mb-3 text-lg font-semibold"),
            el.div(each(view.to_do, _tile), class_name=_GRID),
            aria_label=t("To do"),
        ),
        when(
            view.figures,
            lambda: el.section(
                el.h2(t("How it goes"), class_name="mb-3 text-lg font-semibold"),
                el.div(each(view.figures, _tile), class_name=_GRID),
                aria_label=t("How it goes"),
            ),
        ),
        class_name="grid gap-8",
    )


_GRID = "grid grid-cols-2 gap-4 lg:grid-cols-3"


def _tile(tile: Any) -> rx.Component:
    return figure_tile(tile.label, tile.figure, detail=tile.detail, href=tile.href)


def _choice(view: Any) -> rx.Component:
    return native_form(
        el.label(t("You act for"), html_for="seller-choice", class_name="field-label"),
        el.select(
            each(view.teams, lambda team: el.option(team.name, value=team.key)),
            name="seller",
            id="seller-choice",
            class_name="field-input w-auto",
        ),
        button(t("Change"), kind="secondary", type="submit", small=True),
        action="/sell/choose",
        class_name="flex flex-wrap items-center gap-3",
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerHomeState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.view, state.problem), waiting),
            title=t("Overview"),
            current=ADDRESS,
            shell=ShellState,
            to_ship=state.view.to_ship,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Overview"), current=ADDRESS)
