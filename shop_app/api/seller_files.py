"""Files that sellers send in and take away: pictures of products, stock lists, product files."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from shop_app.accounts.permissions import SellerPermission
from shop_app.api.forms import refused, see
from shop_app.api.members import member_of_request
from shop_app.api.uploads import store_pictures, upload_form
from shop_app.catalog.importing.sheets import LARGEST_BYTES, Sheet, read_sheet
from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction, reading, run_in_transaction
from shop_app.core.errors import Invalid, NotAllowed, NotFound, ShopError
from shop_app.core.formats import csv_cell
from shop_app.core.ids import new_id
from shop_app.core.settings import settings
from shop_app.inventory.stock_file import (
    COLUMNS,
    Refused,
    apply_stock_rows,
    stock_rows,
    stock_rows_of,
)
from shop_app.listings import bulk
from shop_app.listings.content import PictureLine
from shop_app.listings.pictures import add_pictures
from shop_app.listings.queries import category_choices, selling_currencies
from shop_app.listings.service import listing_of

ROOM = "listings"
MOST_AT_ONCE = 6
_LINES_AT_ONCE = 500
_ROWS_AT_ONCE = 200
_NAME = re.compile(r"[0-9a-f-]{36}")
_PRIVATE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


async def pictures(request: Request) -> Response:
    """POST /api/seller/products/{id}/pictures: the form's pictures join the listing."""
    address = "/seller/products"
    try:
        member = await member_of_request(request, SellerPermission.LISTINGS)
        product_id = _uuid(request.path_params["product_id"])
        address = f"{address}/{product_id}"
        await in_reading(listing_of, seller_id=member.seller_id, product_id=product_id)
        form = await upload_form(request, most_files=MOST_AT_ONCE)
        if not form.files:
            raise Invalid("Choose at least one picture.", field="photo")
        stored = await store_pictures(form.files, room=ROOM)
        await in_transaction(
            add_pictures,
            actor=member.actor,
            seller_id=member.seller_id,
            product_id=product_id,
            pictures=[
                PictureLine(
                    url=each.url, small_url=each.small_url, width=each.width, height=each.height
                )
                for each in stored
            ],
        )
    except NotAllowed as error:
        return PlainTextResponse(error.sentence, error.status)
    except ShopError as error:
        return refused(error, address=address)
    return see(f"{address}#pictures")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("This is not among yours.") from None


async def stock_file(request: Request) -> Response:
    """GET /api/seller/stock.csv: every level of the seller, to be changed and sent back."""
    try:
        member = await member_of_request(request, SellerPermission.STOCK)
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    return csv_answer("stock.csv", lambda: _stock_lines(member.seller_id))


async def send_stock(request: Request) -> Response:
    """POST /api/seller/stock: the stock file comes back; rows that moved meanwhile stay out."""
    address = "/seller/stock"
    try:
        member = await member_of_request(request, SellerPermission.STOCK)
        _, sheet = await one_sheet(request)
        changed, refused_rows = await asyncio.to_thread(_apply, member.actor, sheet)
        name = str(new_id())
        if refused_rows:
            await asyncio.to_thread(
                _keep, _refused_path(member.seller_id, name), sheet, refused_rows
            )
    except NotAllowed as error:
        return PlainTextResponse(error.sentence, error.status)
    except ShopError as error:
        return refused(error, address=address)
    return see(f"{address}?changed={changed}&refused={len(refused_rows)}&file={name}")


async def refused_stock(request: Request) -> Response:
    """GET /api/seller/stock/refused/{name}: the rows that stayed out, with their reasons."""
    try:
        member = await member_of_request(request, SellerPermission.STOCK)
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    path = _refused_path(member.seller_id, request.path_params["name"])
    if not await asyncio.to_thread(path.is_file):
        return PlainTextResponse("There is no such file.", 404)
    return FileResponse(path, media_type="text/csv", filename="stock-refused.csv", headers=_PRIVATE)


async def send_products(request: Request) -> Response:
    """POST /api/seller/import: a file of products is kept, to be mapped and looked at."""
    address = "/seller/import"
    try:
        member = await member_of_request(request, SellerPermission.LISTINGS)
        name, sheet = await one_sheet(request)
        file_id = await in_transaction(
            bulk.keep_file, actor=member.actor, file_name=name, sheet=sheet
        )
    except NotAllowed as error:
        return PlainTextResponse(error.sentence, error.status)
    except ShopError as error:
        return refused(error, address=address)
    return see(f"{address}?file={file_id}")


