"""/admin/team: who works for the platform, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts import staff
from shop_app.accounts.errors import ProofNeeded
from shop_app.accounts.permissions import Permission
from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import checkbox, hidden, text_field
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, form, join, speaking, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.proof import ask_proof, proof_dialog
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/team"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box of a form."""

    value: str = ""
    label: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of the staff and the roles that could be theirs."""

    email: str = ""
    name: str = ""
    roles_text: str = ""
    roles: list[Tick] = field(default_factory=list)
    has_second_step: bool = False
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role and what it may do."""

    code: str = ""
    name: str = ""
    people_text: str = ""
    can_go: bool = False
    version: int = 0
    permissions: list[Tick] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TeamView:
    """The page."""

    people: list[PersonView] = field(default_factory=list)
    roles: list[RoleView] = field(default_factory=list)
    new_person: PersonView = field(default_factory=PersonView)
    new_role: RoleView = field(default_factory=RoleView)


def permission_words() -> dict[str, str]:
    """What each permission means, in the words of the moment's locale."""
    return {
        "orders.view": t("See orders"),
        "orders.manage": t("Change orders"),
        "refunds.make": t("Give money back"),
        "returns.manage": t("Decide returns"),
        "customers.view": t("See customers"),
        "customers.manage": t("Lock and change customers"),
        "sellers.manage": t("Approve and suspend sellers"),
        "catalog.manage": t("Change categories and products"),
        "listings.review": t("Approve listings"),
        "reviews.moderate": t("Moderate reviews"),
        "promotions.manage": t("Run promotions"),
        "payouts.propose": t("Propose payouts"),
        "payouts.approve": t("Approve payouts"),
        "ledger.view": t("See the ledger"),
        "reports.view": t("See dashboard and reports"),
        "system.view": t("See the system"),
        "mail.view": t("Read captured mail"),
        "audit.view": t("Read the audit log"),
        "team.manage": t("Manage staff and roles"),
        "settings.manage": t("Change settings"),
    }


class TeamState(rx.State):
    """The page as it is shown."""

    view: TeamView = TeamView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """People and roles."""
        try:
            await self._read()
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def give(self, asked: dict[str, Any]):
        """Give a person exactly the ticked roles."""
        codes = [name[5:] for name, value in asked.items() if name[:5] == "role_" and value]
        email = str(asked.get("email", ""))[:254]
        await self._do(staff.give_roles, again=("give", asked), email=email, codes=codes)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Write a role."""
        version = str(asked.get("version", "0"))
        await self._do(
            staff.save_role,
            again=("save", asked),
            code=str(asked.get("code", "")),
            name=str(asked.get("name", "")),
            permissions=[
                name[11:] for name, value in asked.items() if name[:11] == "permission_" and value
            ],
            version=int(version) if version.isdigit() and len(version) < 9 else 0,
        )

    @rx.event
    async def drop(self, code: str):
        """Take a role away."""
        await self._do(staff.drop_role, again=("drop", code), code=code[:40])

    @rx.event
    async def reset_second_step(self, email: str):
        """Take the second step from a colleague who has lost it."""
        again = ("reset_second_step", email)
        await self._do(staff.reset_second_step, again=again, email=email[:254])

    async def _do(self, verb: Any, *, again: tuple[str, Any], **arguments: Any) -> None:
        self.problem = self.notice = ""
        try:
            actor = await staff_of(self, Permission.TEAM_MANAGE, proven=True)
            await in_transaction(verb, actor=actor, **arguments)
            await self._read()
        except ProofNeeded:
            await ask_proof(self, *again)
            return
        except ShopError as error:
            self.problem = told(self, error)
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved.")

    async def _read(self) -> None:
        actor = await staff_of(self, Permission.TEAM_MANAGE)
        people, roles = await in_reading(staff.people), await in_reading(staff.roles)
        with speaking(locale_of(self)):
            self.view = _view(people, roles, actor)


def _view(
    people: list[staff.StaffPerson], roles: list[staff.StaffRoleView], actor: Actor
) -> TeamView:
    names = {"admin": t("Admin (may do everything)"), **{role.code: role.name for role in roles}}
    words = permission_words()

    def role_ticks(chosen: tuple[str, ...]) -> list[Tick]:
        return [Tick(code, name, code in chosen) for code, name in names.items()]

    def permission_ticks(chosen: frozenset[str]) -> list[Tick]:
        return [Tick(code, text, code in chosen) for code, text in words.items()]

    return TeamView(
        people=[
            PersonView(
                person.email,
                person.name,
                ", ".join(names.get(code, code) for code in person.roles) or t("No role"),
                role_ticks(person.roles),
                person.has_second_step,
                person.user_id == actor.user_id,
            )
            for person in people
        ],
        roles=[
            RoleView(
                role.code,
                role.name,
                nt("{n} person", "{n} people", n=role.people),
                role.people == 0,
                role.version,
                permission_ticks(role.permissions),
            )
            for role in roles
        ],
        new_person=PersonView(roles=role_ticks(())),
        new_role=RoleView(permissions=permission_ticks(frozenset())),
    )


def content(view: Any, problem: Any, notice: Any) -> rx.Component:
    """People first, then roles."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        el.section(
            el.h2(t("People"), class_name="display mb-2 text-2xl"),
            el.div(each(view.people, _person)),
            disclosure(
                t("Add somebody"),
                el.p(t("They need an account first."), class_name="mb-3 text-sm text-muted"),
                _person_form(view.new_person, "new"),
            ),
            class_name="panel",
        ),
        el.section(
            el.h2(t("Roles"), class_name="display mb-2 text-2xl"),
            el.div(each(view.roles, _role)),
            disclosure(t("New role"), _role_form(view.new_role, "new")),
            class_name="panel",
        ),
        proof_dialog(),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _person(person: Any) -> rx.Component:
    return disclosure(
        el.span(
            person.name,
            el.span(" ", person.email, class_name="font-normal text-muted"),
            el.span(" ", badge(person.roles_text)),
            when(
                person.has_second_step,
                lambda: el.span(" ", badge(t("Two-step sign-in"), tone="success")),
            ),
        ),
        el.div(
            _person_form(person, person.email),
            when(
                person.has_second_step & ~person.is_me,
                lambda: el.div(
                    el.p(
                        t(
                            "Lost phone and recovery codes? Without a second step they sign in "
                            "with their password alone and set up a new one. Their sessions end."
                        ),
                        class_name="max-w-prose text-sm text-muted",
                    ),
                    button(
                        t("Reset two-step sign-in"),
                        kind="danger",
                        small=True,
                        on_click=TeamState.reset_second_step(person.email),
                        aria_label=t("Reset two-step sign-in of {name}", name=person.name),
                    ),
                    class_name="grid justify-items-start gap-2 border-t border-line pt-4",
                ),
            ),
            class_name="grid gap-4",
        ),
    )


