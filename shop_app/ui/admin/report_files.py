"""Reports as CSV files, for staff and for sellers: the same parts as on the screen, whole."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.admin.report_tables import REPORTS
from shop_app.ui.seller.analytics_tables import seller_parts
from shop_app.ui.shell.actors import member_of_request, staff_of_request
from shop_app.ui.shell.asking import asked_of
from shop_app.ui.shell.reports import Part, csv_lines


async def staff_file(request: Request) -> Response:
    """GET /lists/reports/{name}?part=…: one part of a report, for staff who may see reports."""
    try:
        await staff_of_request(request, Permission.REPORTS_VIEW)
        name = request.path_params["name"]
        if name not in REPORTS:
            raise NotFound("There is no such report.")
        text = await in_reading(_staff_text, name, dict(request.query_params))
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    return _file(text, f"{name}-{request.query_params.get('part', '')}")


async def seller_file(request: Request) -> Response:
    """GET /lists/analytics?part=…: one part of a seller's own analytics."""
    try:
        member = await member_of_request(request, SellerPermission.ANALYTICS)
        text = await in_reading(_seller_text, member.seller_id, dict(request.query_params))
    except ShopError as error:
        return PlainTextResponse(error.sentence, error.status)
    return _file(text, f"analytics-{request.query_params.get('part', '')}")


def _staff_text(session: Any, name: str, given: dict[str, str]) -> str:
    asked = asked_of(session, address="", given=given)
    return _text(REPORTS[name](session, asked), given)


def _seller_text(session: Any, seller_id: Any, given: dict[str, str]) -> str:
    asked = asked_of(session, address="", given=given)
    return _text(seller_parts(session, asked, seller_id=seller_id), given)


def _text(parts: list[Part], given: dict[str, str]) -> str:
    wanted = next((part for part in parts if part.name == given.get("part")), None)
    if wanted is None:
        raise NotFound("This report has no such part.")
    return "".join(csv_lines(wanted))


def _file(text: str, name: str) -> Response:
    safe = "".join(letter for letter in name if letter.isalnum() or letter == "-")
    headers = {
        "content-disposition": f'attachment; filename="{safe}.csv"',
        "cache-control": "no-store",
    }
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


routes = [
    Route("/lists/reports/{name}", staff_file),
    Route("/lists/analytics", seller_file),
]
