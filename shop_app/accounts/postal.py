"""Addresses that people type: cleaned, measured, and refused in words beside the field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from shop_app.core.errors import Invalid

LONGEST = {
    "name": 120,
    "line1": 120,
    "line2": 120,
    "postal_code": 16,
    "city": 80,
    "region": 80,
    "country": 2,
    "phone": 32,
}
WITHOUT_POSTAL_CODE = frozenset({"AE", "AG", "BS", "HK", "IE", "JM", "PA", "QA"})

_JOINERS = "\u200c\u200d"
_PHONE = re.compile(r"\+?[0-9 ()./-]{5,31}")
_POSTAL_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,14}")
_ASK = {
    "name": "Tell us the full name of who receives the parcel.",
    "line1": "Tell us the street and house number.",
    "city": "Tell us the city or town.",
    "country": "Choose the country of delivery.",
    "postal_code": "Tell us the postal code.",
}


def clean_line(given: str) -> str:
    """One line of text without characters that act instead of being read."""
    kept = (
        letter
        for letter in unicodedata.normalize("NFC", given)
        if letter in _JOINERS or unicodedata.category(letter) not in {"Cf", "Cs", "Co", "Cn"}
    )
    spaced = (" " if unicodedata.category(letter) == "Cc" else letter for letter in kept)
    return " ".join("".join(spaced).split())


def checked_fields(given: Mapping[str, str], countries: Iterable[str]) -> dict[str, str]:
    """The given fields, cleaned. Raises Invalid for the first that cannot stand, with its field.

    Fields may be given one by one; an empty one is refused only where it must not be empty.
    """
    checked = {}
    for field, value in given.items():
        if field not in LONGEST:
            raise Invalid("This form has no such field.", field=field)
        checked[field] = _checked(field, str(value), set(countries))
    return checked


def missing_fields(address: Mapping[str, str], countries: Iterable[str]) -> list[Invalid]:
    """What an address still lacks before a parcel can be sent, as refusals with their fields."""
    known = set(countries)
    missing = [
        Invalid(_ASK[field], field=field)
        for field in ("name", "line1", "postal_code", "city", "country")
        if not address.get(field) and not _may_be_empty(field, address.get("country", ""))
    ]
    if address.get("country") and address["country"] not in known:
        missing.append(Invalid("We do not deliver there from this region.", field="country"))
    return missing


def _may_be_empty(field: str, country: str) -> bool:
    if field == "postal_code":
        return country in WITHOUT_POSTAL_CODE
    return field not in _ASK


def _checked(field: str, given: str, countries: set[str]) -> str:
    value = clean_line(given[:2000])
    if not value:
        # A country that needs no postal code may come later: `missing_fields` decides then.
        if field in _ASK and field != "postal_code":
            raise Invalid(_ASK[field], field=field)
        return ""
    if len(value) > LONGEST[field]:
        raise Invalid("Use at most {longest} characters here.", field=field, longest=LONGEST[field])
    if field == "country":
        value = value.upper()
        if value not in countries:
            raise Invalid("We do not deliver there from this region.", field="country")
    if field == "phone" and not _PHONE.fullmatch(value):
        raise Invalid("Write the phone number in digits, such as +31 20 555 0100.", field="phone")
    if field == "postal_code" and not _POSTAL_CODE.fullmatch(value):
        raise Invalid("This does not look like a postal code.", field="postal_code")
    return value
