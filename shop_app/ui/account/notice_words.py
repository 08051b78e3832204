"""Notices in words: what happened, by kind, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shop_app.ui.i18n import t


def notice_words(kind: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a notice. Call it while a locale is spoken (`rendering.speaking`)."""
    told = {name: str(value) for name, value in facts.items()}
    said = (
        _orders(kind, told) or _returns(kind, told) or _market(kind, told) or _reviews(kind, told)
    )
    return said or t("Something has changed.")


def _orders(kind: str, facts: dict[str, str]) -> str:
    number, seller = facts.get("number", ""), facts.get("seller", "")
    match kind:
        case "order_placed":
            return t("Your order {number} was placed.", number=number)
        case "order_shipped":
            return t("{seller} sent a parcel of order {number}.", seller=seller, number=number)
        case "order_delivered":
            return t(
                "A parcel of {seller} has arrived: order {number}.", seller=seller, number=number
            )
        case "order_cancelled":
            return t(
                "The part of {seller} of order {number} was cancelled.",
                seller=seller,
                number=number,
            )
        case "order_pieces_cancelled":
            return t(
                "Pieces of {seller} of order {number} were cancelled.",
                seller=seller,
                number=number,
            )
        case "order_refunded":
            amount = facts.get("amount", "")
            return t("{amount} of order {number} went back.", amount=amount, number=number)
        case "order_credited":
            amount = facts.get("amount", "")
            return t(
                "{amount} of order {number} is store credit now.", amount=amount, number=number
            )
        case "seller_new_order":
            return t("New order {number} to send.", number=number)
        case "seller_order_cancelled":
            return t("Order {number} was cancelled: do not send it.", number=number)
        case "seller_pieces_cancelled":
            return t("Pieces of order {number} were cancelled: send the rest.", number=number)
        case _:
            return ""


def _returns(kind: str, facts: dict[str, str]) -> str:
    number, seller = facts.get("number", ""), facts.get("seller", "")
    match kind:
        case "return_requested":
            return t("{seller} was told about return {number}.", seller=seller, number=number)
        case "return_approved":
            return t("Return {number} is approved: send it back.", number=number)
        case "return_rejected":
            return t("{seller} refused return {number}.", seller=seller, number=number)
        case "return_received":
            return t("Return {number} has arrived.", number=number)
        case "seller_return_requested":
            return t("Return {number} waits for your answer.", number=number)
        case _:
            return ""


def _market(kind: str, facts: dict[str, str]) -> str:
    title, seller = facts.get("title", ""), facts.get("seller", "")
    match kind:
        case "listing_submitted":
            return t("A listing waits for review: {title}", title=title)
        case "listing_approved":
            return t("In the shop now: {title}", title=title)
        case "listing_rejected":
            return t("Please change: {title}", title=title)
        case "stock_low":
            return t("Only {left} left: {title}", left=facts.get("left", ""), title=title)
        case "seller_applied":
            return t("{seller} wants to sell here.", seller=seller)
        case "seller_approved":
            return t("{seller} may sell now.", seller=seller)
        case "seller_rejected":
            return t("The application of {seller} was not approved.", seller=seller)
        case "seller_suspended":
            return t("{seller} is suspended.", seller=seller)
        case "payout_waits":
            return t("A payout run waits for a second person.")
        case _:
            return ""


def _reviews(kind: str, facts: dict[str, str]) -> str:
    title, seller = facts.get("title", ""), facts.get("seller", "")
    match kind:
        case "seller_review":
            return t(
                "New review with {stars} of 5 stars: {title}",
                stars=facts.get("stars", ""),
                title=title,
            )
        case "review_answered":
            return t("{seller} answered your review: {title}", seller=seller, title=title)
        case "review_waits":
            return t("A review waits for moderation.")
        case _:
            return ""
