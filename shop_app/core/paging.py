"""Keyset pages: a cursor is the sort key of the last row, signed against meddling by its form."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import orjson

from shop_app.core.errors import Invalid

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and the cursor of the next ones; an empty cursor means that these are the last."""

    rows: Sequence[Row]
    next_cursor: str = ""


def encode_cursor(*key: str | int | float) -> str:
    """A cursor for the row with this sort key."""
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[str | int | float]:
    """The sort key in a cursor. Raises Invalid when it is not one of ours."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = orjson.loads(base64.urlsafe_b64decode(padded))
    except (binascii.Error, ValueError):
        key = None
    if not isinstance(key, list) or len(key) != length:
        raise Invalid("This page address is not valid. Start again from the first page.")
    return key
