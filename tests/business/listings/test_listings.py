"""Listings: written by a seller, looked at by staff, shown by the shop."""

from __future__ import annotations

import pytest

from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.lists import list_query, read_list
from shop_app.inventory.queries import availability
from shop_app.listings import service
from shop_app.listings.content import OptionLine, matrix
from shop_app.listings.queries import SELLER_PRODUCTS, STAFF_LISTINGS, listing_queue, staff_listing
from shop_app.listings.review import approve_by_key, approve_listing, reject_listing
from tests.business.listings.writing import (
    STAFF,
    acting,
    kinds,
    mug,
    now_of,
    save,
    shown,
    submit,
)
from tests.makers import at_once, make_offer, make_seller, make_world


@pytest.mark.feature("MKT-05")
def test_a_listing_is_written_submitted_and_approved_into_the_shop(session, world, seller):
    product_id = save(session, seller, mug(world))
    assert now_of(session, seller, product_id).status == "draft"
    assert rows(session, "select 1 from products") == []

    submit(session, seller, product_id)
    assert listing_queue(session).waiting == 1
    approve_listing(session, actor=STAFF, product_id=product_id)

    product = rows(session, "select title, description, status, slug from products")[0]
    assert tuple(product) == (
        "Stoneware mug", "<p>Thrown by hand.</p>", "active", "stoneware-mug",
    )  # fmt: skip
    offer = rows(session, "select id, status, seller_id from offers")[0]
    assert (offer.status, offer.seller_id) == ("active", seller)
    assert availability(session, offer_ids=[offer.id]) == {offer.id: 5}
    assert now_of(session, seller, product_id).status == "approved"
    assert {"listing.submitted", "listing.approved", "product.created"} <= set(kinds(session))
    actions = [row.action for row in rows(session, "select action from audit_log order by id")]
    assert actions == ["listing.created", "listing.submitted", "listing.approved"]


@pytest.mark.feature("MKT-05")
def test_a_rejected_listing_has_reasons_is_mended_and_sent_again(session, world, seller):
    product_id = save(session, seller, mug(world))
    submit(session, seller, product_id)
    with pytest.raises(Invalid, match="at least one reason"):
        reject_listing(session, actor=STAFF, product_id=product_id, reasons=["nonsense"])
    reject_listing(
        session, actor=STAFF, product_id=product_id, reasons=["pictures"], words="Too dark."
    )
    found = now_of(session, seller, product_id)
    assert (found.status, found.reasons, found.reason_words) == (
        "rejected", ("pictures",), "Too dark.",
    )  # fmt: skip
    with pytest.raises(Conflict, match="does not wait"):
        approve_listing(session, actor=STAFF, product_id=product_id)

    save(session, seller, mug(world, title="Bright mug"), product_id, found.version)
    submit(session, seller, product_id)
    approve_by_key(session, actor=STAFF, key=str(product_id))
    assert rows(session, "select title from products")[0].title == "Bright mug"


def test_prices_of_what_is_shown_hold_at_once_and_words_wait_for_approval(session, world, seller):
    product_id = shown(session, seller, mug(world))
    found = now_of(session, seller, product_id)
    line = found.content.variants[0]

    dearer = line.model_copy(update={"prices": {"EUR": 2499, "USD": 2699}})
    save(session, seller, found.content.model_copy(update={"variants": [dearer]}), product_id,
         found.version)  # fmt: skip
    prices = rows(session, "select currency, amount_minor from prices order by currency")
    assert [tuple(row) for row in prices] == [("EUR", 2499), ("USD", 2699)]
    found = now_of(session, seller, product_id)
    assert found.status == "approved"

    save(session, seller, found.content.model_copy(update={"title": "Other mug"}), product_id,
         found.version)  # fmt: skip
    assert now_of(session, seller, product_id).status == "draft"
    assert rows(session, "select title from products")[0].title == "Stoneware mug"
    submit(session, seller, product_id)
    approve_listing(session, actor=STAFF, product_id=product_id)
    assert rows(session, "select title, slug from products")[0] == ("Other mug", "stoneware-mug")


@pytest.mark.feature("CAT-01")
def test_a_hundred_variants_are_made_from_options_and_all_are_sold(session, world, seller):
    options = [
        OptionLine(name="Colour", values=[f"Colour {n}" for n in range(10)]),
        OptionLine(name="Size", values=[f"Size {n}" for n in range(10)]),
    ]
    made = matrix(mug(world), options)
    assert len(made.variants) == 100
    lines = [
        line.model_copy(update={"sku": f"M-{n}", "prices": {"EUR": 1000 + n}, "stock": n})
        for n, line in enumerate(made.variants)
    ]
    product_id = shown(session, seller, made.model_copy(update={"variants": lines}))
    assert rows(session, "select count(*) as n from offers")[0].n == 100
    assert rows(session, "select sum(on_hand) as n from stock_levels")[0].n == sum(range(100))

    found = now_of(session, seller, product_id)
    fewer = matrix(found.content, [options[0]])
    assert len(fewer.variants) == 10
    with pytest.raises(Invalid, match="make 1000 variants"):
        matrix(
            found.content, [*options, OptionLine(name="Cut", values=[str(n) for n in range(10)])]
        )


