"""A file taken back: drafts removed, products unlisted, values as before unless changed since."""

from __future__ import annotations

import pytest

from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound
from shop_app.inventory.counting import change_stock
from shop_app.listings import undoing
from shop_app.listings.review import approve_by_key
from shop_app.listings.service import listing_of, save_listing
from shop_app.listings.undoing import undo_step, undoing_of
from tests.business.listings.test_bulk import GOOD, HEADER, STAFF, acting, keep, run
from tests.makers import make_seller, make_world


@pytest.fixture
def seller(session):
    make_world(session)
    return make_seller(session)


@pytest.fixture
def sold(session, seller):
    """The products of a file, approved: mugs in two colours and a spoon."""
    run(session, seller, keep(session, seller, f"{HEADER}\n{GOOD}", submits=True))
    for row in rows(session, "select product_id from listings"):
        approve_by_key(session, actor=STAFF, key=str(row.product_id))
    return {row.title: row.product_id for row in rows(session, "select title, product_id from"
            " listings")}  # fmt: skip


def bring(session, seller, text, **how):
    file_id = keep(session, seller, text, **how)
    run(session, seller, file_id)
    return file_id


def take_back(session, seller, file_id):
    while True:
        done = undo_step(session, actor=acting(seller), file_id=file_id)
        if not done.left:
            return done


def prices(session):
    found = rows(
        session,
        "select v.sku, p.amount_minor, l.on_hand from variants v"
        " join offers o on o.variant_id = v.id join prices p on p.offer_id = o.id"
        " join stock_levels l on l.offer_id = o.id order by v.sku",
    )
    return [tuple(row) for row in found]


@pytest.mark.feature("MKT-20")
def test_drafts_of_a_file_are_removed_and_what_is_sold_is_unlisted(session, seller):
    file_id = bring(session, seller, f"{HEADER}\n{GOOD}", submits=True)
    spoon = rows(session, "select product_id from listings where title = 'Oak spoon'")[0]
    approve_by_key(session, actor=STAFF, key=str(spoon.product_id))
    done = take_back(session, seller, file_id)
    assert (done.products, done.removed, done.unlisted, done.kept) == (2, 1, 1, 0)
    assert [row.title for row in rows(session, "select title from listings")] == ["Oak spoon"]
    assert [row.status for row in rows(session, "select status from offers")] == ["paused"]
    (said,) = rows(session, "select * from audit_log where action = 'listing.file_undone'")
    assert said.after["removed"] == 1
    with pytest.raises(Conflict, match="taken back already"):
        undo_step(session, actor=acting(seller), file_id=file_id)


@pytest.mark.feature("MKT-20")
def test_prices_stock_and_words_are_again_what_they_were(session, seller, sold):
    before = prices(session)
    text = "sku,title,price,stock\nMUG-O,Mug by hand,25.00,40\nMUG-S,Mug by hand,26.00,\n"
    file_id = bring(session, seller, text)
    assert prices(session) != before
    done = take_back(session, seller, file_id)
    assert (done.restored, done.partly, done.kept, done.left_over) == (1, 0, 0, [])
    assert prices(session) == before
    listing = listing_of(session, seller_id=seller, product_id=sold["Stoneware mug"])
    assert (listing.content.title, listing.status) == ("Stoneware mug", "approved")


@pytest.mark.feature("MKT-20")
def test_what_somebody_has_changed_since_stays_and_is_told(session, seller, sold):
    text = "sku,price,stock\nMUG-O,25.00,40\nMUG-S,26.00,9\n"
    file_id = bring(session, seller, text)
    mug = listing_of(session, seller_id=seller, product_id=sold["Stoneware mug"])
    first, *others = mug.content.variants
    dearer = first.model_copy(update={"prices": {"EUR": 2700}})
    save_listing(
        session, actor=acting(seller), seller_id=seller, product_id=mug.product_id,
        content=mug.content.model_copy(update={"variants": [dearer, *others]}),
        expected_version=mug.version,
    )  # fmt: skip
    level = rows(
        session,
        "select l.* from stock_levels l join offers o on o.id = l.offer_id"
        " join variants v on v.id = o.variant_id where v.sku = 'MUG-S'",
    )[0]
    change_stock(
        session, actor=acting(seller), offer_id=level.offer_id, warehouse_id=level.warehouse_id,
        kind="receive", quantity=2,
    )  # fmt: skip
    done = take_back(session, seller, file_id)
    assert (done.restored, done.partly) == (0, 1)
    (left,) = done.left_over
    assert sorted((each["sku"], each["field"]) for each in left.kept) == [
        (first.sku, "price:EUR"),
        ("MUG-S", "stock"),
    ]
    assert prices(session) == [("MUG-O", 2700, 5), ("MUG-S", 2150, 11), ("SPOON", 700, 1)]


def test_a_product_that_was_written_on_since_stays(session, seller):
    file_id = bring(session, seller, f"{HEADER}\n{GOOD}")
    spoon = rows(session, "select product_id from listings where title = 'Oak spoon'")[0]
    listing = listing_of(session, seller_id=seller, product_id=spoon.product_id)
    save_listing(
        session, actor=acting(seller), seller_id=seller, product_id=spoon.product_id,
        content=listing.content.model_copy(update={"description": "Mine."}),
        expected_version=listing.version,
    )  # fmt: skip
    done = take_back(session, seller, file_id)
    assert (done.removed, done.kept) == (1, 1)
    assert done.left_over[0].title == "Oak spoon"


def test_a_new_variant_of_a_file_goes_again(session, seller, sold):
    text = "sku,title,Colour,price\nMUG-B,Stoneware mug,Blue,30.00\n"
    group = f"key,{text}".replace("MUG-B", "m,MUG-B") + "m,MUG-O,,Olive,\n"
    file_id = bring(session, seller, group)
    mug = listing_of(session, seller_id=seller, product_id=sold["Stoneware mug"])
    assert [line.sku for line in mug.content.variants] == ["MUG-O", "MUG-S", "MUG-B"]
    take_back(session, seller, file_id)
    mug = listing_of(session, seller_id=seller, product_id=sold["Stoneware mug"])
    assert [line.sku for line in mug.content.variants] == ["MUG-O", "MUG-S"]
    assert [option.values for option in mug.content.options] == [["Olive", "Sand"]]


def test_an_interrupted_taking_back_goes_on_and_strangers_have_no_part_in_it(
    session, seller, monkeypatch
):
    monkeypatch.setattr(undoing, "AT_ONCE", 1)
    file_id = bring(session, seller, f"{HEADER}\n{GOOD}")
    with pytest.raises(NotFound):
        undo_step(session, actor=acting(make_seller(session, name="Other")), file_id=file_id)
    assert undo_step(session, actor=acting(seller), file_id=file_id).left == 1
    assert undoing_of(session, seller_id=seller, file_id=file_id).undone_at is None
    done = undo_step(session, actor=acting(seller), file_id=file_id)
    assert (done.left, done.removed) == (0, 2)
    assert done.undone_by == "Milan"


def test_a_file_that_is_not_finished_or_changed_nothing_is_not_taken_back(session, seller):
    with pytest.raises(Conflict, match="to its end"):
        undo_step(session, actor=acting(seller), file_id=keep(session, seller, f"{HEADER}\n{GOOD}"))
    bad = bring(session, seller, f"{HEADER}\nBad;Garage;x;BAD;;5.00;1;\n")
    with pytest.raises(Conflict, match="changed nothing"):
        undo_step(session, actor=acting(seller), file_id=bad)
