"""Orders of other systems come in as history: to the cent, once, with every odd row told."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from shop_app.cli.progress import silent_progress
from shop_app.core.db import reading, run_reading
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.history.report import GROUPS, sales
from shop_app.history.run import import_history

DATA = Path(__file__).parents[4] / "shared" / "data"
real_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real data sets are not here")

ORDERS = [
    [
        "order_id",
        "customer_id",
        "order_status",
        "order_purchase_timestamp",
        "order_delivered_carrier_date",
        "order_delivered_customer_date",
    ],
    ["o1", "c1", "delivered", "2017-01-31 23:59:59", "2017-02-01 10:00:00", "2017-02-03 10:00:00"],
    ["o2", "c2", "canceled", "2017-02-01 00:00:00", "", ""],
    ["o3", "c3", "shipped", "2017-02-02 08:00:00", "2017-02-05 08:00:00", ""],
    ["o3", "c3", "shipped", "2017-02-02 08:00:00", "2017-02-05 08:00:00", ""],
    ["o4", "c4", "delivered", "not a date", "", ""],
]
ITEMS = [
    ["order_id", "order_item_id", "product_id", "seller_id", "price", "freight_value"],
    ["o1", "1", "p1", "s1", "10.05", "1.10"],
    ["o1", "2", "p1", "s1", "10.05", "1.10"],
    ["o1", "3", "p2", "s2", "0.99", "0"],
    ["o3", "1", "p2", "s2", "7", "2.50"],
    ["o3", "1", "p2", "s2", "9", "2.50"],
    ["o9", "1", "p2", "s2", "5.00", "1.00"],
    ["o3", "2", "p2", "s2", "x", "1.00"],
]
PAYMENTS = [
    ["order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"],
    ["o1", "1", "voucher", "1", "3.00"],
    ["o1", "2", "credit_card", "2", "20.29"],
    ["o2", "1", "boleto", "1", "12.00"],
    ["zz", "1", "boleto", "1", "99.00"],
]
CUSTOMERS = [
    ["customer_id", "customer_unique_id", "customer_city", "customer_state"],
    ["c1", "u1", "são paulo", "SP"],
    ["c2", "u1", "são paulo", "SP"],
    ["c3", "u2", "rio", "RJ"],
]
SELLERS = [
    ["seller_id", "seller_city", "seller_state"],
    ["s1", "campinas", "SP"],
    ["s2", "<b>x</b>", "PR"],
]
PRODUCTS = [["product_id", "product_category_name"], ["p1", "=cmd()"], ["p2", "toys"]]
REVIEWS = [
    ["review_id", "order_id", "review_score", "review_comment_title", "review_comment_message"],
    ["r1", "o1", "5", "Good", "Came\nsoon"],
    ["r2", "o2", "1", "", "Never came"],
    ["r3", "o3", "6", "", ""],
]


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "a folder"
    place.mkdir()
    tables = {"x1.csv.gz": ORDERS, "x2.csv": ITEMS, "pay_part.csv": PAYMENTS, "who.csv": CUSTOMERS}
    tables |= {"sellers_b.csv": SELLERS, "products_all.csv": PRODUCTS, "words.csv": REVIEWS}
    for name, rows in tables.items():
        opened = gzip.open if name.endswith(".gz") else open
        with opened(place / name, "wt", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    (place / "other.csv").write_text("a,b\n1,2\n")
    return place


def bring_in(folder: Path, mapping: str = "olist", name: str = "old"):
    return import_history(
        folder,
        mapping=mapping,
        name=name,
        report_folder=folder / "reports",
        progress=silent_progress(),
    )


def test_small_history_comes_in_to_the_cent_with_its_odd_rows_told(database, folder):
    outcome = bring_in(folder)

    assert outcome.files_left_out == ["other.csv"]
    assert (outcome.orders, outcome.lines, outcome.payments) == (3, 4, 3)
    assert outcome.problems == {"refused": 4, "repeated": 2, "payments_of_other_orders": 1}
    told = Path(outcome.report).read_text()
    assert "Order o9 is in no file here." in told
    assert "“not a date” is not a date" in told
    assert "Another row with this key came first" in told
    by_month = run_reading(sales, by="month", name="old")
    assert by_month["currency"] == "BRL"
    assert by_month["rows"] == [
        {"key": "2017-01", "orders": 1, "lines": 3, "items_minor": 2109, "delivery_minor": 220,
         "tax_minor": 0, "payments_minor": 2329, "refunds_minor": 0},
        {"key": "2017-02", "orders": 2, "lines": 1, "items_minor": 700, "delivery_minor": 250,
         "tax_minor": 0, "payments_minor": 1200, "refunds_minor": 0},
    ]  # fmt: skip
    by_payment = {row["key"]: row for row in run_reading(sales, by="payment", name="old")["rows"]}
    assert by_payment["voucher"]["payments_minor"] == 300
    assert by_payment["credit_card"]["items_minor"] == 2109
    by_seller = {row["key"]: row["items_minor"] for row in
                 run_reading(sales, by="seller", name="old")["rows"]}  # fmt: skip
    assert by_seller == {"s1": 2010, "s2": 799, "(none)": 0}
    with reading() as session:
        people = session.execute(text("select count(*) from users where email like '%history%'"))
        assert people.scalar() == 2
        reviews = session.execute(text("select rating, title, body from reviews")).all()
        assert [tuple(review) for review in reviews] == [(5, "Good", "Came soon")]


def test_twice_is_the_same_shop_and_another_name_another_history(database, folder):
    bring_in(folder)
    again = bring_in(folder)
    assert (again.new_orders, again.new_lines) == (0, 0)

    bring_in(folder, name="other")

    whole = run_reading(sales, by="month", currency="BRL")["total"]
    assert whole["items_minor"] == 2 * 2809
    assert run_reading(sales, by="month", name="old")["total"]["items_minor"] == 2809
    with pytest.raises(Conflict, match="mapping olist"):
        bring_in_retail(folder)


def bring_in_retail(folder: Path):
    (folder / "lines.csv").write_text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "1,A,Mug,2,2011-01-01 10:00:00,1.50,17850.0,France\n"
    )
    return bring_in(folder, mapping="online-retail", name="old")


def test_what_gives_back_is_a_credit_and_never_an_order_below_zero(database, tmp_path):
    (tmp_path / "lines.csv").write_text(
        "InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n"
        "1;A;Mug;2;01/02/2011 10:00;1,50;17850.0;France\n"
        "1;B;;3;01/02/2011 10:00;0,001;17850.0;France\n"
        "C2;A;Mug;-1;2011-03-01 09:00:00;1.50;17850.0;France\n"
        "A3;X;Adjust;1;2011-03-01 09:00:00;-10.00;;Nowhere\n"
        "4;D;Damaged;-5;2011-03-02 09:00:00;0;;France\n"
        "5;Z;Nothing;0;2011-03-02 09:00:00;2;;France\n"
        "6;Z;Undated;1;;2;;France\n",
        encoding="latin-1",
    )
    outcome = bring_in(tmp_path, mapping="online-retail", name="retail")

    assert outcome.problems == {"refused": 2}
    rows = run_reading(sales, by="month", name="retail")["rows"]
    assert [
        (r["key"], r["orders"], r["lines"], r["items_minor"], r["refunds_minor"]) for r in rows
    ] == [
        ("2011-02", 1, 2, 300, 0),
        ("2011-03", 3, 3, -1000, 150),
    ]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("nothing", "There is no mapping nothing. Known are olist, online-retail"),
        ("online-retail", "No file in .* holds lines: a file with the columns InvoiceNo"),
    ],
)
def test_what_cannot_be_says_what_to_do(database, tmp_path, mapping, sentence):
    with pytest.raises(Invalid, match=sentence):
        bring_in(tmp_path, mapping=mapping)


def test_own_mapping_is_checked_in_words(database, tmp_path, folder):
    mapping = tmp_path / "mine.yaml"
    mapping.write_text(
        "name: mine\ncurrency: EUR\nfiles: {lines: {recognised_by: [a], columns: {}}}"
    )
    with pytest.raises(Invalid, match="does not say which column is"):
        bring_in(folder, mapping=str(mapping))


def test_report_refuses_what_cannot_be(database):
    with pytest.raises(NotFound, match="There is no import nobody"):
        run_reading(sales, by="month", name="nobody")
    with pytest.raises(Invalid, match="Sales are told by"):
        run_reading(sales, by="colour")


@real_data
def test_olist_is_the_published_truth_to_the_cent(database, tmp_path):
    truth = json.loads((DATA / "marketplace_olist" / "ground_truth_dev.json").read_text())
    import_history(
        DATA / "marketplace_olist",
        mapping="olist",
        name="olist",
        report_folder=tmp_path,
        progress=silent_progress(),
    )
    told = {by: run_reading(sales, by=by, name="olist") for by in GROUPS}

    def cents(amounts: dict[str, float]) -> dict[str, int]:
        return {key: round(amount * 100) for key, amount in amounts.items()}

    def rows(by: str) -> dict[str, dict[str, int]]:
        return {row["key"]: row for row in told[by]["rows"]}

    total = told["month"]["total"]
    assert (total["orders"], total["lines"]) == (truth["orders"], truth["items"])
    assert total["items_minor"] == round(truth["gmv_price"] * 100)
    assert total["delivery_minor"] == round(truth["freight"] * 100)
    assert total["payments_minor"] == round(truth["payments_total"] * 100)
    months = {
        key: row["items_minor"] + row["delivery_minor"]
        for key, row in rows("month").items()
        if row["lines"]
    }
    assert months == cents(truth["by_month_gmv"])
    paid = {key: row["payments_minor"] for key, row in rows("payment").items()}
    assert {key: paid[key] for key in truth["payment_type"]} == cents(truth["payment_type"])
    for by, known in (("category", "top10_categories_price"), ("seller", "top20_sellers_price")):
        found = {key: rows(by)[key]["items_minor"] for key in truth[known]}
        assert found == cents(truth[known])
    for by in GROUPS:
        for amount in ("lines", "items_minor", "delivery_minor", "payments_minor"):
            assert sum(row[amount] for row in told[by]["rows"]) == total[amount]


@real_data
def test_online_retail_is_the_published_truth_to_the_cent(database, tmp_path):
    truth = json.loads((DATA / "orders_online_retail" / "ground_truth_dev.json").read_text())
    import_history(
        DATA / "orders_online_retail",
        mapping="online-retail",
        name="retail",
        report_folder=tmp_path,
        progress=silent_progress(),
    )
    total = run_reading(sales, by="month", name="retail")["total"]

    assert (total["orders"], total["lines"]) == (truth["invoices"], truth["lines"])
    assert total["items_minor"] == round(truth["revenue_positive_lines"] * 100)
    assert total["refunds_minor"] == -round(truth["cancel_value"] * 100)
    for by, known in (("month", "by_month"), ("country", "by_country")):
        net = {
            row["key"]: row["items_minor"] - row["refunds_minor"]
            for row in run_reading(sales, by=by, name="retail")["rows"]
        }
        assert net == {key: round(amount * 100) for key, amount in truth[known].items()}


def test_history_stays_as_it_is_and_breaks_no_invariant(database, folder):
    from shop_app.cli.check import _invariants
    from shop_app.core.audit import SYSTEM
    from shop_app.core.db import run_in_transaction
    from shop_app.invariants.proof import prove
    from shop_app.orders.models import SellerOrderStatus
    from shop_app.orders.refunds import owe
    from shop_app.orders.status import move

    bring_in(folder)
    with reading() as session:
        part = session.execute(text("select order_id, seller_id from seller_orders limit 1")).one()
    for act in (
        lambda session: move(
            session,
            order_id=part.order_id,
            seller_id=part.seller_id,
            to=SellerOrderStatus.DELIVERED,
            actor="x",
        ),
        lambda session: owe(
            session,
            order_id=part.order_id,
            seller_id=part.seller_id,
            amount_minor=1,
            reason="x",
            actor=SYSTEM,
        ),
    ):
        with pytest.raises(Conflict, match="as history"):
            run_in_transaction(act)

    findings = run_in_transaction(
        prove, invariants=[found for found in _invariants() if "search" not in found.name]
    )
    assert [found.name for found in findings if found.breach] == []
