"""The edge: what every HTTP request and answer goes through, in this order.

request id → closed doors (/_upload, /_health) → where the request came from (writes only) →
built files → session cookie and locale → the app → a page instead of a bare 404 → headers → log
"""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, quote

from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shop_app.core.cookies import (
    LOCALE,
    SESSION,
    cookie_of,
    new_token,
    session_token_of,
    set_cookie_text,
)
from shop_app.core.ids import new_id
from shop_app.core.logging import logger, request_id
from shop_app.core.metrics import count_request
from shop_app.core.settings import settings
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.first_paint.shell import client_folder
from shop_app.ui.i18n import choose_locale, use_locale
from shop_app.ui.rendering import html_rendering
from shop_app.ui.security_headers import security_headers
from shop_app.ui.shell.noting import note_arrival

log = logger(__name__)

CLOSED = ("/_upload", "/_health", "/_all_routes")
QUIET = ("/assets/", "/media/", "/health/", "/metrics")
_FAILED = "Something went wrong on our side. Try again; if it stays, tell us this number: {id}"
_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def session_of_request(request: Request) -> str:
    """The session token of a request; always there, as the edge makes one when it is missing."""
    return session_token_of(request.headers.get("cookie"))


def guarded(app: ASGIApp) -> ASGIApp:
    """The whole app behind the edge."""

    async def edge(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = headers.get("x-request-id", "")
        token = request_id.set(asked if _REQUEST_ID.match(asked) else str(new_id()))
        try:
            await _answer(app, scope, headers, receive, send)
        finally:
            request_id.reset(token)

    return edge


async def _answer(
    app: ASGIApp, scope: Scope, headers: Headers, receive: Receive, send: Send
) -> None:
    path = scope["path"]
    started = time.perf_counter()
    send = _with_headers(send, path, scope["method"], started)
    if path.startswith(CLOSED):
        await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
    elif refusal := _refusal(scope["method"], path, headers):
        log.warning("write_refused", path=path, reason=refusal)
        await PlainTextResponse(refusal, 403)(scope, receive, send)
    elif scope["method"] == "GET" and path.endswith("/") and path != "/":
        await RedirectResponse(_without_slash(path, scope), 308)(scope, receive, send)
    elif path in _built_files():
        await _files()(scope, receive, send)
    else:
        await _in_context(app, scope, headers, receive, send)


def _without_slash(path: str, scope: Scope) -> str:
    """The one address of a page: no slash at its end. Never another host, whatever the path."""
    query = scope["query_string"].decode("latin-1")
    return quote("/" + path.strip("/")) + (f"?{query}" if query else "")


async def _in_context(
    app: ASGIApp, scope: Scope, headers: Headers, receive: Receive, send: Send
) -> None:
    header = headers.get("cookie")
    query = parse_qs(scope["query_string"].decode("latin-1")[:2048]).get("locale", [None])[0]
    locale = choose_locale(
        query=query,
        cookie=cookie_of(header, LOCALE),
        accept_language=headers.get("accept-language", ""),
        pseudo_allowed=settings().mode != "production",
    )
    fresh: list[str] = []
    if not session_token_of(header):
        token = new_token()
        fresh.append(set_cookie_text(SESSION, token))
        scope = _with_session(scope, token)
    if query == locale and cookie_of(header, LOCALE) != locale:
        fresh.append(set_cookie_text(LOCALE, locale, http_only=False))
    note_arrival(scope, headers)
    with html_rendering(), use_locale(locale):
        answer = _BetterThanBare(scope, headers, _with_cookies(send, fresh))
        try:
            await app(scope, receive, answer.send)
        except Exception:
            log.exception("request_failed", path=scope["path"])
            if answer.started:
                raise
            answer.held = 500
        await answer.finish(receive)


def _with_session(scope: Scope, token: str) -> Scope:
    """The request as if it had brought the session that its answer will give."""
    others = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
    pairs = b";".join(value for name, value in scope["headers"] if name == b"cookie").split(b";")
    kept = [pair.strip() for pair in pairs if pair.strip().partition(b"=")[0] != SESSION.encode()]
    cookie = b"; ".join([*filter(None, kept), f"{SESSION}={token}".encode()])
    return {**scope, "headers": [*others, (b"cookie", cookie)]}


class _BetterThanBare:
    """Holds back a bare 404 for a person, or a bare 500 for anybody, and answers better."""

    def __init__(self, scope: Scope, headers: Headers, send: Send) -> None:
        self._scope, self._send = scope, send
        self._person = scope["method"] == "GET" and "text/html" in headers.get("accept", "")
        self.held = 0
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message.get("headers", [])).get("content-type", "text/plain")
            status = message["status"]
            if kind.startswith("text/plain") and (
                status == 500 or (status == 404 and self._person)
            ):
                self.held = status
        if not self.held:
            self.started = True
            await self._send(message)

    async def finish(self, receive: Receive) -> None:
        if self.held == 404:
            response = await not_found_response(Request(self._scope, receive))
        elif self.held:
            response = PlainTextResponse(_FAILED.format(id=request_id.get()), 500)
        else:
            return
        await response(self._scope, receive, self._send)


def _refusal(method: str, path: str, headers: Headers) -> str:
    """Why a write may not come from where it came from; empty when it may."""
    if method not in _WRITES or path.startswith("/webhooks/"):
        return ""
    bearer = headers.get("authorization", "").lower().startswith("bearer ")
    if bearer and path.startswith("/api/"):
        return ""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return "This form was sent from another site, so nothing was done. Send it from the shop."
    origin = headers.get("origin")
    if origin is None:
        origin = "/".join(headers.get("referer", "").split("/")[:3])
    if origin in settings().allowed_origins:
        return ""
    return (
        "This form did not come from a page of the shop, so nothing was done. "
        "Open the shop and send it from there."
    )


def _with_cookies(send: Send, cookies: list[str]) -> Send:
    if not cookies:
        return send

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            page = headers.get("content-type", "").startswith("text/html")
            given = any(SESSION in value for value in headers.getlist("set-cookie"))
            if page or message["status"] in (302, 303):
                for cookie in cookies:
                    if not (given and cookie.startswith(SESSION)):
                        headers.append("set-cookie", cookie)
        await send(message)

    return sending


def _with_headers(send: Send, path: str, method: str, started: float) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            html = headers.get("content-type", "").startswith("text/html")
            for name, value in security_headers(html=html):
                headers.setdefault(name, value)
            headers["x-request-id"] = request_id.get()
            if path in _built_files():
                lasting = path.startswith("/assets/") and message["status"] in (200, 304)
                headers["cache-control"] = (
                    "public, max-age=31536000, immutable" if lasting else "public, max-age=3600"
                )
            elif "cache-control" not in headers:
                headers["cache-control"] = "no-store" if method in _WRITES else "no-cache"
            elapsed = time.perf_counter() - started
            count_request(path, method, message["status"], elapsed)
            if not path.startswith(QUIET):
                log.info(
                    "request",
                    method=method,
                    path=path,
                    status=message["status"],
                    ms=round(1000 * elapsed, 1),
                )
        await send(message)

    return sending


@lru_cache(maxsize=1)
def _files() -> Any:
    return PrecompressedStaticFiles(
        directory=client_folder(), html=False, encodings=["brotli", "gzip"]
    )


@lru_cache(maxsize=1)
def _built_files() -> frozenset[str]:
    """The addresses of all built files but the pages, which are never served bare."""
    folder = client_folder()
    return frozenset(
        f"/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".html", ".br", ".gz")
    )
