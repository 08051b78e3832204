"""Letters and notices of orders: placed, cancelled, money given back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.formats import moment_text, money_text
from shop_app.core.settings import settings
from shop_app.core.words import PlainWords
from shop_app.notifications import sellers_mail
from shop_app.notifications.letters import Letter, Row
from shop_app.notifications.news import NEWS, News, Teller
from shop_app.notifications.notices import notify
from shop_app.notifications.post import write
from shop_app.orders.access import order_address
from shop_app.orders.presenting import address_lines, day_text

_ORDER = """
    select id, number, user_id, email, locale, address, currency, items_minor, discount_minor,
        delivery_minor, tax_minor, tax_included, total_minor, placed_at, created_at
    from orders where id = :id
"""
_LINES = """
    select l.title, l.variant_title, l.quantity, l.total_minor, l.seller_id, s.name as seller_name
    from order_lines l join sellers s on s.id = l.seller_id
    where l.order_id = :id and (cast(:seller_id as uuid) is null or l.seller_id = :seller_id)
    order by l.line_no
"""
_PART = """
    select so.number, so.tracking, so.status, so.delivery_name, so.promised_from, so.promised_to,
        so.total_minor, s.name as seller_name
    from seller_orders so join sellers s on s.id = so.seller_id
    where so.order_id = :id and so.seller_id = :seller_id
"""
_CANCELLED = """
    select c.reason, c.actor, cl.quantity, cl.refund_minor, l.title, l.variant_title
    from cancellations c
    join cancellation_lines cl on cl.cancellation_id = c.id
    join order_lines l on l.order_id = cl.order_id and l.line_no = cl.line_no
    where c.id = :id order by cl.line_no
"""


def order_of(session: Session, order_id: UUID) -> Any | None:
    """The order's own row; None when there is none."""
    found = rows(session, _ORDER, id=order_id)
    return found[0] if found else None


def lines_of(
    session: Session, order: Any, seller_id: UUID | None = None, *, with_sums: bool = True
) -> list[Row]:
    """The order's lines, or those of one seller, as rows of a letter."""
    return [
        Row(
            f"{line.quantity} × {line.title}",
            " · ".join(part for part in (line.variant_title, line.seller_name) if part),
            money_text(line.total_minor, order.currency, order.locale) if with_sums else "",
        )
        for line in rows(session, _LINES, id=order.id, seller_id=seller_id)
    ]


def link_of(order: Any) -> str:
    """Where the buyer opens the order: a guest by the key, an account by being signed in."""
    path = f"/orders/{order.number}" if order.user_id else order_address(order.number)
    return f"{settings().origin}{path}"


def tell_buyer(session: Session, news: News, order: Any, kind: str, compose: Any) -> None:
    """A letter to who bought; an address that was erased gets none."""
    if "@" in order.email and not order.email.endswith("@erased.invalid"):
        write(
            session,
            key=news.key(kind),
            kind=kind,
            recipient=order.email,
            locale=order.locale,
            compose=compose,
        )


def notify_buyer(session: Session, news: News, order: Any, kind: str, **facts: Any) -> None:
    """A notice for who bought with an account."""
    if order.user_id:
        notify(
            session,
            key=news.key(kind),
            kind=kind,
            user_id=order.user_id,
            href=f"/orders/{order.number}",
            number=order.number,
            **facts,
        )


def _placed(session: Session, news: News) -> None:
    order = order_of(session, news.aggregate_id)
    if order is None or news.created_at - (order.placed_at or order.created_at) > NEWS:
        return

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Your order {number}", number=order.number),
            heading=words.t("Thank you for your order"),
            paragraphs=[
                words.t(
                    "Order {number} was placed on {moment} UTC. Each seller sends their part; we "
                    "tell you when one is on its way.",
                    number=order.number,
                    moment=moment_text(order.placed_at or order.created_at, order.locale),
                )
            ],
            rows=lines_of(session, order),
            totals=_totals(order, words),
            lines_title=words.t("Delivery to"),
            lines=address_lines(order.address, order.locale),
            button=words.t("View your order"),
            address=link_of(order),
            closing=[words.t("Until it is sent, you can cancel it there.")],
        )

    tell_buyer(session, news, order, "order_placed", compose)
    notify_buyer(session, news, order, "order_placed")
    for seller_id in {UUID(line["seller_id"]) for line in news.payload.get("lines", ())}:
        _tell_seller(session, news, order, seller_id)


def _tell_seller(session: Session, news: News, order: Any, seller_id: UUID) -> None:
    part = _part(session, order.id, seller_id)
    if part is None:
        return
    href = f"/seller/orders/{part.number}"

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("New order {number} to send", number=part.number),
            heading=words.t("You have a new order"),
            paragraphs=[
                words.t(
                    "Order {number}, delivery {delivery}. It should arrive by {day}.",
                    number=part.number,
                    delivery=part.delivery_name,
                    day=day_text(part.promised_to, words.locale),
                )
                if part.promised_to
                else words.t("Order {number} waits to be packed.", number=part.number)
            ],
            rows=lines_of(session, order, seller_id),
            button=words.t("Open the order"),
            address=f"{settings().origin}{href}",
        )

    sellers_mail.tell(session, news, seller_id=seller_id, kind="seller_new_order", compose=compose)
    notify(
        session,
        key=news.key("seller_new_order"),
        kind="seller_new_order",
        seller_id=seller_id,
        href=href,
        number=part.number,
    )


