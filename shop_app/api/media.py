"""Pictures: our own drawings, made when asked for, and the files that were stored.

The address of a picture says all that it is, so browsers and proxies may keep it for ever.
"""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from shop_app.core.settings import settings
from shop_app.pictures.gallery import svg_for

_LASTING = {
    "cache-control": "public, max-age=31536000, immutable",
    # Opened by itself a picture may run nothing, whatever somebody has put into it.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
}
_KINDS = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


async def art(request: Request) -> Response:
    """GET /media/art/…: a drawing by its address."""
    text = await asyncio.to_thread(svg_for, request.url.path)
    if text is None:
        return _nothing()
    body = text.encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {**_LASTING, "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="image/svg+xml")


async def stored(request: Request) -> Response:
    """GET /media/…: a file from the media folder; nothing beside it can be reached."""
    path = await asyncio.to_thread(_stored, request.path_params["path"])
    if path is None:
        return _nothing()
    return FileResponse(path, media_type=_KINDS[path.suffix.lower()], headers=_LASTING)


def _stored(path: str) -> Path | None:
    if "\x00" in path or len(path) > 500:
        return None
    folder = settings().media_folder.resolve()
    file = (folder / path.lstrip("/")).resolve()
    known = file.suffix.lower() in _KINDS and file.is_relative_to(folder)
    return file if known and file.is_file() else None


def _nothing() -> Response:
    return PlainTextResponse(
        "There is no such picture.", 404, headers={"cache-control": "public, max-age=60"}
    )


routes = [
    Route("/media/art/{address:path}", art, methods=["GET"]),
    Route("/media/{path:path}", stored, methods=["GET"]),
]
