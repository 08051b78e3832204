"""A seller's statement to take away: GET /api/seller/statements/{period}.csv and .pdf."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Sequence
from uuid import UUID

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts.permissions import SellerPermission
from shop_app.api.members import member_of_request
from shop_app.core.db import in_reading, rows, run_reading
from shop_app.core.errors import ShopError
from shop_app.core.formats import csv_cell, date_text, money_text
from shop_app.core.money import Money
from shop_app.core.pdf import Sheet
from shop_app.ledger.statements import statement, statement_lines
from shop_app.ledger.views import Statement, StatementLine

MOST_LINES_ON_PAPER = 5000
_HEAD = ("Day", "What", "Order or run", "Amount", "Delivery", "Tax", "Commission", "Sum")
_PRIVATE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


async def as_csv(request: Request) -> Response:
    """The statement as rows; amounts are plain decimals of its currency."""
    return await _file(request, "text/csv; charset=utf-8", "csv")


async def as_pdf(request: Request) -> Response:
    """The statement on paper."""
    return await _file(request, "application/pdf", "pdf")


async def _file(request: Request, media_type: str, ending: str) -> Response:
    period = request.path_params["period"]
    try:
        member = await member_of_request(request, SellerPermission.MONEY)
        found = await in_reading(statement, seller_id=member.seller_id, period=period)
        body = await asyncio.to_thread(_body, member.seller_id, found, ending)
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    return Response(
        body,
        media_type=media_type,
        headers={
            **_PRIVATE,
            "content-disposition": f'attachment; filename="statement-{found.period}.{ending}"',
        },
    )


def _body(seller_id: UUID, found: Statement, ending: str) -> bytes:
    lines = run_reading(statement_lines, seller_id=seller_id, period=found.period)
    if ending == "csv":
        return _csv(found, lines)
    name = run_reading(rows, "select name from sellers where id = :id", id=seller_id)[0].name
    return _pdf(name, found, lines)


def _csv(found: Statement, lines: Sequence[StatementLine]) -> bytes:
    def plain(minor: int) -> str:
        return str(Money(minor, found.currency).decimal)

    buffer = io.StringIO()
    buffer.write("\ufeff")  # or Excel reads UTF-8 as something else
    writer = csv.writer(buffer)
    writer.writerow([*_HEAD, "Currency"])
    writer.writerow(["", "Opening", "", "", "", "", "", plain(found.opening_minor), found.currency])
    for line in lines:
        cells = (
            line.happened_at.date().isoformat(),
            line.kind,
            line.order_number or line.payout_number,
        )
        amounts = [plain(amount) for amount in _amounts(line)]
        writer.writerow([*map(csv_cell, cells), *amounts, found.currency])
    writer.writerow(["", "Closing", "", "", "", "", "", plain(found.closing_minor), found.currency])
    return buffer.getvalue().encode()


def _pdf(name: str, found: Statement, lines: Sequence[StatementLine]) -> bytes:
    def money(minor: int) -> str:
        return money_text(minor, found.currency)

    month = date_text(found.month, form="LLLL y")
    sheet = Sheet(title=f"Statement {found.period}", foot=f"Stoa · {name} · {found.period}")
    sheet.heading(f"Statement, {month}")
    sheet.blocks(
        [
            ("Seller", [name]),
            ("Period", [f"{month} (UTC)", found.currency]),
            ("Opening", [money(found.opening_minor)]),
            ("Closing", [money(found.closing_minor)]),
        ]
    )
    earned = found.goods_minor + found.delivery_minor
    sheet.rows(
        ("Summary", "Amount"),
        [
            ("Opening", money(found.opening_minor)),
            ("Sales and delivery", money(earned)),
            ("Tax collected for the state", money(found.tax_minor)),
            ("Commission", money(found.commission_minor)),
            ("Refunds and cancellations", money(found.refunds_minor)),
            ("Payouts", money(found.payouts_minor)),
            ("Closing", money(found.closing_minor)),
        ],
        widths=(4, 1),
        align=("LEFT", "RIGHT"),
        last_bold=True,
    )
    shown = lines[:MOST_LINES_ON_PAPER]
    sheet.rows(
        _HEAD,
        [
            (
                date_text(line.happened_at.date()),
                line.kind.capitalize(),
                line.order_number or line.payout_number,
                *(money(amount) if amount else "" for amount in _amounts(line)),
            )
            for line in shown
        ],
        widths=(10, 18, 19, 16, 15, 16, 17, 17),
        align=("LEFT", "LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT"),
    )
    if len(lines) > len(shown):
        sheet.paragraph(f"{len(lines) - len(shown)} more lines stand in the CSV file.", muted=True)
    return sheet.bytes()


def _amounts(line: StatementLine) -> tuple[int, int, int, int, int]:
    return (
        line.goods_minor + line.payout_minor,
        line.delivery_minor,
        line.tax_minor,
        line.commission_minor,
        line.sum_minor,
    )


routes = [
    Route("/api/seller/statements/{period}.csv", as_csv),
    Route("/api/seller/statements/{period}.pdf", as_pdf),
]