async def refused_products(request: Request) -> Response:
    """GET /api/seller/import/{id}/refused.csv: the rows that stayed out, with their reasons."""
    try:
        member = await member_of_request(request, SellerPermission.LISTINGS)
        file_id = _uuid(request.path_params["file_id"])
        await in_reading(bulk.bulk_file, seller_id=member.seller_id, file_id=file_id)
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)

    def lines() -> Iterator[Sequence[Any]]:
        with reading() as session:
            yield from bulk.refused_rows(session, seller_id=member.seller_id, file_id=file_id)

    return csv_answer("refused.csv", lines)


async def example(request: Request) -> Response:
    """GET /api/seller/import/example.csv: columns and two rows that can be changed."""
    try:
        await member_of_request(request, SellerPermission.LISTINGS)
        currencies = await in_reading(selling_currencies)
        categories = await in_reading(category_choices)
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    prices = [f"price {currency}" for currency in currencies[:2]]
    category = categories[0][1] if categories else ""
    rows = [
        ["title", "category", "description", "brand", "sku", "colour", *prices, "stock", "images"],
        ["Stoneware mug", category, "Thrown by hand.", "Hearth", "MUG-OLIVE", "Olive",
         *["19.99" for _ in prices], "12", ""],
        ["Stoneware mug", category, "", "", "MUG-SAND", "Sand", *["19.99" for _ in prices], "8",
         ""],
    ]  # fmt: skip
    return csv_answer("example.csv", lambda: iter(rows))


async def one_sheet(request: Request) -> tuple[str, Sheet]:
    """The name of the form's one file, and its rows. Raises Invalid (field `file`)."""
    form = await upload_form(request, name="file", most_files=1, largest_bytes=LARGEST_BYTES)
    if not form.files:
        raise Invalid("Choose a file first.", field="file")
    return form.names[0], await asyncio.to_thread(read_sheet, form.files[0])


def csv_answer(name: str, lines: Callable[[], Iterator[Sequence[Any]]]) -> Response:
    """A CSV file that is written while it is sent; no cell of it runs as a formula."""

    def parts() -> Iterator[str]:
        buffer = io.StringIO()
        buffer.write("\ufeff")  # or Excel reads UTF-8 as something else
        writer = csv.writer(buffer)
        for number, line in enumerate(lines(), 1):
            writer.writerow([csv_cell(cell) for cell in line])
            if number % _LINES_AT_ONCE == 0:
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue()

    return StreamingResponse(
        parts(),
        media_type="text/csv; charset=utf-8",
        headers={**_PRIVATE, "content-disposition": f'attachment; filename="{name}"'},
    )


def _stock_lines(seller_id: UUID) -> Iterator[Sequence[Any]]:
    yield COLUMNS
    with reading() as session:
        yield from stock_rows(session, seller_id=seller_id)


def _apply(actor: Actor, sheet: Sheet) -> tuple[int, list[Refused]]:
    lines = stock_rows_of(sheet.header, sheet.rows)
    changed, refused_rows = 0, []
    for start in range(0, len(lines), _ROWS_AT_ONCE):
        some, out = run_in_transaction(
            apply_stock_rows, actor=actor, lines=lines[start : start + _ROWS_AT_ONCE]
        )
        changed += some
        refused_rows += out
    return changed, refused_rows


def _keep(path: Path, sheet: Sheet, refused_rows: Sequence[Refused]) -> None:
    cells = dict(sheet.rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([csv_cell(name) for name in ("row", "reason", *sheet.header)])
        for each in refused_rows:
            line = (each.row.number, each.error.sentence, *cells[each.row.number])
            writer.writerow([csv_cell(cell) for cell in line])


def _refused_path(seller_id: UUID, name: str) -> Path:
    """Where the refused rows of one file lie; each seller has a folder of its own."""
    plain = name if _NAME.fullmatch(name) else "none"
    return settings().shop_home / "private" / "stock" / str(seller_id) / f"{plain}.csv"


routes = [
    Route("/api/seller/import", send_products, methods=["POST"]),
    Route("/api/seller/import/example.csv", example, methods=["GET"]),
    Route("/api/seller/import/{file_id}/refused.csv", refused_products, methods=["GET"]),
    Route("/api/seller/stock.csv", stock_file, methods=["GET"]),
    Route("/api/seller/stock", send_stock, methods=["POST"]),
    Route("/api/seller/stock/refused/{name}", refused_stock, methods=["GET"]),
    Route("/api/seller/products/{product_id}/pictures", pictures, methods=["POST"]),
]
