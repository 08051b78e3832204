"""What machines ask for: health, robots, sitemaps and pictures."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from shop_app.api import sitemap
from shop_app.catalog.models import Category, Product
from shop_app.core.db import dispose, transaction
from shop_app.core.settings import forget_settings, settings
from shop_app.pictures.gallery import address
from shop_app.sellers.models import Seller


def _addresses(response) -> list[str]:
    origin = settings().origin
    assert response.headers["content-type"].startswith("application/xml")
    found = re.findall(r"<loc>([^<>]*)</loc>", response.text)
    assert all(address.startswith(origin + "/") for address in found)
    return [address.removeprefix(origin) for address in found]


def test_the_shop_is_alive_and_ready_when_its_engines_answer(http):
    assert http.get("/health/live").json() == {"status": "alive"}
    ready = http.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"
    assert ready.json()["engines"]["postgresql"] == "ready"
    assert ready.json()["engines"]["redis"] == "ready"
    assert ready.headers["cache-control"] == "no-store"


def test_an_engine_that_is_away_is_named_without_its_address(http, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://:hidden@127.0.0.1:1/0")
    monkeypatch.setenv("TYPESENSE_URL", "http://127.0.0.1:1")
    forget_settings()
    answer = http.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["away"] == ["redis", "typesense"]
    assert answer.json()["engines"]["postgresql"] == "ready"
    assert "hidden" not in answer.text
    assert "127.0.0.1" not in answer.text
    assert http.get("/health/ready?need=postgresql").status_code == 200
    monkeypatch.undo()
    forget_settings()


def test_without_its_database_the_shop_is_not_ready_but_alive(http, monkeypatch):
    dispose()
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://stoa:hidden@127.0.0.1:1/stoa")
    forget_settings()
    answer = http.get("/health/ready?need=postgresql")
    assert answer.status_code == 503
    assert answer.json()["away"] == ["postgresql"]
    assert "hidden" not in answer.text
    assert http.get("/health/live").status_code == 200
    dispose()
    monkeypatch.undo()
    forget_settings()


def test_robots_keeps_crawlers_out_of_what_is_somebodys_own(http):
    text = http.get("/robots.txt").text
    assert "Disallow: /account\n" in text
    assert "Disallow: /checkout\n" in text
    assert f"Sitemap: {settings().origin}/sitemap.xml\n" in text


def test_the_sitemap_lists_every_active_product_once_in_files_of_bounded_size(http, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_FILE", 4)
    monkeypatch.setattr(sitemap, "PER_READ", 3)
    with transaction() as session:
        session.add_all(
            Product(
                slug=f"mug-{n}",
                title=f"Mug {n}",
                source_key=str(n),
                status="archived" if n == 5 else "active",
            )
            for n in range(10)
        )
        session.add(Category(slug="kitchen & home", name="Kitchen", path="kitchen"))
        session.add(Seller(slug="olive", name="Olive", status="approved"))
        session.add(Seller(slug="waiting", name="Waiting"))
    assert _addresses(http.get("/sitemap.xml")) == [
        "/sitemaps/categories.xml",
        "/sitemaps/sellers.xml",
        "/sitemaps/products-1.xml",
        "/sitemaps/products-2.xml",
        "/sitemaps/products-3.xml",
    ]
    files = [_addresses(http.get(f"/sitemaps/products-{number}.xml")) for number in (1, 2, 3)]
    assert [len(each) for each in files] == [4, 3, 2]
    assert sorted(chain(*files)) == [f"/p/mug-{n}" for n in range(10) if n != 5]
    assert _addresses(http.get("/sitemaps/categories.xml")) == ["/", "/c/kitchen%20%26%20home"]
    assert _addresses(http.get("/sitemaps/sellers.xml")) == ["/s/olive"]
    assert http.get("/sitemaps/products-4.xml").status_code == 404
    assert http.get("/sitemaps/products-0.xml").status_code == 404
    assert http.get("/sitemaps/secrets.xml").status_code == 404


def test_products_that_come_later_go_into_the_last_file_and_move_no_boundary(http, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_FILE", 4)
    monkeypatch.setattr(sitemap, "LOOK_AGAIN_SECONDS", -1.0)

    def add(first, last):
        with transaction() as session:
            session.add_all(
                Product(slug=f"mug-{n}", title="Mug", source_key=str(n)) for n in range(first, last)
            )

    add(0, 6)
    first = _addresses(http.get("/sitemaps/products-1.xml"))
    add(6, 9)
    assert _addresses(http.get("/sitemaps/products-1.xml")) == first
    assert len(_addresses(http.get("/sitemaps/products-2.xml"))) == 4
    assert len(_addresses(http.get("/sitemaps/products-3.xml"))) == 1


@pytest.fixture
def media_folder(tmp_path, monkeypatch) -> Path:
    """A media folder with one picture, and a secret beside it."""
    folder = tmp_path / "media"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "mug.webp").write_bytes(b"RIFF0000WEBP")
    (folder / "notes.txt").write_text("not for anybody")
    (tmp_path / "secret.svg").write_text("<svg/>")
    monkeypatch.setenv("MEDIA_HOME", str(folder))
    forget_settings()
    yield folder
    monkeypatch.undo()
    forget_settings()


def test_a_stored_picture_may_be_kept_for_ever_and_runs_nothing(http, media_folder):
    answer = http.get("/media/2026/mug.webp")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "nothing.webp",
        "notes.txt",
        "2026",
        "..%2fsecret.svg",
        "2026/..%2f..%2fsecret.svg",
        "%2fetc%2fpasswd",
        "%00.svg",
        "x" * 900 + ".svg",
    ],
)
def test_nothing_beside_the_pictures_can_be_reached(http, media_folder, path):
    assert http.get(f"/media/{path}").status_code == 404


def test_a_drawing_is_made_from_its_address_and_kept_by_its_tag(http):
    drawing = address("mug", "terracotta", "ceramic", 0, seed=7)
    answer = http.get(drawing)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.text.startswith("<svg")
    again = http.get(drawing, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["", "mug", "mug/terracotta-ceramic-9-7.svg", "../mug.svg", "<script>.svg"]
)
def test_an_address_that_draws_nothing_is_not_found(http, path):
    assert http.get(f"/media/art/{path}").status_code in (308, 404)
