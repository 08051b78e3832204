"""Packing slips as PDF: of one order, of those that were selected, or of all that is to send."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.pdf import Sheet
from shop_app.orders.documents import MOST_SLIPS, PackingSlip, packing_slips_of
from shop_app.orders.picking import numbers_to_send
from shop_app.ui.i18n import current_locale, nt, t
from shop_app.ui.rendering import speaking
from shop_app.ui.seller.frame import member_of_request
from shop_app.ui.shell.papers import pdf_response


async def packing_slip(request: Request) -> Response:
    """GET /seller/orders/{number}/packing.pdf: the slip of this seller's part."""
    return await _slips(request, [request.path_params["number"][:40]])


async def packing_slips(request: Request) -> Response:
    """GET /seller/packing.pdf?number=…&number=…: several; without numbers all that is to send."""
    return await _slips(request, [n[:40] for n in request.query_params.getlist("number")])


async def _slips(request: Request, numbers: Sequence[str]) -> Response:
    locale = current_locale()
    try:
        member = await member_of_request(request, SellerPermission.ORDERS)
        wanted = numbers or await in_reading(
            numbers_to_send, seller_id=member.seller_id, limit=MOST_SLIPS
        )
        found = await in_reading(
            packing_slips_of, seller_id=member.seller_id, numbers=wanted, locale=locale
        )
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    return pdf_response(await asyncio.to_thread(_paper, found, locale), "packing-slips.pdf")


def _paper(slips: Sequence[PackingSlip], locale: str) -> bytes:
    with speaking(locale):
        sheet = Sheet(title=t("Packing slips"), foot=t("Stoa · packing slip"))
        for place, slip in enumerate(slips):
            if place:
                sheet.add_page()
            _page(sheet, slip)
        return sheet.bytes()


def _page(sheet: Sheet, slip: PackingSlip) -> None:
    sheet.heading(t("Packing slip {number}", number=slip.number))
    sheet.blocks(
        [
            (t("Send to"), slip.address),
            (t("From"), [slip.seller_name]),
            (t("Order"), [slip.order_number, slip.date_text, slip.delivery_name]),
        ]
    )
    sheet.rows(
        [t("Pieces"), t("Item"), t("Number of the article")],
        [
            (
                str(line.quantity),
                " · ".join(word for word in (line.title, line.variant_title) if word),
                line.sku,
            )
            for line in slip.lines
        ],
        widths=[1, 6, 3],
        align=["RIGHT", "LEFT", "LEFT"],
    )
    pieces = sum(line.quantity for line in slip.lines)
    sheet.paragraph(nt("{n} piece", "{n} pieces", n=pieces), bold=True)


routes = [
    Route("/seller/packing.pdf", packing_slips),
    Route("/seller/orders/{number}/packing.pdf", packing_slip),
]
