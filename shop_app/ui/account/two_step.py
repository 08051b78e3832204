"""/account/security/two-step: an authenticator app as the second step of signing in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx
import segno
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts import second_factor
from shop_app.accounts.enrolment import enrol
from shop_app.accounts.own_password import ensure_own_password
from shop_app.core import limits
from shop_app.core.addresses import own_address
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError, SignInNeeded
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button, button_link, text_link
from shop_app.ui.components.feedback import alert, badge, skeleton
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, when
from shop_app.ui.shell.enrolment import ENROLMENT
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import told, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = ENROLMENT
SECURITY = "/account/security"


@dataclass(frozen=True, slots=True)
class TwoStepView:
    """Where the person stands. `secret` and `codes` are shown once and kept nowhere else."""

    is_on: bool = False
    codes_left: int = 0
    secret: str = ""
    picture: str = ""
    codes: list[str] = field(default_factory=list)
    password_error: str = ""
    code_error: str = ""
    problem: str = ""


class TwoStepState(rx.State):
    """What the page shows."""

    view: TwoStepView = TwoStepView()
    there: str = ""  # where the person wanted to be before this was demanded
    is_demanded: bool = False
    ready: bool = False

    @rx.event
    async def load(self):
        """Whether it is on. What was shown once is not shown again."""
        self.there = own_address(self.router.url.query_parameters.get("next", ""), "")
        try:
            self.is_demanded = bool((await visitor_of(self)).owes_second_step)
            here = await in_reading(second_factor.standing, user_id=await self._person())
            self.view = TwoStepView(is_on=here.is_on, codes_left=here.codes_left)
        except ShopError as error:
            self.view = TwoStepView(problem=told(self, error))
        self.ready = True

    @rx.event
    async def begin(self, asked: dict[str, Any]):
        """Show a fresh secret to put into an app, after the password."""
        try:
            visitor = await visitor_of(self)
            user_id = await self._person()
            await self._password(user_id, asked)
            setup = await in_transaction(second_factor.begin, user_id=user_id, email=visitor.email)
        except ShopError as error:
            self._refuse(error)
            return
        self.view = TwoStepView(secret=_spaced(setup.secret), picture=_picture(setup.address))

    @rx.event
    async def confirm(self, asked: dict[str, Any]):
        """Switch it on with the first code of the app; the recovery codes are shown now."""
        try:
            visitor, user_id = await visitor_of(self), await self._person()
            await asyncio.to_thread(limits.spend, limits.SECOND_STEP, f"setup:{user_id}")
            shown = await in_transaction(
                enrol,
                user_id=user_id,
                session_key=visitor.session_key,
                code=str(asked.get("code", ""))[:40],
            )
        except ShopError as error:
            self._refuse(error, secret=self.view.secret, picture=self.view.picture)
            return
        self.view = TwoStepView(is_on=True, codes_left=len(shown), codes=shown)
        self.is_demanded = False

    @rx.event
    async def fresh_codes(self, asked: dict[str, Any]):
        """New recovery codes instead of the old ones, after the password."""
        try:
            user_id = await self._person()
            await self._password(user_id, asked)
            shown = await in_transaction(second_factor.renew_recovery_codes, user_id=user_id)
        except ShopError as error:
            self._refuse(error, is_on=True, codes_left=self.view.codes_left)
            return
        self.view = TwoStepView(is_on=True, codes_left=len(shown), codes=shown)

    @rx.event
    async def switch_off(self, asked: dict[str, Any]):
        """Ask for no code any more, after the password."""
        try:
            user_id = await self._person()
            await self._password(user_id, asked)
            await in_transaction(second_factor.switch_off, user_id=user_id)
        except ShopError as error:
            self._refuse(error, is_on=True, codes_left=self.view.codes_left)
            return
        self.view = TwoStepView()

    async def _person(self) -> UUID:
        visitor = await visitor_of(self)
        if visitor.user_id is None:
            raise SignInNeeded("Sign in first.")
        return visitor.user_id

    async def _password(self, user_id: UUID, asked: dict[str, Any]) -> None:
        given = str(asked.get("password", ""))[:400]
        await asyncio.to_thread(ensure_own_password, user_id, given)

    def _refuse(self, error: ShopError, **kept: Any) -> None:
        beside = error.field if error.field in ("password", "code") else ""
        place = f"{beside}_error" if beside else "problem"
        self.view = TwoStepView(**{**kept, place: told(self, error)})


def _spaced(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _picture(address: str) -> str:
    """The QR code as an SVG in a data address: dark on white in either colour scheme."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(border=4, dark="#171512", light="#ffffff", omitsize=True)


