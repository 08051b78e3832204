"""The invoice of an order as a PDF, for its owner, for who has its key, and for staff."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.pdf import Sheet
from shop_app.orders.documents import Invoice, readable_invoices
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import speaking
from shop_app.ui.shell.identity import visitor_of_request
from shop_app.ui.shell.papers import pdf_response


async def invoice(request: Request) -> Response:
    """GET /orders/{number}/invoice.pdf?key=…; 404 for whom the order does not belong to."""
    number = request.path_params["number"][:40]
    locale = current_locale()
    try:
        visitor = await visitor_of_request(request)
        found = await in_reading(
            readable_invoices,
            number=number,
            user_id=visitor.user_id,
            session_key=visitor.session_key,
            key=request.query_params.get("key", "")[:100],
            sees_all=visitor.may(Permission.ORDERS_VIEW),
            locale=locale,
        )
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    return pdf_response(await asyncio.to_thread(_paper, found, locale), f"invoice-{number}.pdf")


def _paper(invoices: Sequence[Invoice], locale: str) -> bytes:
    with speaking(locale):
        sheet = Sheet(
            title=t("Invoice {number}", number=invoices[0].order_number),
            foot=t("Stoa · order {number}", number=invoices[0].order_number),
        )
        for place, one in enumerate(invoices):
            if place:
                sheet.add_page()
            _page(sheet, one)
        return sheet.bytes()


def _page(sheet: Sheet, one: Invoice) -> None:
    sheet.heading(t("Invoice {number}", number=one.number))
    sheet.blocks(
        [
            (t("Sold by"), [one.seller_name, t("through Stoa")]),
            (t("Delivered to"), [*one.address, one.email]),
            (t("Order"), [one.order_number, one.date_text]),
        ]
    )
    sheet.rows(
        [t("Item"), t("Number of the article"), t("Tax"), t("Price"), t("Pieces"), t("Amount")],
        [
            (line.title, line.sku, line.tax_text, line.unit_text, str(line.quantity),
             line.total_text)
            for line in one.lines
        ],
        widths=[38, 20, 9, 13, 9, 14],
        align=["LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT"],
    )  # fmt: skip
    sums = [(t("Delivery: {name}", name=one.delivery_name), one.delivery_text)]
    if one.discount_text:
        sums.append((t("Discount"), one.discount_text))
    if not one.tax_included:
        sums.append((t("Tax"), one.tax_text))
    sums.append((t("Total, paid"), one.total_text))
    if one.cancelled_text:
        sums.append((t("Cancelled before it was sent, given back"), one.cancelled_text))
        sums.append((t("Total of what is sent"), one.remains_text))
    sheet.rows([], sums, widths=[4, 1], align=["LEFT", "RIGHT"], last_bold=True)
    if one.by_credit_text:
        paid = [
            (t("Paid by store credit"), one.by_credit_text),
            (t("Paid by card"), one.by_method_text),
        ]
        sheet.rows([], paid, widths=[4, 1], align=["LEFT", "RIGHT"])
    sheet.paragraph(
        t("The prices hold {tax} of tax.", tax=one.tax_text)
        if one.tax_included
        else t("The tax of {tax} comes on top of the prices.", tax=one.tax_text),
        bold=True,
    )
    sheet.ln(2)
    sheet.rows(
        [t("Tax rate"), t("Without tax"), t("Tax")],
        [(tax.rate_text or t("Delivery"), tax.net_text, tax.tax_text) for tax in one.taxes],
        widths=[2, 1, 1],
        align=["LEFT", "RIGHT", "RIGHT"],
    )


routes = [Route("/orders/{number}/invoice.pdf", invoice)]
