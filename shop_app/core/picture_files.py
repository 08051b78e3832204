"""Pictures that people send in: looked at, made anew as WebP, kept under a hash of the result.

What comes in is never kept as it came: Pillow decodes it, turns it upright, makes it small enough
and writes new files without metadata. A file that is no picture, or a very large one, is refused
before its pixels are unpacked. Public pictures lie in the media folder, which everybody may read;
private ones lie in a folder of their own that only endpoints open, after asking who wants to see.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from shop_app.core.errors import Invalid
from shop_app.core.settings import settings

LARGEST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONG_SIDE, SMALL_SIDE = 1600, 480
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_KEY = re.compile(r"[a-z]{1,20}/[0-9a-f]{2}/[0-9a-f]{40}(-small)?\.webp")
_NO_PICTURE = "This file is not a picture that can be read. Send a JPEG, PNG or WebP."


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that was kept. `url` is empty for private ones; sides are in pixels."""

    key: str
    small_key: str
    width: int
    height: int
    url: str = ""
    small_url: str = ""


def store_picture(data: bytes, *, room: str = "uploads", private: bool = False) -> StoredPicture:
    """Keep a picture and a small one of it (480 px); the same picture twice is kept once.

    `room` names the folder: small letters only. May take a second of CPU and touches the disk: call
    it in a worker thread and outside any transaction. Raises Invalid (field `photo`) for what is no
    picture, is broken, or has too many bytes or pixels.
    """
    large = _decoded(data)
    small = large.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    body = _webp(large)
    name = hashlib.sha256(body).hexdigest()[:40]
    key, small_key = (f"{room}/{name[:2]}/{name}{tail}.webp" for tail in ("", "-small"))
    folder = _folder(private=private)
    _keep(folder / key, body)
    _keep(folder / small_key, _webp(small))
    return StoredPicture(
        key=key,
        small_key=small_key,
        width=large.width,
        height=large.height,
        url="" if private else f"/media/{key}",
        small_url="" if private else f"/media/{small_key}",
    )


def private_file(key: str) -> Path | None:
    """The file of a private picture; None when there is none. Who may see it is not asked here."""
    path = _folder(private=True) / key
    return path if _KEY.fullmatch(key) and path.is_file() else None


def _decoded(data: bytes) -> Image.Image:
    """The picture upright, without metadata, its long side at most 1600 px."""
    if len(data) > LARGEST_BYTES:
        raise Invalid(
            "A picture may have at most {most} MB. Send a smaller one.",
            field="photo",
            most=LARGEST_BYTES // 1024 // 1024,
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=_FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Invalid(
                    "This picture has too many pixels. Send a smaller one.", field="photo"
                )
            picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
            upright = ImageOps.exif_transpose(picture)
            clear = "A" in upright.getbands() or "transparency" in upright.info
            plain = upright.convert("RGBA" if clear else "RGB")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,  # Pillow raises it for broken PNG chunks
        ValueError,
        EOFError,
    ) as error:
        raise Invalid(_NO_PICTURE, field="photo") from error
    plain.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return plain


def _webp(picture: Image.Image) -> bytes:
    body = BytesIO()
    picture.info.clear()
    picture.save(body, "WEBP", quality=82, method=4)
    return body.getvalue()


def _folder(*, private: bool) -> Path:
    return settings().shop_home / "private" if private else settings().media_folder


def _keep(path: Path, body: bytes) -> None:
    """Write whole or not at all, so that nobody ever reads half a picture."""
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(draft).replace(path)
