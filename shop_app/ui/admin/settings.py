"""/admin/settings: regions, taxes, the platform's ways to deliver, two-step sign-in."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts import demands
from shop_app.accounts.errors import ProofNeeded, SecondStepOwed
from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.pricing import queries as prices
from shop_app.pricing import regions as region_settings
from shop_app.shipping import platform_methods as ways
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.settings_parts import delivery_section, region_section, tax_section
from shop_app.ui.admin.settings_two_step import two_step_section
from shop_app.ui.admin.settings_views import (
    RegionForm,
    SettingsView,
    WayForm,
    region_form_of,
    settings_view,
    way_form_of,
)
from shop_app.ui.components.feedback import alert
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, speaking, when
from shop_app.ui.shell import shared
from shop_app.ui.shell.enrolment import enrolment_address
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.proof import ask_proof, proof_dialog
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/settings"


class SettingsState(rx.State):
    """The settings as they are shown, and the forms that are open."""

    view: SettingsView = SettingsView()
    region: RegionForm = RegionForm()
    way: WayForm = WayForm()
    error_field: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Read them."""
        self.notice = self.error_field = ""
        try:
            await self._read()
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def save_region(self, asked: dict[str, Any]):
        """Add a region, or change the one whose form is open."""
        verb = region_settings.change_region if self.region.is_there else region_settings.add_region
        await self._do("region", verb, said=_said(asked, "region"))

    @rx.event
    async def save_rate(self, asked: dict[str, Any]):
        """A tax rate from a day on."""
        await self._do("tax", region_settings.set_rate, said=_said(asked, "tax"))

    @rx.event
    async def save_way(self, asked: dict[str, Any]):
        """Add a way to deliver, or change the one whose form is open."""
        verb = ways.change_platform_method if self.way.key else ways.add_platform_method
        await self._do("way", verb, said=_said(asked, "way"))

    @rx.event
    async def drop_way(self, key: str):
        """Stop offering a way to deliver."""
        await self._do("way", ways.drop_platform_method, method_id=key[:40])

    @rx.event
    async def save_steps(self, asked: dict[str, Any]):
        """Demand a second step of signing in of whom is ticked."""
        self.problem = self.notice = self.error_field = ""
        try:
            actor = await staff_of(self, Permission.SETTINGS_MANAGE, proven=True)
            ticked = [who for who in demands.AUDIENCES if asked.get(f"step_{who}")]
            await in_transaction(demands.demand, actor=actor, audiences=ticked)
            await self._read()
        except ProofNeeded:
            await ask_proof(self, "save_steps", asked)
        except SecondStepOwed:
            return rx.redirect(enrolment_address(ADDRESS))  # one's own answer to the demand
        except ShopError as error:
            self.problem = told(self, error)
        else:
            with speaking(locale_of(self)):
                self.notice = t("Saved.")
        return None

    @rx.event
    async def open_region(self, code: str):
        """Open the form of a region; of a new one without a code."""
        await self._open()
        self.region = next(
            (region_form_of(row) for row in self.view.regions if row.code == code),
            RegionForm(opened=self.region.opened + 1),
        )

    @rx.event
    async def open_way(self, key: str):
        """Open the form of a way to deliver; of a new one without a key."""
        await self._open()
        self.way = next(
            (way_form_of(row) for row in self.view.ways if row.key == key),
            WayForm(opened=self.way.opened + 1),
        )

    async def _open(self) -> None:
        self.problem = self.notice = self.error_field = ""
        try:
            await staff_of(self, Permission.SETTINGS_MANAGE)
        except ShopError as error:
            self.problem = told(self, error)

    async def _do(self, section: str, verb: Any, **arguments: Any) -> None:
        self.problem = self.notice = self.error_field = ""
        try:
            actor = await staff_of(self, Permission.SETTINGS_MANAGE)
            await in_transaction(verb, actor=actor, **arguments)
            shared.regions.forget()
            await self._read()
        except ShopError as error:
            self.problem = told(self, error)
            self.error_field = f"{section}_{error.field}" if error.field else ""
            return
        self.region = RegionForm(opened=self.region.opened + 1)
        self.way = WayForm(opened=self.way.opened + 1)
        with speaking(locale_of(self)):
            self.notice = t("Saved.")

    async def _read(self) -> None:
        await staff_of(self, Permission.SETTINGS_MANAGE)
        known = await in_reading(prices.regions)
        places = await in_reading(region_settings.positions)
        rates = await in_reading(region_settings.rates)
        methods = await in_reading(ways.platform_methods)
        demanded = await in_reading(demands.demanded_of)
        with speaking(locale_of(self)):
            self.view = settings_view(known, places, rates, methods, demanded)


def _said(asked: dict[str, Any], section: str) -> dict[str, str]:
    """The fields of a section's form, without the section's name before theirs."""
    before = f"{section}_"
    return {
        str(name)[len(before) :][:40]: str(value)[:2000]
        for name, value in asked.items()
        if str(name).startswith(before)
    }


def content(state: Any) -> rx.Component:
    """The three parts, one below the other."""

    def error(name: str) -> Any:
        return when(state.error_field == name, state.problem, "")

    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        two_step_section(state),
        region_section(state, error),
        tax_section(state, error),
        delivery_section(state, error),
        proof_dialog(),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    state = SettingsState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Settings"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Settings"), current=ADDRESS)
