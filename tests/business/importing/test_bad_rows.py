"""A bad row is named with what mends it; the others come in."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.business.importing.conftest import lines, mug, report_of, sheet
from tests.business.importing.test_formats import OURS

HOSTILE = Path(__file__).parents[4] / "shared" / "data" / "hostile_input"
GOOD = mug(key="good", sku="GOOD")


def _told(outcome) -> list[tuple[str, str, str]]:
    return [(row["row"], row["column"], row["problem"]) for row in report_of(outcome)]


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"title": ""}, "title", "no title"),
        ({"title": "x" * 301}, "title", "the title is too long"),
        ({"sku": ""}, "sku", "a row without a SKU"),
        ({"sku": "x" * 65}, "sku", "no SKU of 1 to 64 characters"),
        ({"price:EUR": ""}, "price", "no price"),
        ({"price:EUR": "-3.00"}, "price:EUR", "not a price above zero"),
        ({"price:EUR": "0"}, "price:EUR", "not a price above zero"),
        ({"price:EUR": "=1+1"}, "price:EUR", "'=1+1 is not an amount. Write it like 19.99."),
        ({"price:EUR": "1e400"}, "price:EUR", "1e400 is not an amount that can be paid."),
        ({"stock:RTM": "-1"}, "stock:RTM", "not a stock"),
        ({"stock:XXX": "4", "stock:RTM": ""}, "stock:XXX", "no open warehouse has this code"),
        ({"seller": "nobody"}, "seller", "no approved seller has this name"),
        ({"seller": "dogwood"}, "seller", "no approved seller has this name"),
        ({"status": "gone"}, "status", "not a status"),
        ({"condition": "stolen"}, "condition", "not a condition"),
        ({"handling days": "91"}, "handling days", "not 0 to 90 days"),
        ({"weight g": "-5"}, "weight g", "not a weight"),
    ],
)
def test_a_wrong_row_is_named_and_the_next_one_comes_in(bring, ask, change, column, problem):
    outcome = bring(sheet(mug(**change), GOOD))
    assert ("2", column, problem) in _told(outcome)
    assert all(row["how to mend it"] for row in report_of(outcome))
    assert ask("select source_key from products") == [("good",)]


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"barcode": "4006381333932"}, "barcode", "not an EAN, UPC or GTIN"),
        ({"sale:EUR": "99.00"}, "sale:EUR", "the sale price is not below the price"),
        ({"image 1": "javascript:alert(1)"}, "image", "not the address of a picture"),
        ({"attribute:Volume[ml]": "much"}, "attribute:Volume[ml]", "not a number"),
        ({"description": "y" * 100_001}, "description", "the description is too long"),
    ],
)
def test_a_doubtful_cell_comes_in_without_it_and_with_a_warning(
    bring, ask, change, column, problem
):
    outcome = bring(sheet(mug(**change)))
    (row,) = report_of(outcome)
    assert (row["column"], row["outcome"]) == (column, "warning")
    assert row["problem"].startswith(problem)
    assert (outcome.refusals, outcome.warnings) == (0, 1)
    assert ask("select count(*) from products") == [(1,)]


def test_one_sku_cannot_belong_to_two_products(bring, ask):
    outcome = bring(sheet(mug(), mug(key="thief"), GOOD))
    assert ("3", "sku", "another product has this SKU") in _told(outcome)
    assert ask("select source_key from products order by 1") == [("good",), ("mug-1",)]


def test_a_key_that_stands_twice_comes_in_once(bring, ask):
    outcome = bring(sheet(mug(), GOOD, mug(title="Impostor", sku="MUG-2")))
    assert ("4", "key", "this product stands in the file twice; the first one came in") in _told(
        outcome
    )
    assert ask("select title from products where source_key = 'mug-1'") == [("Stoneware mug",)]


def test_a_field_of_ten_megabytes_is_refused_alone(bring, ask):
    outcome = bring(sheet(mug(description="z" * 10_000_000), GOOD), batch_size=500)
    assert ("2", "", "this row cannot be read") in _told(outcome)
    assert ask("select source_key from products") == [("good",)]


def test_broken_lines_of_json_are_named_by_their_line(bring, ask):
    broken = ['{"source_key": "a", "title"', "[1, 2]", json.dumps({"source_key": 5, "title": "x"})]
    content = lines(OURS) + "\n".join(broken) + "\n"
    told = _told(bring(content))
    assert told[0][0] == "2"
    assert told[0][2].startswith("not JSON")
    assert ("3", "", "not a JSON object") in told
    assert ("4", "source_key", "input should be a valid string") in told
    assert ask("select count(*) from products") == [(1,)]


def test_formulas_are_kept_as_names_and_are_harmless_in_the_report(bring, ask):
    formula = '=HYPERLINK("https://evil.example","x")'
    outcome = bring(sheet(mug(title=formula, barcode="=cmd|' /C calc'!A0")))
    assert ask("select title from products") == [(formula,)]
    assert report_of(outcome)[0]["value"] == "'=cmd|' /C calc'!A0"


@pytest.mark.feature("OPS-17")
def test_active_html_leaves_a_description_and_the_rest_stays(bring, ask):
    bring(
        sheet(
            mug(
                description='<p onclick="x()">Holds <b>350 ml</b></p><script>steal()</script>'
                '<a href="javascript:x()">a</a><img src=x onerror=alert(1)>'
            ),
            mug(key="plain", sku="PLAIN", description="5 < 6 & it works\n\nReally"),
        )
    )
    assert ask("select source_key, description from products order by 1") == [
        ("mug-1", '<p>Holds <b>350 ml</b></p><a rel="nofollow noopener">a</a>'),
        ("plain", "<p>5 &lt; 6 &amp; it works</p><p>Really</p>"),
    ]


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile strings lie beside the project")
def test_hostile_strings_as_names_neither_stop_an_import_nor_get_lost(bring, ask):
    strings = json.loads(gzip.decompress((HOSTILE / "blns.json.gz").read_bytes()))
    rows = [
        {**OURS, "source_key": f"h{number}", "title": f"Name {text}", "brand": text,
         "category_path": ["Hostile", text or "none"], "description": text,
         "attributes": {"remark": text},
         "variants": [{**OURS["variants"][0], "sku": f"H-{number}", "options": {"Colour": text}}]}
        for number, text in enumerate(strings)
    ]  # fmt: skip
    outcome = bring(lines(*rows), batch_size=100)
    assert outcome.refusals == 0
    assert ask("select count(*), count(distinct slug) from products") == [
        (len(strings), len(strings))
    ]
    assert ask("select title from products where description ~* '<(script|iframe|img|svg)'") == []
    second = bring(lines(*rows), batch_size=100)
    assert (second.new, second.changed) == (0, 0)


def test_a_row_that_only_the_database_refuses_is_found_and_named(bring, ask, monkeypatch):
    from shop_app.catalog.importing import rows

    real = rows.product_row

    def overflowing(product_id, slug, record, *rest):
        row = list(real(product_id, slug, record, *rest))
        if record.source_key == "mug-1":
            row[13] = "not a number"
        return tuple(row)

    monkeypatch.setattr("shop_app.catalog.importing.loader.product_row", overflowing)
    outcome = bring(sheet(mug(), GOOD), batch_size=500)
    assert ask("select source_key from products") == [("good",)]
    (told,) = report_of(outcome)
    assert told["value"] == "mug-1"
    assert told["problem"].startswith("the database refused it: invalid input syntax")
