"""The regions that the shop sells to, and the tax of their countries, as staff sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale, UnknownLocaleError
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.money import exponent

MOST_COUNTRIES = 250
_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,11}")
_TAX_CLASS = re.compile(r"[a-z][a-z-]{1,29}")
_COUNTRIES = frozenset(
    str(code) for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code))
) - {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}

_ROW = """
    select code, name, currency, countries, default_country, locale, tax_included, position
    from regions where code = :code for update
"""
_ADD = """
    insert into regions (code, name, currency, countries, default_country, locale, tax_included,
        position)
    values (:code, :name, :currency, :countries, :default_country, :locale, :tax_included,
        :position)
    on conflict (code) do nothing returning code
"""
_CHANGE = """
    update regions set name = :name, countries = :countries, default_country = :default_country,
        locale = :locale, tax_included = :tax_included, position = :position
    where code = :code returning code
"""
_RATES = """
    select country, tax_class, valid_from, basis_points,
        valid_from > :today as is_coming,
        valid_from < (select max(o.valid_from) from tax_rates o where o.country = t.country
            and o.tax_class = t.tax_class and o.valid_from <= :today) as is_past
    from tax_rates t order by country, tax_class, valid_from desc
"""


@dataclass(frozen=True, slots=True)
class RateRow:
    """A tax rate in basis points, and whether its time is yet to come or over."""

    country: str
    tax_class: str
    valid_from: date
    basis_points: int
    is_coming: bool
    is_past: bool


def rates(session: Session) -> list[RateRow]:
    """All tax rates by country and class, newest first."""
    return [RateRow(*row) for row in rows(session, _RATES, today=now().date())]


def positions(session: Session) -> dict[str, int]:
    """The places of the regions by their codes."""
    return {row.code: row.position for row in rows(session, "select code, position from regions")}


def add_region(session: Session, *, actor: Actor, said: Mapping[str, str]) -> str:
    """Sell to one more region; returns its code. Raises Invalid with the field, Conflict."""
    code = said.get("code", "").strip().upper()
    if not _CODE.fullmatch(code):
        raise Invalid("A code has 2 to 12 letters and digits, such as EU.", field="code")
    currency = said.get("currency", "").strip().upper()
    if not re.fullmatch("[A-Z]{3}", currency):
        raise Invalid("Write the currency as three letters, such as EUR.", field="currency")
    exponent(currency)
    values = {"currency": currency, **_checked(said)}
    if not rows(session, _ADD, code=code, **values):
        raise Conflict("There is a region {code} already.", field="code", code=code)
    audit(session, actor, "region.added", subject="region", subject_id=code, after=values)
    return code


def change_region(session: Session, *, actor: Actor, said: Mapping[str, str]) -> str:
    """Change a region; code and currency stay, since prices and orders hang on them.

    Raises NotFound, Invalid with the field.
    """
    code = said.get("code", "").strip().upper()[:20]
    found = rows(session, _ROW, code=code)
    if not found:
        raise NotFound("This region is not here.")
    before = {name: value for name, value in found[0]._asdict().items() if name != "code"}
    given = said.get("currency", "").strip().upper()
    if given and given != before["currency"]:
        raise Invalid(
            "A region keeps its currency. Add another region for {currency}.",
            field="currency",
            currency=given[:10],
        )
    values = _checked(said)
    rows(session, _CHANGE, code=code, **values)
    audit(session, actor, "region.changed", subject="region", subject_id=code, before=before,
          after={**before, **values})  # fmt: skip
    return code


def set_rate(session: Session, *, actor: Actor, said: Mapping[str, str]) -> None:
    """A country's tax for a class of goods from a day on, today at the earliest.

    Raises Invalid with the field: the past is never changed.
    """
    country = _country(said.get("country", ""), "country")
    tax_class = said.get("class", "").strip().lower()
    if not _TAX_CLASS.fullmatch(tax_class):
        raise Invalid("Name the class in small letters, such as standard.", field="class")
    basis_points = _basis_points(said.get("percent", ""))
    valid_from = _day(said.get("from", ""))
    if valid_from < now().date():
        raise Invalid("A rate holds from today on or later: the past stays.", field="from")
    key = {"country": country, "tax_class": tax_class, "valid_from": valid_from}
    before = rows(
        session, "select tax_rate_on(:country, :tax_class, :valid_from) as basis_points", **key
    )[0]
    rows(
        session,
        "insert into tax_rates (country, tax_class, valid_from, basis_points)"
        " values (:country, :tax_class, :valid_from, :basis_points)"
        " on conflict (country, tax_class, valid_from) do update"
        " set basis_points = excluded.basis_points returning country",
        basis_points=basis_points,
        **key,
    )
    audit(session, actor, "tax_rate.set", subject="tax_rate", subject_id=f"{country}/{tax_class}",
          before={"basis_points": before.basis_points},
          after={"basis_points": basis_points, "valid_from": str(valid_from)})  # fmt: skip


def _checked(said: Mapping[str, str]) -> dict[str, Any]:
    name = " ".join(said.get("name", "").replace("\x00", "").split())
    if not 2 <= len(name) <= 60:
        raise Invalid("Name the region with 2 to 60 characters.", field="name")
    asked = [code for code in re.split(r"[\s,;]+", said.get("countries", "")) if code]
    if not 0 < len(asked) <= MOST_COUNTRIES:
        raise Invalid("Write the countries as codes, such as NL, DE, FR.", field="countries")
    countries = list(dict.fromkeys(_country(code, "countries") for code in asked))
    default = _country(said.get("default_country", ""), "default_country")
    if default not in countries:
        raise Invalid("The usual country must be one of the region’s.", field="default_country")
    return {
        "name": name,
        "countries": countries,
        "default_country": default,
        "locale": _locale(said.get("locale", "") or "en"),
        "tax_included": said.get("tax", "") == "included",
        "position": _position(said.get("position", "") or "0"),
    }


def _country(text: str, field: str) -> str:
    code = text.strip().upper()
    if code not in _COUNTRIES:
        raise Invalid(
            "{given} is no country’s code. Write it like NL.", field=field, given=text[:20] or "–"
        )
    return code


def _locale(text: str) -> str:
    try:
        return str(Locale.parse(text.strip(), sep="-" if "-" in text else "_")).replace("_", "-")
    except (ValueError, UnknownLocaleError):
        raise Invalid(
            "Write how numbers are shown as a locale, such as en or de-DE.", field="locale"
        ) from None


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Invalid("Write the place in the list as a number.", field="position")
    return int(text)


def _basis_points(text: str) -> int:
    try:
        points = Decimal(text.strip().removesuffix("%").strip()) * 100
    except InvalidOperation:
        points = Decimal(-1)
    if not points.is_finite() or not 0 <= points <= 10_000 or points != int(points):
        raise Invalid(
            "Write the percent with at most two decimals, 0 to 100, such as 21.", field="percent"
        )
    return int(points)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else now().date()
    except ValueError:
        raise Invalid("Write the day like 2030-01-31.", field="from") from None
