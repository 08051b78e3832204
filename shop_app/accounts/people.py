"""What a person types about themselves, made safe to keep: e-mail addresses and names."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, validate_email

from shop_app.core.errors import Invalid
from shop_app.core.settings import settings

LONGEST_NAME = 120
_JOINERS = "\u200c\u200d"  # belong to names in several scripts, and to emoji


def clean_email(given: str) -> str:
    """The address in its usual form. Raises Invalid with a sentence when it cannot be one."""
    try:
        # The demo world lives in `.test`, which no real address does. No look-up in the DNS.
        found = validate_email(
            given.strip(),
            check_deliverability=False,
            test_environment=settings().mode == "demo",
        )
    except EmailNotValidError as error:
        raise Invalid(
            "This does not look like an e-mail address. It should be like name@example.com.",
            field="email",
        ) from error
    return found.normalized


def clean_name(given: str) -> str:
    """The name in one line, without characters that act instead of being read. Raises Invalid."""
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", given)
        if letter in _JOINERS or unicodedata.category(letter) not in {"Cf", "Cs", "Co", "Cn"}
    )
    name = " ".join(
        "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in kept).split()
    )
    if not any(letter not in _JOINERS for letter in name):
        raise Invalid("Tell us your name, as it should stand on a parcel.", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(
            "Use at most {longest} characters for the name.", field="name", longest=LONGEST_NAME
        )
    return name
