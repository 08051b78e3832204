"""Applying to sell and joining a team by plain forms."""

from __future__ import annotations

import asyncio
from urllib.parse import quote, urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts.permissions import Permission
from shop_app.accounts.queries import who
from shop_app.accounts.views import Visitor
from shop_app.api.forms import fields_of, refused, see, session_token
from shop_app.api.uploads import upload_form
from shop_app.core import limits
from shop_app.core.cookies import SELLER, set_cookie_text
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError, SignInNeeded
from shop_app.core.limits import Limit
from shop_app.core.picture_files import private_file, store_picture
from shop_app.core.private_files import LARGEST_BYTES, document_path, is_pdf, store_document
from shop_app.sellers import applications, team
from shop_app.sellers.application_views import DocumentView

PAGE = "/sell/apply"
DOCUMENTS = Limit(
    "seller-documents", "40/1 hour", "You sent many documents. Try again in {minutes} min."
)


async def save(request: Request) -> Response:
    """POST /sell/apply: the whole form; `submit` = 1 hands it in as well."""
    fields: dict[str, str] = {}
    try:
        fields = await fields_of(request)
        _, user_id = await _person(request)
        await in_transaction(applications.save, user_id=user_id, said=fields)
        if fields.get("submit"):
            await in_transaction(applications.submit, user_id=user_id)
    except ShopError as error:
        kept = {name: value[:300] for name, value in fields.items() if name != "about"}
        return refused(error, address=PAGE, kept=kept)
    return see(f"{PAGE}?saved=1")


async def add(request: Request) -> Response:
    """POST /sell/apply/documents: kind, document (one file)."""
    try:
        visitor, user_id = await _person(request)
        await asyncio.to_thread(limits.spend, DOCUMENTS, visitor.session_key)
        form = await upload_form(
            request, name="document", most_files=1, largest_bytes=LARGEST_BYTES
        )
        if not form.files:
            raise Invalid("Choose a file first.", field="document")
        key, media_type = await asyncio.to_thread(_kept, form.files[0])
        await in_transaction(
            applications.add_document,
            user_id=user_id,
            kind=form.fields.get("kind", ""),
            file_name=form.fields.get("file_name", "") or form.fields.get("kind", "document"),
            media_type=media_type,
            key=key,
            size_bytes=len(form.files[0]),
        )
    except ShopError as error:
        return refused(error, address=f"{PAGE}#documents")
    return see(f"{PAGE}?saved=1#documents")


async def remove(request: Request) -> Response:
    """POST /sell/apply/documents/remove: document."""
    try:
        fields = await fields_of(request)
        _, user_id = await _person(request)
        await in_transaction(
            applications.remove_document,
            user_id=user_id,
            document_id=_id(fields.get("document", "")),
        )
    except ShopError as error:
        return refused(error, address=f"{PAGE}#documents")
    return see(f"{PAGE}#documents")


async def read(request: Request) -> Response:
    """GET /sell/documents/{id}: for the applicant and for staff who decide on sellers."""
    try:
        visitor, user_id = await _person(request)
        is_staff = visitor.may(Permission.SELLERS_MANAGE)
        found = await in_reading(
            applications.document_file,
            document_id=_id(request.path_params["id"]),
            user_id=None if is_staff else user_id,
        )
    except ShopError:
        return PlainTextResponse("There is nothing here.", 404)
    return await asyncio.to_thread(_file, found)


async def join(request: Request) -> Response:
    """POST /sell/join: code; then the seller's portal."""
    fields: dict[str, str] = {}
    try:
        fields = await fields_of(request)
        visitor, user_id = await _person(request)
        code = fields.get("code", "")
        await in_transaction(team.join, user_id=user_id, email=visitor.email, code=code)
    except ShopError as error:
        return refused(error, address=f"/sell/join?{urlencode({'code': fields.get('code', '')})}")
    return see("/seller")


async def choose(request: Request) -> Response:
    """POST /sell/choose: seller; for whom a member of several teams acts from now on."""
    try:
        fields = await fields_of(request)
        visitor, _ = await _person(request)
    except ShopError as error:
        return refused(error, address="/seller")
    chosen = fields.get("seller", "")
    if chosen not in {str(seller_id) for seller_id in visitor.seller_ids}:
        return see("/seller")
    return see("/seller", cookie=set_cookie_text(SELLER, chosen))


def _kept(data: bytes) -> tuple[str, str]:
    """Where the document lies now, and what it is by its content. Raises Invalid."""
    if is_pdf(data):
        return store_document(data), "application/pdf"
    try:
        return store_picture(data, room="documents", private=True).key, "image/webp"
    except Invalid as error:
        raise Invalid(error.template, field="document", **error.facts) from error


def _file(found: DocumentView) -> Response:
    is_document = found.media_type == "application/pdf"
    path = document_path(found.key) if is_document else private_file(found.key)
    if path is None:
        return PlainTextResponse("There is nothing here.", 404)
    ending = ".pdf" if is_document else ".webp"
    name = quote(found.file_name.rpartition(".")[0] or found.file_name)
    return FileResponse(
        path,
        media_type=found.media_type,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{name}{ending}",
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
            "cache-control": "private, no-store",
        },
    )


async def _person(request: Request) -> tuple[Visitor, UUID]:
    visitor = await in_reading(who, session_token(request))
    if visitor.user_id is None:
        raise SignInNeeded("Sign in first.")
    return visitor, visitor.user_id


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This document is not here.") from error


routes = [
    Route(PAGE, save, methods=["POST"]),
    Route(f"{PAGE}/documents", add, methods=["POST"]),
    Route(f"{PAGE}/documents/remove", remove, methods=["POST"]),
    Route("/sell/choose", choose, methods=["POST"]),
    Route("/sell/join", join, methods=["POST"]),
    Route("/sell/documents/{id}", read, methods=["GET"]),
]
