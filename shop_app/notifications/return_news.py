"""Letters and notices of returns: asked for, decided, received, paid back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.settings import settings
from shop_app.core.words import PlainWords
from shop_app.notifications import sellers_mail
from shop_app.notifications.letters import Letter, Row
from shop_app.notifications.news import News, Teller
from shop_app.notifications.notices import notify
from shop_app.notifications.order_news import link_of, order_of, tell_buyer

_RETURN = """
    select r.id, r.number, r.order_id, r.seller_id, r.instructions, r.decision,
        s.name as seller_name
    from returns r join sellers s on s.id = r.seller_id where r.id = :id
"""
_LINES = """
    select rl.quantity, l.title, l.variant_title from return_lines rl
    join returns r on r.id = rl.return_id
    join order_lines l on l.order_id = r.order_id and l.line_no = rl.line_no
    where rl.return_id = :id order by rl.line_no
"""


def _step(session: Session, news: News) -> None:
    found = rows(session, _RETURN, id=news.aggregate_id)
    order = order_of(session, found[0].order_id) if found else None
    if order is None:
        return
    here, kind = found[0], news.kind.replace(".", "_")

    def compose(words: PlainWords) -> Letter:
        subject, heading, told = _said(news.kind, here, words)
        return Letter(
            subject=subject,
            heading=heading,
            paragraphs=[text for text in told if text],
            rows=_rows(session, here),
            button=words.t("View your order"),
            address=link_of(order),
        )

    if news.kind in _TOLD_BUYER:
        tell_buyer(session, news, order, kind, compose)
        if order.user_id:
            notify(
                session,
                key=news.key(kind),
                kind=kind,
                user_id=order.user_id,
                href=f"/orders/{order.number}",
                number=here.number,
                seller=here.seller_name,
            )
    if news.kind == "return.requested":
        _tell_seller(session, news, here)


_TOLD_BUYER = frozenset(
    {"return.requested", "return.approved", "return.rejected", "return.received"}
)


def _said(kind: str, here: Any, words: PlainWords) -> tuple[str, str, list[str]]:
    number, seller = here.number, here.seller_name
    match kind:
        case "return.approved":
            return (
                words.t("Return {number}: send it back", number=number),
                words.t("Your return is approved"),
                [words.t("{seller} waits for the parcel.", seller=seller), here.instructions],
            )
        case "return.rejected":
            return (
                words.t("Return {number} was refused", number=number),
                words.t("Your return was refused"),
                [words.t("{seller} says why:", seller=seller), here.decision],
            )
        case "return.received":
            return (
                words.t("Return {number} has arrived", number=number),
                words.t("Your return has arrived"),
                [words.t("{seller} looks at it and gives the money back.", seller=seller)],
            )
        case _:
            return (
                words.t("Your return {number}", number=number),
                words.t("We have told {seller} about your return", seller=seller),
                [words.t("Keep the things until it is approved; we tell you then.")],
            )


def _rows(session: Session, here: Any) -> list[Row]:
    return [
        Row(f"{line.quantity} × {line.title}", line.variant_title)
        for line in rows(session, _LINES, id=here.id)
    ]


def _tell_seller(session: Session, news: News, here: Any) -> None:
    href = f"/seller/returns/{here.number}"

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Return {number} waits for you", number=here.number),
            heading=words.t("A shopper wants to send something back"),
            paragraphs=[words.t("Look at the reasons and approve or refuse it.")],
            rows=_rows(session, here),
            button=words.t("Open the return"),
            address=f"{settings().origin}{href}",
        )

    kind = "seller_return_requested"
    sellers_mail.tell(session, news, seller_id=here.seller_id, kind=kind, compose=compose)
    notify(
        session,
        key=news.key(kind),
        kind=kind,
        seller_id=here.seller_id,
        href=href,
        number=here.number,
    )


# Money that goes back is told by `payment.refunded`, whatever it was for.
TELLERS: Mapping[str, Teller] = {
    "return.requested": _step,
    "return.approved": _step,
    "return.rejected": _step,
    "return.received": _step,
}
