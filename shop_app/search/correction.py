"""What somebody may have meant: words of the shop's own titles that look like the words typed."""

from __future__ import annotations

from difflib import get_close_matches

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.search.remembered import Remembered
from shop_app.search.store import catalogue_version
from shop_app.search.wordforms import words_of

_MOST_WORDS = 8
_SHORTEST = 3
_LIKENESS = 0.72
_SAMPLE = 20_000
# The words of the best sold products: what most people look for, whatever the catalogue's size.
_VOCABULARY = """
    select word, count(*) as uses
    from (select title || ' ' || brand as text from search_documents
          order by sold desc, product_id desc limit :most) d,
        regexp_split_to_table(lower(text), '[^[:alnum:]]+') word
    where length(word) >= 3 and word !~ '[0-9]'
    group by word order by uses desc limit 20000
"""
_words: Remembered[dict[int, list[str]]] = Remembered(most=2, seconds=3600)


def corrected(session: Session, text: str) -> str:
    """The query with unknown words replaced by likely ones; empty when nothing is better."""
    words = words_of(text)[:_MOST_WORDS]
    if not words:
        return ""
    version = catalogue_version(session) // 1000  # words change slowly
    by_length = _words.get("words", version, lambda: _vocabulary(session))
    better = [_likely(word, by_length) for word in words]
    return " ".join(better) if better != words else ""


def _likely(word: str, by_length: dict[int, list[str]]) -> str:
    if len(word) < _SHORTEST or word.isdigit():
        return word
    near = [
        known
        for length in range(len(word) - 2, len(word) + 3)
        for known in by_length.get(length, ())
    ]
    if word in near:
        return word
    return next(iter(get_close_matches(word, near, n=1, cutoff=_LIKENESS)), word)


def _vocabulary(session: Session) -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = {}
    for row in rows(session, _VOCABULARY, most=_SAMPLE):
        by_length.setdefault(len(row.word), []).append(row.word)
    return by_length
