"""Lists of the portals: searched, filtered and sorted by the database, page by page by key.

A business package declares a `Listing` (the parts of its SQL); a screen reads pages of it as the
address says, and streams all of it as CSV. No page costs more than another: the next one starts
after the key of the last row, and counting stops at 10,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DataError
from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.core.paging import decode_cursor, encode_cursor

PAGE = 25
LARGEST_PAGE = 100
MOST_COUNTED = 10_000
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Sort:
    """An expression to sort by, never null, and its PostgreSQL type (for the key in cursors)."""

    expression: str
    type: str = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """The parts of a list's SQL.

    `columns` is the select list; `source` what follows `from`; `key` a unique expression and
    `key_type` its type; `scope` a condition on given parameters that is always there (whose rows
    they are). `filters` and `search` are conditions that read `:name` and `:search` (as typed,
    without wildcards: use `ilike '%' || :search || '%'`). `defaults` are parameters that `columns`
    and `filters` may read when the address does not name them.
    """

    columns: str
    source: str
    sorts: Mapping[str, Sort]
    default_sort: str  # a name of `sorts`, with "-" in front for descending
    key: str = "id"
    key_type: str = "uuid"
    scope: str = "true"
    filters: Mapping[str, str] = field(default_factory=dict)
    search: str = "true"
    defaults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the address of a list asks for."""

    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    before: str = ""
    size: int = PAGE


@dataclass(frozen=True, slots=True)
class ListRows:
    """One page. `count` stops at 10,000; `after` and `before` are cursors, empty at the ends."""

    rows: Sequence[Any]
    count: int
    after: str = ""
    before: str = ""
    sort: str = ""


def list_query(asked: Mapping[str, str], listing: Listing) -> ListQuery:
    """The query in the parameters of an address; what is not known is left out."""
    sort = asked.get("sort", "")
    return ListQuery(
        search=" ".join(asked.get("q", "").replace("\x00", "").split())[:100],
        filters={
            name: asked[name].replace("\x00", "")[:200]
            for name in listing.filters
            if asked.get(name, "") != ""
        },
        sort=sort if sort.removeprefix("-") in listing.sorts else listing.default_sort,
        after=asked.get("after", "")[:400],
        before=asked.get("before", "")[:400],
    )


def read_list(session: Session, *, listing: Listing, query: ListQuery, **scope: Any) -> ListRows:
    """The page that `query` asks for. Raises Invalid for a cursor that is none of ours."""
    backwards = bool(query.before) and not query.after
    cursor = query.before if backwards else query.after
    size = max(1, min(query.size, LARGEST_PAGE))
    condition, parameters = _condition(listing, query, scope)
    found = _rows(
        session,
        _statement(listing, query.sort, condition, cursor, backwards=backwards),
        **parameters,
        **_keys(cursor),
        most=size + 1,
    )
    more = len(found) > size
    found = list(reversed(found[:size])) if backwards else found[:size]
    count = rows(
        session,
        f"select count(*) as n from (select 1 from {listing.source} where {condition}"
        f" limit {MOST_COUNTED}) counted",
        **parameters,
    )[0].n
    return ListRows(
        rows=found,
        count=count,
        after=_cursor(found[-1]) if found and (more or backwards) else "",
        before=_cursor(found[0]) if found and (cursor if not backwards else more) else "",
        sort=query.sort,
    )


def read_all(
    session: Session, *, listing: Listing, query: ListQuery, **scope: Any
) -> Iterator[Any]:
    """Every row that `query` asks for, in its order, a thousand at a time."""
    condition, parameters = _condition(listing, query, scope)
    cursor = ""
    while True:
        found = _rows(
            session,
            _statement(listing, query.sort, condition, cursor, backwards=False),
            **parameters,
            **_keys(cursor),
            most=_BATCH,
        )
        yield from found
        if len(found) < _BATCH:
            return
        cursor = _cursor(found[-1])


def rows_by_key(
    session: Session, *, listing: Listing, keys: Sequence[str], **scope: Any
) -> Sequence[Any]:
    """The rows with these keys that lie in the scope: what a selection really names."""
    statement = (
        f"select {listing.columns}, {listing.key} as list_key from {listing.source}"
        f" where ({listing.scope}) and {listing.key}::text = any(:keys)"
    )
    parameters = {**listing.defaults, **scope}
    return rows(session, statement, **parameters, keys=list(keys)[:LARGEST_PAGE])


def _rows(session: Session, statement: str, **parameters: Any) -> list[Any]:
    """The rows; a filter that PostgreSQL cannot read (a date that is none) is the asker's error."""
    try:
        return rows(session, statement, **parameters)
    except DataError as error:
        raise Invalid("One of the filters holds a value that cannot be. Change it.") from error


def _condition(
    listing: Listing, query: ListQuery, scope: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    parts = [f"({listing.scope})"]
    parameters = {**listing.defaults, **scope}
    if query.search:
        parts.append(f"({listing.search})")
        parameters["search"] = query.search
    for name, value in query.filters.items():
        parts.append(f"({listing.filters[name]})")
        parameters[name] = value
    return " and ".join(parts), parameters


def _statement(listing: Listing, sort: str, condition: str, cursor: str, *, backwards: bool) -> str:
    chosen = listing.sorts[(sort or listing.default_sort).removeprefix("-")]
    descending = (sort or listing.default_sort).startswith("-") != backwards
    direction, sign = ("desc", "<") if descending else ("asc", ">")
    if cursor:
        condition += (
            f" and ({chosen.expression}, {listing.key}) {sign}"
            f" (cast(:sort_key as {chosen.type}), cast(:row_key as {listing.key_type}))"
        )
    return (
        f"select {listing.columns}, {listing.key} as list_key,"
        f" ({chosen.expression})::text as list_sort from {listing.source} where {condition}"
        f" order by {chosen.expression} {direction}, {listing.key} {direction} limit :most"
    )


def _cursor(row: Any) -> str:
    return encode_cursor(row.list_sort, str(row.list_key))


def _keys(cursor: str) -> dict[str, Any]:
    if not cursor:
        return {}
    sort_key, row_key = decode_cursor(cursor, 2)
    return {"sort_key": str(sort_key), "row_key": str(row_key)}


__all__ = [
    "ListQuery",
    "ListRows",
    "Listing",
    "Sort",
    "list_query",
    "read_all",
    "read_list",
    "rows_by_key",
]
