"""The shop's cookies: their names, how they are read from a header, and how they are written."""

from __future__ import annotations

import hashlib
import re
import secrets

from shop_app.core.settings import settings

SESSION = "stoa_session"
REGION = "stoa_region"
LOCALE = "stoa_locale"
FLASH = "stoa_flash"
SELLER = "stoa_seller"  # for which of several sellers a person acts

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST_HEADER = 16_384


def new_token() -> str:
    """A fresh session token: 32 random bytes, readable in a URL."""
    return secrets.token_urlsafe(32)


def session_key_of(token: str) -> str:
    """The SHA-256 of a session token: what the database and the carts know of it; "" for ""."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest() if token else ""


def cookie_of(header: str | None, name: str) -> str:
    """The value of one cookie in a Cookie header, or ""; never raises, whatever it holds."""
    for pair in (header or "")[:_LONGEST_HEADER].split(";"):
        key, separator, value = pair.partition("=")
        if separator and key.strip() == name:
            return value.strip().strip('"')
    return ""


def session_token_of(header: str | None) -> str:
    """The session token in a Cookie header; "" when there is none or it is not one of ours."""
    token = cookie_of(header, SESSION)
    return token if _TOKEN.fullmatch(token) else ""


def set_cookie_text(
    name: str, value: str, *, seconds: int | None = None, http_only: bool = True
) -> str:
    """The text of a Set-Cookie header: the whole shop, SameSite=Lax, Secure over https.

    `seconds` is how long the browser keeps it; as long as a session by default.
    """
    lasting = settings().session_days * 86_400 if seconds is None else seconds
    parts = [f"{name}={value}", "Path=/", f"Max-Age={lasting}"]
    if http_only:
        parts.append("HttpOnly")
    parts.append("SameSite=Lax")
    if settings().is_https:
        parts.append("Secure")
    return "; ".join(parts)
