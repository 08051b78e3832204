"""Who asks, from where, and in which language: derived from the cookies each time, never stored.

A state's vars may say who somebody is; nothing may be decided by them. Ask here instead.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from shop_app.accounts.queries import who
from shop_app.accounts.views import Visitor
from shop_app.accounts.visitors import remembered
from shop_app.core.cookies import LOCALE, REGION, cookie_of, session_key_of, session_token_of
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError, Unavailable
from shop_app.core.flash import Flash, flash_of
from shop_app.core.settings import settings
from shop_app.pricing.views import RegionView
from shop_app.ui.i18n import choose_locale, words_of
from shop_app.ui.shell import shared


async def visitor_of(state: Any) -> Visitor:
    """Who sent the event that this state handles."""
    return await _visitor(state.router.headers.cookie)


async def visitor_of_request(request: Request) -> Visitor:
    """Who sent the request."""
    return await _visitor(request.headers.get("cookie"))


async def region_of(state: Any) -> RegionView:
    """The region that the person has chosen, or the first one."""
    return await _region(state.router.headers.cookie)


async def region_of_request(request: Request) -> RegionView:
    """The region that the person has chosen, or the first one."""
    return await _region(request.headers.get("cookie"))


def locale_of(state: Any) -> str:
    """The locale in which to speak to whoever sent the event."""
    return choose_locale(
        cookie=cookie_of(state.router.headers.cookie, LOCALE),
        accept_language=state.router.headers.accept_language,
        pseudo_allowed=settings().mode != "production",
    )


def named_in_address(state: Any) -> str:
    """The last part of the page's address: the slug, number or key of what it shows."""
    return str(state.router.url.path).rstrip("/").rpartition("/")[2][:200]


def told(state: Any, error: ShopError) -> str:
    """The sentence of a refusal in the person's language."""
    return words_of(locale_of(state)).t(error.template, **error.facts)


def flash_of_state(state: Any) -> Flash | None:
    """What a form post had to say to this page."""
    return flash_of(state.router.headers.cookie, state.router.url.query)


def refusal_of_form(state: Any) -> tuple[str, str]:
    """Field and sentence of what a form post refused, in the person's language; empty for none."""
    flash = flash_of_state(state)
    if flash is None:
        return "", ""
    return flash.field, words_of(locale_of(state)).t(flash.template, **flash.facts)


def flash_of_request(request: Request) -> Flash | None:
    """What a form post had to say to this page. A page with a flash must not be cached."""
    return flash_of(request.headers.get("cookie"), request.url.query)


async def regions() -> list[RegionView]:
    """All regions in the order in which people see them; at most a minute old."""
    return await shared.regions.get()


async def _visitor(cookie_header: str | None) -> Visitor:
    token = session_token_of(cookie_header)
    return remembered(session_key_of(token)) or await in_reading(who, token)


async def _region(cookie_header: str | None) -> RegionView:
    code = cookie_of(cookie_header, REGION)
    known = await regions()
    if not known:
        raise Unavailable("This shop sells nowhere yet. Run `python -m shop_app seed` first.")
    return next((region for region in known if region.code == code), known[0])
