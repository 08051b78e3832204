"""What the seller's pages have around them, and whose pages they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.accounts.views import SELLERS
from shop_app.ui.components.navigation import portal_navigation
from shop_app.ui.i18n import t
from shop_app.ui.routes import is_there
from shop_app.ui.shell.actors import Member, member_of, member_of_request
from shop_app.ui.shell.layout import portal_layout
from shop_app.ui.shell.portal import portal_paint, waiting

__all__ = ["Member", "member_of", "member_of_request", "seller_of", "seller_page", "seller_paint"]


async def seller_of(state: Any) -> UUID:
    """The seller for whose orders the visitor may act. Raises SignInNeeded or NotAllowed."""
    return (await member_of(state, SellerPermission.ORDERS)).seller_id


def _groups() -> list[tuple[Any | None, list[tuple[Any, str, str]]]]:
    return [
        (
            None,
            [
                (t("Overview"), "/seller", "home"),
                (t("Orders"), "/seller/orders", "box"),
                (t("Returns"), "/seller/returns", "return"),
                (t("Products"), "/seller/products", "tag"),
                (t("Import"), "/seller/import", "upload"),
                (t("Stock"), "/seller/stock", "grid"),
                (t("Promotions"), "/seller/promotions", "percent"),
                (t("Reviews"), "/seller/reviews", "star"),
            ],
        ),
        (
            t("Money"),
            [
                (t("Balance"), "/seller/balance", "card"),
                (t("Statements"), "/seller/statements", "list"),
                (t("Analytics"), "/seller/analytics", "chart"),
            ],
        ),
        (
            t("Shop"),
            [
                (t("Delivery options"), "/seller/shipping", "truck"),
                (t("Team"), "/seller/team", "users"),
                (t("Settings"), "/seller/settings", "settings"),
            ],
        ),
    ]


def seller_page(
    content: Any,
    *,
    title: Any,
    current: str,
    shell: Any,
    to_ship: Any = 0,
    action: Any = None,
) -> rx.Component:
    """A page of the seller's portal; `action` is the page's one main action."""
    return portal_layout(
        content,
        title=title,
        navigation=portal_navigation(
            _groups(), current=current, is_there=is_there, counts={"/seller/orders": to_ship}
        ),
        shell=shell,
        action=action,
    )


async def seller_paint(request: Request, *, title: str, current: str) -> Response:
    """The frame of a seller's page; its content comes with the live page."""
    return await portal_paint(
        request,
        lambda visitor: visitor.sells,
        audience=SELLERS,
        title=title,
        body=lambda shell: seller_page(waiting(), title=title, current=current, shell=shell),
    )
