"""What the forms to sign in and to register show: kept words, refusals beside their fields."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.core.addresses import own_address
from shop_app.core.flash import Flash, flash_of
from shop_app.core.settings import settings
from shop_app.ui.i18n import words_of
from shop_app.ui.shell.identity import visitor_of_request

HOME = "/account"


@dataclass(frozen=True, slots=True)
class EntryView:
    """One of the two forms. A refusal stands beside its field, or above the form."""

    there: str = ""
    sign_in_address: str = "/login"
    register_address: str = "/register"
    email: str = ""
    name: str = ""
    email_error: str = ""
    name_error: str = ""
    password_error: str = ""
    form_error: str = ""
    is_demo: bool = False


def entry_view(cookie_header: str | None, query: str, locale: str) -> EntryView:
    """What the form shows for this address and these cookies."""
    wanted = parse_qs(query.lstrip("?")[:4096]).get("next", [""])[0]
    there = own_address(wanted, "")
    tail = f"?{urlencode({'next': there})}" if there else ""
    flash = flash_of(cookie_header, query) or Flash()
    said = words_of(locale).t(flash.template, **flash.facts) if flash.template else ""
    beside = flash.field if flash.field in ("email", "name", "password") else "form"
    return EntryView(
        there=there,
        sign_in_address=f"/login{tail}",
        register_address=f"/register{tail}",
        email=flash.kept.get("email", ""),
        name=flash.kept.get("name", ""),
        is_demo=settings().mode == "demo",
        **({f"{beside}_error": said} if said else {}),
    )


async def already_in(request: Request) -> Response | None:
    """Send who is signed in to where they wanted to go; None for guests."""
    visitor = await visitor_of_request(request)
    if not visitor.is_signed_in:
        return None
    there = own_address(request.query_params.get("next", ""), HOME)
    return RedirectResponse(HOME if there.startswith(("/login", "/register")) else there, 303)


def private(response: Response) -> Response:
    """The response, never kept by any cache: it shows what is somebody's own."""
    response.headers["cache-control"] = "private, no-store"
    return response
