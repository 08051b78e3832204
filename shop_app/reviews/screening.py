"""Looks at a review before it shows: words that hurt, and text that stands elsewhere already."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows

WORDS_SETTING = "reviews.words"  # a JSON list in `shop_settings` replaces the list below
FEWEST_WORDS, NEARNESS = 5, 0.8
_DEFAULT_WORDS = """
    arsehole asshole bastard bitch bollocks bullshit cunt dickhead fuck fucked fucker fucking
    motherfucker nigger prick shit shithead shitty slut twat wanker whore
"""
_WORD = re.compile(r"[^\W_]+")
# A 1 stands for an i or for an l.
_LETTERS = (str.maketrans("01345$@!", "oieassai"), str.maketrans("01345$@!", "oleassai"))
# What the same person wrote of other products, and others of this one: the newest of them.
_NEAR = """
    select title || ' ' || body as text from (
        (select title, body, created_at from reviews
         where product_id = :product_id and user_id is distinct from :user_id
         order by created_at desc limit 200)
        union all
        (select title, body, created_at from reviews
         where user_id = :user_id and product_id <> :product_id
         order by created_at desc limit 100)) near
"""
_SAME = """
    select 1 from reviews where fingerprint = :fingerprint
      and (product_id, user_id) is distinct from (cast(:product_id as uuid), cast(:user_id as uuid))
    limit 1
"""


def reasons_to_hold(
    session: Session, *, product_id: UUID, user_id: UUID, title: str, body: str
) -> list[str]:
    """Why staff should read a review before others do: "words", "duplicate"; mostly nothing."""
    text = f"{title} {body}"
    reasons = []
    if hurting_words(text, bad_words(session)):
        reasons.append("words")
    if _stands_elsewhere(session, product_id, user_id, text):
        reasons.append("duplicate")
    return reasons


def bad_words(session: Session) -> Collection[str]:
    """The words that hold a review: the shop's own list when it has one."""
    found = rows(session, "select value from shop_settings where key = :key", key=WORDS_SETTING)
    if found and isinstance(found[0].value, list):
        return frozenset(str(word).casefold() for word in found[0].value)
    return frozenset(_DEFAULT_WORDS.split())


def hurting_words(text: str, words: Collection[str]) -> list[str]:
    """The bad words of a text, also written with digits or signs for letters."""
    plain = _plain(text)
    forms = (plain, *(plain.translate(letters) for letters in _LETTERS))
    seen = dict.fromkeys(word for form in forms for word in _WORD.findall(form))
    return [word for word in seen if word in words]


def fingerprint_of(text: str) -> str:
    """A hash of a text's words whatever their order, case and signs; "" for very few words."""
    words = sorted(set(_WORD.findall(_plain(text))))
    if len(words) < FEWEST_WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]


def nearness(one: str, other: str) -> float:
    """How many of their words two texts share, 0 to 1; 0 when either has very few words."""
    mine, theirs = set(_WORD.findall(_plain(one))), set(_WORD.findall(_plain(other)))
    if min(len(mine), len(theirs)) < FEWEST_WORDS:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)


def _stands_elsewhere(session: Session, product_id: UUID, user_id: UUID, text: str) -> bool:
    facts = {"product_id": product_id, "user_id": user_id}
    fingerprint = fingerprint_of(text)
    if fingerprint and rows(session, _SAME, fingerprint=fingerprint, **facts):
        return True
    return any(nearness(text, row.text) >= NEARNESS for row in rows(session, _NEAR, **facts))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
