"""The code of the second step once more, asked for in a dialog; then what was wanted is done.

A handler that does something weighty asks `staff_of(self, …, proven=True)` or `member_of` and, on
ProofNeeded, calls `await ask_proof(self, "handler", *arguments)`. Its page holds `proof_dialog()`.
"""

from __future__ import annotations

import asyncio
from typing import Any

import reflex as rx

from shop_app.accounts.proofs import prove
from shop_app.core import limits
from shop_app.core.db import in_transaction
from shop_app.core.errors import ShopError, SignInNeeded
from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.surfaces import dialog
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, form, join
from shop_app.ui.shell.identity import told, visitor_of


class ProofState(rx.State):
    """Whether a code is asked for, and what is done once it was right."""

    is_open: bool = False
    problem: str = ""
    asked: int = 0
    _wanted: tuple = ()  # the state, its handler, the arguments

    @rx.event
    async def prove(self, sent: dict[str, Any]):
        """Take the code; when it is right, do what was wanted."""
        try:
            visitor = await visitor_of(self)
            if visitor.user_id is None:
                raise SignInNeeded("Sign in first.")
            whose = f"proof:{visitor.user_id}"
            await asyncio.to_thread(limits.spend, limits.SECOND_STEP, whose)
            await in_transaction(
                prove,
                user_id=visitor.user_id,
                session_key=visitor.session_key,
                code=str(sent.get("proof_code", ""))[:40],
            )
            await asyncio.to_thread(limits.forget, limits.SECOND_STEP, whose)
        except ShopError as error:
            self.problem = told(self, error)
            return None
        wanted = self._wanted
        self._clear()
        if not wanted:
            return None
        name, handler, arguments = wanted
        return getattr(rx.State.get_class_substate(name), handler)(*arguments)

    @rx.event
    def close(self):
        """Do nothing of it."""
        self._clear()

    def _ask(self, *wanted: Any) -> None:
        self.is_open, self.problem, self.asked = True, "", self.asked + 1
        self._wanted = wanted

    def _clear(self) -> None:
        self.is_open, self.problem, self._wanted = False, "", ()


async def ask_proof(state: rx.State, handler: str, *arguments: Any) -> None:
    """Open the dialog; after a right code `handler` of this state is called with `arguments`."""
    proof = await state.get_state(ProofState)
    proof._ask(state.get_full_name(), handler, arguments)  # noqa: SLF001 no event may call it


def proof_dialog() -> rx.Component:
    """The dialog that asks for the code."""
    state = ProofState
    return dialog(
        el.p(
            t(
                "This moves money or changes rights, and your last code is more than 15 minutes "
                "old. Enter the one that your authenticator app shows now."
            ),
            class_name="mb-4 max-w-prose text-muted",
        ),
        form(
            text_field(
                label=t("Code"),
                name="proof_code",
                autocomplete="one-time-code",
                input_mode="text",
                hint=t("A recovery code works too, once."),
                error=state.problem,
                required=True,
            ),
            el.div(
                button(t("Cancel"), kind="secondary", on_click=state.close),
                button(t("Confirm"), type="submit"),
                class_name="flex flex-wrap justify-end gap-3",
            ),
            action="",
            on_submit=state.prove,
            reset_on_submit=True,
            key=join("proof-", state.asked),
            class_name="grid gap-5",
        ),
        title=t("Confirm that it is you"),
        is_open=state.is_open,
        on_close=state.close,
        actions=el.span(class_name="hidden"),
    )
