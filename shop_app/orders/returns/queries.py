"""Questions about returns: what may come back, one return for whoever looks, all of an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.formats import date_text, moment_text, money_text
from shop_app.core.paging import Page, encode_cursor
from shop_app.orders.queries import id_cursor, order_page
from shop_app.orders.returns.facts import PartFacts, facts_of
from shop_app.orders.returns.handling import expected
from shop_app.orders.returns.models import RefundDestination, ReturnReason, ReturnStatus
from shop_app.orders.returns.rules import CONSEQUENCES, LineRefund
from shop_app.orders.returns.status import allowed
from shop_app.orders.returns.views import (
    ReturnableLine,
    ReturnablePart,
    ReturnForm,
    ReturnLineView,
    ReturnPhotoView,
    ReturnStep,
    ReturnView,
)

S = ReturnStatus
_NOT_HERE = "This return is not here."
_READ = """
    select r.*, o.number as order_number, o.tax_included, o.address, s.name as seller_name
    from returns r join orders o on o.id = r.order_id join sellers s on s.id = r.seller_id
"""
# What the seller told the last shopper is a good start for the next one.
_SUGGESTION = """
    select instructions from returns
    where seller_id = :seller_id and instructions <> '' order by decided_at desc limit 1
"""


def return_form(
    session: Session,
    number: str,
    *,
    user_id: UUID | None = None,
    session_key: str = "",
    key: str = "",
    locale: str = "en",
) -> ReturnForm:
    """What may come back of an order and what does already. Raises NotFound for a stranger."""
    order_page(session, number, user_id=user_id, session_key=session_key, key=key)
    order = rows(
        session,
        "select o.id, o.number, o.currency, o.tax_included, o.user_id from orders o"
        " join order_numbers n on n.order_id = o.id where n.number = :number",
        number=number[:40],
    )[0]
    parts = facts_of(session, order_id=order.id, tax_included=order.tax_included)
    there = rows(session, f"{_READ} where r.order_id = :id order by r.id desc", id=order.id)
    shown = [_returnable(part, order.currency, locale) for part in parts]
    return ReturnForm(
        order_number=order.number,
        parts=shown,
        returns=[_view(session, here, locale, key=key) for here in there],
        can_ask=any(line.left for part in shown for line in part.lines),
        can_have_credit=user_id is not None and order.user_id == user_id,
    )


def return_of_shopper(
    session: Session,
    number: str,
    *,
    user_id: UUID | None = None,
    session_key: str = "",
    key: str = "",
    locale: str = "en",
) -> ReturnView:
    """A return for who may see its order. Raises NotFound for everybody else."""
    here = _one(session, number, None)
    order_page(session, here.order_number, user_id=user_id, session_key=session_key, key=key)
    return _view(session, here, locale, key=key)


def return_of_seller(
    session: Session, number: str, *, seller_id: UUID, locale: str = "en"
) -> ReturnView:
    """A return as its seller sees it. Raises NotFound for that of another seller."""
    here = _one(session, number, seller_id)
    found = rows(session, _SUGGESTION, seller_id=seller_id)
    return _view(
        session, here, locale, desk="seller", suggestion=found[0].instructions if found else ""
    )


def return_of_staff(session: Session, number: str, *, locale: str = "en") -> ReturnView:
    """A return as staff sees it. Raises NotFound."""
    here = _one(session, number, None)
    found = rows(session, _SUGGESTION, seller_id=here.seller_id)
    return _view(
        session, here, locale, desk="staff", suggestion=found[0].instructions if found else ""
    )


def returns_of(
    session: Session, *, user_id: UUID, cursor: str = "", limit: int = 20, locale: str = "en"
) -> Page[ReturnView]:
    """The account's returns, newest first. Raises Invalid for a cursor that is none of ours."""
    found = rows(
        session,
        f"{_READ} where r.user_id = :user_id"
        " and (cast(:before as uuid) is null or r.id < :before) order by r.id desc limit :limit",
        user_id=user_id,
        before=id_cursor(cursor),
        limit=limit + 1,
    )
    shown = found[:limit]
    return Page(
        rows=[_view(session, here, locale) for here in shown],
        next_cursor=encode_cursor(str(shown[-1].id)) if len(found) > limit else "",
    )


def photo_key(session: Session, number: str, position: int, *, small: bool) -> tuple[str, Any]:
    """The key of a picture's file, and whose it is: (key, row of order_number, seller_id).

    Raises NotFound. Who may see it is for the caller to ask.
    """
    found = rows(
        session,
        "select p.key, p.small_key, r.seller_id, o.number as order_number from return_photos p"
        " join returns r on r.id = p.return_id join orders o on o.id = r.order_id"
        " where r.number = :number and p.position = :position",
        number=number[:40],
        position=position,
    )
    if not found:
        raise NotFound("This picture is not here.")
    return (found[0].small_key if small else found[0].key), found[0]


def _one(session: Session, number: str, seller_id: UUID | None) -> Any:
    found = rows(
        session,
        f"{_READ} where r.number = :number"
        " and (cast(:seller_id as uuid) is null or r.seller_id = :seller_id)",
        number=number[:40],
        seller_id=seller_id,
    )
    if not found:
        raise NotFound(_NOT_HERE)
    return found[0]


