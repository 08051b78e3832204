"""Attributes as staff keeps them: add, rename, make a facet, merge spellings, remove.

An attribute's kind and code stay what they were made: products hold values of the one under the
other. Each change locks the attribute and is told in the outbox, so that lists and search follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import orjson
from sqlmodel import Session

from shop_app.catalog.models import Attribute, AttributeKind
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.lists import Listing, Sort
from shop_app.core.outbox import record

LONGEST_NAME = 60
LONGEST_CODE = 60
LONGEST_UNIT = 20
MOST_CHOICES = 200
REFERENCES = ("brand", "category", "product", "seller")
_RESERVED = "new"  # the address of the form of a new one
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_BATCH = 1000
_BY_CODE = "select id, code, name, kind, unit, choices, filterable from attributes where code = "
_CHANGE = """
    update attributes set name = :name, unit = :unit, filterable = :filterable,
        choices = cast(:choices as jsonb)
    where id = :id returning id
"""
_USES = """
    select (select count(*) from products where jsonb_exists(attributes, :code))::integer
            as products,
        (select count(*) from listings
            where jsonb_exists(content->'attributes', :code))::integer as listings,
        (select count(*) from collections
            where jsonb_exists(rule->'attribute', :code))::integer as collections
"""
_CHOSEN = """
    select distinct attributes->>:code as value from products
    where jsonb_exists(attributes, :code)
"""
_REMOVE_FROM_TYPES = """
    delete from product_type_attributes where attribute_id = :id returning product_type_id
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

ATTRIBUTES = Listing(
    columns="a.id, a.code, a.name, a.kind, a.unit, a.filterable, coalesce(u.used, 0) as used",
    source="""attributes a left join (
        select held.code, count(*)::integer as used
        from products p, jsonb_object_keys(p.attributes) held(code) group by held.code
    ) u on u.code = a.code""",
    key="a.id",
    sorts={
        "name": Sort("lower(a.name)"),
        "code": Sort("a.code"),
        "used": Sort("coalesce(u.used, 0)", "integer"),
    },
    default_sort="name",
    filters={
        "kind": "a.kind = :kind",
        "facet": "a.filterable = (:facet = 'yes')",
        "used": "(coalesce(u.used, 0) > 0) = (:used = 'yes')",
    },
    search="a.name ilike '%' || :search || '%' or a.code ilike '%' || :search || '%'",
)


@dataclass(frozen=True, slots=True)
class AttributePage:
    """An attribute with its uses, and the others that it can be merged into as (code, name).

    `seen` is the mark of what was read: a change names it, so that none is overwritten unseen.
    """

    code: str = ""
    name: str = ""
    kind: str = "text"
    unit: str = ""
    choices: list[str] = field(default_factory=list)
    filterable: bool = False
    products: int = 0
    seen: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)


def attribute_page(session: Session, *, code: str) -> AttributePage:
    """All that staff sees of an attribute. Raises NotFound."""
    found = _found(session, code)
    others = rows(
        session,
        "select code, name from attributes where kind = :kind and unit = :unit and id <> :id"
        " and (kind <> 'reference' or choices = cast(:choices as jsonb))"
        " order by lower(name), code",
        kind=found.kind, unit=found.unit, id=found.id, choices=_json(found.choices),
    )  # fmt: skip
    return AttributePage(
        code=found.code,
        name=found.name,
        kind=found.kind,
        unit=found.unit,
        choices=_offered(session, found),
        filterable=found.filterable,
        products=rows(session, _USES, code=found.code)[0].products,
        seen=_mark(found),
        others=[(row.code, row.name) for row in others],
    )


def add_attribute(
    session: Session,
    *,
    code: str,
    name: str,
    kind: str,
    unit: str = "",
    choices: Sequence[str] = (),
    filterable: bool = False,
    actor: Actor,
) -> str:
    """A new attribute; returns its code. A reference names one of REFERENCES as its only choice.

    Raises Invalid or Conflict at the field that must be mended.
    """
    code = _code(code)
    if kind not in set(AttributeKind):
        raise Invalid("Choose a kind from the list.", field="kind")
    if rows(session, f"{_BY_CODE} :code", code=code):
        raise Conflict("There is an attribute {code} already.", field="code", code=code)
    attribute = Attribute(
        code=code,
        name=_free_name(session, name),
        kind=kind,
        unit=_unit(unit, kind),
        choices=_choices(choices, kind),
        filterable=filterable,
    )
    session.add(attribute)
    session.flush()
    record(session, "attribute.added", aggregate="attribute", aggregate_id=attribute.id, code=code)
    audit(session, actor, "attribute.added", subject="attribute", subject_id=attribute.id,
          after={"code": code, **_facts(attribute)})  # fmt: skip
    return code


