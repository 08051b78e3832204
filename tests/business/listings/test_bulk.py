"""Files of sellers: any usual kind read, columns guessed, rows brought in or refused."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from PIL import Image

from shop_app.catalog.importing.sheets import read_sheet
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.listings import bulk
from shop_app.listings.columns import guessed
from shop_app.listings.review import approve_by_key
from shop_app.listings.service import listing_of
from tests.makers import make_seller, make_world

STAFF = Actor("staff", "Noor")
HEADER = "Name;Category;Description;SKU;Colour;Price EUR;Qty;Image"
GOOD = (
    "Stoneware mug;Kitchen;Thrown by hand.;MUG-O;Olive;19,99;5;https://x.example/a.jpg\n"
    "Stoneware mug;Kitchen;;MUG-S;Sand;21.50;3;\n"
    "Oak spoon;Kitchen;Long.;SPOON;;7.00;1;https://x.example/b.jpg\n"
)


@pytest.fixture
def seller(session):
    make_world(session)
    return make_seller(session)


def acting(seller_id) -> Actor:
    return Actor("seller", "Milan", seller_id=seller_id)


def keep(session, seller, text, *, submits=False, mapping=None, encoding="utf-8"):
    """A kept file, its columns as guessed or as given."""
    actor = acting(seller)
    sheet = read_sheet(text.encode(encoding))
    file_id = bulk.keep_file(session, actor=actor, file_name="mugs.csv", sheet=sheet)
    file = bulk.bulk_file(session, seller_id=seller, file_id=file_id)
    bulk.map_columns(
        session, actor=actor, file_id=file_id, mapping={**file.mapping, **(mapping or {})},
        submits=submits,
    )  # fmt: skip
    return file_id


def run(session, seller, file_id):
    while True:
        file = bulk.step(session, actor=acting(seller), file_id=file_id)
        if file.status == "finished":
            return file


@pytest.mark.feature("MKT-20")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_in_any_usual_encoding_becomes_drafts_with_variants(session, seller, encoding):
    text = f"{HEADER}\n{GOOD}".replace("Stoneware mug", "Krügel für Käthe")
    done = run(session, seller, keep(session, seller, text, encoding=encoding))
    assert (done.created_count, done.changed_count, done.refused_count) == (2, 0, 0)
    made = {
        row.title: row.product_id for row in rows(session, "select title, product_id from listings")
    }
    assert set(made) == {"Krügel für Käthe", "Oak spoon"}
    content = listing_of(session, seller_id=seller, product_id=made["Krügel für Käthe"]).content
    assert [(line.sku, line.options, line.prices, line.stock) for line in content.variants] == [
        ("MUG-O", {"Colour": "Olive"}, {"EUR": 1999}, 5),
        ("MUG-S", {"Colour": "Sand"}, {"EUR": 2150}, 3),
    ]


@pytest.mark.feature("MKT-20")
def test_an_excel_file_is_read_like_a_csv(session, seller):
    book = Workbook()
    for row in [HEADER.split(";"), *(line.split(";") for line in GOOD.splitlines())]:
        book.active.append(row)
    book.active["F2"] = 19.99
    book.active["G2"] = 5
    packed = io.BytesIO()
    book.save(packed)
    sheet = read_sheet(packed.getvalue())
    file_id = bulk.keep_file(session, actor=acting(seller), file_name="mugs.xlsx", sheet=sheet)
    done = run(session, seller, file_id)
    assert (done.created_count, done.refused_count) == (2, 0)


@pytest.mark.feature("MKT-20")
def test_wrong_rows_are_told_with_column_and_remedy_and_the_others_come_in(session, seller):
    text = (
        f"{HEADER}\n{GOOD}"
        "Bad price;Kitchen;x;BAD-1;;nineteen;1;\n"
        "Bad place;Garage;x;BAD-2;;5.00;1;\n"
        "Bad stock;Kitchen;x;BAD-3;;5.00;-4;\n"
        "No code;Kitchen;x;;;5.00;1;\n"
        "=HYPERLINK(1);Kitchen;x;BAD-4;;0;1;\n"
    )
    file_id = keep(session, seller, text)
    done = run(session, seller, file_id)
    assert (done.created_count, done.refused_count) == (2, 5)
    assert [(each["row"], each["column"]) for each in done.problems] == [
        (5, "Price EUR"), (6, "Category"), (7, "Qty"), (8, "SKU"), (9, "SKU"),
    ]  # fmt: skip
    assert all(each["problem"] and each["remedy"] for each in done.problems)
    lines = list(bulk.refused_rows(session, seller_id=seller, file_id=file_id))
    assert lines[0][:3] == ["row", "reason", "Name"]
    assert [line[0] for line in lines[1:]] == [5, 6, 7, 8, 9]
    assert "no such category" in lines[2][1]


@pytest.mark.feature("MKT-20")
def test_bringing_the_same_file_in_again_changes_nothing(session, seller):
    text = f"{HEADER}\n{GOOD}"
    run(session, seller, keep(session, seller, text, submits=True))
    for row in rows(session, "select product_id from listings"):
        approve_by_key(session, actor=STAFF, key=str(row.product_id))
    versions = rows(session, "select product_id, version from listings order by product_id")
    again = run(session, seller, keep(session, seller, text, submits=True))
    assert (again.created_count, again.changed_count, again.refused_count) == (0, 0, 0)
    assert rows(session, "select product_id, version from listings order by product_id") == versions
    assert rows(session, "select sum(on_hand) as n from stock_levels")[0].n == 9


def test_a_short_file_changes_prices_and_stock_of_what_is_sold_by_sku(session, seller):
    run(session, seller, keep(session, seller, f"{HEADER}\n{GOOD}", submits=True))
    for row in rows(session, "select product_id from listings"):
        approve_by_key(session, actor=STAFF, key=str(row.product_id))
    done = run(session, seller, keep(session, seller, "sku,price,stock\nMUG-O,25.00,40\n"))
    assert (done.created_count, done.changed_count, done.refused_count) == (0, 1, 0)
    found = rows(
        session,
        "select v.sku, p.amount_minor, l.on_hand from variants v"
        " join offers o on o.variant_id = v.id join prices p on p.offer_id = o.id"
        " join stock_levels l on l.offer_id = o.id order by v.sku",
    )
    assert [tuple(row) for row in found] == [
        ("MUG-O", 2500, 40), ("MUG-S", 2150, 3), ("SPOON", 700, 1),
    ]  # fmt: skip
    assert {row.status for row in rows(session, "select status from listings")} == {"approved"}


def test_the_preview_tells_what_would_happen_and_keeps_nothing(session, seller):
    text = f"{HEADER}\n{GOOD}Bad;Garage;x;BAD;;5.00;1;\n"
    file_id = keep(session, seller, text, submits=True)
    seen = bulk.preview(session, actor=acting(seller), file_id=file_id)
    assert [outcome.what for _, outcome in seen] == ["created", "created", "refused"]
    assert rows(session, "select 1 from listings") == []
    assert rows(session, "select 1 from outbox where kind like 'listing%'") == []


def test_a_run_that_was_cut_off_goes_on_behind_what_is_in(session, seller, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    text = "sku,title,price EUR\n" + "".join(f"S-{n},Thing {n},5\n" for n in range(5))
    file_id = keep(session, seller, text)
    first = bulk.step(session, actor=acting(seller), file_id=file_id)
    assert (first.status, first.rows_done, first.created_count) == ("running", 2, 2)
    done = run(session, seller, file_id)
    assert (done.rows_done, done.created_count, done.refused_count) == (5, 5, 0)
    assert bulk.step(session, actor=acting(seller), file_id=file_id).created_count == 5


def picture(kind: str) -> bytes:
    body = io.BytesIO()
    Image.effect_noise((60, 60), 90).convert("RGB").save(body, kind)
    return body.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_table_in_any_usual_encoding_is_none_of_those(encoding):
    text = "sku,title\nÉ-1,Tasse à café ½\x00\n"
    assert read_sheet(text.encode(encoding)).rows == [(2, ["É-1", "Tasse à café ½"])]


def test_a_table_in_russian_and_in_utf_16_is_read():
    text = "sku,название\nA-1,Глиняная кружка\n"
    assert read_sheet(text.encode("utf-16")).rows == [(2, ["A-1", "Глиняная кружка"])]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"sku,title\n", "no rows below"),
        (b'{"sku": 1}', "JSON"),
        (b"PK\x03\x04 nonsense", "Excel file cannot be read"),
        (b"PK\x05\x06" + bytes(18), "Excel file cannot be read"),
        (b"\x1f\x8b\x08\x00", "packed"),
        (picture("PNG"), "is a picture"),
        (picture("JPEG"), "is a picture"),
        (picture("GIF"), "is a picture"),
        (picture("WEBP"), "holds no text"),
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF"),
        (b"\n<!DOCTYPE html>\n<p>Sign in</p>\n", "is a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or locked"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, "holds no text"),
        (b"x" * (8 * 1024 * 1024 + 1), "at most 8 MB"),
        (b"a\n" + b"1\n" * 20_001, "more than 20000 rows"),
        (",".join(f"c{n}" for n in range(300)).encode() + b"\n1\n", "more than 200 columns"),
    ],
)
def test_files_that_cannot_be_are_refused_with_a_sentence(data, sentence):
    with pytest.raises(Invalid, match=sentence) as refusal:
        read_sheet(data)
    assert refusal.value.field == "file"


def test_columns_are_guessed_by_name_and_remembered_for_the_seller(session, seller):
    found = guessed(
        ["Title", "Variant Price", "EAN", "Weird", "price (usd)", "Size"],
        currencies=["EUR", "USD"],
        remembered={"Weird": "brand"},
    )
    assert found == {
        "Title": "title", "Variant Price": "price:EUR", "EAN": "barcode", "Weird": "brand",
        "price (usd)": "price:USD", "Size": "option",
    }  # fmt: skip
    with pytest.raises(Invalid, match="which column is the SKU"):
        keep(session, seller, "name,code\nMug,M-1\n")
    file_id = keep(session, seller, "name,code\nMug,M-1\n", mapping={"code": "sku"})
    run(session, seller, file_id)
    again = bulk.keep_file(
        session, actor=acting(seller), file_name="x", sheet=read_sheet(b"name,code\nCup,M-2\n")
    )
    assert bulk.bulk_file(session, seller_id=seller, file_id=again).mapping["code"] == "sku"
    with pytest.raises(Invalid, match="Two columns"):
        keep(session, seller, "name,code\nMug,M-1\n", mapping={"code": "sku", "name": "sku"})


def test_no_seller_reaches_the_file_of_another_nor_its_products(session, seller):
    file_id = keep(session, seller, f"{HEADER}\n{GOOD}")
    stranger = make_seller(session, name="Stranger")
    actor = acting(stranger)
    for work in (
        lambda: bulk.bulk_file(session, seller_id=stranger, file_id=file_id),
        lambda: bulk.preview(session, actor=actor, file_id=file_id),
        lambda: bulk.step(session, actor=actor, file_id=file_id),
        lambda: list(bulk.refused_rows(session, seller_id=stranger, file_id=file_id)),
        lambda: bulk.map_columns(
            session, actor=actor, file_id=file_id, mapping={"SKU": "sku"}, submits=False
        ),
    ):
        with pytest.raises(NotFound):
            work()
    assert bulk.last_files(session, seller_id=stranger) == []
    run(session, seller, file_id)
    for row in rows(session, "select product_id from listings"):
        owner = rows(
            session, "select seller_id from listings where product_id = :id", id=row.product_id
        )
        assert owner[0].seller_id == seller
