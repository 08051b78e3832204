"""Any list of the portals as a CSV file, streamed: what its address shows, without the pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib import import_module

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from shop_app.accounts.permissions import Permission
from shop_app.core.db import reading
from shop_app.core.errors import ShopError
from shop_app.core.formats import csv_cell
from shop_app.core.lists import ListQuery, list_query, read_all
from shop_app.ui.i18n import current_locale
from shop_app.ui.rendering import speaking
from shop_app.ui.routes import LISTS
from shop_app.ui.shell.actors import member_of_request, staff_of_request
from shop_app.ui.shell.lists import Column, ListSpec, scope_of, shown_columns

_LINES_AT_ONCE = 500


async def export(request: Request) -> Response:
    """The file of one list; 404 for a list that is none, 403 for whom it is not for."""
    place = LISTS.get(request.path_params["name"])
    if place is None:
        return PlainTextResponse("There is no such list.", 404)
    module, _, name = place.partition(":")
    spec: ListSpec = getattr(import_module(module), name)
    try:
        if isinstance(spec.permission, Permission):
            actor = await staff_of_request(request, spec.permission)
        else:
            actor = (await member_of_request(request, spec.permission)).actor
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    query = list_query(dict(request.query_params), spec.listing)
    columns = shown_columns(spec.columns(), request.query_params.getlist("col"))
    lines = _lines(spec, query, columns, scope_of(spec, actor), current_locale())
    return StreamingResponse(
        lines,
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{spec.name}.csv"',
            "cache-control": "no-store",
        },
    )


def _lines(
    spec: ListSpec, query: ListQuery, columns: list[Column], scope: dict, locale: str
) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")  # or Excel reads UTF-8 as something else
    writer.writerow([csv_cell(column.label) for column in columns])
    with reading() as session:
        for number, row in enumerate(
            read_all(session, listing=spec.listing, query=query, **scope), start=1
        ):
            with speaking(locale):
                writer.writerow(
                    [
                        csv_cell(column.export(row) if column.export else column.cell(row).text)
                        for column in columns
                    ]
                )
            if number % _LINES_AT_ONCE == 0:
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()
    yield buffer.getvalue()


routes = [Route("/lists/{name}.csv", export)]
