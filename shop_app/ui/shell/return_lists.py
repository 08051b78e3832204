"""The columns and filters of the two lists of returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from shop_app.core.clock import now
from shop_app.ui.components.returns import REASONS, STATUSES, TONES, reason_words, status_words
from shop_app.ui.components.table_views import Cell
from shop_app.ui.i18n import money_text, nt, t
from shop_app.ui.shell.lists import Column, Filter
from shop_app.ui.shell.local_days import moment_cell, zone_filter

LATE = timedelta(days=2)


def return_columns(address: str, *, orders: str, with_seller: bool = False) -> Sequence[Column]:
    """The columns; staff's list says whose each return is."""
    seller = (Column("seller", t("Seller"), lambda row: Cell(row.seller_name), "seller"),)
    return (
        Column(
            "number",
            t("Return"),
            lambda row: Cell(row.number, sub=row.customer_name, href=f"{address}/{row.number}"),
            "number",
            export=lambda row: row.number,
        ),
        *(seller if with_seller else ()),
        Column("status", t("Status"), _status, export=lambda row: row.status),
        Column("waiting", t("Waiting"), _waiting, "waiting"),
        Column("reason", t("Reason"), lambda row: Cell(_reasons(row))),
        Column("pieces", t("Pieces"), lambda row: Cell(str(row.pieces), number=True), number=True),
        Column(
            "accepted",
            t("Taken back"),
            lambda row: Cell(str(row.accepted or 0), number=True),
            number=True,
            shown=False,
        ),
        Column("refund", t("Refunded"), _refund, number=True, export=_refund_minor),
        Column(
            "order",
            t("Order"),
            lambda row: Cell(row.order_number, href=f"{orders}/{row.order_number}"),
        ),
        Column(
            "asked",
            t("Asked"),
            lambda row: moment_cell(row.requested_at, row.zone),
            "asked",
            export=lambda row: row.requested_at.isoformat(),
        ),
        Column("refunded", t("Refunded on"), _refunded_on, export=_refunded_at, shown=False),
    )


def return_filters() -> Sequence[Filter]:
    """What the lists may be narrowed to."""
    return (
        Filter(
            "open", t("Waiting"), (("yes", t("Waits for the seller")), ("no", t("Waits for none")))
        ),
        Filter("status", t("Status"), tuple((code, status_words(code)) for code in STATUSES)),
        Filter("reason", t("Reason"), tuple((code, reason_words(code)) for code in REASONS)),
        Filter("from", t("From"), kind="date"),
        Filter("to", t("Until"), kind="date"),
        zone_filter(),
        Filter("days", t("What happened then"), (("refunded", t("Refunded")),), unset=t("Asked")),
        Filter("currency", t("Currency (three letters)"), kind="text"),
    )


def _status(row: Any) -> Cell:
    return Cell(status_words(row.status), tone=TONES[row.status] or "plain")


def _waiting(row: Any) -> Cell:
    """How long the seller has let it lie; in the warning tone after two days."""
    if row.waits_since is None:
        return Cell("")
    age = now() - row.waits_since
    hours = int(age.total_seconds() // 3600)
    words = nt("{n} hour", "{n} hours", n=hours) if hours else t("Under an hour")
    if age.days:
        words = nt("{n} day", "{n} days", n=age.days)
    return Cell(words, tone="warning" if age > LATE else "plain")


def _reasons(row: Any) -> str:
    return ", ".join(reason_words(code) for code in (row.reasons or "").split(",") if code)


def _refund(row: Any) -> Cell:
    amount = int(row.refund_minor or 0)
    return Cell(money_text(amount, row.currency) if amount else "", number=True)


def _refunded_on(row: Any) -> Cell:
    return moment_cell(row.refunded_at, row.zone) if row.refunded_at else Cell("")


def _refunded_at(row: Any) -> str:
    return row.refunded_at.isoformat() if row.refunded_at else ""


def _refund_minor(row: Any) -> int:
    return int(row.refund_minor or 0)
