"""The app: screens by the table of routes, HTTP routes around them, the guard before each event."""

from __future__ import annotations

import reflex as rx
from reflex.app import default_error_boundary
from starlette.applications import Starlette

from shop_app.api import (
    account_forms,
    cart_forms,
    checkout_forms,
    credit_forms,
    health,
    media,
    metrics,
    order_forms,
    person_forms,
    recovery_forms,
    return_forms,
    review_forms,
    robots,
    seller_documents,
    seller_files,
    sitemap,
    statement_files,
)
from shop_app.bootstrap import load_tables
from shop_app.ui import edge
from shop_app.ui.admin import report_files
from shop_app.ui.checkout import order_documents
from shop_app.ui.connection import lost_connection
from shop_app.ui.failures import log_failure
from shop_app.ui.first_paint.routes import screen_routes
from shop_app.ui.routes import SCREENS, add_screens
from shop_app.ui.seller import packing
from shop_app.ui.shell import exports
from shop_app.ui.shell.guard import Guard

load_tables()
http = Starlette(
    routes=[
        *account_forms.routes,
        *person_forms.routes,
        *recovery_forms.routes,
        *cart_forms.routes,
        *checkout_forms.routes,
        *credit_forms.routes,
        *health.routes,
        *order_forms.routes,
        *media.routes,
        *metrics.routes,
        *return_forms.routes,
        *review_forms.routes,
        *robots.routes,
        *seller_documents.routes,
        *seller_files.routes,
        *sitemap.routes,
        *statement_files.routes,
        *report_files.routes,
        *exports.routes,
        *order_documents.routes,
        *packing.routes,
        *screen_routes(SCREENS),
    ]
)
app = rx.App(
    stylesheets=["/styles/stoa.css"],
    html_lang="en",
    toaster=None,
    head_components=[
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        *(
            rx.el.meta(
                name="theme-color",
                content=colour,
                custom_attrs={"media": f"(prefers-color-scheme: {scheme})"},
            )
            for scheme, colour in (("light", "#f8f5ef"), ("dark", "#161310"))
        ),
        rx.el.script(src="/js/ui.js", defer=True),
    ],
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: default_error_boundary(),  # noqa: ARG005
        (5, "Overlay"): lambda stateful: lost_connection(),  # noqa: ARG005
    },
    api_transformer=[http, edge.guarded],
    backend_exception_handler=log_failure,
)
app.add_middleware(Guard())
add_screens(app, SCREENS)
