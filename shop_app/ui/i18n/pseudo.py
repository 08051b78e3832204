"""The pseudo-locale: English made strange, so that a word which escaped translation stands out."""

from __future__ import annotations

import re

_STRANGE = str.maketrans(
    "aceinorsuyACEINORSUYdlgtDLGT",
    "áçéíñóŕšúýÁÇÉÍÑÓŔŠÚÝđłğţĐŁĞŢ",
)
_PLACE = re.compile(r"(\{\w+\})")
OPENING, CLOSING = "[!!! ", " !!!]"


def pseudo(message: str) -> str:
    """`Add to cart` as `[!!! Áđđ ţó çáŕţ ·· !!!]`: a third longer, its places kept."""
    parts = [
        part if part.startswith("{") else part.translate(_STRANGE) for part in _PLACE.split(message)
    ]
    longer = "·" * max(1, len(message) // 4)
    return f"{OPENING}{''.join(parts)} {longer}{CLOSING}"
