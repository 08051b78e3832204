"""/admin/setup: what a new shop still needs before it can sell, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.bootstrap import gateways
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.settings import settings
from shop_app.storefront import setup
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, speaking, when
from shop_app.ui.routes import is_there
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/setup"


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as it is shown; `href` leads to where it is taken, if there is such a place."""

    title: str = ""
    detail: str = ""
    is_done: bool = False
    href: str = ""
    action: str = ""


class SetupState(rx.State):
    """The steps as they are shown."""

    steps: list[StepView] = rx.field(default_factory=list)
    summary: str = ""
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Ask what is there."""
        self.problem = ""
        try:
            await staff_of(self, Permission.SETTINGS_MANAGE)
            found = await in_reading(setup.checklist, **installed())
            with speaking(locale_of(self)):
                self.steps = [_step(step) for step in found]
                missing = sum(not step.is_done for step in found)
                self.summary = (
                    nt("{n} step is still to be taken.", "{n} steps are still to be taken.",
                       n=missing)
                    if missing
                    else t("Everything is there: the shop can sell.")
                )  # fmt: skip
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True


def installed() -> dict[str, bool]:
    """What the installation names outside the database: a gateway, and where mail goes.

    In demo mode letters are captured, which is a place for them too.
    """
    chosen = settings()
    return {
        "payments": bool(gateways()),
        "mail": bool(chosen.smtp_url) or chosen.mode == "demo",
    }


def _step(step: setup.SetupStep) -> StepView:
    title, detail, href, action = {
        "admin": (t("An administrator"), t("Somebody who may do everything."), "/admin/team",
                  t("Open the team")),
        "region": (t("A region"), t("Countries that share a currency."), "/admin/settings",
                   t("Add a region")),
        "tax": (t("Tax rates"), t("A rate for the usual country of each region."),
                "/admin/settings", t("Set a rate")),
        "delivery": (t("Delivery"), t("A way to deliver to each region."), "/admin/settings",
                     t("Add a way to deliver")),
        "category": (t("A category"), t("A place in the catalogue for the first product."),
                     "/admin/catalog", t("Open the catalogue")),
        "seller": (t("A seller"), t("Somebody who sells, approved by the staff."),
                   "/admin/applications", t("Open the applications")),
        "product": (t("A product for sale"), t("Approved, with a price in a region’s currency."),
                    "/admin/listings", t("Open the listings")),
        "payments": (t("Payments"), t("A payment provider, named in the shop’s environment."),
                     "", ""),
        "mail": (t("Mail"), t("SMTP_URL in the shop’s environment says where mail goes."),
                 "/admin/system/mail", t("Open the mail")),
    }[step.name]  # fmt: skip
    if step.missing:
        detail = t("Still missing for {names}.", names=", ".join(step.missing))
    shown = href if href and is_there(href) else ""
    return StepView(title, detail, step.is_done, shown, action if shown else "")


def content(state: Any) -> rx.Component:
    """The steps in their order."""
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        el.section(
            el.p(state.summary, class_name="mb-3 text-muted"),
            el.ol(each(state.steps, _row), role="list", aria_label=t("Steps")),
            class_name="panel max-w-3xl",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _row(step: Any) -> rx.Component:
    return el.li(
        el.div(
            el.p(step.title, class_name="font-semibold"),
            el.p(step.detail, class_name="text-sm text-muted"),
            class_name="min-w-0 grow basis-48",
        ),
        when(
            step.is_done,
            lambda: badge(t("Done"), tone="success"),
            lambda: badge(t("To do"), tone="warning"),
        ),
        when(
            (step.href != "") & ~step.is_done,
            lambda: button_link(step.action, href=step.href, kind="quiet", small=True),
        ),
        class_name="flex flex-wrap items-center gap-3 border-b border-line py-3 last:border-0",
    )


def page() -> rx.Component:
    """The live page."""
    state = SetupState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Set up the shop"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Set up the shop"), current=ADDRESS)
