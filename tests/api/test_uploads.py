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
            ("other", ("b.jpg", jpeg())),
        ],
    )
    assert answer.json() == {
        "fields": {"words": "It is torn", "line": "2"},
        "lists": {"words": ["It is torn"], "line": ["1", "2"]},
        "files": [len(jpeg())],
    }


def test_a_file_without_content_is_refused_and_a_field_left_empty_is_none(client):
    answer = client.post("/take", files=[("photo", ("a.jpg", b""))])
    assert answer.json() == {
        "refused": "The file a.jpg is empty. Choose another one.", "field": "photo",
    }  # fmt: skip
    body = (
        b'--x\r\ncontent-disposition: form-data; name="photo"; filename=""\r\n'
        b"content-type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    )
    kind = "multipart/form-data; boundary=x"
    answer = client.post("/take", content=body, headers={"content-type": kind})
    assert answer.json() == {"fields": {}, "lists": {}, "files": []}


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