def _person_form(person: Any, key: Any) -> rx.Component:
    is_new = isinstance(key, str) and key == "new"
    return form(
        text_field(
            label=t("E-mail"), name="email", type="email", required=True, class_name="max-w-md"
        )
        if is_new
        else hidden("email", person.email),
        _ticks(person.roles, "role_", t("Roles")),
        button(t("Save roles"), type="submit", small=True),
        action=ADDRESS,
        on_submit=TeamState.give,
        key=join("person-", key),
        class_name="grid justify-items-start gap-3",
    )


def _role(role: Any) -> rx.Component:
    return disclosure(
        el.span(role.name, el.span(" ", role.people_text, class_name="font-normal text-muted")),
        _role_form(role, role.code),
    )


def _role_form(role: Any, key: Any) -> rx.Component:
    is_new = isinstance(key, str) and key == "new"
    return el.div(
        form(
            hidden("version", role.version),
            text_field(label=t("Short name"), name="code", required=True, class_name="max-w-md")
            if is_new
            else hidden("code", role.code),
            text_field(
                label=t("Name"),
                name="name",
                required=True,
                default_value=role.name,
                class_name="max-w-md",
            ),
            _ticks(role.permissions, "permission_", t("What this role may do")),
            button(t("Save the role"), type="submit", small=True),
            action=ADDRESS,
            on_submit=TeamState.save,
            key=join("role-", key, "-", role.version),
            class_name="grid justify-items-start gap-3",
        ),
        when(
            role.can_go,
            lambda: button(
                t("Delete the role"),
                kind="quiet",
                small=True,
                on_click=TeamState.drop(role.code),
            ),
        ),
        class_name="grid justify-items-start gap-3",
    )


def _ticks(items: Any, prefix: str, label: Any) -> rx.Component:
    return el.fieldset(
        el.legend(label, class_name="field-label"),
        each(
            items,
            lambda item: checkbox(
                label=item.label,
                name=join(prefix, item.value),
                value="1",
                default_checked=item.chosen,
            ),
        ),
        class_name="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3",
    )


def page() -> rx.Component:
    """The live page."""
    state = TeamState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state.view, state.problem, state.notice), waiting),
            title=t("Team"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Team"), current=ADDRESS)
