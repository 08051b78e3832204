"""What all form posts share: small bodies, addresses of this site only, refusals on the next page.

A form is answered with 303 to a page of the shop. Where the post came from was checked at the edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.core import cookies
from shop_app.core.addresses import own_address
from shop_app.core.errors import Invalid, ShopError
from shop_app.core.flash import flash_for
from shop_app.core.limits import client_address
from shop_app.core.settings import settings

LARGEST_BYTES = 64 * 1024
MOST_FIELDS = 60


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of the form, the last of each name. Raises Invalid when it is none of ours."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Invalid("This form cannot be read. Go back, load the page again and send it anew.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BYTES:
            raise Invalid("This form holds more than fits. Shorten it and send it again.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Invalid("This form holds more fields than it should.") from error
    return dict(pairs)


def session_token(request: Request) -> str:
    """The session token of a request; the edge adds one where the browser had none."""
    return cookies.session_token_of(request.headers.get("cookie"))


def asks_from(request: Request) -> str:
    """The address that limits count by."""
    peer = request.client.host if request.client else ""
    return client_address(peer, request.headers.get("x-forwarded-for", ""))


def came_from(request: Request) -> str:
    """The page of this shop on which the form stood, as the browser tells it; "/" otherwise."""
    page = urlsplit(request.headers.get("referer", ""))
    if f"{page.scheme}://{page.netloc}" not in settings().allowed_origins:
        return "/"
    return own_address(urlunsplit(("", "", page.path, page.query, "")))


def user_agent(request: Request) -> str:
    """The name that the browser gives itself."""
    return request.headers.get("user-agent", "")


def see(address: str, *, cookie: str = "") -> Response:
    """Send the browser to a page of the shop, with a cookie if there is one to give."""
    response = RedirectResponse(address, 303)
    if cookie:
        response.headers.append("set-cookie", cookie)
    return response


def refused(error: ShopError, *, address: str, kept: Mapping[str, str] | None = None) -> Response:
    """Send the browser to the page that tells the refusal, with what the person had typed."""
    there, cookie = flash_for(error, address=address, kept=kept)
    return see(there, cookie=cookie)
