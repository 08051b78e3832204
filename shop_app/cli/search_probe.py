"""Asks the search engine what it holds, for `python -m shop_app check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx

from shop_app.core.errors import Unavailable
from shop_app.core.settings import settings
from shop_app.invariants.copies import Listed, SearchCopy

_SECONDS = 10.0
_PRICE = "price_"


def search_copy() -> SearchCopy:
    """The questions of the check, to the Typesense of the settings."""
    return SearchCopy(count=_count, listed=_listed)


def _collection() -> str:
    return f"{settings().search_prefix}_products"


def _count() -> int:
    """How many products it has; none when it has no index."""
    answer = _ask("GET", f"/collections/{_collection()}")
    return int(answer.get("num_documents", 0))


def _listed(product_ids: Sequence[UUID]) -> Mapping[UUID, Listed]:
    search = {
        "collection": _collection(),
        "q": "*",
        "filter_by": f"id:[{','.join(map(str, product_ids))}]",
        "per_page": max(len(product_ids), 1),
    }
    (answer,) = _ask("POST", "/multi_search", {"searches": [search]})["results"]
    return {
        UUID(hit["document"]["id"]): _as_listed(hit["document"]) for hit in answer.get("hits", [])
    }


def _as_listed(document: dict[str, Any]) -> Listed:
    prices = {
        key.removeprefix(_PRICE): minor for key, minor in document.items() if key.startswith(_PRICE)
    }
    return Listed(document["title"], prices)


def _ask(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The engine's answer; empty for what it does not have. Raises Unavailable."""
    try:
        answer = httpx.request(
            method,
            settings().typesense_url.rstrip("/") + path,
            headers={"X-TYPESENSE-API-KEY": settings().typesense_api_key},
            json=body,
            timeout=_SECONDS,
        )
        if answer.status_code == httpx.codes.NOT_FOUND:
            return {}
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise Unavailable("The search engine does not answer: {why}.", why=error) from error
    return answer.json()
