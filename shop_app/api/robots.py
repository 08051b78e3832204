"""/robots.txt: what crawlers may read, and where the sitemap lies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.core.settings import settings

# What is somebody's own, and lists without end.
CLOSED = (
    "/account",
    "/admin",
    "/api/",
    "/cart",
    "/checkout",
    "/compare",
    "/live/",
    "/login",
    "/orders/",
    "/register",
    "/search",
    "/seller/",
    "/track",
    "/wishlist",
)


async def robots(_request: Request) -> Response:
    """GET /robots.txt."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "Allow: /", ""]
    lines.append(f"Sitemap: {settings().origin}/sitemap.xml")
    return PlainTextResponse(
        "\n".join(lines) + "\n", headers={"cache-control": "public, max-age=3600"}
    )


routes = [Route("/robots.txt", robots, methods=["GET"])]
