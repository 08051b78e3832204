"""What both portals share: who may see the page before it is live, and the waiting page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import reflex as rx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.accounts.views import Visitor
from shop_app.ui.components.feedback import skeleton
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.rendering import el
from shop_app.ui.shell.enrolment import enrolment_address
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import visitor_of_request
from shop_app.ui.shell.session_state import personal_frame, personal_seed


async def portal_paint(
    request: Request,
    admits: Callable[[Visitor], bool],
    *,
    audience: str,
    title: str,
    body: Callable[[Any], rx.Component],
) -> Response:
    """The frame of a portal's page for whom it admits; guests sign in, others find nothing.

    Who owes the second step that the shop demands of `audience` is led to set it up.
    """
    visitor = await visitor_of_request(request)
    if not visitor.is_signed_in:
        return RedirectResponse(f"/login?{urlencode({'next': request.url.path})}", 303)
    if not admits(visitor):
        return await not_found_response(request)
    if audience in visitor.owes_second_step:
        return RedirectResponse(enrolment_address(request.url.path), 303)
    shell = await shell_of(request, **await personal_frame(request))
    return page_response(
        request,
        head=Head(title=f"{title} · Stoa", robots="noindex"),
        body=lambda: body(shell),
        seed=personal_seed(shell),
    )


def waiting() -> rx.Component:
    """Content that is on its way."""
    return el.div(
        skeleton("h-24 rounded-card"),
        skeleton("h-64 rounded-card"),
        aria_busy="true",
        class_name="grid gap-4",
    )
