"""Papers of the portals and the shop, answered as PDF."""

from __future__ import annotations

from starlette.responses import Response


def pdf_response(content: bytes, name: str) -> Response:
    """A PDF that the browser shows and nobody keeps."""
    return Response(
        content,
        media_type="application/pdf",
        headers={
            "content-disposition": f'inline; filename="{name}"',
            "cache-control": "private, no-store",
            "x-content-type-options": "nosniff",
        },
    )
