"""What the page on which an order's things are returned shows: its lines, what was typed before."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.flash import Flash
from shop_app.orders.returns.queries import return_form
from shop_app.orders.returns.views import ReturnablePart, ReturnView
from shop_app.ui.components.returns import REASONS
from shop_app.ui.i18n import words_of


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line that may be ticked, with what was ticked and typed before a refusal."""

    line_no: int = 0
    title: str = ""
    variant_title: str = ""
    image: str = ""
    left: int = 0
    unit_text: str = ""
    is_chosen: bool = False
    quantity: str = "1"
    reason: str = ""
    words: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PartChoice:
    """What came from one seller: lines that may come back, or why none may."""

    seller_name: str = ""
    why_not: str = ""
    until_text: str = ""
    lines: list[LineChoice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReturnItemsView:
    """The page. `request_key` makes two presses of the button one return.

    A refusal stands above the page, as everywhere, and beside its line or the photos. The owner of
    the order, signed in, may choose store credit.
    """

    order_number: str = ""
    order_href: str = ""
    key: str = ""
    request_key: str = ""
    parts: list[PartChoice] = field(default_factory=list)
    returns: list[ReturnView] = field(default_factory=list)
    can_ask: bool = False
    is_asked: bool = False
    can_have_credit: bool = False
    wants_credit: bool = False
    wants_method: bool = True
    words: str = ""
    photo_error: str = ""


async def return_items_view(
    number: str, query: Mapping[str, str], visitor: Visitor, locale: str, flash: Flash | None
) -> ReturnItemsView:
    """The page for who may see the order. Raises NotFound for everybody else."""
    key = query.get("key", "")[:100]
    form = await in_reading(
        return_form,
        number,
        user_id=visitor.user_id,
        session_key=visitor.session_key,
        key=key,
        locale=locale,
    )
    said = flash or Flash()
    told = words_of(locale).t(said.template, **said.facts) if said.template else ""
    parts = [_part(part, said, told) for part in form.parts]
    return ReturnItemsView(
        order_number=form.order_number,
        order_href=f"/orders/{form.order_number}" + (f"?{urlencode({'key': key})}" if key else ""),
        key=key,
        request_key=secrets.token_hex(16),
        parts=parts,
        returns=form.returns,
        can_ask=form.can_ask,
        is_asked="asked" in query and any(one.can_cancel for one in form.returns),
        can_have_credit=form.can_have_credit,
        wants_credit=said.kept.get("refund_to", "") == "credit",
        wants_method=said.kept.get("refund_to", "") != "credit",
        words=said.kept.get("words", ""),
        photo_error=told if said.field == "photo" else "",
    )


def _part(part: ReturnablePart, said: Flash, told: str) -> PartChoice:
    lines = [
        LineChoice(
            line_no=line.line_no,
            title=line.title,
            variant_title=line.variant_title,
            image=line.image,
            left=line.left,
            unit_text=line.unit_text,
            is_chosen=f"line-{line.line_no}" in said.kept,
            quantity=said.kept.get(f"quantity-{line.line_no}", "1"),
            reason=_known(said.kept.get(f"reason-{line.line_no}", "")),
            words=said.kept.get(f"words-{line.line_no}", ""),
            error=told if said.field.endswith(f"-{line.line_no}") else "",
        )
        for line in part.lines
        if line.left
    ]
    return PartChoice(
        seller_name=part.seller_name,
        why_not=part.why_not or ("" if lines else "all_returned"),
        until_text=part.until_text,
        lines=lines,
    )


def _known(reason: str) -> str:
    return reason if reason in REASONS else ""
