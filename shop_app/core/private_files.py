"""Documents that people send in (PDF), kept as they came in a folder that no address serves."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

from shop_app.core.errors import Invalid
from shop_app.core.settings import settings

LARGEST_BYTES = 10 * 1024 * 1024
_KEY = re.compile(r"[0-9a-f]{32}\.pdf")
_HEAD = b"%PDF-"


def is_pdf(data: bytes) -> bool:
    """Whether the file begins as a PDF does, whatever its name says."""
    return _HEAD in data[:1024]


def store_document(data: bytes) -> str:
    """Keep a PDF; returns its key. Raises Invalid for anything else, or for more than 10 MB."""
    if not is_pdf(data):
        raise Invalid("Send the document as a PDF or a picture.", field="document")
    if len(data) > LARGEST_BYTES:
        raise Invalid("A document may have at most 10 MB.", field="document")
    key = f"{uuid4().hex}.pdf"
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / key).write_bytes(data)
    return key


def document_path(key: str) -> Path | None:
    """The file with this key, or None; who may read it is for the caller to know."""
    path = _folder() / key
    return path if _KEY.fullmatch(key) and path.is_file() else None


def _folder() -> Path:
    return settings().shop_home.absolute() / "private" / "documents"
