"""A seller's own ways to deliver; where it has none, the platform's hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from slugify import slugify
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.money import parse_minor

MOST_METHODS = 10  # of one seller in one region


@dataclass(frozen=True, slots=True)
class OwnMethod:
    """A way to deliver to a region; prices in minor units of its currency."""

    id: str
    name: str
    region_code: str
    region: str
    currency: str
    price_minor: int
    free_from_minor: int | None
    days_min: int
    days_max: int
    is_own: bool


def methods_shown(session: Session, *, seller_id: UUID) -> list[OwnMethod]:
    """The seller's own methods and, where it has none in a region, the platform's."""
    found = rows(
        session,
        "select m.id, m.name, m.region_code, r.name as region, r.currency, m.price_minor,"
        " m.free_from_minor, m.days_min, m.days_max, m.seller_id is not null as is_own"
        " from delivery_methods m join regions r on r.code = m.region_code"
        " where m.seller_id = :seller_id or (m.seller_id is null and not exists ("
        "   select from delivery_methods o where o.seller_id = :seller_id"
        "   and o.region_code = m.region_code))"
        " order by r.position, m.position, m.price_minor, m.code",
        seller_id=seller_id,
    )
    return [OwnMethod(str(row.id), *list(row)[1:]) for row in found]


def add_method(session: Session, *, actor: Actor, seller_id: UUID, said: Mapping[str, str]) -> None:
    """Offer a way to deliver. Raises Invalid with the field."""
    region = rows(
        session,
        "select code, currency from regions where code = :code",
        code=said.get("region", "")[:20],
    )
    if not region:
        raise Invalid("Choose where it delivers to.", field="region")
    code, currency = region[0]
    own = rows(
        session,
        "select code from delivery_methods where seller_id = :seller_id and region_code = :code",
        seller_id=seller_id,
        code=code,
    )
    if len(own) >= MOST_METHODS:
        raise Invalid("There are {most} ways to deliver there already.", most=MOST_METHODS)
    values = method_values(said, currency)
    short = slugify(values["name"])[:30] or "own"
    if short in {row.code for row in own}:
        raise Invalid("You have one of this name already.", field="name")
    method_id = new_id()
    rows(
        session,
        "insert into delivery_methods (id, code, name, region_code, seller_id, price_minor,"
        " free_from_minor, days_min, days_max, position) values (:id, :short, :name, :code,"
        " :seller_id, :price_minor, :free_from_minor, :days_min, :days_max, :position)"
        " returning id",
        id=method_id,
        short=short,
        code=code,
        seller_id=seller_id,
        position=len(own),
        **values,
    )
    audit(session, actor, "delivery_method.added", subject="delivery_method",
          subject_id=method_id, after={"region": code, **values}, seller_id=seller_id)  # fmt: skip


def drop_method(session: Session, *, actor: Actor, seller_id: UUID, method_id: str) -> None:
    """Stop offering a way to deliver; orders keep theirs. Raises NotFound."""
    gone = rows(
        session,
        "delete from delivery_methods where id::text = :id and seller_id = :seller_id"
        " returning name, region_code",
        id=method_id,
        seller_id=seller_id,
    )
    if not gone:
        raise NotFound("This way to deliver is not here.")
    audit(session, actor, "delivery_method.dropped", subject="delivery_method",
          subject_id=method_id, before=gone[0]._asdict(), seller_id=seller_id)  # fmt: skip


def method_values(said: Mapping[str, str], currency: str) -> dict[str, Any]:
    """What a form says of a way to deliver, checked. Raises Invalid with the field."""
    name = " ".join(said.get("name", "").replace("\x00", "").split())
    if not 2 <= len(name) <= 40:
        raise Invalid("Name it with 2 to 40 characters, such as “By bicycle”.", field="name")
    free = said.get("free_from", "").strip()
    days_min, days_max = _days(said, "days_min"), _days(said, "days_max")
    if days_max < days_min:
        raise Invalid("The longest time is shorter than the shortest.", field="days_max")
    return {
        "name": name,
        "price_minor": _price(said.get("price", ""), currency, "price"),
        "free_from_minor": _price(free, currency, "free_from") if free else None,
        "days_min": days_min,
        "days_max": days_max,
    }


def _price(text: str, currency: str, field: str) -> int:
    try:
        minor = parse_minor(text.strip(), currency)
    except Invalid as error:
        raise Invalid(error.template, **{**error.facts, "field": field}) from error
    if not 0 <= minor <= 10**9:
        raise Invalid("Write an amount that is not below zero.", field=field)
    return minor


def _days(said: Mapping[str, str], field: str) -> int:
    text = said.get(field, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 3):
        raise Invalid("Write the working days as a number.", field=field)
    return int(text)
