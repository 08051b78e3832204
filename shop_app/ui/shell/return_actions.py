"""What the buttons of a return's desk do, for the seller's page and the staff's page alike."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shop_app.bootstrap import gateways
from shop_app.checkout.refunds import give_back
from shop_app.core.audit import Actor
from shop_app.core.db import in_transaction
from shop_app.core.errors import Invalid
from shop_app.orders.returns import handling
from shop_app.orders.returns.handling import Arrived

_ACCEPTED = re.compile(r"accepted-(\d{1,6})")


async def do(
    verb: Callable[..., Any], *, seller_id: UUID | None, actor: Actor, number: str, **how: Any
) -> None:
    """Do `verb` with a return; money that is owed then is asked of the provider at once.

    Raises the ShopError of the verb. When the provider is away the sweeper gives the money later.
    """
    payment_id = await in_transaction(
        verb, seller_id=seller_id, number=number[:40], actor=actor, **how
    )
    if verb is handling.refund and payment_id is not None:
        await asyncio.to_thread(give_back, payment_id, gateways())


def text_of(sent: Mapping[str, Any], name: str) -> str:
    """A text of a form, whatever the browser sent."""
    value = sent.get(name)
    return value[:5000] if isinstance(value, str) else ""


def arrived_of(sent: Mapping[str, Any]) -> list[Arrived]:
    """What a form says of how the parcel came. Raises Invalid for a number that is none."""
    return [_arrived(sent, match[1]) for name in sent if (match := _ACCEPTED.fullmatch(name))]


def _arrived(sent: Mapping[str, Any], line_no: str) -> Arrived:
    """A line of the form; what cannot be sold again in its condition is written off."""
    condition = text_of(sent, f"condition-{line_no}")
    accepted = _number(sent, f"accepted-{line_no}")
    restocked = min(accepted, _number(sent, f"restocked-{line_no}"))
    return Arrived(
        line_no=int(line_no),
        accepted=accepted,
        condition=condition,
        restocked=restocked if condition in handling.RESTOCKABLE else 0,
        keep_percent=_number(sent, f"keep-{line_no}"),
    )


def _number(sent: Mapping[str, Any], name: str) -> int:
    text = str(sent.get(name, "0")).strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Invalid("Write how many as a number.", field=name)
    return int(text)
