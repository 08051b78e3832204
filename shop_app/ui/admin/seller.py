"""/admin/sellers/{slug}: one seller, and what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.sellers.staff_page import SellerFacts, seller_facts
from shop_app.sellers.standing import change_standing
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.standing_words import standing_words
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, number_text, t
from shop_app.ui.rendering import each, el, form, join, link, speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/sellers"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact; with `href` it leads to what is behind it."""

    name: str = ""
    value: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team."""

    name: str = ""
    email: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class SellerPageView:
    """The page."""

    slug: str = ""
    name: str = ""
    status: str = ""
    status_text: str = ""
    description: str = ""
    facts: list[Fact] = field(default_factory=list)
    team: list[Member] = field(default_factory=list)


class AdminSellerState(rx.State):
    """The seller that is looked at."""

    view: SellerPageView = SellerPageView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The seller of the address."""
        slug = named_in_address(self)
        if self.ready and self.view.slug != slug:
            self.ready = False
            yield
        self.problem = self.notice = ""
        try:
            await staff_of(self, Permission.SELLERS_MANAGE)
            await self._read(slug)
        except ShopError as error:
            self.view, self.problem = SellerPageView(), told(self, error)
        self.ready = True

    @rx.event
    async def change(self, asked: dict[str, Any]):
        """Suspend, open again or close."""
        self.problem = self.notice = ""
        try:
            actor = await staff_of(self, Permission.SELLERS_MANAGE)
            await in_transaction(
                change_standing,
                actor=actor,
                slug=self.view.slug,
                to=str(asked.get("to", ""))[:20],
                reason=str(asked.get("reason", ""))[:500],
            )
            await self._read(self.view.slug)
        except ShopError as error:
            self.problem = told(self, error)
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved.")

    async def _read(self, slug: str) -> None:
        found = await in_reading(seller_facts, slug=slug[:80])
        with speaking(locale_of(self)):
            self.view = _page(found)


def _page(found: SellerFacts) -> SellerPageView:
    sales = [money_text(minor, currency) for currency, minor in found.sales.items()]
    rating = f"{found.rating_average:.1f} ({found.rating_count})" if found.rating_count else "–"
    return SellerPageView(
        slug=found.slug,
        name=found.name,
        status=found.status,
        status_text=standing_words().get(found.status, found.status),
        description=found.description,
        facts=[
            Fact(t("Email"), found.email or "–"),
            Fact(t("Place"), found.place or "–"),
            Fact(t("Since"), date_text(found.created_at)),
            Fact(t("Public shop front"), f"/s/{found.slug}", f"/s/{found.slug}"),
            Fact(t("Active offers"), number_text(found.offers)),
            Fact(t("Orders"), number_text(found.orders), f"/admin/orders?seller={found.slug}"),
            Fact(t("Late now"), number_text(found.late)),
            Fact(t("Sales of 30 days"), ", ".join(sales) or "–"),
            Fact(t("Rating"), rating),
            Fact(t("Handling days"), number_text(found.handling_days)),
            Fact(t("Return days"), number_text(found.return_days)),
        ],
        team=[Member(member.name, member.email, member.role) for member in found.team],
    )


def content(view: Any, problem: Any, notice: Any) -> rx.Component:
    """Profile, team, standing."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        link(t("All sellers"), href=ADDRESS, class_name="textlink justify-self-start"),
        when(view.slug, lambda: _sheet(view)),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _sheet(view: Any) -> rx.Component:
    return el.div(
        el.section(
            el.div(
                el.h2(view.name, class_name="display text-2xl"),
                el.span(view.status_text, class_name="badge"),
                class_name="flex flex-wrap items-center gap-3",
            ),
            el.p(view.description, class_name="mt-2 max-w-prose text-muted"),
            el.dl(
                each(
                    view.facts,
                    lambda fact: el.div(
                        el.dt(fact.name, class_name="text-sm text-muted"),
                        el.dd(
                            when(
                                fact.href,
                                lambda: link(fact.value, href=fact.href, class_name="textlink"),
                                fact.value,
                            ),
                            class_name="break-words font-medium",
                        ),
                    ),
                ),
                class_name="mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
            ),
            class_name="panel",
        ),
        el.section(
            el.h2(t("Team"), class_name="display mb-3 text-2xl"),
            when(
                view.team,
                lambda: data_table(
                    caption=t("People who act for this seller"),
                    head=[(t("Name"), False), (t("Email"), False), (t("Role"), False)],
                    rows=view.team,
                    row=lambda member: el.tr(
                        el.td(member.name), el.td(member.email), el.td(member.role)
                    ),
                ),
                lambda: el.p(t("Nobody acts for this seller yet."), class_name="text-muted"),
            ),
            class_name="panel",
        ),
        _standing(view),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _standing(view: Any) -> rx.Component:
    def choice(to: str, label: Any) -> rx.Component:
        return form(
            el.input(type="hidden", name="to", value=to),
            text_field(label=t("Reason"), name="reason", max_length=500, class_name="grow"),
            button(label, kind="danger" if to != "approved" else "secondary", type="submit"),
            action=ADDRESS,
            on_submit=AdminSellerState.change,
            key=join(view.slug, "-", to),
            class_name="flex flex-wrap items-end gap-3",
        )

    return el.section(
        el.h2(t("Standing"), class_name="display text-2xl"),
        when(view.status == "approved", lambda: choice("suspended", t("Suspend the seller"))),
        when(view.status == "suspended", lambda: choice("approved", t("Open again"))),
        when(
            (view.status == "approved") | (view.status == "suspended"),
            lambda: choice("closed", t("Close for good")),
            lambda: el.p(t("Nothing can be changed here now."), class_name="text-muted"),
        ),
        class_name="panel grid gap-5",
    )


def page() -> rx.Component:
    """The live page."""
    state = AdminSellerState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state.view, state.problem, state.notice), waiting),
            title=t("Seller"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Seller"), current=ADDRESS)
