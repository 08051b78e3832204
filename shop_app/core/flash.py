"""What a form post has to say on the next page: a refusal beside its field, the typed words kept.

The flash travels in a signed, short-lived HttpOnly cookie; the address of the next page names it
(`?said=…`), so that it shows on that page, also after a reload, and nowhere else.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from itsdangerous import BadData, URLSafeTimedSerializer

from shop_app.core import cookies
from shop_app.core.errors import ShopError
from shop_app.core.settings import settings

PARAMETER = "said"
SECONDS = 120
_LONGEST_COOKIE = 3000


@dataclasses.dataclass(frozen=True, slots=True)
class Flash:
    """A refusal as it is told on the next page.

    `template` is the English sentence with places for `facts`; `field` names the input it stands
    beside ("" for the whole form); `kept` holds what the person had typed.
    """

    code: str = ""
    template: str = ""
    field: str = ""
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)
    kept: dict[str, str] = dataclasses.field(default_factory=dict)


def flash_for(
    error: ShopError, *, address: str, kept: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """The address that shows the refusal, and the text of its Set-Cookie header."""
    name = secrets.token_urlsafe(6)
    facts = {key: v for key, v in error.facts.items() if isinstance(v, (str, int, float, bool))}
    message = {
        "n": name,
        "c": error.code,
        "t": error.template,
        "f": error.field,
        "x": facts,
        "k": {key: value[:200] for key, value in (kept or {}).items()},
    }
    value = _serializer().dumps(message)
    if len(value) > _LONGEST_COOKIE:
        value = _serializer().dumps({**message, "k": {}})
    return _naming(address, name), cookies.set_cookie_text(cookies.FLASH, value, seconds=SECONDS)


def flash_of(cookie_header: str | None, query: str) -> Flash | None:
    """The flash that the query string of this page names, when its cookie is here and ours."""
    name = parse_qs(query.lstrip("?")[:2048]).get(PARAMETER, [""])[0]
    value = cookies.cookie_of(cookie_header, cookies.FLASH)
    if not name or not value or not value.isascii():
        return None
    try:
        message = _serializer().loads(value, max_age=SECONDS)
    except BadData:
        return None
    if message["n"] != name:
        return None
    return Flash(message["c"], message["t"], message["f"], message["x"], message["k"])


def _naming(address: str, name: str) -> str:
    parts = urlsplit(address)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return urlunsplit(("", "", parts.path, urlencode({**query, PARAMETER: name}), parts.fragment))


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="stoa-flash")
