"""Search by Typesense: one collection behind an alias, swapped when it is built anew.

Servers up to 29 (the embedded one is 0.24) keep synonyms in the collection, later ones in sets; the
version is asked once. Every failure to answer becomes SearchAway: PostgreSQL searches then.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import orjson
import typesense
from sqlmodel import Session
from typesense.exceptions import ObjectNotFound, TypesenseClientError

from shop_app.core.clock import now
from shop_app.core.logging import logger
from shop_app.integrations import typesense_schema as kept
from shop_app.integrations.typesense_question import (
    count_search,
    counts_of,
    ids_of,
    in_prose_too,
    searches,
)
from shop_app.search.documents import Document
from shop_app.search.index import MOST_COUNTED, Found, Question, SearchAway

log = logger(__name__)
Answer = TypeVar("Answer")
logging.getLogger("typesense").setLevel(logging.ERROR)

ASK_SECONDS = 1.5
WRITE_SECONDS = 120.0
_FIELDS_SECONDS = 30.0
_WRITES_SECONDS = 300.0


class TypesenseIndex:
    """The shop's products in a Typesense server.

    `prefix` keeps the collections of several shops on one server apart.
    """

    def __init__(self, url: str, *, api_key: str, prefix: str) -> None:
        self.alias = f"{prefix}_products"
        self._url, self._api_key = url, api_key
        self._asking = _client(url, api_key, ASK_SECONDS)
        self._writing = _client(url, api_key, WRITE_SECONDS)
        self._lock = threading.Lock()
        self._fields: frozenset[str] = frozenset()
        self._fields_until = 0.0
        self._fresh = ""  # the collection that a rebuild fills

    def search(self, session: Session, question: Question) -> Found:  # noqa: ARG002
        """One page of what is found with its facets, in one request; in a second one what only
        the prose about products holds, when nothing else does."""
        known, prose = self._known_fields(), in_prose_too(question)
        asked = searches(question, known, prose=prose)
        answers = self._multi([search for search, _ in asked])
        if not prose and not answers[0]["found"]:
            asked = searches(question, known, prose=True)
            answers = self._multi([search for search, _ in asked])
        counts: dict[str, list[tuple[str, int]]] = {}
        for answer, (_, codes) in zip(answers, asked, strict=True):
            counts |= counts_of(answer, codes, question.currency)
        total = int(answers[0]["found"])
        wanted = (*question.facets, *question.attribute_facets)
        ordered = {code: counts[code] for code in wanted if code in counts}
        return Found(ids_of(answers[0]), total, ordered, is_cut=total > MOST_COUNTED)

    def counts_without(
        self,
        session: Session,  # noqa: ARG002 the protocol's, for engines that need it
        question: Question,
        facets: Sequence[str],
    ) -> dict[str, int]:
        """How many would be found without the filter of each of the facets."""
        known = self._known_fields()
        asked = [count_search(question, code, known, prose=True) for code in facets]
        answers = self._multi(asked)
        return {code: int(answer["found"]) for code, answer in zip(facets, answers, strict=True)}

    def suggest(
        self,
        session: Session,  # noqa: ARG002 the protocol's, for engines that need it
        *,
        text: str,
        currency: str,
        most: int,
    ) -> list[UUID]:
        """Products whose names begin like the words typed so far."""
        search = {
            "q": text,
            "query_by": "title,brand,codes,forms",
            "query_by_weights": "10,6,8,4",
            "num_typos": "1,1,0,0",
            "filter_by": f"currencies:={currency}",
            "sort_by": "_text_match(buckets:5):desc,popularity:desc",
            "per_page": most,
            "include_fields": "id",
            "highlight_fields": "none",
        }
        return ids_of(self._multi([search])[0])

    def put(self, documents: Sequence[Document]) -> None:
        """Keep these documents, in the index that a rebuild of this process fills if one runs."""
        if not documents:
            return
        lines = b"\n".join(orjson.dumps(kept.as_document(document)) for document in documents)
        target = self._writing.collections[self._fresh or self.alias].documents
        report = _answer(lambda: target.import_(lines, {"action": "upsert"}))
        problems = [line for line in report.splitlines() if '"success":true' not in line]
        if problems:
            log.error("search_documents_refused", count=len(problems), first=problems[0][:300])
            raise SearchAway(f"{len(problems)} documents were refused")

    def remove(self, product_ids: Sequence[UUID]) -> None:
        """Forget these products."""
        target = self._writing.collections[self.alias].documents
        for begin in range(0, len(product_ids), 50):
            ids = ",".join(str(product_id) for product_id in product_ids[begin : begin + 50])
            _answer(lambda ids=ids: target.delete({"filter_by": f"id:[{ids}]"}))

    def begin_rebuild(self) -> None:
        """Make an empty collection, with its synonyms, that `put` of this process fills."""
        name = f"{self.alias}_v{kept.SCHEMA_VERSION}_{now():%Y%m%d%H%M%S%f}"
        _answer(lambda: self._writing.collections.create(kept.schema(name)))  # pyright: ignore
        self._put_synonyms(name)
        self._fresh = name

    def end_rebuild(self) -> None:
        """Point the alias to the new collection, drop older ones, and keep a snapshot."""
        fresh, self._fresh = self._fresh, ""
        target: Any = {"collection_name": fresh}
        _answer(lambda: self._writing.aliases.upsert(self.alias, target))
        for other in _answer(self._writing.collections.retrieve):
            if other["name"].startswith(f"{self.alias}_v") and other["name"] != fresh:
                _answer(lambda name=other["name"]: self._writing.collections[name].delete())
        self._forget_fields()
        self._keep_snapshot()

    def is_whole(self, expected: int) -> bool:
        """Whether a collection of this version stands behind the alias with so many products."""
        try:
            target = _answer(self._asking.aliases[self.alias].retrieve)
            name = target["collection_name"]
            if not name.startswith(f"{self.alias}_v{kept.SCHEMA_VERSION}_"):
                return False
            self._wait_for_writes()
            there = _answer(self._asking.collections[name].retrieve)
        except SearchAway:
            return False
        return int(there["num_documents"]) == expected

    def _known_fields(self) -> frozenset[str]:
        """The fields that any document has: asking for another is an error."""
        with self._lock:
            if time.monotonic() < self._fields_until:
                return self._fields
        found: Any = _answer(self._asking.collections[self.alias].retrieve)
        with self._lock:
            self._fields = frozenset(field["name"] for field in found["fields"])
            self._fields_until = time.monotonic() + _FIELDS_SECONDS
            return self._fields

    def _forget_fields(self) -> None:
        with self._lock:
            self._fields_until = 0.0

    def _multi(self, asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        body: Any = {"searches": [{"collection": self.alias, **search} for search in asked]}
        told: Any = _answer(lambda: self._asking.multi_search.perform(body, {}))
        answers = told["results"]
        for answer in answers:
            if "error" in answer:
                self._forget_fields()
                raise SearchAway(str(answer["error"]))
        return answers

    def _put_synonyms(self, collection: str) -> None:
        items = kept.synonym_items()
        if self._has_sets():
            name = f"{self.alias}_synonyms"
            told: Any = {"items": [{"id": key, "synonyms": words} for key, words in items]}
            _answer(lambda: self._writing.synonym_sets[name].upsert(told))
            use: Any = {"synonym_sets": [name]}
            _answer(lambda: self._writing.collections[collection].update(use))
            return
        for key, words in items:
            body: Any = {"synonyms": words}
            own = self._writing.collections[collection].synonyms
            _answer(lambda key=key, body=body, own=own: own.upsert(key, body))

    def _keep_snapshot(self) -> None:
        """After a bulk load a server of our own restarts from a snapshot, not from its long log."""
        if urlsplit(self._url).hostname in ("127.0.0.1", "localhost"):
            path: Any = {"snapshot_path": "snapshot"}
            _answer(lambda: self._writing.operations.perform("snapshot", path))

    def _has_sets(self) -> bool:
        version = str(_answer(self._asking.debug.retrieve).get("version", "0"))
        return int(version.partition(".")[0].strip("v") or 0) >= 30

    def _wait_for_writes(self) -> None:
        """Wait until the server has read its log: after a crash it answers before that."""
        deadline = time.monotonic() + _WRITES_SECONDS
        while self._queued_writes() and time.monotonic() < deadline:
            time.sleep(0.1)

    def _queued_writes(self) -> int:
        call = self._asking.api_call
        status: Any = _answer(lambda: call.get("/status", entity_type=dict, as_json=True))
        return int(status.get("queued_writes", 0))


def _answer(ask: Callable[[], Answer]) -> Answer:
    """The server's answer. Raises SearchAway for whatever goes wrong on the way."""
    import httpx

    try:
        return ask()
    except ObjectNotFound as error:
        raise SearchAway(f"there is no index yet: {error}") from error
    except (TypesenseClientError, httpx.HTTPError, OSError, ValueError) as error:
        raise SearchAway(str(error) or type(error).__name__) from error


def _client(url: str, api_key: str, seconds: float) -> typesense.Client:
    parts = urlsplit(url)
    node: Any = {
        "host": parts.hostname or "localhost",
        "port": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "protocol": parts.scheme or "http",
        "path": parts.path.rstrip("/"),
    }
    return typesense.Client(
        {
            "api_key": api_key,
            "nodes": [node],
            "connection_timeout_seconds": seconds,  # pyright: ignore
            "num_retries": 0,
            "retry_interval_seconds": 0.05,
            "suppress_deprecation_warnings": True,
        }
    )
