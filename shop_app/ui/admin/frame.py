"""What the staff's pages have around them."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import STAFF
from shop_app.ui.components.navigation import portal_navigation
from shop_app.ui.i18n import t
from shop_app.ui.routes import is_there
from shop_app.ui.shell.actors import staff_of, staff_of_request
from shop_app.ui.shell.layout import portal_layout
from shop_app.ui.shell.portal import portal_paint, waiting

__all__ = ["admin_page", "admin_paint", "staff_of", "staff_of_request"]


def _groups() -> list[tuple[Any | None, list[tuple[Any, str, str]]]]:
    return [
        (
            None,
            [
                (t("Overview"), "/admin", "home"),
                (t("Orders"), "/admin/orders", "box"),
                (t("Returns"), "/admin/returns", "return"),
                (t("Customers"), "/admin/customers", "user"),
            ],
        ),
        (
            t("Marketplace"),
            [
                (t("Sellers"), "/admin/sellers", "store"),
                (t("Applications"), "/admin/applications", "users"),
                (t("Listings"), "/admin/listings", "tag"),
                (t("Reviews"), "/admin/reviews", "star"),
                (t("Catalogue"), "/admin/catalog", "grid"),
                (t("Promotions"), "/admin/promotions", "percent"),
            ],
        ),
        (
            t("Money"),
            [
                (t("Payouts"), "/admin/payouts", "card"),
                (t("Ledger"), "/admin/ledger", "list"),
                (t("Commission"), "/admin/commission", "percent"),
            ],
        ),
        (
            t("Reports"),
            [
                (t("Sales"), "/admin/reports/sales", "chart"),
                (t("Products"), "/admin/reports/products", "chart"),
                (t("Customers"), "/admin/reports/customers", "chart"),
                (t("Sellers"), "/admin/reports/sellers", "chart"),
                (t("Funnel"), "/admin/reports/funnel", "chart"),
                (t("Finance"), "/admin/reports/finance", "chart"),
            ],
        ),
        (
            t("House"),
            [
                (t("System"), "/admin/system", "gauge"),
                (t("Mail"), "/admin/system/mail", "mail"),
                (t("Audit log"), "/admin/audit", "shield"),
                (t("Team"), "/admin/team", "users"),
                (t("Settings"), "/admin/settings", "settings"),
                (t("Set up the shop"), "/admin/setup", "check"),
            ],
        ),
    ]


def admin_page(
    content: Any, *, title: Any, current: str, shell: Any, action: Any = None
) -> rx.Component:
    """A page of the staff's portal; `action` is the page's one main action."""
    return portal_layout(
        content,
        title=title,
        navigation=portal_navigation(_groups(), current=current, is_there=is_there),
        shell=shell,
        action=action,
    )


async def admin_paint(request: Request, *, title: str, current: str) -> Response:
    """The frame of a page for staff; its content comes with the live page."""
    return await portal_paint(
        request,
        lambda visitor: visitor.is_staff,
        audience=STAFF,
        title=title,
        body=lambda shell: admin_page(waiting(), title=title, current=current, shell=shell),
    )
