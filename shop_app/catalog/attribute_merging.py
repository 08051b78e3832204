"""Merging two spellings of an attribute: what would change, and the change itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from sqlmodel import Session

from shop_app.catalog.attribute_keeping import (
    ensure_seen,
    erase_attribute,
    facts_of,
    find_attribute,
)
from shop_app.catalog.models import AttributeKind
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.core.outbox import record

_BATCH = 1000
_WOULD_CHANGE = """
    select (select count(*) from products where jsonb_exists(attributes, :code))::integer
            as products,
        (select count(*) from products
            where jsonb_exists_all(attributes, array[:code, :target]))::integer as both,
        (select count(*) from listings
            where jsonb_exists(content->'attributes', :code))::integer as listings,
        (select count(*) from product_type_attributes where attribute_id = :id)::integer as types,
        (select count(*) from collections
            where jsonb_exists(rule->'attribute', :code))::integer as collections
"""
# What the product says under the other code already stays as it is.
_MOVE_VALUES = """
    update products
    set attributes = jsonb_build_object(cast(:target as text), attributes->:code)
            || (attributes - cast(:code as text)),
        version = version + 1, updated_at = :moment
    where jsonb_exists(attributes, :code) returning id
"""
_MOVE_LISTINGS = """
    update listings
    set content = jsonb_set(content, '{attributes}',
        jsonb_build_object(cast(:target as text), content->'attributes'->:code)
            || ((content->'attributes') - cast(:code as text)))
    where jsonb_exists(content->'attributes', :code) returning product_id
"""
_MOVE_RULES = """
    update collections
    set rule = jsonb_set(rule, '{attribute}',
        jsonb_build_object(cast(:target as text), rule->'attribute'->:code)
            || ((rule->'attribute') - cast(:code as text)))
    where jsonb_exists(rule->'attribute', :code) returning id
"""
_MOVE_TYPES = """
    insert into product_type_attributes as t (product_type_id, attribute_id, position, required)
    select product_type_id, :target_id, position, required
    from product_type_attributes where attribute_id = :id
    on conflict (product_type_id, attribute_id) do update
    set required = t.required or excluded.required returning product_type_id
"""


@dataclass(frozen=True, slots=True)
class MergeAhead:
    """What a merge would change: how many products, drafts of sellers, product types and rules.

    `both` of the products have a value of the other too, and keep that one.
    """

    into: str
    name: str
    products: int
    both: int
    listings: int
    types: int
    collections: int


def foresee_merge(session: Session, *, code: str, seen: str, into: str) -> MergeAhead:
    """What merging would change; nothing is changed. Raises what merge_attributes does."""
    _ensure_two(code, into)
    old, target = find_attribute(session, code), find_attribute(session, into)
    ensure_seen(old, seen)
    _ensure_alike(old, target)
    found = rows(session, _WOULD_CHANGE, code=old.code, target=target.code, id=old.id)[0]
    return MergeAhead(
        into=target.code,
        name=target.name,
        products=found.products,
        both=found.both,
        listings=found.listings,
        types=found.types,
        collections=found.collections,
    )


def merge_attributes(session: Session, *, code: str, seen: str, into: str, actor: Actor) -> int:
    """Move all values of an attribute to another of its kind and unit, and remove it.

    Products, drafts of sellers, product types and rules of collections follow; a product that has
    both keeps what it says under the other. Returns how many products changed. Raises NotFound,
    Conflict when it has changed since it was `seen`, Invalid for an attribute that does not fit.
    """
    _ensure_two(code, into)
    # Both in one order, so that two merges towards each other do not wait for one another.
    locked = {key: find_attribute(session, key, lock=True) for key in sorted({code, into})}
    old, target = locked[code], locked[into]
    ensure_seen(old, seen)
    _ensure_alike(old, target)
    if old.kind == AttributeKind.ENUM:
        joined = [*target.choices, *(each for each in old.choices if each not in target.choices)]
        choices = orjson.dumps(joined).decode()
        rows(session, "update attributes set choices = cast(:choices as jsonb)"
             " where id = :id returning id", id=target.id, choices=choices)  # fmt: skip
    moved = [
        row.id
        for row in rows(session, _MOVE_VALUES, code=old.code, target=target.code, moment=now())
    ]
    rows(session, _MOVE_LISTINGS, code=old.code, target=target.code)
    rows(session, _MOVE_RULES, code=old.code, target=target.code)
    rows(session, _MOVE_TYPES, id=old.id, target_id=target.id)
    erase_attribute(session, old)
    for begin in range(0, len(moved), _BATCH):
        ids = [str(key) for key in moved[begin : begin + _BATCH]]
        record(session, "products.attribute_moved", aggregate="attribute", aggregate_id=target.id,
               product_ids=ids)  # fmt: skip
    record(session, "attribute.changed", aggregate="attribute", aggregate_id=target.id,
           code=target.code)  # fmt: skip
    audit(session, actor, "attribute.merged", subject="attribute", subject_id=target.id,
          before={"code": old.code, **facts_of(old)},
          after={"into": target.code, "products": len(moved)})  # fmt: skip
    return len(moved)


def _ensure_two(code: str, into: str) -> None:
    if not into or into == code:
        raise Invalid("Choose another attribute.", field="into")


def _ensure_alike(old: Any, target: Any) -> None:
    if old.kind != target.kind or old.unit != target.unit:
        raise Invalid("Only attributes of one kind and unit are merged.", field="into")
    if old.kind == AttributeKind.REFERENCE and old.choices != target.choices:
        raise Invalid("The two name different things.", field="into")
