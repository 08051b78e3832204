"""The days on which money of a seller's part was owed back, as conditions of lists of orders."""

from __future__ import annotations

from shop_app.core.list_days import HIGH_OR_EVER, LOW_OR_EVER


def within_days(moment: str) -> str:
    """The condition by which a moment lies in the days asked for; an open end takes all."""
    return f"{moment} >= {LOW_OR_EVER} and {moment} < {HIGH_OR_EVER}"


def cancelled_within_days(part: str) -> str:
    """The condition by which a row of seller_orders gave its money back by being cancelled then.

    Such a part has no refund of its own: what it gave back was owed when it was cancelled.
    """
    return (
        f"{part}.status = 'cancelled' and {within_days(f'{part}.updated_at')}"
        f" and not exists (select from refunds f"
        f" where f.order_id = {part}.order_id and f.seller_id = {part}.seller_id)"
        f" and exists (select from payments y where y.order_id = {part}.order_id"
        f" and y.failure_code = '' and y.captured_at is not null and y.refund_due_minor > 0)"
    )
