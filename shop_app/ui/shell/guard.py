"""The guard before every event: who may call which state, how often, and with how much.

Every public method of a state can be called by anybody who opens a websocket, with any arguments.
So an event passes only if its state lives in an area that is named here and the visitor, known by
the cookie of the connection, may enter that area. What is not named is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.event import Event, EventSpec

from shop_app.accounts.views import SELLERS, STAFF, Visitor
from shop_app.core import limits
from shop_app.core.cookies import session_key_of, session_token_of
from shop_app.core.errors import ShopError, TooManyRequests
from shop_app.core.logging import logger
from shop_app.core.metrics import count_event
from shop_app.ui.shell.enrolment import enrolment_address
from shop_app.ui.shell.identity import told, visitor_of
from shop_app.ui.shell.payloads import is_sane

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Area:
    """States whose module is `module` or lies under it; `admits` says who may call them."""

    module: str
    admits: Callable[[Visitor], bool] | None = None
    audience: str = ""  # of whom a second step of signing in may be demanded here

    def holds(self, module: str) -> bool:
        """Whether the module belongs to this area."""
        return module == self.module or module.startswith(f"{self.module}.")


def _signed_in(visitor: Visitor) -> bool:
    return visitor.is_signed_in


def _seller(visitor: Visitor) -> bool:
    return visitor.sells


def _staff(visitor: Visitor) -> bool:
    return visitor.is_staff


# The first that holds a module decides; an area without a rule is open to everybody.
AREAS = (
    Area("shop_app.ui.account.login"),
    Area("shop_app.ui.account.register"),
    Area("shop_app.ui.account.second_step"),
    Area("shop_app.ui.account.reset_password"),
    Area("shop_app.ui.account.verify_email"),
    Area("shop_app.ui.account", _signed_in),
    Area("shop_app.ui.seller", _seller, SELLERS),
    Area("shop_app.ui.admin", _staff, STAFF),
    Area("shop_app.ui.sell"),
    Area("shop_app.ui.storefront"),
    Area("shop_app.ui.checkout"),
    Area("shop_app.ui.shell"),
    Area("reflex"),
)


def area_of(module: str) -> Area | None:
    """The area that a state's module lies in; None when nobody has named it."""
    return next((area for area in AREAS if area.holds(module)), None)


class Guard(rx.Middleware):
    """Stands before every event handler of the app."""

    async def preprocess(
        self,
        app: rx.App,  # noqa: ARG002 Reflex names the arguments
        state: rx.State,
        event: Event,
    ) -> StateUpdate | None:
        """None lets the event pass; an update is the answer instead of the handler's."""
        count_event(event.name)
        if not self._not_too_often(state):
            return _notice(state, TooManyRequests(limits.EVENTS.sentence, minutes=1))
        module = event.state_cls.__module__
        area = area_of(module)
        if area is None:
            return _refuse(event, "state in no named area", level="error")
        if not is_sane(event.payload):
            return _refuse(event, "payload is not sane")
        if area.admits is None:
            return None
        try:
            visitor = await visitor_of(state)
        except ShopError as error:
            return _notice(state, error)
        if area.audience in visitor.owes_second_step:
            there = rx.redirect(enrolment_address(_here(state)))
            return _refuse(event, "second step owed", then=there)
        if area.admits(visitor):
            return None
        if visitor.is_signed_in:
            return _refuse(event, "not allowed")
        return _refuse(event, "not signed in", then=rx.redirect(_sign_in_address(state)))

    def _not_too_often(self, state: rx.State) -> bool:
        router = state.router
        whose = session_key_of(session_token_of(router.headers.cookie))
        address = limits.client_address(router.session.client_ip)
        return limits.may(limits.EVENTS, whose or router.session.client_token) and limits.may(
            limits.EVENTS_ADDRESS, address
        )


def _refuse(
    event: Event, reason: str, *, level: str = "warning", then: EventSpec | None = None
) -> StateUpdate:
    getattr(log, level)("event_refused", event_name=event.name, reason=reason)
    return StateUpdate(events=Event.from_event_type(then))


def _notice(state: rx.State, error: ShopError) -> StateUpdate:
    """Tell the person with the shell's line of notices; nothing is written to any state."""
    from reflex_base.constants.state import FIELD_MARKER

    from shop_app.ui.shell.session_state import ShellState

    said = {f"notice{FIELD_MARKER}": told(state, error)}
    return StateUpdate(delta={ShellState.get_full_name(): said})


def _sign_in_address(state: rx.State) -> str:
    return f"/login?{urlencode({'next': _here(state)})}"


def _here(state: rx.State) -> str:
    here = urlsplit(str(state.router.url))
    return f"{here.path}?{here.query}" if here.query else here.path
