"""Strings that broke other shops, as names, addresses and passwords: kept or refused."""

from __future__ import annotations

import gzip
import json
import unicodedata

import pytest
from sqlmodel import select

from shop_app.accounts import service
from shop_app.accounts.errors import WrongPassword
from shop_app.accounts.models import User
from shop_app.accounts.people import clean_email, clean_name
from shop_app.core.cookies import cookie_of, new_token, session_token_of
from shop_app.core.errors import Invalid
from shop_app.core.flash import flash_of
from tests.shop import PROJECT

# Of each kind one, so that the tests mean something where the large lists are not at hand.
KINDS = [
    "", " ", "\x00", "NULL", "undefined", "-1", "1e309", "NaN", "0x0", "١٢٣",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    "' OR 1=1 -- ", "1; DROP TABLE users", '"; cat /etc/passwd', "$(touch /tmp/x)", "`id`",
    "{{7*7}}", "${7*7}", "%s%s%n", "{0.__class__}", "../../../etc/passwd", "\\\\host\\share",
    "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "ثم نفس سقطت", "👨‍👩‍👧‍👦", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "\u202eevil\u202c", "\ufeff", "\u200b", "\ud800", "a" * 100_000, "line\nbreak", "tab\there",
    "=cmd|' /C calc'!A0", "CON", "İ", "ﬃ", "\x7f", "\x1b[31m",
]  # fmt: skip


def _hostile() -> list[str]:
    folder = PROJECT.parent / "shared" / "data" / "hostile_input"
    found = list(KINDS)
    for name in ("sqli_dev.txt.gz", "xss_dev.txt.gz"):
        if (folder / name).exists():
            with gzip.open(folder / name, "rt", encoding="utf-8", errors="surrogateescape") as file:
                found += [line.rstrip("\n") for line in file][:400]
    if (folder / "blns.json.gz").exists():
        with gzip.open(folder / "blns.json.gz", "rt", encoding="utf-8") as file:
            found += [str(each) for each in json.load(file)]
    return found


def _or_refused(clean, given: str, *, field: str) -> str | None:
    """What is kept; None when it was refused with a sentence beside the right field."""
    try:
        return clean(given)
    except Invalid as refusal:
        return None if refusal.field == field and str(refusal) else pytest.fail(str(refusal))


def test_every_hostile_name_is_kept_as_it_reads_or_refused_with_a_sentence(session):
    kept: dict[str, str] = {}
    for number, given in enumerate(_hostile()):
        name = _or_refused(clean_name, given, field="name")
        if name is None:
            continue
        assert 0 < len(name) <= 120
        assert not [c for c in name if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"}]
        assert "\u202e" not in name
        kept[f"nr-{number}@example.com"] = name
    session.add_all(User(email=email, name=name) for email, name in kept.items())
    session.flush()
    session.expire_all()
    assert {user.email: user.name for user in session.exec(select(User)).all()} == kept
    assert len(kept) > 20


def test_hostile_addresses_are_no_addresses_or_are_kept_in_one_form():
    for given in _hostile():
        email = _or_refused(clean_email, given, field="email")
        assert email is None or (email.isprintable() and clean_email(email) == email)


def test_nobody_signs_in_with_a_hostile_address_or_password(session):
    service.register(
        session,
        email="ada@example.com",
        name="Ada",
        password="three olive trees",
        token=new_token(),
    )
    for given in _hostile()[::25] + KINDS:
        for email, password in ((given, "three olive trees"), ("ada@example.com", given)):
            with pytest.raises(WrongPassword):
                service.sign_in(session, email=email, password=password, token=given)


def test_a_hostile_cookie_is_no_session_and_no_flash(settings_of_tests):
    for given in _hostile():
        for header in (given, f"stoa_session={given}", f"a=b; stoa_session={given}; c=d"):
            assert session_token_of(header) == ""
            assert isinstance(cookie_of(header, "stoa_session"), str)
        assert flash_of(f"stoa_flash={given}", "said=abc") is None
        assert flash_of(f"stoa_flash={given}", given) is None
