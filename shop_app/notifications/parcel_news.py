"""Letters and notices of parcels: one for each that leaves and each that arrives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.words import PlainWords
from shop_app.notifications.letters import Letter, Row
from shop_app.notifications.news import News, Teller
from shop_app.notifications.order_news import link_of, notify_buyer, order_of, tell_buyer
from shop_app.orders.presenting import address_lines, day_text

_PARCEL = """
    select sh.id, sh.carrier, sh.tracking_number, sh.tracking_url, sh.position,
        s.name as seller_name, so.promised_to, so.status as part_status
    from shipments sh join sellers s on s.id = sh.seller_id
    join seller_orders so on so.order_id = sh.order_id and so.seller_id = sh.seller_id
    where sh.id = :id and sh.order_id = :order_id
"""
_LINES = """
    select sl.quantity, l.title, l.variant_title from shipment_lines sl
    join order_lines l on l.order_id = sl.order_id and l.line_no = sl.line_no
    where sl.shipment_id = :id and sl.order_id = :order_id order by sl.line_no
"""


def _sent(session: Session, news: News) -> None:
    if (found := _parcel(session, news)) is None:
        return
    order, parcel = found

    def compose(words: PlainWords) -> Letter:
        told = [words.t("{seller} has sent you a parcel.", seller=parcel.seller_name)]
        tracking = " ".join(part for part in (parcel.carrier, parcel.tracking_number) if part)
        if tracking:
            told.append(words.t("Tracking number: {tracking}", tracking=tracking))
        if parcel.promised_to:
            day = day_text(parcel.promised_to, order.locale)
            told.append(words.t("It should arrive by {day}.", day=day))
        return Letter(
            subject=words.t("On its way: order {number}", number=order.number),
            heading=words.t("Your parcel is on its way"),
            paragraphs=told,
            rows=_rows(session, order, parcel),
            lines_title=words.t("Delivery to"),
            lines=address_lines(order.address, order.locale),
            button=words.t("Follow your order"),
            address=link_of(order),
            closing=[words.t("Follow the parcel: {address}", address=parcel.tracking_url)]
            if parcel.tracking_url
            else (),
        )

    tell_buyer(session, news, order, "order_shipped", compose)
    notify_buyer(session, news, order, "order_shipped", seller=parcel.seller_name)


def _arrived(session: Session, news: News) -> None:
    if (found := _parcel(session, news)) is None:
        return
    order, parcel = found

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Delivered: order {number}", number=order.number),
            heading=words.t("Your parcel has arrived"),
            paragraphs=[
                words.t("What {seller} sent you has arrived.", seller=parcel.seller_name),
                words.t("Is something not as it should be? Ask for a return on the order's page."),
            ],
            rows=_rows(session, order, parcel),
            button=words.t("View your order"),
            address=link_of(order),
        )

    tell_buyer(session, news, order, "order_delivered", compose)
    notify_buyer(session, news, order, "order_delivered", seller=parcel.seller_name)


def _parcel(session: Session, news: News) -> tuple[Any, Any] | None:
    order = order_of(session, news.aggregate_id)
    found = rows(session, _PARCEL, id=news.id_of("shipment_id"), order_id=news.aggregate_id)
    return (order, found[0]) if order is not None and found else None


def _rows(session: Session, order: Any, parcel: Any) -> list[Row]:
    return [
        Row(f"{line.quantity} × {line.title}", line.variant_title)
        for line in rows(session, _LINES, id=parcel.id, order_id=order.id)
    ]


TELLERS: Mapping[str, Teller] = {"shipment.sent": _sent, "shipment.delivered": _arrived}
