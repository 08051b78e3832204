"""The key with which a guest opens an order from the e-mail: made from the secret, never stored.

The database keeps only its hash, so that neither a copy of the database nor a guessed number
opens anything.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from shop_app.core.settings import settings


def order_key(number: str) -> str:
    """The key of an order, the same each time; safe in addresses."""
    secret = settings().secret_key.encode()
    digest = hmac.new(secret, b"order-key:" + number.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def key_hash(key: str) -> str:
    """What the order keeps of its key."""
    return hashlib.sha256(key.encode()).hexdigest()


def order_address(number: str) -> str:
    """The path that opens an order for whoever has it."""
    return f"/orders/{number}?key={order_key(number)}"
