"""How Reflex builds and runs the front end. Everything that differs by machine is in settings."""

from __future__ import annotations

import os

import reflex as rx

from shop_app.core.settings import settings
from shop_app.ui.first_paint.seed import FirstPaintPlugin

# Reflex reads these from the environment only.
os.environ.setdefault("REFLEX_USE_NPM", "true")  # npm of the Node.js wheel; no download of bun
os.environ.setdefault("REFLEX_SSR", "false")  # pages are painted by us, per request
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
# A worker keeps a tab's state in memory for a moment after an event instead of writing it to
# Redis each time: about three times the events per second. A crash loses that moment of *view*.
os.environ.setdefault("REFLEX_OPLOCK_ENABLED", "true")
os.environ.setdefault("REFLEX_OPLOCK_HOLD_TIME", "1s")

config = rx.Config(
    app_name="shop_app",
    api_url="http://localhost",  # never used as it stands: see first_paint/seed.py
    deploy_url=settings().origin,
    redis_url=settings().redis_url or None,
    cors_allowed_origins=settings().allowed_origins,
    trusted_proxy_hops=settings().trusted_proxy_hops,
    frontend_compression_formats=["brotli", "gzip"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="system",
    react_strict_mode=False,
    plugins=[
        rx.plugins.TailwindV4Plugin(config={"darkMode": "selector", "plugins": []}),
        FirstPaintPlugin(),
    ],
    disable_plugins=[rx.plugins.SitemapPlugin, rx.plugins.RadixThemesPlugin],
)
