"""The form of the checkout as one step: everything that was typed and chosen, saved together."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.postal import LONGEST
from shop_app.checkout.address_choices import NEW
from shop_app.checkout.saved_addresses import choose_address, keep_typed
from shop_app.checkout.service import choose_delivery, update_address, update_contact
from shop_app.core.errors import Invalid

SAVED, KEEP = "saved_address", "keep_address"  # of the shopper's book; see saved_addresses
DELIVERY = "delivery-"  # delivery-{seller id}: how that seller's goods come


def fill(
    session: Session, *, session_key: str, user_id: UUID | None, form: Mapping[str, str]
) -> dict[str, Invalid]:
    """Save what the form holds; returns the refusals by field, the rest is saved.

    Fields that are not in the form stay as they are; an address of the book wins over typed ones.
    Raises NotFound without a checkout.
    """
    owner = {"session_key": session_key, "user_id": user_id}
    refusals: dict[str, Invalid] = {}
    if "email" in form:
        try:
            update_contact(session, **owner, email=form["email"])
        except Invalid as refusal:
            refusals["email"] = refusal
    chosen = form.get(SAVED, NEW)
    if chosen != NEW:
        try:
            choose_address(session, **owner, address_id=chosen)
        except Invalid as refusal:
            refusals[SAVED] = refusal
    address = {} if chosen != NEW else {name: form[name] for name in LONGEST if name in form}
    while address:
        try:
            update_address(session, **owner, fields=address)
            break
        except Invalid as refusal:
            refusals[refusal.field] = refusal
            del address[refusal.field]
    if form.get(KEEP) and chosen == NEW and user_id is not None:
        keep_typed(session, user_id=user_id)
    for field, method in form.items():
        if field.startswith(DELIVERY):
            try:
                seller_id = UUID(field.removeprefix(DELIVERY))
                choose_delivery(session, **owner, seller_id=seller_id, method=method)
            except Invalid as refusal:
                refusals["delivery"] = refusal
            except ValueError:
                refusals["delivery"] = Invalid(
                    "Choose one of the ways of delivery.", field="delivery"
                )
    return refusals
