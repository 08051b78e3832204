"""Where people set up the second step of signing in that the shop demands of them."""

from __future__ import annotations

from urllib.parse import urlencode

ENROLMENT = "/account/security/two-step"


def enrolment_address(there: str) -> str:
    """The page that sets it up, from which they go on to where they wanted to be."""
    return f"{ENROLMENT}?{urlencode({'next': there})}"
