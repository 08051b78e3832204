"""/seller/team: who acts for the seller, with which role; invitations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.errors import ProofNeeded
from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.sellers import team
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import hidden, text_field
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, t
from shop_app.ui.rendering import each, el, form, join, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.proof import ask_proof, proof_dialog
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/team"


@dataclass(frozen=True, slots=True)
class Person:
    """A member."""

    key: str = ""
    name: str = ""
    email: str = ""
    role: str = ""
    has_second_step: bool = False
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was invited."""

    key: str = ""
    email: str = ""
    role_text: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class TeamView:
    """The page."""

    people: list[Person] = field(default_factory=list)
    invited: list[Invited] = field(default_factory=list)


def role_words() -> dict[str, str]:
    """Roles of a team and what they may do, in words."""
    return {
        "owner": t("Owner: everything"),
        "manager": t("Manager: everything but team and money"),
        "shipping": t("Shipping: orders, returns, stock"),
        "finance": t("Finance: balance, statements, analytics"),
        "viewer": t("Viewer: analytics"),
    }


class SellerTeamState(rx.State):
    """The team as it is shown."""

    view: TeamView = TeamView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the team."""
        try:
            await self._read()
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def invite(self, asked: dict[str, Any]):
        """Invite somebody."""
        await self._do(
            team.invite,
            again=("invite", asked),
            email=str(asked.get("email", ""))[:254],
            role=str(asked.get("role", "")),
        )

    @rx.event
    async def change_role(self, asked: dict[str, Any]):
        """Give a member another role."""
        await self._do(
            team.change_role,
            again=("change_role", asked),
            user_id=str(asked.get("key", ""))[:40],
            role=str(asked.get("role", "")),
        )

    @rx.event
    async def remove(self, key: str):
        """Take a member out."""
        await self._do(team.remove, again=("remove", key), user_id=key[:40])

    @rx.event
    async def withdraw(self, key: str):
        """Make an invitation worth nothing."""
        await self._do(team.withdraw, again=("withdraw", key), invitation_id=key[:40])

    @rx.event
    async def reset_second_step(self, key: str):
        """Take the second step from a member who has lost it."""
        await self._do(team.reset_second_step, again=("reset_second_step", key), user_id=key[:40])

    async def _do(self, verb: Any, *, again: tuple[str, Any], **arguments: Any) -> None:
        self.problem = self.notice = ""
        try:
            member = await member_of(self, SellerPermission.TEAM, proven=True)
            await in_transaction(verb, actor=member.actor, seller_id=member.seller_id, **arguments)
            await self._read()
        except ProofNeeded:
            await ask_proof(self, *again)
            return
        except ShopError as error:
            self.problem = told(self, error)
            return
        with speaking(locale_of(self)):
            self.notice = t("Done.")

    async def _read(self) -> None:
        member = await member_of(self, SellerPermission.TEAM)
        people = await in_reading(team.members, seller_id=member.seller_id)
        invited = await in_reading(team.invitations, seller_id=member.seller_id)
        with speaking(locale_of(self)):
            words = role_words()
            self.view = TeamView(
                people=[
                    Person(
                        p.user_id,
                        p.name,
                        p.email,
                        p.role,
                        p.has_second_step,
                        p.user_id == str(member.actor.user_id),
                    )
                    for p in people
                ],
                invited=[
                    Invited(i.id, i.email, words[i.role], date_text(i.expires_at)) for i in invited
                ],
            )


def content(view: Any, problem: Any, notice: Any) -> rx.Component:
    """Members, invitations, the form."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        el.section(
            el.h2(t("People"), class_name="display mb-2 text-2xl"),
            el.ul(each(view.people, _person), class_name="divide-y divide-line"),
            class_name="panel",
        ),
        when(
            view.invited,
            lambda: el.section(
                el.h2(t("Invited"), class_name="display mb-2 text-2xl"),
                el.ul(each(view.invited, _invited), class_name="divide-y divide-line"),
                class_name="panel",
            ),
        ),
        el.section(
            el.h2(t("Invite somebody"), class_name="display mb-2 text-2xl"),
            form(
                text_field(label=t("E-mail"), name="email", type="email", required=True),
                _role_field("viewer", "invite-role"),
                button(t("Send the invitation"), type="submit"),
                action=ADDRESS,
                on_submit=SellerTeamState.invite,
                reset_on_submit=True,
                class_name="grid max-w-lg justify-items-start gap-4 *:w-full [&>button]:w-auto",
            ),
            class_name="panel",
        ),
        proof_dialog(),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _role_field(current: Any, name: Any) -> rx.Component:
    return el.div(
        el.label(t("Role"), html_for=name, class_name="field-label"),
        el.select(
            *[el.option(words, value=role) for role, words in role_words().items()],
            name="role",
            id=name,
            default_value=current,
            class_name="field-input",
        ),
    )


def _person(person: Any) -> rx.Component:
    return el.li(
        el.div(
            el.p(person.name, class_name="font-medium"),
            el.p(person.email, class_name="text-sm text-muted"),
            when(
                person.has_second_step,
                lambda: badge(t("Two-step sign-in"), tone="success"),
            ),
            class_name="min-w-48 grow",
        ),
        form(
            hidden("key", person.key),
            _role_field(person.role, join("role-", person.key)),
            button(t("Change"), kind="secondary", type="submit", small=True),
            action=ADDRESS,
            on_submit=SellerTeamState.change_role,
            key=join(person.key, person.role),
            class_name="flex flex-wrap items-end gap-3",
        ),
        button(
            t("Remove"),
            kind="quiet",
            small=True,
            type="button",
            on_click=SellerTeamState.remove(person.key),
            aria_label=t("Remove {name}", name=person.name),
        ),
        when(
            person.has_second_step & ~person.is_me,
            lambda: disclosure(
                t("Lost their phone?"),
                el.p(
                    t(
                        "Without a second step they sign in with their password alone and set up "
                        "a new one. Their sessions end."
                    ),
                    class_name="mb-3 max-w-prose text-sm text-muted",
                ),
                button(
                    t("Reset two-step sign-in"),
                    kind="danger",
                    small=True,
                    type="button",
                    on_click=SellerTeamState.reset_second_step(person.key),
                    aria_label=t("Reset two-step sign-in of {name}", name=person.name),
                ),
                class_name="w-full",
            ),
        ),
        class_name="flex flex-wrap items-end gap-4 py-3",
    )


def _invited(item: Any) -> rx.Component:
    return el.li(
        el.div(
            el.p(item.email, class_name="font-medium"),
            el.p(item.role_text, class_name="text-sm text-muted"),
            el.p(t("Good until {date}", date=item.until), class_name="text-sm text-muted"),
            class_name="grow",
        ),
        button(
            t("Withdraw"),
            kind="quiet",
            small=True,
            type="button",
            on_click=SellerTeamState.withdraw(item.key),
        ),
        class_name="flex flex-wrap items-center gap-4 py-3",
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerTeamState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.view, state.problem, state.notice), waiting),
            title=t("Team"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Team"), current=ADDRESS)
