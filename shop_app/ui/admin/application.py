"""/admin/applications/{key}: one application, its documents, the decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.sellers import applications
from shop_app.sellers.application_views import ApplicationView
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_area
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, t
from shop_app.ui.rendering import each, el, form, link, speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/applications"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what the applicant says."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to read."""

    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """The page."""

    key: str = ""
    name: str = ""
    status: str = ""
    status_text: str = ""
    about: str = ""
    reasons: str = ""
    seller_href: str = ""
    facts: list[Fact] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


class ApplicationState(rx.State):
    """The application that is looked at."""

    view: ApplicationPage = ApplicationPage()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The application of the address."""
        key = named_in_address(self)
        if self.ready and self.view.key != key:
            self.ready = False
            yield
        self.problem = self.notice = ""
        try:
            await staff_of(self, Permission.SELLERS_MANAGE)
            await self._read(key)
        except ShopError as error:
            self.view, self.problem = ApplicationPage(), told(self, error)
        self.ready = True

    @rx.event
    async def approve(self):
        """Make a seller of the applicant."""
        await self._decide(applications.approve, "")

    @rx.event
    async def reject(self, asked: dict[str, Any]):
        """Send it back with reasons."""
        await self._decide(applications.reject, str(asked.get("note", ""))[:2000])

    async def _decide(self, verb: Any, note: str) -> None:
        self.problem = self.notice = ""
        try:
            actor = await staff_of(self, Permission.SELLERS_MANAGE)
            await in_transaction(verb, actor=actor, key=self.view.key, note=note)
            await self._read(self.view.key)
        except ShopError as error:
            self.problem = told(self, error)
            return
        with speaking(locale_of(self)):
            self.notice = t("Done. The applicant is told by e-mail.")

    async def _read(self, key: str) -> None:
        try:
            application_id = UUID(key)
        except ValueError as error:
            raise NotFound("There is no such application.") from error
        found = await in_reading(applications.application, application_id=application_id)
        with speaking(locale_of(self)):
            self.view = _page(found)


def _page(found: ApplicationView) -> ApplicationPage:
    words = {
        "draft": t("Draft"),
        "submitted": t("Waits for you"),
        "approved": t("Approved"),
        "rejected": t("Sent back"),
    }
    kinds = {
        "identity": t("Proof of identity"),
        "registration": t("Proof of registration"),
        "bank": t("Bank details"),
        "other": t("Something else"),
    }
    return ApplicationPage(
        key=found.id,
        name=found.name,
        status=found.status,
        status_text=words[found.status],
        about=found.about,
        reasons=found.reasons,
        seller_href=f"/admin/sellers/{found.seller_slug}" if found.seller_slug else "",
        facts=[
            Fact(t("Person"), found.person),
            Fact(t("Email"), found.email),
            Fact(t("Legal name"), found.legal_name),
            Fact(t("Registration number"), found.registration_number or "–"),
            Fact(t("Phone"), found.phone),
            Fact(t("Business address"), _address(found.address)),
            Fact(t("Address for returns"), _address(found.returns_address)),
            Fact(t("Terms accepted"), t("Yes") if found.terms else t("No")),
            Fact(t("Handed in"), datetime_text(found.submitted_at) if found.submitted_at else "–"),
        ],
        papers=[
            Paper(
                f"{kinds[item.kind]} ({item.size_bytes // 1024} kB)", f"/sell/documents/{item.id}"
            )
            for item in found.documents
        ],
    )


def _address(address: dict[str, str]) -> str:
    names = ("line1", "line2", "postal_code", "city", "country")
    return ", ".join(filter(None, (address.get(name, "") for name in names)))


def content(view: Any, problem: Any, notice: Any) -> rx.Component:
    """What is said, what proves it, the decision."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        link(t("All applications"), href=ADDRESS, class_name="textlink justify-self-start"),
        when(view.key, lambda: _sheet(view)),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _sheet(view: Any) -> rx.Component:
    return el.div(
        el.section(
            el.h2(view.name, class_name="display text-2xl"),
            el.p(el.span(view.status_text, class_name="badge"), class_name="mt-1"),
            el.p(view.about, class_name="mt-3 max-w-prose whitespace-pre-line"),
            el.dl(
                each(
                    view.facts,
                    lambda fact: el.div(
                        el.dt(fact.name, class_name="text-sm text-muted"),
                        el.dd(fact.value, class_name="break-words"),
                    ),
                ),
                class_name="mt-5 grid gap-4 sm:grid-cols-2",
            ),
            class_name="panel",
        ),
        el.section(
            el.h2(t("Documents"), class_name="display text-2xl"),
            el.ul(
                each(
                    view.papers,
                    lambda paper: el.li(
                        link(paper.label, href=paper.href, reload=True, class_name="textlink")
                    ),
                ),
                class_name="mt-2 grid gap-1",
            ),
            class_name="panel",
        ),
        when(
            view.reasons,
            lambda: el.blockquote(view.reasons, class_name="panel whitespace-pre-line"),
        ),
        when(
            view.seller_href,
            lambda: button_link(t("Open the seller"), href=view.seller_href, kind="secondary"),
        ),
        when(view.status == "submitted", _decision),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _decision() -> rx.Component:
    return el.section(
        el.h2(t("Decision"), class_name="display text-2xl"),
        button(t("Approve"), type="button", on_click=ApplicationState.approve),
        form(
            text_area(
                label=t("Why it goes back"),
                name="note",
                hint=t("The applicant reads this."),
                required=True,
                max_length=2000,
                rows="3",
            ),
            button(t("Send back"), kind="secondary", type="submit"),
            action=ADDRESS,
            on_submit=ApplicationState.reject,
            class_name="grid justify-items-start gap-3 *:w-full [&>button]:w-auto",
        ),
        class_name="panel grid justify-items-start gap-5 *:w-full [&>button]:w-auto",
    )


def page() -> rx.Component:
    """The live page."""
    state = ApplicationState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state.view, state.problem, state.notice), waiting),
            title=t("Application"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Application"), current=ADDRESS)