def _totals(order: Any, words: PlainWords) -> list[Row]:
    def money(minor: int) -> str:
        return money_text(minor, order.currency, order.locale)

    sums = [Row(words.t("Items"), figure=money(order.items_minor))]
    if order.discount_minor:
        sums.append(Row(words.t("Discount"), figure=money(-order.discount_minor)))
    sums.append(Row(words.t("Delivery"), figure=money(order.delivery_minor)))
    if order.tax_minor:
        told = words.t("Tax, included") if order.tax_included else words.t("Tax")
        sums.append(Row(told, figure=money(order.tax_minor)))
    return [*sums, Row(words.t("Total"), figure=money(order.total_minor))]


def _part_news(session: Session, news: News) -> tuple[Any, Any, UUID] | None:
    order = order_of(session, news.aggregate_id)
    seller_id = news.id_of("seller_id")
    part = _part(session, news.aggregate_id, seller_id)
    return (order, part, seller_id) if order is not None and part is not None else None


def _part(session: Session, order_id: UUID, seller_id: UUID) -> Any | None:
    found = rows(session, _PART, id=order_id, seller_id=seller_id)
    return found[0] if found else None


def _cancelled(session: Session, news: News) -> None:
    if (found := _part_news(session, news)) is None:
        return
    order, part, seller_id = found

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Cancelled: order {number}", number=order.number),
            heading=words.t("A part of your order was cancelled"),
            paragraphs=[
                words.t("The part of {seller} will not be sent.", seller=part.seller_name),
                words.t("What you paid for it goes back the way it came."),
            ],
            rows=lines_of(session, order, seller_id),
            button=words.t("View your order"),
            address=link_of(order),
        )

    tell_buyer(session, news, order, "order_cancelled", compose)
    notify_buyer(session, news, order, "order_cancelled", seller=part.seller_name)
    notify(
        session,
        key=news.key("seller_order_cancelled"),
        kind="seller_order_cancelled",
        seller_id=seller_id,
        href=f"/seller/orders/{part.number}",
        number=part.number,
    )


def _pieces_cancelled(session: Session, news: News) -> None:
    found = _part_news(session, news)
    cancelled = rows(session, _CANCELLED, id=news.id_of("cancellation_id"))
    if found is None or not cancelled:
        return
    order, part, seller_id = found
    back = sum(line.refund_minor for line in cancelled)
    amount = money_text(back, order.currency, order.locale)

    def compose(words: PlainWords) -> Letter:
        told = [words.t("{seller} will not send these pieces.", seller=part.seller_name)]
        if not cancelled[0].actor.startswith("shopper"):
            told.append(words.t("The reason: {reason}", reason=cancelled[0].reason))
        if back:
            told.append(words.t("What you paid for them goes back: {amount}.", amount=amount))
        return Letter(
            subject=words.t("Part of order {number} was cancelled", number=order.number),
            heading=words.t("Part of your order was cancelled"),
            paragraphs=told,
            rows=[
                Row(
                    f"{line.quantity} × {line.title}",
                    line.variant_title,
                    money_text(line.refund_minor, order.currency, order.locale),
                )
                for line in cancelled
            ],
            button=words.t("View your order"),
            address=link_of(order),
            closing=[words.t("Everything else comes as it was promised.")],
        )

    tell_buyer(session, news, order, "order_pieces_cancelled", compose)
    notify_buyer(session, news, order, "order_pieces_cancelled", seller=part.seller_name)
    notify(
        session,
        key=news.key("seller_pieces_cancelled"),
        kind="seller_pieces_cancelled",
        seller_id=seller_id,
        href=f"/seller/orders/{order.number}",
        number=part.number,
    )


def _refunded(session: Session, news: News) -> None:
    order = order_of(session, news.aggregate_id)
    if order is None:
        return
    amount = money_text(int(news.payload["amount_minor"]), news.payload["currency"], order.locale)

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("{amount} back for order {number}", amount=amount, number=order.number),
            heading=words.t("Your money is on its way back"),
            paragraphs=[
                words.t(
                    "We have given back {amount} of order {number}, the way you paid. Your bank "
                    "may need some days to show it.",
                    amount=amount,
                    number=order.number,
                )
            ],
            button=words.t("View your order"),
            address=link_of(order),
        )

    tell_buyer(session, news, order, "order_refunded", compose)
    notify_buyer(session, news, order, "order_refunded", amount=amount)


def _credited(session: Session, news: News) -> None:
    order = order_of(session, news.aggregate_id)
    if order is None:
        return
    amount = money_text(int(news.payload["amount_minor"]), news.payload["currency"], order.locale)

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t(
                "{amount} of store credit for order {number}", amount=amount, number=order.number
            ),
            heading=words.t("Your store credit is there"),
            paragraphs=[
                words.t(
                    "We have given back {amount} of order {number} as store credit. You can use it "
                    "at your next checkout.",
                    amount=amount,
                    number=order.number,
                )
            ],
            button=words.t("View your order"),
            address=link_of(order),
        )

    tell_buyer(session, news, order, "order_credited", compose)
    notify_buyer(session, news, order, "order_credited", amount=amount)


TELLERS: Mapping[str, Teller] = {
    "order.placed": _placed,
    "seller_order.cancelled": _cancelled,
    "order.pieces_cancelled": _pieces_cancelled,
    "payment.refunded": _refunded,
    "credit.given_back": _credited,
}
