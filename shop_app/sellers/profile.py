"""What a seller says of itself and promises: shop words, handling days, the return policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.outbox import record

LEAST_RETURN_DAYS = 14  # Directive 2011/83/EU, article 9: two weeks to withdraw


@dataclass(frozen=True, slots=True)
class SellerProfile:
    """What can be changed in the seller's settings."""

    slug: str = ""
    name: str = ""
    description: str = ""
    email: str = ""
    city: str = ""
    handling_days: int = 1
    return_days: int = 30
    return_policy: str = ""


def profile(session: Session, *, seller_id: UUID) -> SellerProfile:
    """The seller's own words. Raises NotFound."""
    found = rows(
        session,
        "select slug, name, description, email, city, handling_days, return_days, return_policy"
        " from sellers where id = :id",
        id=seller_id,
    )
    if not found:
        raise NotFound("This seller is not here.")
    return SellerProfile(**found[0]._asdict())


def save_profile(
    session: Session, *, actor: Actor, seller_id: UUID, said: Mapping[str, str]
) -> None:
    """Write the profile. Raises Invalid with the field."""
    before = profile(session, seller_id=seller_id)
    values = {
        "name": _text(said, "name", 2, 60),
        "description": _text(said, "description", 0, 2000),
        "email": _text(said, "email", 0, 254),
        "city": _text(said, "city", 0, 80),
        "handling_days": _number(said, "handling_days", 0, 30),
        "return_days": _number(said, "return_days", LEAST_RETURN_DAYS, 365),
        "return_policy": _text(said, "return_policy", 0, 2000),
    }
    rows(
        session,
        "update sellers set name = :name, description = :description, email = :email,"
        " city = :city, handling_days = :handling_days, return_days = :return_days,"
        " return_policy = :return_policy where id = :id returning id",
        **values,
        id=seller_id,
    )
    changed = {key: value for key, value in values.items() if value != getattr(before, key)}
    record(session, "seller.changed", aggregate="seller", aggregate_id=seller_id)
    audit(
        session, actor, "seller.profile_changed", subject="seller", subject_id=before.slug,
        before={key: getattr(before, key) for key in changed}, after=changed, seller_id=seller_id,
    )  # fmt: skip


def _text(said: Mapping[str, str], name: str, least: int, most: int) -> str:
    text = said.get(name, "").replace("\x00", "").strip()
    if not least <= len(text) <= most:
        raise Invalid("Write {least} to {most} characters.", least=least, most=most, field=name)
    return text


def _number(said: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = said.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and least <= int(text[:6]) <= most):
        raise Invalid("Write a number from {least} to {most}.", least=least, most=most, field=name)
    return int(text)