def change_attribute(
    session: Session,
    *,
    code: str,
    seen: str,
    name: str,
    unit: str = "",
    choices: Sequence[str] = (),
    filterable: bool = False,
    actor: Actor,
) -> None:
    """Change everything but code and kind.

    Raises NotFound, Conflict when somebody has changed it since it was `seen`, Invalid and Conflict
    at the field that must be mended: a choice that products have cannot be taken away.
    """
    before = _found(session, code, lock=True)
    _ensure_seen(before, seen)
    after = {
        "name": _free_name(session, name, but=before.id),
        "unit": _unit(unit, before.kind),
        "filterable": filterable,
        "choices": before.choices,
    }
    # A list that an import has left empty, with more values than fit, may stay so.
    if before.kind == AttributeKind.ENUM and (before.choices or any(map(_plain, choices))):
        after["choices"] = _choices(choices, before.kind)
        _ensure_choices_stay(session, before, after["choices"])
    changed = {key: value for key, value in after.items() if getattr(before, key) != value}
    if not changed:
        return
    rows(session, _CHANGE, id=before.id, **{**after, "choices": _json(after["choices"])})
    record(session, "attribute.changed", aggregate="attribute", aggregate_id=before.id,
           code=before.code)  # fmt: skip
    audit(session, actor, "attribute.changed", subject="attribute", subject_id=before.id,
          before={key: getattr(before, key) for key in changed}, after=changed)  # fmt: skip


def remove_attribute(session: Session, *, code: str, seen: str, actor: Actor) -> None:
    """Remove an attribute that nothing uses; product types ask for it no more.

    Raises NotFound, Conflict when it has changed since it was `seen` or is used.
    """
    found = _found(session, code, lock=True)
    _ensure_seen(found, seen)
    uses = rows(session, _USES, code=found.code)[0]
    if uses.products:
        raise Conflict("Products have it ({n}). Merge it into another instead.", n=uses.products)
    if uses.listings:
        raise Conflict("Drafts of sellers have it ({n}). Merge it instead.", n=uses.listings)
    if uses.collections:
        raise Conflict("Rules of collections speak of it ({n}).", n=uses.collections)
    rows(session, _REMOVE_FROM_TYPES, id=found.id)
    rows(session, "delete from attributes where id = :id returning id", id=found.id)
    audit(session, actor, "attribute.removed", subject="attribute", subject_id=found.id,
          before={"code": found.code, **_facts(found)})  # fmt: skip


def merge_attributes(session: Session, *, code: str, seen: str, into: str, actor: Actor) -> int:
    """Move all values of an attribute to another of its kind and unit, and remove it.

    Products, drafts of sellers, product types and rules of collections follow; a product that has
    both keeps what it says under the other. Returns how many products changed. Raises NotFound,
    Conflict when it has changed since it was `seen`, Invalid for an attribute that does not fit.
    """
    # Both in one order, so that two merges towards each other do not wait for one another.
    locked = {key: _found(session, key, lock=True) for key in sorted({code, into} - {""})}
    if not into or into == code:
        raise Invalid("Choose another attribute.", field="into")
    old, target = locked[code], locked[into]
    _ensure_seen(old, seen)
    _ensure_alike(old, target)
    if old.kind == AttributeKind.ENUM:
        joined = [*target.choices, *(each for each in old.choices if each not in target.choices)]
        rows(session, "update attributes set choices = cast(:choices as jsonb)"
             " where id = :id returning id", id=target.id, choices=_json(joined))  # fmt: skip
    moved = [
        row.id
        for row in rows(session, _MOVE_VALUES, code=old.code, target=target.code, moment=now())
    ]
    rows(session, _MOVE_LISTINGS, code=old.code, target=target.code)
    rows(session, _MOVE_RULES, code=old.code, target=target.code)
    rows(session, _MOVE_TYPES, id=old.id, target_id=target.id)
    rows(session, _REMOVE_FROM_TYPES, id=old.id)
    rows(session, "delete from attributes where id = :id returning id", id=old.id)
    for begin in range(0, len(moved), _BATCH):
        ids = [str(key) for key in moved[begin : begin + _BATCH]]
        record(session, "products.attribute_moved", aggregate="attribute", aggregate_id=target.id,
               product_ids=ids)  # fmt: skip
    record(session, "attribute.changed", aggregate="attribute", aggregate_id=target.id,
           code=target.code)  # fmt: skip
    audit(session, actor, "attribute.merged", subject="attribute", subject_id=target.id,
          before={"code": old.code, **_facts(old)},
          after={"into": target.code, "products": len(moved)})  # fmt: skip
    return len(moved)


