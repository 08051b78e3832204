"""Files are known by what is in them, whatever they are called and however they are written."""

from __future__ import annotations

import pytest

from shop_app.core.errors import Invalid
from tests.business.importing.conftest import lines, mug, packed, sheet

ICECAT = {
    "id": "42", "name": "MX-1", "title": "Acme MX-1 mouse Black", "supplier": "Acme", "price": 1999,
    "ean": ["4006381333931"], "date_released": "2020-02-03T00:00:00Z", "img_high": "https://i.example/1.jpg",
    "short_description": "A mouse", "attr_t_product_colour": "Black", "attr_n_weight": 90.0,
    "attr_b_wireless": True,
}  # fmt: skip
BEST_BUY = {
    "name": "Case for iPhone", "description": "A case", "brand": "Acme",
    "categories": ["Cell Phones", "Cases"], "price": 9.99,
    "image": "https://i.example/4984700_sb.jpg", "popularity": 7,
}  # fmt: skip
SHOPIFY = {
    "Handle": "tee", "Title": "Tee", "Body (HTML)": "<p>Soft</p>", "Vendor": "Acme",
    "Option1 Name": "Size", "Option1 Value": "M", "Variant SKU": "TEE-M",
    "Variant Price": "15.00",
}  # fmt: skip
OURS = {
    "source_key": "mug-1", "title": "Mug", "category_path": ["Home"],
    "variants": [
        {"sku": "MUG", "offers": [{"seller": "", "prices": {"EUR": {"amount_minor": 990}}}]}
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (sheet(mug()), "stoa-csv"),
        (lines(OURS), "stoa-jsonl"),
        (sheet(SHOPIFY), "shopify"),
        (lines(ICECAT), "icecat"),
        (lines(BEST_BUY), "bestbuy"),
    ],
    ids=["stoa-csv", "stoa-jsonl", "shopify", "icecat", "bestbuy"],
)
def test_a_file_is_known_by_its_content_though_its_name_lies(bring, ask, content, known):
    outcome = bring(content, name="holiday-photos.jpg")
    assert (outcome.file_format, outcome.products, outcome.refusals) == (known, 1, 0)
    assert ask("select count(*) from products") == [(1,)]


def test_gzip_is_unpacked_whatever_the_name(bring):
    assert bring(packed(sheet(mug())), name="products.csv").products == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_letters_arrive_in_every_usual_encoding(bring, ask, encoding):
    content = sheet(mug(title="Café-Becher für Zoë")).encode(encoding)
    assert bring(content).products == 1
    assert ask("select title from products") == [("Café-Becher für Zoë",)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(bring, ask, delimiter):
    row = mug(**{"price:EUR": "12,50"}) if delimiter == ";" else mug()
    bring(sheet(row, delimiter=delimiter))
    assert ask("select amount_minor from prices where currency = 'EUR'") == [(1250,)]


def test_an_unknown_file_is_refused_naming_what_is_understood(bring, ask):
    with pytest.raises(Invalid) as refusal:
        bring("year,rainfall\n2020,700\n", name="weather.csv")
    sentence = str(refusal.value)
    assert "weather.csv is in no format that the shop understands" in sentence
    for name in ("our CSV", "our JSON Lines", "Shopify", "Icecat", "Best Buy"):
        assert name in sentence
    assert ask("select count(*) from import_runs") == [(0,)]


def test_our_csv_without_a_column_names_the_column(bring):
    with pytest.raises(Invalid, match="would need the missing columns key"):
        bring(sheet({"title": "Mug", "sku": "MUG-1"}))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "ZIP or Excel"),
        (packed(sheet(mug()))[:-12], "broken gzip"),
    ],
    ids=["empty", "zip", "half a gzip"],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(bring, content, sentence):
    with pytest.raises(Invalid, match=sentence):
        bring(content)


def test_a_missing_file_is_refused_in_a_sentence(shop, tmp_path):
    from shop_app.catalog.importing.run import import_file

    with pytest.raises(Invalid, match="cannot be read"):
        import_file(tmp_path / "none.csv")
