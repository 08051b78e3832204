"""/admin/payouts/terms: when money may leave, usually and for single sellers."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.errors import ProofNeeded
from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotAllowed, ShopError
from shop_app.ledger import terms
from shop_app.pricing.queries import regions
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.payout_terms_parts import exceptions_section, usual_section
from shop_app.ui.admin.payout_terms_views import TermsForm, TermsLine, terms_form, terms_line
from shop_app.ui.components.feedback import alert
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, link, speaking, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.proof import ask_proof, proof_dialog
from shop_app.ui.shell.session_state import ShellState

PAYOUTS = "/admin/payouts"
_FIELDS = ("hold_days", "reserve", "weekday")


class PayoutTermsState(rx.State):
    """The terms as they are shown, and their forms."""

    usual: TermsLine = TermsLine()
    usual_form: TermsForm = TermsForm()
    exceptions: list[TermsLine] = rx.field(default_factory=list)
    own_form: TermsForm = TermsForm()
    may_change: bool = False
    error_field: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The terms of now."""
        self.problem = self.notice = self.error_field = ""
        try:
            await self._read()
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def save_usual(self, sent: dict[str, Any]):
        """Change the usual terms."""
        await self._save("usual", "save_usual", sent, slug="", version=self.usual_form.version)

    @rx.event
    async def save_own(self, sent: dict[str, Any]):
        """Make or change an exception."""
        slug = self.own_form.slug or str(sent.get("own_slug", "")).strip()[:200]
        # An exception needs its seller; without one the usual terms would be meant.
        await self._save("own", "save_own", sent, slug=slug or "?", version=self.own_form.version)

    @rx.event
    async def drop(self, slug: str, version: int):
        """Let the usual terms hold for a seller again."""
        await self._do(
            terms.drop_terms,
            again=("drop", slug, version),
            slug=str(slug)[:200],
            version=version if isinstance(version, int) else -1,
        )

    @rx.event
    async def open(self, slug: str):
        """Open the form of an exception; of a new one without a slug."""
        self.problem = self.notice = self.error_field = ""
        try:
            await staff_of(self, Permission.SETTINGS_MANAGE)
            await self._read(opened=str(slug)[:200], anew=True)
        except ShopError as error:
            self.problem = told(self, error)

    async def _save(
        self, part: str, handler: str, sent: dict[str, Any], *, slug: str, version: int
    ) -> None:
        given = {
            name.removeprefix(f"{part}_"): str(value)[:40]
            for name, value in sent.items()
            if str(name).startswith(f"{part}_")
        }
        await self._do(
            terms.save_terms,
            again=(handler, sent),
            part=part,
            slug=slug,
            version=version,
            minimums={
                name.removeprefix("minimum_"): value
                for name, value in given.items()
                if name.startswith("minimum_")
            },
            **{name: given.get(name, "") for name in _FIELDS},
        )

    async def _do(self, verb: Any, *, again: tuple[Any, ...], part: str = "", **how: Any) -> None:
        self.problem = self.notice = self.error_field = ""
        try:
            actor = await staff_of(self, Permission.SETTINGS_MANAGE, proven=True)
            await in_transaction(verb, actor=actor, **how)
            await self._read(anew=True)
        except ProofNeeded:
            await ask_proof(self, *again)
            return
        except ShopError as error:
            self.problem = told(self, error)
            self.error_field = f"{part}_{error.field}" if error.field and part else ""
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved. Balances and the next run follow it.")

    async def _read(self, *, opened: str = "", anew: bool = False) -> None:
        await staff_of(self, Permission.LEDGER_VIEW)
        try:
            await staff_of(self, Permission.SETTINGS_MANAGE)
            self.may_change = True
        except NotAllowed:
            self.may_change = False
        found = await in_reading(terms.all_terms)
        usual, exceptions = found[0], found[1:]
        sold_in = {region.currency for region in await in_reading(regions)}
        currencies = sorted(sold_in.union(*(row.minimums for row in found)))
        chosen = next((row for row in exceptions if opened and row.slug == opened), None)
        times = self.own_form.opened + anew
        with speaking(locale_of(self)):
            self.usual = terms_line(usual)
            self.usual_form = terms_form("usual", usual, currencies, opened=times)
            self.exceptions = [terms_line(row) for row in exceptions]
            self.own_form = terms_form(
                "own", chosen or usual, currencies, is_new=chosen is None, opened=times
            )


def content(state: Any) -> rx.Component:
    """The usual terms, then the exceptions."""
    return el.div(
        alert(when(state.error_field == "", state.problem, ""), class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        link(t("All payouts"), href=PAYOUTS, class_name="textlink justify-self-start"),
        when(state.usual.hold, lambda: usual_section(state)),
        when(state.usual.hold, lambda: exceptions_section(state)),
        proof_dialog(),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    state = PayoutTermsState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Payout terms"),
            current=PAYOUTS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Payout terms"), current=PAYOUTS)
