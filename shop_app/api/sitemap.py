"""The sitemap: an index, one file per 45,000 products, and one each for categories and sellers.

Product ids grow with time, so the ids at which files begin never change: they are found by walking
the primary key once, kept, and only ever added to. A file holds the products between two of them
and is written while it is read, 5,000 rows at a time.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID
from xml.sax.saxutils import escape

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from shop_app.core.db import in_reading, rows, run_reading
from shop_app.core.settings import settings

PER_FILE = 45_000  # 50,000 is allowed: room for products that are brought in with an older date
PER_READ = 5_000
LOOK_AGAIN_SECONDS = 600.0

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CACHED = {"cache-control": "public, max-age=3600"}
_FIRST = UUID(int=0)

_CATEGORIES = """
    select '/c/' || slug as path, null::date as changed from categories
    where not is_hidden order by path
"""
_SELLERS = """
    select '/s/' || slug as path, null::date as changed from sellers
    where status = 'approved' order by path
"""
_PLACES = {"categories": _CATEGORIES, "sellers": _SELLERS}


class Boundaries:
    """The ids after which each product file begins; found once, then only the new ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Start anew: for another database."""
        self._after: list[UUID] = [_FIRST]
        self._looked_at = float("-inf")

    def all(self, session: Session) -> list[UUID]:
        """The id after which each file begins; one file has the ids up to the next one."""
        with self._lock:
            if time.monotonic() - self._looked_at > LOOK_AGAIN_SECONDS:
                while (following := _id_at(session, self._after[-1])) is not None:
                    self._after.append(following)
                self._looked_at = time.monotonic()
            return list(self._after)


boundaries = Boundaries()


async def index(_request: Request) -> Response:
    """GET /sitemap.xml: where the files lie."""
    files = len(await in_reading(boundaries.all))
    names = [*_PLACES, *(f"products-{number}" for number in range(1, files + 1))]
    body = "".join(
        f"<sitemap><loc>{settings().origin}/sitemaps/{name}.xml</loc></sitemap>" for name in names
    )
    text = f"{_XML}<sitemapindex {_NAMESPACE}>{body}</sitemapindex>\n"
    return Response(text, media_type="application/xml", headers=_CACHED)


async def products(request: Request) -> Response:
    """GET /sitemaps/products-{number}.xml."""
    number = request.path_params["number"]
    starts = await in_reading(boundaries.all)
    if not 1 <= number <= len(starts):
        return PlainTextResponse("There is no such sitemap.", 404)
    last = starts[number] if number < len(starts) else None
    return StreamingResponse(
        _product_file(starts[number - 1], last), media_type="application/xml", headers=_CACHED
    )


async def places(request: Request) -> Response:
    """GET /sitemaps/categories.xml and /sitemaps/sellers.xml; the first has the home page too."""
    name = request.path_params["name"]
    if name not in _PLACES:
        return PlainTextResponse("There is no such sitemap.", 404)
    found = await in_reading(rows, f"select * from ({_PLACES[name]}) p limit {PER_FILE}")
    home = [_entry("/", None)] if name == "categories" else []
    body = await asyncio.to_thread(lambda: "".join([*home, *(_entry(*row) for row in found)]))
    text = f"{_XML}<urlset {_NAMESPACE}>{body}</urlset>\n"
    return Response(text, media_type="application/xml", headers=_CACHED)


def _product_file(after: UUID, last: UUID | None) -> Iterator[str]:
    yield f"{_XML}<urlset {_NAMESPACE}>"
    while page := run_reading(_products_between, after=after, last=last):
        yield "".join(_entry(f"/p/{row.slug}", row.changed) for row in page if row.active)
        after = page[-1].id
    yield "</urlset>\n"


def _products_between(session: Session, *, after: UUID, last: UUID | None) -> list[Any]:
    """The next products by id. Bounded by ids alone, so that no plan ever reads the whole table."""
    return rows(
        session,
        "select id, slug, status = 'active' as active, updated_at::date as changed"
        " from products where id > :after and id <= :last order by id limit :page",
        after=after,
        last=last or UUID(int=2**128 - 1),
        page=PER_READ,
    )


def _id_at(session: Session, after: UUID) -> UUID | None:
    """The id of the product that ends a full file which begins after `after`, if it is full."""
    found = rows(
        session,
        "select id from products where id > :after order by id offset :skipped limit 1",
        after=after,
        skipped=PER_FILE - 1,
    )
    return found[0].id if found else None


def _entry(path: str, changed: Any) -> str:
    address = escape(settings().origin + quote(path))
    when = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{address}</loc>{when}</url>"


routes = [
    Route("/sitemap.xml", index, methods=["GET"]),
    Route("/sitemaps/products-{number:int}.xml", products, methods=["GET"]),
    Route("/sitemaps/{name}.xml", places, methods=["GET"]),
]
