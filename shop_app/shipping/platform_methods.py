"""The platform's ways to deliver: they hold for every seller that has none of its own."""

from __future__ import annotations

from collections.abc import Mapping

from slugify import slugify
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.shipping.own_methods import MOST_METHODS, OwnMethod, method_values

_ALL = """
    select m.id, m.name, m.region_code, r.name as region, r.currency, m.price_minor,
        m.free_from_minor, m.days_min, m.days_max, false as is_own
    from delivery_methods m join regions r on r.code = m.region_code
    where m.seller_id is null order by r.position, r.code, m.position, m.price_minor, m.code
"""
_LOCKED = """
    select m.id, m.code, m.name, m.region_code, r.currency, m.price_minor, m.free_from_minor,
        m.days_min, m.days_max
    from delivery_methods m join regions r on r.code = m.region_code
    where m.seller_id is null and m.id::text = :id for update
"""
_INSERT = """
    insert into delivery_methods (id, code, name, region_code, seller_id, price_minor,
        free_from_minor, days_min, days_max, position)
    values (:id, :code, :name, :region, null, :price_minor, :free_from_minor, :days_min,
        :days_max, :position) returning id
"""
_UPDATE = """
    update delivery_methods set name = :name, price_minor = :price_minor,
        free_from_minor = :free_from_minor, days_min = :days_min, days_max = :days_max
    where id::text = :id returning id
"""


def platform_methods(session: Session) -> list[OwnMethod]:
    """The platform's methods by region."""
    return [OwnMethod(str(row.id), *list(row)[1:]) for row in rows(session, _ALL)]


def add_platform_method(session: Session, *, actor: Actor, said: Mapping[str, str]) -> None:
    """Offer a way to deliver to a region. Raises Invalid with the field, Conflict."""
    region = rows(
        session,
        "select code, currency from regions where code = :code for update",
        code=said.get("region", "")[:20],
    )
    if not region:
        raise Invalid("Choose where it delivers to.", field="region")
    there = [way for way in platform_methods(session) if way.region_code == region[0].code]
    if len(there) >= MOST_METHODS:
        raise Invalid("There are {most} ways to deliver there already.", most=MOST_METHODS)
    values = method_values(said, region[0].currency)
    code = slugify(values["name"])[:30] or "delivery"
    if code in {slugify(way.name)[:30] for way in there} | _codes(session, region[0].code):
        raise Conflict("There is one of this name already.", field="name")
    method_id = new_id()
    rows(
        session,
        _INSERT,
        id=method_id,
        code=code,
        region=region[0].code,
        position=len(there),
        **values,
    )
    audit(session, actor, "delivery_method.added", subject="delivery_method",
          subject_id=method_id, after={"region": region[0].code, **values})  # fmt: skip


def change_platform_method(session: Session, *, actor: Actor, said: Mapping[str, str]) -> None:
    """Change a way to deliver; its region stays, orders keep what they were told.

    Raises NotFound, Invalid with the field.
    """
    found = _locked(session, said.get("id", ""))
    values = method_values(said, found["currency"])
    rows(session, _UPDATE, id=str(found["id"]), **values)
    audit(session, actor, "delivery_method.changed", subject="delivery_method",
          subject_id=found["id"], before={name: found[name] for name in values},
          after=values)  # fmt: skip


def drop_platform_method(session: Session, *, actor: Actor, method_id: str) -> None:
    """Stop offering a way to deliver. Raises NotFound, Conflict for a region's last one."""
    found = _locked(session, method_id)
    if len(_codes(session, found["region_code"])) < 2:
        raise Conflict("A region keeps one way to deliver at least. Add another one first.")
    rows(session, "delete from delivery_methods where id::text = :id returning id", id=method_id)
    audit(session, actor, "delivery_method.dropped", subject="delivery_method",
          subject_id=method_id, before={"name": found["name"],
          "region": found["region_code"]})  # fmt: skip


def _codes(session: Session, region: str) -> set[str]:
    found = rows(
        session,
        "select code from delivery_methods where seller_id is null and region_code = :region",
        region=region,
    )
    return {row.code for row in found}


def _locked(session: Session, method_id: str) -> dict:
    found = rows(session, _LOCKED, id=method_id[:40].replace("\x00", ""))
    if not found:
        raise NotFound("This way to deliver is not here.")
    return found[0]._asdict()
