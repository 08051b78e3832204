"""The password once more, before something weighty is changed; wrong ones are counted."""

from __future__ import annotations

from uuid import UUID

from shop_app.accounts import service
from shop_app.accounts.errors import WrongPassword
from shop_app.core import limits
from shop_app.core.db import run_in_transaction


def ensure_own_password(user_id: UUID, password: str, *, field: str = "password") -> None:
    """That it is really the person. Raises WrongPassword with the field, and TooManyRequests.

    Opens its own transaction and may ask Redis: call it from a worker thread.
    """
    whose = str(user_id)
    limits.check(limits.OWN_PASSWORD, whose)
    try:
        run_in_transaction(service.check_password, user_id=user_id, password=password)
    except WrongPassword as error:
        limits.count(limits.OWN_PASSWORD, whose)
        error.field = field
        raise
    limits.forget(limits.OWN_PASSWORD, whose)
