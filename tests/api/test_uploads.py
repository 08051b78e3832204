"""Forms with pictures: measured while they come in, refused in words, never more than was asked."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from shop_app.api.uploads import upload_form
from shop_app.core.errors import Invalid


async def _take(request: Request) -> Response:
    try:
        form = await upload_form(request, most_files=2, largest_bytes=50_000)
    except Invalid as error:
        return JSONResponse({"refused": error.sentence, "field": error.field}, 422)
    return JSONResponse(
        {"fields": form.fields, "lists": form.lists, "files": [len(file) for file in form.files]}
    )


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[Route("/take", _take, methods=["POST"])]))


def jpeg() -> bytes:
    body = BytesIO()
    Image.new("RGB", (20, 20)).save(body, "JPEG")
    return body.getvalue()


def test_fields_and_files_are_read(client):
    answer = client.post(
        "/take",
        data={"words": "It is torn", "line": ["1", "2"]},
        files=[
            ("photo", ("a.jpg", jpeg())),
            ("photo", ("none.jpg", b"")),
            ("other", ("b.jpg", jpeg())),
        ],
    )
    assert answer.json() == {
        "fields": {"words": "It is torn", "line": "2"},
        "lists": {"words": ["It is torn"], "line": ["1", "2"]},
        "files": [len(jpeg())],
    }


def test_plain_form_is_refused(client):
    assert client.post("/take", data={"words": "x"}).status_code == 422


def test_form_without_boundary_is_refused(client):
    answer = client.post("/take", content=b"x", headers={"content-type": "multipart/form-data"})
    assert answer.status_code == 422


def test_broken_form_is_refused(client):
    answer = client.post(
        "/take",
        content=b"--x\r\nnonsense",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code in (200, 422)


def test_third_picture_is_refused(client):
    answer = client.post("/take", files=[("photo", ("a.jpg", jpeg()))] * 3)
    assert answer.json() == {"refused": "Send at most 2 files.", "field": "photo"}


def test_large_file_is_refused(client):
    answer = client.post("/take", files=[("photo", ("a.jpg", bytes(60_000)))])
    assert "at most 0 MB" in answer.json()["refused"]


def test_endless_body_is_cut_off(client):
    answer = client.post("/take", files=[("photo", ("a.jpg", bytes(2_000_000)))])
    assert "too large together" in answer.json()["refused"]
