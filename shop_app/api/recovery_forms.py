"""Forms around links from the mail: prove an address, ask for a new password, set it."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import queries, recovery, visitors
from shop_app.accounts.people import clean_email
from shop_app.api.forms import asks_from, fields_of, refused, see, session_token
from shop_app.core import limits
from shop_app.core.db import in_transaction, run_in_transaction, run_reading
from shop_app.core.errors import NotAllowed, ShopError, SignInNeeded, TooManyRequests
from shop_app.core.logging import logger
from shop_app.orders.guests import join_guest_orders

log = logger(__name__)

VERIFY = "/verify-email"
RESET = "/reset-password"


async def verify(request: Request) -> Response:
    """POST /verify-email: code; from who is signed in to the account that it proves."""
    there = VERIFY
    try:
        form = await fields_of(request)
        code = form.get("code", "")[:200]
        there = f"{VERIFY}?{urlencode({'code': code})}"
        await in_transaction(_verify, token=session_token(request), code=code)
    except SignInNeeded:
        return see(f"/login?{urlencode({'next': there})}")
    except NotAllowed as error:
        return refused(error, address=there)
    except ShopError as error:
        return refused(error, address=VERIFY)
    return see(f"{VERIFY}?done=1")


async def send_again(request: Request) -> Response:
    """POST /verify-email/again: a fresh link to who is signed in."""
    try:
        await fields_of(request)
        await asyncio.to_thread(_send_again, session_token(request))
    except SignInNeeded:
        return see(f"/login?{urlencode({'next': VERIFY})}")
    except ShopError as error:
        return refused(error, address=VERIFY)
    return see(f"{VERIFY}?sent=1")


async def ask_reset(request: Request) -> Response:
    """POST /reset-password: email. The answer is the same whether there is such an account."""
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        await asyncio.to_thread(_ask_reset, form.get("email", ""), asks_from(request))
    except ShopError as error:
        return refused(error, address=RESET, kept={"email": form.get("email", "")})
    return see(f"{RESET}?asked=1")


async def set_password(request: Request) -> Response:
    """POST /reset-password/new: code, password. Every session of the person ends."""
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        user_id = await in_transaction(
            _reset, code=form.get("code", ""), password=form.get("password", "")
        )
        await asyncio.to_thread(_unlock, user_id, asks_from(request))
    except ShopError as error:
        # The code goes back into the address of the page only when the password was the matter.
        code = form.get("code", "")[:100] if error.field == "password" else ""
        there = f"{RESET}?{urlencode({'code': code})}" if code else RESET
        return refused(error, address=there)
    visitors.forget_everyone()
    return see(f"{RESET}?done=1")


def _verify(session: Session, *, token: str, code: str) -> None:
    """Who has the letter and the account: a stranger who opened one with an address that is not
    theirs has no letter, and who owns the address does not prove it for them by pressing."""
    user_id = recovery.verify_email(session, code=code)
    visitor = queries.who(session, token)
    if visitor.user_id is None:
        raise SignInNeeded("Sign in, then open the link again.")
    if visitor.user_id != user_id:
        raise NotAllowed("This link is for another account. Sign in there, then open it again.")
    join_guest_orders(session, user_id=user_id)


def _reset(session: Session, *, code: str, password: str) -> UUID:
    """Set the password; the link has proven the address too."""
    user_id = recovery.reset_password(session, code=code, password=password)
    join_guest_orders(session, user_id=user_id)
    return user_id


def _unlock(user_id: UUID, address: str) -> None:
    """Who came by the link is the person: wrong tries before count no more."""
    account = run_reading(recovery.email_of, user_id=user_id).casefold()
    limits.forget(limits.SIGN_IN_ANYWHERE, account)
    limits.forget(limits.SIGN_IN_ACCOUNT, account, address)


def _send_again(token: str) -> None:
    visitor = run_reading(queries.who, token)
    if visitor.user_id is None:
        raise SignInNeeded("Sign in, and we send you a new link.")
    limits.spend(limits.VERIFICATION, str(visitor.user_id))
    run_in_transaction(recovery.ask_verification, user_id=visitor.user_id)


def _ask_reset(email: str, address: str) -> None:
    limits.spend(limits.RESET_ADDRESS, address)
    clean = clean_email(email)
    try:
        limits.spend(limits.RESET_ACCOUNT, clean.casefold())
    except TooManyRequests:
        log.info("reset_limited")  # said to nobody: it would tell that somebody asked before
        return
    run_in_transaction(_ask, email=clean)


def _ask(session: Session, *, email: str) -> None:
    recovery.ask_reset(session, email=email)


routes = [
    Route("/verify-email", verify, methods=["POST"]),
    Route("/verify-email/again", send_again, methods=["POST"]),
    Route("/reset-password", ask_reset, methods=["POST"]),
    Route("/reset-password/new", set_password, methods=["POST"]),
]
