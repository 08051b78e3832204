"""A sign-in that stands between password and code: a signed cookie of ten minutes."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from shop_app.core import cookies
from shop_app.core.settings import settings

STEP_COOKIE = "stoa_step"
SECONDS = 600


@dataclass(frozen=True, slots=True)
class SecondStep:
    """Whose password was right, and which one it was."""

    user_id: UUID
    mark: str

    def still_holds(self, password_hash: str) -> bool:
        """Whether the password is the same as then."""
        return hmac.compare_digest(self.mark, _mark(password_hash))


def step_cookie(user_id: UUID, password_hash: str) -> str:
    """The text of the Set-Cookie header after the password was right."""
    value = _serializer().dumps([str(user_id), _mark(password_hash)])
    return cookies.set_cookie_text(STEP_COOKIE, value, seconds=SECONDS)


def second_step_of(cookie_header: str | None) -> SecondStep | None:
    """The step that the cookie tells of, when it is ours and not older than ten minutes."""
    value = cookies.cookie_of(cookie_header, STEP_COOKIE)
    if not value or not value.isascii():
        return None
    try:
        user_id, mark = _serializer().loads(value, max_age=SECONDS)
    except BadData:
        return None
    return SecondStep(UUID(user_id), mark)


def _mark(password_hash: str) -> str:
    return hashlib.sha256(password_hash.encode()).hexdigest()[:24]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="stoa-second-step")