def _found(session: Session, code: str, *, lock: bool = False) -> Any:
    session.flush()
    question = f"{_BY_CODE} :code{' for update' if lock else ''}"
    found = rows(session, question, code=code.replace("\x00", "")[:200])
    if not found:
        raise NotFound("This attribute is not here.")
    return found[0]


def _offered(session: Session, attribute: Any) -> list[str]:
    """Its choices; of a list that an import has left empty the values that products have."""
    if attribute.choices or attribute.kind != AttributeKind.ENUM:
        return [str(choice) for choice in attribute.choices]
    held = sorted(row.value for row in rows(session, _CHOSEN, code=attribute.code) if row.value)
    return held if len(held) <= MOST_CHOICES else []


def _facts(attribute: Any) -> Mapping[str, Any]:
    names = ("name", "kind", "unit", "choices", "filterable")
    return {name: getattr(attribute, name) for name in names}


def _mark(attribute: Any) -> str:
    return blake2b(orjson.dumps(_facts(attribute)), digest_size=12).hexdigest()


def _ensure_seen(attribute: Any, seen: str) -> None:
    if _mark(attribute) != seen:
        raise Conflict("Somebody has changed this attribute meanwhile. Look at it again.")


def _ensure_alike(old: Any, target: Any) -> None:
    if old.kind != target.kind or old.unit != target.unit:
        raise Invalid("Only attributes of one kind and unit are merged.", field="into")
    if old.kind == AttributeKind.REFERENCE and old.choices != target.choices:
        raise Invalid("The two name different things.", field="into")


def _ensure_choices_stay(session: Session, before: Any, choices: Iterable[str]) -> None:
    gone = set(map(str, before.choices)) - set(choices)
    if not gone:
        return
    held = sorted(gone & {row.value for row in rows(session, _CHOSEN, code=before.code)})
    if held:
        raise Conflict("Products have the value {value}.", field="choices", value=held[0])


def _code(text: str) -> str:
    code = text.strip()
    if len(code) > LONGEST_CODE or code == _RESERVED or not _CODE.fullmatch(code):
        raise Invalid(
            "A code has small letters, digits and single underscores, such as seat_height.",
            field="code",
        )
    return code


def _free_name(session: Session, text: str, *, but: Any = None) -> str:
    name = _plain(text)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("Give a name of at most {most} signs.", field="name", most=LONGEST_NAME)
    same = rows(session, "select id, code from attributes where lower(name) = lower(:name)",
                name=name)  # fmt: skip
    mine = any(row.id == but for row in same)
    if same and not mine:
        raise Conflict("The attribute {code} has this name.", field="name", code=same[0].code)
    return name


def _unit(text: str, kind: str) -> str:
    unit = _plain(text)
    if len(unit) > LONGEST_UNIT:
        raise Invalid("A unit has at most {most} signs.", field="unit", most=LONGEST_UNIT)
    if unit and kind not in (AttributeKind.NUMBER, AttributeKind.TEXT):
        raise Invalid("Only numbers and texts have a unit.", field="unit")
    return unit


def _choices(given: Sequence[str], kind: str) -> list[str]:
    choices = list(dict.fromkeys(plain for each in given if (plain := _plain(each))))
    match kind:
        case AttributeKind.REFERENCE if len(choices) != 1 or choices[0] not in REFERENCES:
            raise Invalid("Write what it names: {nouns}.", field="choices",
                          nouns=", ".join(REFERENCES))  # fmt: skip
        case AttributeKind.ENUM if not 0 < len(choices) <= MOST_CHOICES:
            raise Invalid("Write 1 to {most} values, one on each line.", field="choices",
                          most=MOST_CHOICES)  # fmt: skip
        case AttributeKind.ENUM if any(len(choice) > LONGEST_NAME for choice in choices):
            raise Invalid("A value has at most {most} signs.", field="choices", most=LONGEST_NAME)
        case AttributeKind.ENUM | AttributeKind.REFERENCE:
            return choices
    return []


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
