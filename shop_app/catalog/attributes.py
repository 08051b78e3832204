"""Typed attributes: what a value of each kind may be, and which a product type asks for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.models import AttributeKind
from shop_app.core.db import rows
from shop_app.core.errors import Invalid

_LONGEST_TEXT = 2000
_KNOWN = """
    select a.code, a.name, a.kind, a.choices, coalesce(t.required, false) as required
    from attributes a
    left join product_type_attributes t
        on t.attribute_id = a.id and t.product_type_id = :product_type_id
    where a.code = any(:codes) or t.required
"""
# What a reference may point to, by the first of the attribute's choices.
_REFERENCES = {
    "brand": "select 1 from brands where slug = :slug",
    "category": "select 1 from categories where slug = :slug",
    "product": "select 1 from products where slug = :slug",
    "seller": "select 1 from sellers where slug = :slug",
}


def checked_attributes(
    session: Session, *, values: Mapping[str, Any], product_type_id: UUID | None = None
) -> dict[str, Any]:
    """The values, each fitting its attribute's kind; empty ones are left out.

    Raises Invalid, with the field `attributes.CODE`, for an unknown attribute, a value of another
    kind, or a required one that is missing.
    """
    given = {code: value for code, value in values.items() if value not in (None, "")}
    found = rows(session, _KNOWN, codes=list(given), product_type_id=product_type_id)
    known = {row.code: row for row in found}
    for code in given:
        if code not in known:
            raise Invalid("There is no attribute {code}.", field=_field(code), code=code)
    for row in found:
        if row.required and row.code not in given:
            raise Invalid("{name} is needed here.", field=_field(row.code), name=row.name)
    return {code: _checked(session, known[code], value) for code, value in given.items()}


def _checked(session: Session, attribute: Any, value: Any) -> Any:
    match attribute.kind:
        case AttributeKind.TEXT:
            return _text(attribute, value)
        case AttributeKind.NUMBER:
            return _number(attribute, value)
        case AttributeKind.BOOLEAN:
            return _boolean(attribute, value)
        case AttributeKind.ENUM:
            return _choice(attribute, value, attribute.choices)
        case _:
            return _reference(session, attribute, value)


def _text(attribute: Any, value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value or len(value) > _LONGEST_TEXT:
        raise Invalid(
            "{name} is a text of at most {most} signs.",
            field=_field(attribute.code),
            name=attribute.name,
            most=_LONGEST_TEXT,
        )
    return value.strip()


def _number(attribute: Any, value: Any) -> int | float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value):
        raise Invalid("{name} is a number.", field=_field(attribute.code), name=attribute.name)
    return value


def _boolean(attribute: Any, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Invalid("{name} is yes or no.", field=_field(attribute.code), name=attribute.name)
    return value


def _choice(attribute: Any, value: Any, choices: Iterable[str]) -> str:
    told = list(choices)
    if value not in told:
        raise Invalid(
            "{name} is one of: {choices}.",
            field=_field(attribute.code),
            name=attribute.name,
            choices=", ".join(map(str, told[:20])),
        )
    return value


def _reference(session: Session, attribute: Any, value: Any) -> str:
    noun = str(next(iter(attribute.choices), ""))
    question = _REFERENCES.get(noun)
    is_text = isinstance(value, str) and "\x00" not in value
    if question is None or not is_text or not rows(session, question, slug=value):
        raise Invalid(
            "{name} must name something that is here.",
            field=_field(attribute.code),
            name=attribute.name,
        )
    return value


def _field(code: str) -> str:
    return f"attributes.{code}"
