"""What each format becomes in the shop."""

from __future__ import annotations

import json

import pytest

from tests.business.importing.conftest import lines, mug, report_of, sheet
from tests.business.importing.test_formats import BEST_BUY, ICECAT, SHOPIFY


@pytest.mark.feature("CAT-01")
def test_rows_of_our_csv_become_variants_with_sku_barcode_weight_price_and_picture(bring, ask):
    first = mug(
        **{
            "option:Colour": "Olive", "sku": "MUG-OLV", "weight g": "380",
            "barcode": "4006381333931",
            "image 1": "https://i.example/olive.webp", "image 2": "/media/sand.webp",
            "image alt 1": "Olive mug", "image position": "0",
        }
    )  # fmt: skip
    second = {
        "key": "", "option:Colour": "Sand", "sku": "MUG-SND", "weight g": "400",
        "price:EUR": "14.00", "stock:RTM": "3", "stock:MEM": "2", "image position": "1",
    }  # fmt: skip
    bring(sheet(first, second))
    assert ask(
        "select v.sku, v.barcode, v.weight_grams, v.options->>'Colour', v.title, v.position,"
        " v.image_position, p.amount_minor from variants v join offers o on o.variant_id = v.id"
        " join prices p on p.offer_id = o.id where currency = 'EUR' order by v.position"
    ) == [
        ("MUG-OLV", "4006381333931", 380, "Olive", "Olive", 0, 0, 1250),
        ("MUG-SND", "", 400, "Sand", "Sand", 1, 1, 1400),
    ]
    assert ask("select url, alt from media order by position") == [
        ("https://i.example/olive.webp", "Olive mug"),
        ("/media/sand.webp", ""),
    ]
    assert ask("select options from products") == [
        ([{"name": "Colour", "values": [{"value": "Olive"}, {"value": "Sand"}]}],)
    ]


@pytest.mark.feature("CAT-02")
def test_a_path_of_names_becomes_a_tree_of_categories_once(bring, ask):
    other = mug(key="pan-1", sku="PAN-1", title="Pan", category="Home > Kitchen > Pans")
    garden = mug(key="pot-1", sku="POT-1", title="Pot", category="Garden > Kitchen")
    bring(sheet(mug(), other, garden))
    assert ask("select path, name, depth from categories order by path") == [
        ("garden", "Garden", 0),
        ("garden/garden-kitchen", "Kitchen", 1),
        ("home", "Home", 0),
        ("home/kitchen", "Kitchen", 1),
        ("home/kitchen/pans", "Pans", 2),
    ]


@pytest.mark.feature("CAT-03")
def test_attribute_columns_are_typed_by_what_stands_in_brackets(bring, ask):
    row = mug(
        type="Mug",
        **{
            "attribute:Material": "Stoneware", "attribute:Volume[ml]": "350",
            "attribute:Dishwasher safe[yes/no]": "yes",
        },
    )  # fmt: skip
    bring(sheet(row))
    assert ask("select code, kind, unit from attributes order by code") == [
        ("dishwasher_safe", "boolean", ""),
        ("material", "text", ""),
        ("volume", "number", "ml"),
    ]
    assert ask("select attributes from products") == [
        ({"material": "Stoneware", "volume": 350, "dishwasher_safe": True},)
    ]
    assert ask("select count(*) from product_type_attributes") == [(3,)]


@pytest.mark.feature("CAT-12")
def test_two_rows_of_one_sku_are_two_sellers_offers(bring, ask):
    row = mug(seller="Alder")
    again = mug(seller="birch", **{"price:EUR": "11.90", "stock:RTM": "1", "handling days": "3"})
    bring(sheet(row, again))
    assert ask(
        "select s.slug, p.amount_minor, o.handling_days from offers o join sellers s"
        " on s.id = o.seller_id join prices p on p.offer_id = o.id"
        " where currency = 'EUR' order by 1"
    ) == [("alder", 1250, 1), ("birch", 1190, 3)]
    assert ask("select count(*) from variants") == [(1,)]


@pytest.mark.feature("INV-02")
def test_what_came_in_is_on_hand_and_is_a_movement(bring, ask):
    bring(sheet(mug()))
    assert ask("select on_hand, reserved, allocated, available from stock_levels") == [(7, 0, 0, 7)]
    assert ask("select kind, on_hand_delta, actor from stock_movements") == [
        ("receive", 7, "import")
    ]


@pytest.mark.feature("PRC-03")
def test_a_sale_has_its_price_and_its_dates(bring, ask):
    bring(sheet(mug(**{"sale:EUR": "9.90", "sale from": "2026-11-01", "sale to": "2026-12-01"})))
    assert ask(
        "select amount_minor, sale_minor, sale_from::text, sale_to::text from prices"
        " where currency = 'EUR'"
    ) == [(1250, 990, "2026-11-01 00:00:00+00", "2026-12-01 00:00:00+00")]


