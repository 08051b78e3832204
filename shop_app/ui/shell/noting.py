"""The hooks by which pages are noted for analytics: one where HTML is asked for, one where a page
opens live. Only live pages count as seen, so that what fetches pages without a browser does not.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from shop_app.accounts.views import Visitor
from shop_app.analytics import noting
from shop_app.core.cookies import session_key_of, session_token_of
from shop_app.core.settings import settings


def note_arrival(scope: Scope, headers: Headers) -> None:
    """Note where a person comes from who opens a page from outside."""
    if scope["method"] != "GET" or "text/html" not in headers.get("accept", ""):
        return
    query = scope["query_string"].decode("latin-1")
    referrer = headers.get("referer", "")
    if not referrer and "utm_source" not in query:
        return
    noting.arrival(
        session_key=session_key_of(session_token_of(Headers(scope=scope).get("cookie"))),
        query=query,
        referrer=referrer,
        own_origin=settings().origin,
    )


def note_page(state: Any, visitor: Visitor, region: str) -> None:
    """Note that a page has opened in a live browser."""
    noting.page(
        session_key=visitor.session_key,
        address=str(state.router.url),
        user_agent=str(state.router.headers.user_agent),
        region=region,
        user_id=visitor.user_id,
    )