def content() -> rx.Component:
    """The step where the person stands."""
    view = TwoStepState.view
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(TwoStepState.is_demanded, _why),
        when(
            view.is_on,
            lambda: _is_on(view),
            lambda: when(view.secret, lambda: _set_up(view), lambda: _is_off(view)),
        ),
        el.p(text_link(t("Back to security"), href=SECURITY)),
        title=t("Two-step sign-in"),
        current=SECURITY,
        shell=ShellState,
    )


def _why() -> rx.Component:
    return el.p(
        icon("shield", class_name="flex-none"),
        t(
            "This shop asks everybody who works in it for a second step of signing in. Set it up "
            "here, then the portal opens."
        ),
        class_name="alert alert-info max-w-xl",
    )


def _is_off(view: Any) -> rx.Component:
    return el.section(
        el.p(
            t(
                "After your password we ask for a code of an app on your phone. Who learns your "
                "password then still stands outside. Every app for one-time codes will do."
            ),
            class_name="text-muted",
        ),
        form(
            _password(view),
            el.div(button(t("Set up an app"), type="submit")),
            action=ADDRESS,
            on_submit=TwoStepState.begin,
            reset_on_submit=True,
            class_name="grid gap-4",
        ),
        class_name="panel grid max-w-xl gap-4",
    )


def _set_up(view: Any) -> rx.Component:
    return el.section(
        el.ol(
            el.li(t("Open your authenticator app and scan this picture.")),
            el.li(t("Type the six digits that it shows then.")),
            class_name="grid list-decimal gap-1 ps-5",
        ),
        el.img(
            src=view.picture,
            alt=t("QR code with the key of your account"),
            custom_attrs={"width": 220, "height": 220},
            class_name="rounded-card border border-line bg-white",
        ),
        el.p(
            t("No camera? Type this key into the app:"),
            " ",
            el.code(view.secret, class_name="select-all break-words font-medium"),
            class_name="text-sm",
        ),
        form(
            text_field(
                label=t("Code"),
                name="code",
                autocomplete="one-time-code",
                input_mode="numeric",
                error=view.code_error,
                required=True,
            ),
            el.div(button(t("Switch on"), type="submit")),
            action=ADDRESS,
            on_submit=TwoStepState.confirm,
            reset_on_submit=True,
            class_name="grid gap-4",
        ),
        class_name="panel grid max-w-xl gap-4",
    )


def _is_on(view: Any) -> rx.Component:
    return el.div(
        when(view.codes, lambda: _shown_once(view)),
        el.section(
            el.div(
                el.h2(t("Your app"), class_name="display text-2xl"),
                badge(t("On"), tone="success"),
                class_name="flex items-center gap-3",
            ),
            el.p(t("Recovery codes left: {count}", count=view.codes_left), class_name="text-muted"),
            form(
                _password(view),
                el.div(button(t("Make new recovery codes"), kind="secondary", type="submit")),
                action=ADDRESS,
                on_submit=TwoStepState.fresh_codes,
                reset_on_submit=True,
                class_name="grid gap-4",
            ),
            class_name="panel grid max-w-xl gap-4",
        ),
        el.section(
            el.h2(t("Switch it off"), class_name="display text-2xl"),
            form(
                text_field(
                    label=t("Password, to switch it off"),
                    name="password",
                    type="password",
                    autocomplete="current-password",
                    required=True,
                ),
                el.div(button(t("Switch off"), kind="danger", type="submit")),
                action=ADDRESS,
                on_submit=TwoStepState.switch_off,
                reset_on_submit=True,
                class_name="grid gap-4",
            ),
            class_name="panel grid max-w-xl gap-4",
        ),
        class_name="grid gap-6",
    )


def _shown_once(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("Your recovery codes"), class_name="display text-2xl"),
        el.p(
            t(
                "Keep them where you keep papers. Each signs you in once without your phone. They "
                "are shown now and never again."
            )
        ),
        el.ul(
            each(view.codes, lambda code: el.li(code, class_name="figures font-medium")),
            aria_label=t("Recovery codes"),
            class_name="grid grid-cols-2 gap-x-6 gap-y-1 sm:max-w-xs",
            role="list",
        ),
        when(
            TwoStepState.there,
            lambda: el.div(button_link(t("Kept them: go on"), href=TwoStepState.there)),
        ),
        class_name="panel grid max-w-xl gap-4 border-accent",
    )


def _password(view: Any) -> rx.Component:
    return text_field(
        label=t("Password"),
        name="password",
        type="password",
        autocomplete="current-password",
        error=view.password_error,
        required=True,
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: when(TwoStepState.ready, content, lambda: _waiting(ShellState)),
    )


def _waiting(shell: Any) -> rx.Component:
    return account_page(
        skeleton("h-48"), title=t("Two-step sign-in"), current=SECURITY, shell=shell
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Two-step sign-in"), robots="noindex"),
            body=lambda: _waiting(shell),
            seed=personal_seed(shell),
        )
    )