def test_old_and_new_spelling_of_shopify_become_the_same_product(bring, ask):
    old = [
        {**SHOPIFY, "Variant Compare At Price": "20.00", "Variant Grams": "150",
         "Variant Inventory Qty": "4", "Image Src": "https://i.example/a.jpg",
         "Image Position": "2", "Product Category": "Apparel > Shirts", "Status": "active"},
        {"Handle": "tee", "Option1 Value": "L", "Variant SKU": "TEE-L", "Variant Price": "15.00",
         "Variant Inventory Qty": "-2", "Image Src": "https://i.example/b.jpg",
         "Image Position": "1",
         "Variant Image": "https://i.example/b.jpg"},
    ]  # fmt: skip
    new_names = {
        "Handle": "URL handle", "Body (HTML)": "Description", "Variant SKU": "SKU",
        "Variant Price": "Price", "Variant Compare At Price": "Compare-at price",
        "Variant Grams": "Weight value (grams)", "Variant Inventory Qty": "Inventory quantity",
        "Image Src": "Product image URL", "Image Position": "Image position",
        "Product Category": "Product category", "Variant Image": "Variant image URL",
        "Option1 Name": "Option1 name", "Option1 Value": "Option1 value",
    }  # fmt: skip
    outcome = bring(sheet(*old), currency="USD")
    facts = (
        "select p.slug, v.sku, v.options->>'Size', v.weight_grams, v.image_position,"
        " r.amount_minor, r.sale_minor, l.on_hand from products p join variants v"
        " on v.product_id = p.id join offers o on o.variant_id = v.id join prices r"
        " on r.offer_id = o.id and r.currency = 'USD' join stock_levels l on l.offer_id = o.id"
        " order by v.position"
    )
    expected = [
        ("tee", "TEE-M", "M", 150, None, 2000, 1500, 4),
        ("tee", "TEE-L", "L", 0, 0, 1500, None, 0),
    ]
    assert ask(facts) == expected
    assert ask("select url from media order by position") == [
        ("https://i.example/b.jpg",),
        ("https://i.example/a.jpg",),
    ]
    assert [row["problem"] for row in report_of(outcome)] == ["less than nothing in stock"]
    again = bring(
        sheet(*[{new_names.get(k, k): v for k, v in row.items()} for row in old]), currency="USD"
    )
    assert (again.new, again.changed) == (0, 0)
    assert ask(facts) == expected


def test_icecat_prefixes_type_the_attributes_and_the_title_finds_the_shelf(bring, ask):
    bring(lines(ICECAT))
    assert ask("select code, kind from attributes order by code") == [
        ("model_number", "text"),
        ("product_colour", "text"),
        ("weight", "number"),
        ("wireless", "boolean"),
    ]
    assert ask(
        "select p.title, c.path, b.name, p.created_at::date::text from products p"
        " join categories c on c.id = p.category_id join brands b on b.id = p.brand_id"
    ) == [
        (
            "Acme MX-1 mouse Black",
            "electronics/computers/mice-and-controllers",
            "Acme",
            "2020-02-03",
        )
    ]
    assert ask("select amount_minor from prices where currency = 'EUR'") == [(1999,)]
    assert ask("select sku, barcode, weight_grams from variants") == [
        ("ICE-42", "4006381333931", 90)
    ]


@pytest.mark.feature("CAT-03")
def test_a_text_with_few_values_on_many_products_becomes_a_filter(bring, ask):
    products = [
        {**ICECAT, "id": str(number), "attr_t_product_colour": ("Black", "White")[number % 2],
         "attr_t_remark": f"remark {number}", "attr_n_weight": 90 + number % 3}
        for number in range(24)
    ]  # fmt: skip
    bring(lines(*products), batch_size=10)
    assert ask("select code, kind, filterable, choices from attributes order by code") == [
        ("model_number", "text", False, []),
        ("product_colour", "enum", True, ["Black", "White"]),
        ("remark", "text", False, []),
        ("weight", "number", True, []),
        ("wireless", "boolean", False, []),
    ]


def test_a_number_and_a_text_of_one_name_are_two_attributes(bring, ask):
    bring(
        lines(
            {**ICECAT, "attr_t_capacity": "2 x 4"}, {**ICECAT, "id": "43", "attr_n_capacity": 8.0}
        )
    )
    assert ask("select code, kind from attributes where code like 'cap%' order by code") == [
        ("capacity", "text"),
        ("capacity_number", "number"),
    ]
    assert ask("select attributes->'capacity_number' from products where source_key = '43'") == [
        (8,)
    ]


def test_best_buy_paths_are_completed_from_the_tree_beside_the_file(bring, ask, tmp_path):
    tree = {"id": "1", "name": "Cases", "path": [
        {"id": "0", "name": "Cell Phones"}, {"id": "2", "name": "Accessories"},
        {"id": "1", "name": "Cases"}], "subCategories": []}  # fmt: skip
    (tmp_path / "categories.jsonl").write_text(json.dumps(tree) + "\n")
    bring(lines({**BEST_BUY, "categories": ["Cases"]}))
    assert ask("select max(path) from categories") == [("cell-phones/accessories/cases",)]
    assert ask("select source_key, source from products") == [("4984700", "bestbuy")]
    assert ask("select currency, amount_minor from prices order by 1") == [
        ("EUR", 909), ("JPY", 1480), ("USD", 999),
    ]  # fmt: skip