def test_a_variant_that_is_left_out_is_paused_never_deleted(session, world, seller):
    options = [OptionLine(name="Colour", values=["Olive", "Sand"])]
    made = matrix(mug(world), options)
    lines = [
        line.model_copy(update={"sku": f"M-{n}", "prices": {"EUR": 1000}})
        for n, line in enumerate(made.variants)
    ]
    product_id = shown(session, seller, made.model_copy(update={"variants": lines}))
    found = now_of(session, seller, product_id)
    kept = matrix(found.content, [OptionLine(name="Colour", values=["Olive"])])
    save(session, seller, kept, product_id, found.version)
    submit(session, seller, product_id)
    approve_listing(session, actor=STAFF, product_id=product_id)
    assert [
        tuple(row)
        for row in rows(
            session,
            "select v.sku, o.status from variants v join offers o on o.variant_id = v.id"
            " order by v.sku",
        )
    ] == [("M-0", "active"), ("M-1", "paused")]


def test_a_product_that_only_one_shop_sells_becomes_its_own_when_it_writes(session, world, seller):
    make_offer(session, world, seller_id=seller, title="Imported mug")
    product_id = rows(session, "select id from products")[0].id
    found = now_of(session, seller, product_id)
    assert (found.version, found.status, found.may_write) == (0, "approved", True)
    changed = found.content.model_copy(update={"title": "My mug", "description": "Mine."})
    save(session, seller, changed, product_id, 0)
    submit(session, seller, product_id)
    approve_listing(session, actor=STAFF, product_id=product_id)
    assert rows(session, "select title from products")[0].title == "My mug"
    assert rows(session, "select count(*) as n from variants")[0].n == 1


def test_products_are_paused_and_activated_from_the_list(session, world, seller):
    product_id = shown(session, seller, mug(world))
    service.pause_product(session, actor=acting(seller), key=str(product_id))
    assert rows(session, "select status from offers")[0].status == "paused"
    listed = read_list(
        session, listing=SELLER_PRODUCTS, query=list_query({}, SELLER_PRODUCTS), seller_id=seller
    ).rows[0]
    assert (listed.state, listed.available, listed.price_minor) == ("paused", 5, 1999)
    service.activate_product(session, actor=acting(seller), key=str(product_id))
    assert rows(session, "select status from offers")[0].status == "active"
    assert kinds(session).count("offer.changed") == 3
    with pytest.raises(NotFound):
        service.pause_product(session, actor=acting(seller), key="no id")


def test_the_queue_shows_the_oldest_first_and_what_it_would_change(session, world, seller):
    product_id = shown(session, seller, mug(world))
    found = now_of(session, seller, product_id)
    save(session, seller, found.content.model_copy(update={"title": "New words"}), product_id,
         found.version)  # fmt: skip
    submit(session, seller, product_id)
    query = list_query({"status": "submitted", "q": "words"}, STAFF_LISTINGS)
    assert [
        (row.title, row.is_live, row.seller)
        for row in read_list(session, listing=STAFF_LISTINGS, query=query).rows
    ] == [("New words", True, "Olive & Oak")]
    view = staff_listing(session, product_id=product_id)
    assert view.before is not None
    assert (view.before.title, view.content.title) == ("Stoneware mug", "New words")
    with pytest.raises(NotFound):
        staff_listing(session, product_id=new_id())


def test_a_draft_can_be_thrown_away_and_a_submission_taken_back(session, world, seller):
    product_id = save(session, seller, mug(world))
    submit(session, seller, product_id)
    arguments = {"actor": acting(seller), "seller_id": seller, "product_id": product_id}
    service.withdraw_listing(session, **arguments)
    assert now_of(session, seller, product_id).status == "draft"
    service.delete_draft(session, **arguments)
    with pytest.raises(NotFound):
        now_of(session, seller, product_id)
    live = shown(session, seller, mug(world))
    with pytest.raises(Conflict, match="Pause it"):
        service.delete_draft(session, **{**arguments, "product_id": live})


def test_two_of_the_staff_decide_at_once_and_one_is_told(database):
    def prepare(session):
        world, seller = make_world(session), make_seller(session)
        product_id = save(session, seller, mug(world))
        submit(session, seller, product_id)
        return product_id

    product_id = run_in_transaction(prepare)
    results = at_once(
        4, lambda _: run_in_transaction(approve_listing, actor=STAFF, product_id=product_id)
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True, True, True]
    assert run_in_transaction(rows, "select count(*) as n from products")[0].n == 1
    assert run_in_transaction(rows, "select on_hand from stock_levels")[0].on_hand == 5