def _returnable(part: PartFacts, currency: str, locale: str) -> ReturnablePart:
    return ReturnablePart(
        seller_name=part.seller_name,
        why_not=part.why_not,
        until_text=date_text(part.until, locale, "d MMMM y") if part.until else "",
        lines=[
            ReturnableLine(
                line_no=line.row.line_no,
                title=line.row.title,
                variant_title=line.row.variant_title,
                image=line.row.image_url,
                left=line.left,
                bought=line.row.quantity,
                unit_text=money_text(line.row.unit_price_minor, currency, locale),
            )
            for line in part.lines
        ],
    )


def _view(
    session: Session, here: Any, locale: str, *, key: str = "", desk: str = "", suggestion: str = ""
) -> ReturnView:
    lines = rows(
        session,
        "select rl.*, l.title, l.variant_title, l.sku, l.image_url from return_lines rl"
        " join order_lines l on l.order_id = :order_id and l.line_no = rl.line_no"
        " where rl.return_id = :id order by rl.line_no",
        order_id=here.order_id,
        id=here.id,
    )
    steps = rows(
        session,
        "select * from return_events where return_id = :id order by happened_at, id",
        id=here.id,
    )
    photos = rows(
        session,
        "select position from return_photos where return_id = :id order by position",
        id=here.id,
    )
    paid = rows(
        session,
        "select status, provider_reference from refunds where return_id = :id order by id",
        id=here.id,
    )
    amounts = _amounts(session, here, lines)
    may = allowed(here.status, by_staff=desk == "staff") if desk else frozenset()

    def money(minor: int) -> str:
        return money_text(minor, here.currency, locale)

    def total(name: str) -> int:
        return sum(getattr(each, name) for each in amounts.values())

    paid_back = sum(
        each.refund_minor + each.kept_minor - each.delivery_minor for each in amounts.values()
    )
    return ReturnView(
        number=here.number,
        href=f"/account/returns/{here.number}",
        order_number=here.order_number,
        seller_name=here.seller_name,
        customer_name=str(here.address.get("name", "")),
        status=here.status,
        asked_text=moment_text(here.requested_at, locale),
        words=here.words,
        instructions=here.instructions if here.status != S.REJECTED else "",
        decision=here.decision,
        count=sum(line.quantity for line in lines),
        refund_text=money(total("refund_minor")),
        goods_text=money(paid_back),
        delivery_text=money(total("delivery_minor")) if total("delivery_minor") else "",
        kept_text=money(total("kept_minor")) if total("kept_minor") else "",
        is_given=bool(paid) and all(refund.status == "given" for refund in paid),
        to_credit=here.refund_to == RefundDestination.CREDIT,
        reference=paid[0].provider_reference if paid else "",
        suggestion=here.instructions or suggestion,
        lines=[_line(line, amounts[line.line_no], money) for line in lines],
        photos=_photos(here.number, photos, key),
        timeline=_timeline(steps, locale),
        can_cancel=here.status == S.REQUESTED,
        can_approve=S.APPROVED in may,
        can_reject=S.REJECTED in may,
        can_receive=S.RECEIVED in may,
        can_refund=S.REFUNDED in may,
        can_close=S.CLOSED in may and here.status == S.APPROVED,
    )


def _amounts(session: Session, here: Any, lines: Sequence[Any]) -> dict[int, LineRefund]:
    """What went back, or what would."""
    if here.status in (S.REQUESTED, S.APPROVED, S.RECEIVED):
        return expected(session, here)
    return {
        line.line_no: LineRefund(
            line.goods_minor,
            line.tax_minor,
            line.delivery_minor,
            line.kept_minor,
            line.refund_minor,
        )
        for line in lines
    }


def _line(line: Any, amounts: LineRefund, money: Any) -> ReturnLineView:
    return ReturnLineView(
        line_no=line.line_no,
        title=line.title,
        variant_title=line.variant_title,
        sku=line.sku,
        image=line.image_url,
        quantity=line.quantity,
        reason=line.reason,
        words=line.words,
        accepted=line.accepted,
        condition=line.condition,
        restocked=line.restocked,
        kept_text=money(amounts.kept_minor) if amounts.kept_minor else "",
        refund_text=money(amounts.refund_minor),
        may_keep=CONSEQUENCES[ReturnReason(line.reason)].may_keep,
    )


def _photos(number: str, photos: Sequence[Any], key: str) -> list[ReturnPhotoView]:
    tail = f"&key={quote(key)}" if key else ""
    return [
        ReturnPhotoView(
            href=f"/returns/{number}/photos/{photo.position}?size=large{tail}",
            small_href=f"/returns/{number}/photos/{photo.position}?size=small{tail}",
        )
        for photo in photos
    ]


def _timeline(steps: Sequence[Any], locale: str) -> list[ReturnStep]:
    return [
        ReturnStep(
            status=step.to_status,
            actor=step.actor,
            note=step.note,
            moment_text=moment_text(step.happened_at, locale),
            moment=step.happened_at.isoformat(),
        )
        for step in steps
    ]
