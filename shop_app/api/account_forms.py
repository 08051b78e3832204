"""Sign in, register, sign out, and end sessions, as forms that work without JavaScript."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import queries, service, visitors
from shop_app.accounts.errors import SecondFactorNeeded, WrongPassword
from shop_app.accounts.second_step import STEP_COOKIE, SecondStep, second_step_of, step_cookie
from shop_app.accounts.views import SignedIn
from shop_app.api.forms import (
    asks_from,
    fields_of,
    refused,
    see,
    session_token,
    user_agent,
)
from shop_app.cart import service as cart
from shop_app.core import cookies, limits
from shop_app.core.addresses import own_address
from shop_app.core.db import in_transaction, run_in_transaction
from shop_app.core.errors import Expired, NotFound, ShopError, SignInNeeded
from shop_app.core.logging import logger
from shop_app.orders.guests import join_guest_orders
from shop_app.wishlist import service as wishlist

log = logger(__name__)

HOME_OF_PEOPLE = "/account"
SECURITY = "/account/security"


async def login(request: Request) -> Response:
    """POST /login: email, password, next."""
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        signed_in = await asyncio.to_thread(
            _sign_in,
            email=form.get("email", ""),
            password=form.get("password", ""),
            token=session_token(request),
            user_agent=user_agent(request),
            address=asks_from(request),
        )
    except SecondFactorNeeded as needed:
        return _second_step(needed, form)
    except ShopError as error:
        log.info("sign_in_refused", code=error.code)
        kept = {"email": form.get("email", "")}
        return refused(error, address=_page("/login", form), kept=kept)
    return _welcome(signed_in, form)


async def second_step(request: Request) -> Response:
    """POST /login/code: code, next; after the password was right within the last ten minutes."""
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        step = second_step_of(request.headers.get("cookie"))
        if step is None:
            raise Expired("That took long. Sign in again.", field="password")
        signed_in = await asyncio.to_thread(
            _sign_in_with_code,
            step=step,
            code=form.get("code", "")[:40],
            token=session_token(request),
            user_agent=user_agent(request),
        )
    except Expired as error:
        return refused(error, address=_page("/login", form))
    except ShopError as error:
        log.info("second_step_refused", code=error.code)
        return refused(error, address=_page("/login/code", form))
    response = _welcome(signed_in, form)
    response.headers.append("set-cookie", cookies.set_cookie_text(STEP_COOKIE, "", seconds=0))
    return response


async def register(request: Request) -> Response:
    """POST /register: email, name, password, next."""
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        signed_in = await asyncio.to_thread(
            _register,
            email=form.get("email", ""),
            name=form.get("name", ""),
            password=form.get("password", ""),
            token=session_token(request),
            user_agent=user_agent(request),
            address=asks_from(request),
        )
    except SecondFactorNeeded as needed:
        return _second_step(needed, form)
    except ShopError as error:
        log.info("registration_refused", code=error.code)
        kept = {"email": form.get("email", ""), "name": form.get("name", "")}
        return refused(error, address=_page("/register", form), kept=kept)
    return _welcome(signed_in, form)


async def logout(request: Request) -> Response:
    """POST /logout: ends this session; the browser gets a new cookie and is a guest."""
    token = session_token(request)
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        await in_transaction(service.sign_out, token=token)
    except ShopError as error:
        return refused(error, address=SECURITY)
    visitors.forget(cookies.session_key_of(token))
    cookie = cookies.set_cookie_text(cookies.SESSION, cookies.new_token())
    return see(own_address(form.get("next", "")), cookie=cookie)


async def end_session(request: Request) -> Response:
    """POST /account/security/end: ends one session of the person, or with `all` every other."""
    try:
        form = await fields_of(request)
        await in_transaction(
            _end_sessions, token=session_token(request), which=form.get("session", "")
        )
    except SignInNeeded:
        return see(f"/login?{urlencode({'next': SECURITY})}")
    except ShopError as error:
        return refused(error, address=SECURITY)
    visitors.forget_everyone()
    return see(SECURITY)


def _sign_in(*, email: str, password: str, token: str, user_agent: str, address: str) -> SignedIn:
    account = email.strip().casefold()
    limits.check(limits.SIGN_IN_ADDRESS, address)
    limits.spend(limits.SIGN_IN_ANYWHERE, account)
    limits.spend(limits.SIGN_IN_ACCOUNT, account, address)
    try:
        signed_in = run_in_transaction(
            _begin, email=email, password=password, token=token, user_agent=user_agent
        )
    except WrongPassword:
        limits.count(limits.SIGN_IN_ADDRESS, address)
        raise
    limits.forget(limits.SIGN_IN_ACCOUNT, account, address)
    limits.forget(limits.SIGN_IN_ANYWHERE, account)
    return signed_in


def _sign_in_with_code(*, step: SecondStep, code: str, token: str, user_agent: str) -> SignedIn:
    limits.spend(limits.SECOND_STEP, str(step.user_id))
    signed_in = run_in_transaction(
        _begin_with_code, step=step, code=code, token=token, user_agent=user_agent
    )
    limits.forget(limits.SECOND_STEP, str(step.user_id))
    return signed_in


def _begin_with_code(
    session: Session, *, step: SecondStep, code: str, token: str, user_agent: str
) -> SignedIn:
    if not step.still_holds(service.password_hash_of(session, user_id=step.user_id)):
        raise Expired("That took long. Sign in again.", field="password")
    signed_in = service.sign_in_with_code(
        session, user_id=step.user_id, code=code, token=token, user_agent=user_agent
    )
    return _with_cart(session, signed_in)


def _begin(session: Session, *, email: str, password: str, token: str, user_agent: str) -> SignedIn:
    """Sign in and bring the cart along: one unit of work, so that none is left behind."""
    signed_in = service.sign_in(
        session, email=email, password=password, token=token, user_agent=user_agent
    )
    return _with_cart(session, signed_in)


def _register(
    *, email: str, name: str, password: str, token: str, user_agent: str, address: str
) -> SignedIn:
    limits.spend(limits.REGISTRATION, address)
    return run_in_transaction(
        _open, email=email, name=name, password=password, token=token, user_agent=user_agent
    )


def _open(
    session: Session, *, email: str, name: str, password: str, token: str, user_agent: str
) -> SignedIn:
    signed_in = service.register(
        session, email=email, name=name, password=password, token=token, user_agent=user_agent
    )
    return _with_cart(session, signed_in)


def _with_cart(session: Session, signed_in: SignedIn) -> SignedIn:
    cart.merge_at_sign_in(
        session, session_key=signed_in.previous_session_key, user_id=signed_in.user_id
    )
    wishlist.merge_at_sign_in(
        session, session_key=signed_in.previous_session_key, user_id=signed_in.user_id
    )
    join_guest_orders(session, user_id=signed_in.user_id)
    return signed_in


def _end_sessions(session: Session, *, token: str, which: str) -> None:
    visitor = queries.who(session, token)
    if visitor.user_id is None:
        raise SignInNeeded("Sign in to see where you are signed in.")
    if which == "all":
        service.sign_out_everywhere(
            session, user_id=visitor.user_id, but_session_key=visitor.session_key
        )
        return
    try:
        session_id = UUID(which)
    except ValueError as error:
        raise NotFound("This session has ended already.") from error
    service.end_session(session, user_id=visitor.user_id, session_id=session_id)


def _welcome(signed_in: SignedIn, form: dict[str, str]) -> Response:
    visitors.forget(signed_in.previous_session_key)
    there = own_address(form.get("next", ""), HOME_OF_PEOPLE)
    if there.startswith(("/login", "/register")):
        there = HOME_OF_PEOPLE
    return see(there, cookie=cookies.set_cookie_text(cookies.SESSION, signed_in.token))


def _second_step(needed: SecondFactorNeeded, form: dict[str, str]) -> Response:
    cookie = step_cookie(needed.user_id, needed.password_hash)
    return see(_page("/login/code", form), cookie=cookie)


def _page(address: str, form: dict[str, str]) -> str:
    """The page of the form again, still knowing where the person wanted to go."""
    there = own_address(form.get("next", ""), "")
    return f"{address}?{urlencode({'next': there})}" if there else address


routes = [
    Route("/login", login, methods=["POST"]),
    Route("/login/code", second_step, methods=["POST"]),
    Route("/register", register, methods=["POST"]),
    Route("/logout", logout, methods=["POST"]),
    Route("/account/security/end", end_session, methods=["POST"]),
]
