"""Attributes as staff keeps them: add, rename, make a facet, remove (attribute_merging merges).

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
_REMOVE_FROM_TYPES = """
    delete from product_type_attributes where attribute_id = :id returning product_type_id
"""
_CHOSEN = """
    select distinct attributes->>:code as value from products
    where jsonb_exists(attributes, :code)
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
    found = find_attribute(session, code)
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
          after={"code": code, **facts_of(attribute)})  # fmt: skip
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
    before = find_attribute(session, code, lock=True)
    ensure_seen(before, seen)
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
    found = find_attribute(session, code, lock=True)
    ensure_seen(found, seen)
    uses = rows(session, _USES, code=found.code)[0]
    if uses.products:
        raise Conflict("Products have it ({n}). Merge it into another instead.", n=uses.products)
    if uses.listings:
        raise Conflict("Drafts of sellers have it ({n}). Merge it instead.", n=uses.listings)
    if uses.collections:
        raise Conflict("Rules of collections speak of it ({n}).", n=uses.collections)
    erase_attribute(session, found)
    audit(session, actor, "attribute.removed", subject="attribute", subject_id=found.id,
          before={"code": found.code, **facts_of(found)})  # fmt: skip


def erase_attribute(session: Session, attribute: Any) -> None:
    """Delete its row; product types ask for it no more."""
    rows(session, _REMOVE_FROM_TYPES, id=attribute.id)
    rows(session, "delete from attributes where id = :id returning id", id=attribute.id)


def find_attribute(session: Session, code: str, *, lock: bool = False) -> Any:
    """Its row. Raises NotFound."""
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


def facts_of(attribute: Any) -> Mapping[str, Any]:
    """What staff can change of it, and its kind."""
    names = ("name", "kind", "unit", "choices", "filterable")
    return {name: getattr(attribute, name) for name in names}


def _mark(attribute: Any) -> str:
    return blake2b(orjson.dumps(facts_of(attribute)), digest_size=12).hexdigest()


def ensure_seen(attribute: Any, seen: str) -> None:
    """Raise Conflict unless `seen` is the mark of what is there."""
    if _mark(attribute) != seen:
        raise Conflict("Somebody has changed this attribute meanwhile. Look at it again.")


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
