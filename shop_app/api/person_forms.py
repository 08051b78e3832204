"""What people change about themselves: password and address book, as plain forms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import address_book, queries, recovery, service
from shop_app.accounts.views import Visitor
from shop_app.api.forms import fields_of, refused, see, session_token
from shop_app.core import limits
from shop_app.core.addresses import own_address
from shop_app.core.db import in_reading, in_transaction, run_in_transaction
from shop_app.core.errors import ShopError, SignInNeeded
from shop_app.pricing.queries import regions

SECURITY = "/account/security"
ADDRESSES = "/account/addresses"


async def change_password(request: Request) -> Response:
    """POST /account/security/password: current, password."""

    async def work(visitor: Visitor, user_id: UUID, form: dict[str, str]) -> str:
        await asyncio.to_thread(ensure_password, user_id, form.get("current", ""), "current")
        await in_transaction(
            recovery.change_password,
            user_id=user_id,
            password=form.get("password", ""),
            but_session_key=visitor.session_key,
        )
        return f"{SECURITY}?done=password"

    return await answered(request, work, refused_to=lambda _form: SECURITY)


async def save_address(request: Request) -> Response:
    """POST /account/addresses/save: id (empty for a new one), the fields, default."""

    async def work(_visitor: Visitor, user_id: UUID, form: dict[str, str]) -> str:
        await in_transaction(
            _save_address,
            user_id=user_id,
            form=form,
        )
        return own_address(form.get("next", ""), ADDRESSES)

    return await answered(request, work, refused_to=_address_page, kept=address_book.FIELDS)


async def default_address(request: Request) -> Response:
    """POST /account/addresses/default: id."""

    async def work(_visitor: Visitor, user_id: UUID, form: dict[str, str]) -> str:
        await in_transaction(
            address_book.make_default, user_id=user_id, address_id=form.get("id", "")
        )
        return ADDRESSES

    return await answered(request, work, refused_to=lambda _form: ADDRESSES)


async def remove_address(request: Request) -> Response:
    """POST /account/addresses/remove: id."""

    async def work(_visitor: Visitor, user_id: UUID, form: dict[str, str]) -> str:
        await in_transaction(
            address_book.remove_address, user_id=user_id, address_id=form.get("id", "")
        )
        return ADDRESSES

    return await answered(request, work, refused_to=lambda _form: ADDRESSES)


async def answered(
    request: Request,
    work: Callable[..., Any],
    *,
    refused_to: Callable[[dict[str, str]], str],
    kept: tuple[str, ...] = (),
) -> Response:
    """Do `work(visitor, user_id, form)` for who is signed in and go where it says, or tell why not.

    `work` may return an address or a whole response. Guests are asked to sign in first.
    """
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        visitor = await in_reading(queries.who, session_token(request))
        if visitor.user_id is None:
            raise SignInNeeded("Sign in first.")
        there = await work(visitor, visitor.user_id, form)
    except SignInNeeded:
        return see(f"/login?{urlencode({'next': refused_to(form)})}")
    except ShopError as error:
        typed = {name: form[name] for name in kept if name in form}
        return refused(error, address=refused_to(form), kept=typed)
    return there if isinstance(there, Response) else see(there)


def ensure_password(user_id: UUID, password: str, field: str = "password") -> None:
    """That it is really the person; tries are counted. Raises WrongPassword, TooManyRequests."""
    whose = str(user_id)
    try:
        limits.check(limits.OWN_PASSWORD, whose)
        run_in_transaction(service.check_password, user_id=user_id, password=password)
    except ShopError as error:
        limits.count(limits.OWN_PASSWORD, whose)
        error.field = field
        raise
    limits.forget(limits.OWN_PASSWORD, whose)


def _save_address(session: Session, *, user_id: UUID, form: dict[str, str]) -> None:
    countries = {code for region in regions(session) for code in region.countries}
    address_book.save_address(
        session,
        user_id=user_id,
        fields=form,
        countries=countries,
        address_id=form.get("id", ""),
        is_default=form.get("default", "") == "1",
    )


def _address_page(form: dict[str, str]) -> str:
    which = form.get("id", "")
    known = which if which.replace("-", "").isalnum() and len(which) <= 40 else "new"
    return f"{ADDRESSES}/{known}"


routes = [
    Route("/account/security/password", change_password, methods=["POST"]),
    Route("/account/addresses/save", save_address, methods=["POST"]),
    Route("/account/addresses/default", default_address, methods=["POST"]),
    Route("/account/addresses/remove", remove_address, methods=["POST"]),
]
