"""Addresses inside the shop: where a form may send the browser next."""

from __future__ import annotations

LONGEST = 2000


def own_address(given: str, otherwise: str = "/") -> str:
    """`given` when it is an address of this site that a browser cannot read otherwise."""
    outside = given.startswith("//") or "\\" in given or not given.isprintable()
    if not given.startswith("/") or outside or len(given) > LONGEST:
        return otherwise
    return given
