"""Pictures that people send: kept upright, small and clean; what is no picture is refused."""

from __future__ import annotations

import os
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from shop_app.core import picture_files
from shop_app.core.errors import Invalid
from shop_app.core.picture_files import private_file, store_picture
from shop_app.core.settings import forget_settings, settings


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A shop home of the test's own."""
    monkeypatch.setenv("SHOP_HOME", str(tmp_path))
    monkeypatch.delenv("MEDIA_HOME", raising=False)
    forget_settings()
    yield tmp_path
    forget_settings()


def picture(width: int = 40, height: int = 20, kind: str = "JPEG", **how) -> bytes:
    body = BytesIO()
    Image.new(how.pop("mode", "RGB"), (width, height), "teal").save(body, kind, **how)
    return body.getvalue()


def test_public_picture_lies_in_the_media_folder_under_its_hash():
    kept = store_picture(picture(2000, 1000))
    assert kept.url == f"/media/{kept.key}"
    assert (kept.width, kept.height) == (1600, 800)
    with Image.open(settings().media_folder / kept.key) as large:
        assert (large.format, large.size) == ("WEBP", (1600, 800))
    with Image.open(settings().media_folder / kept.small_key) as small:
        assert small.size == (480, 240)


def test_same_picture_twice_is_kept_once():
    assert store_picture(picture()) == store_picture(picture())


def test_private_picture_is_outside_the_media_folder_and_has_no_address():
    kept = store_picture(picture(), room="returns", private=True)
    assert kept.url == ""
    path = private_file(kept.key)
    assert path is not None
    assert not path.resolve().is_relative_to(settings().media_folder.resolve())


@pytest.mark.parametrize("key", ["../../etc/passwd", "returns/../x.webp", "", "returns/aa/b.webp"])
def test_no_key_reaches_a_file_beside_the_pictures(key):
    assert private_file(key) is None


def test_place_and_camera_are_not_kept():
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera Works"
    exif[0x0112] = 6  # turned by 90 degrees
    kept = store_picture(picture(40, 20, exif=exif))
    body = (settings().media_folder / kept.key).read_bytes()
    assert b"Secret" not in body
    assert (kept.width, kept.height) == (20, 40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_usual_kinds_are_read(kind):
    assert store_picture(picture(kind=kind)).width == 40


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    header = (30_000).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        picture()[:120],
        b"GIF89a" + bytes(50),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        picture(kind="BMP"),
        picture(kind="TIFF"),
        bomb(),
        os.urandom(5000),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_in_words(data, home):
    with pytest.raises(Invalid) as refusal:
        store_picture(data)
    assert refusal.value.field == "photo"
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_too_many_bytes_are_refused_before_they_are_looked_at(monkeypatch):
    monkeypatch.setattr(picture_files, "LARGEST_BYTES", 100)
    with pytest.raises(Invalid, match="at most 0 MB"):
        store_picture(picture(400, 400))
