"""What people do with what the shop knows of them: password, addresses, export, erasure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import address_book, privacy, queries, recovery
from shop_app.accounts.own_password import ensure_own_password
from shop_app.accounts.views import Visitor
from shop_app.api.forms import asks_from, fields_of, refused, see, session_token
from shop_app.core import cookies, limits
from shop_app.core.addresses import own_address
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, ShopError, SignInNeeded
from shop_app.pricing.queries import regions

SECURITY = "/account/security"
ADDRESSES = "/account/addresses"
PRIVACY = "/account/privacy"


async def change_password(request: Request) -> Response:
    """POST /account/security/password: current, password."""

    async def work(visitor: Visitor, user_id: UUID, form: dict[str, str]) -> str:
        await asyncio.to_thread(
            ensure_own_password, user_id, form.get("current", ""), field="current"
        )
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


async def export(request: Request) -> Response:
    """POST /account/privacy/export: everything about the person, as a JSON file."""

    async def work(_visitor: Visitor, user_id: UUID, _form: dict[str, str]) -> Response:
        await asyncio.to_thread(limits.spend, limits.EXPORT, str(user_id))
        data = await in_reading(privacy.personal_data, user_id=user_id)
        return Response(
            orjson.dumps(data, option=orjson.OPT_INDENT_2, default=str),
            media_type="application/json",
            headers={
                "content-disposition": 'attachment; filename="my-data.json"',
                "cache-control": "no-store",
            },
        )

    return await answered(request, work, refused_to=lambda _form: PRIVACY)


async def erase(request: Request) -> Response:
    """POST /account/privacy/erase: password, sure. The account is gone afterwards."""

    async def work(_visitor: Visitor, user_id: UUID, form: dict[str, str]) -> Response:
        if form.get("sure", "") != "1":
            raise Invalid("Tick the box to say that you are sure.", field="sure")
        await asyncio.to_thread(ensure_own_password, user_id, form.get("password", ""))
        await in_transaction(privacy.erase, user_id=user_id, address=asks_from(request))
        cookie = cookies.set_cookie_text(cookies.SESSION, cookies.new_token())
        return see("/", cookie=cookie)

    return await answered(request, work, refused_to=lambda _form: PRIVACY)


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
    Route("/account/privacy/export", export, methods=["POST"]),
    Route("/account/privacy/erase", erase, methods=["POST"]),
    Route("/account/addresses/save", save_address, methods=["POST"]),
    Route("/account/addresses/default", default_address, methods=["POST"]),
    Route("/account/addresses/remove", remove_address, methods=["POST"]),
]
