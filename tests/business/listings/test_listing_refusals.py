"""What cannot be is refused with its field, and nobody writes for another seller."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from shop_app.catalog.models import Attribute, Product, ProductType, ProductTypeAttribute
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound
from shop_app.core.ids import new_id
from shop_app.core.lists import list_query, read_list
from shop_app.listings import service
from shop_app.listings.content import PictureLine, VariantLine
from shop_app.listings.queries import SELLER_PRODUCTS
from tests.business.listings.writing import (
    PICTURE,
    acting,
    mug,
    now_of,
    save,
    shown,
    submit,
)
from tests.makers import make_seller


def test_the_second_of_two_windows_is_told(session, world, seller):
    product_id = save(session, seller, mug(world))
    save(session, seller, mug(world, title="First"), product_id, 1)
    with pytest.raises(Conflict, match="another window"):
        save(session, seller, mug(world, title="Second"), product_id, 1)
    with pytest.raises(Conflict, match="another window"):
        service.submit_listing(
            session, actor=acting(seller), seller_id=seller, product_id=product_id,
            expected_version=1,
        )  # fmt: skip
    assert now_of(session, seller, product_id).content.title == "First"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"category_id": new_id()}, "category"),
        ({"description": "x" * 50_001}, "description"),
        ({"variants": [VariantLine(sku="A"), VariantLine(sku="A")]}, "variants"),
        ({"variants": [VariantLine(sku="A" * 65)]}, "variants"),
        ({"variants": [VariantLine(sku="A", barcode="123")]}, "variants"),
        ({"variants": [VariantLine(sku="A", prices={"EUR": 0})]}, "variants"),
        ({"variants": [VariantLine(sku="A", prices={"EUR": -5})]}, "variants"),
        ({"variants": [VariantLine(sku="A", prices={"XXQ": 5})]}, "currency"),
        ({"variants": [VariantLine(sku="A", stock=-1)]}, "variants"),
        ({"variants": [VariantLine(sku="A", weight_grams=-1)]}, "variants"),
        ({"attributes": {"no_such": "x"}}, "attributes.no_such"),
        ({"pictures": [PICTURE] * 13}, "photo"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_kept(
    session, world, seller, changes, field
):
    with pytest.raises(Invalid) as refusal:
        save(session, seller, mug(world, **changes))
    assert refusal.value.field == field
    assert rows(session, "select 1 from listings") == []


def test_hostile_text_is_made_harmless(session, world, seller):
    product_id = shown(
        session,
        seller,
        mug(
            world,
            title="Mug\x00 <script>alert(1)</script>\u202e",
            description="<p onclick=x>ok</p><script>alert(1)</script><img src=x onerror=y>",
            pictures=[PICTURE, PictureLine(url="javascript:alert(1)")],
        ),
    )
    content = now_of(session, seller, product_id).content
    assert "\x00" not in content.title
    assert content.description == "<p>ok</p>"
    assert [picture.url for picture in content.pictures] == [PICTURE.url]


@pytest.mark.parametrize("missing", ["category_id", "description", "pictures", "variants"])
def test_a_listing_is_whole_before_anybody_looks_at_it(session, world, seller, missing):
    empty = {"category_id": None, "description": "", "pictures": [], "variants": []}[missing]
    product_id = save(session, seller, mug(world, **{missing: empty}))
    with pytest.raises(Invalid):
        submit(session, seller, product_id)
    assert now_of(session, seller, product_id).status == "draft"


def test_attributes_that_the_category_asks_for_are_needed_before_approval(session, world, seller):
    kind = ProductType(code="mug", name="Mug")
    power = Attribute(code="volume", name="Volume", kind="number", unit="ml")
    session.add_all([kind, power])
    session.flush()
    session.add(ProductTypeAttribute(product_type_id=kind.id, attribute_id=power.id, required=True))
    session.add(
        Product(
            slug="x", title="X", category_id=world.category, product_type_id=kind.id, source_key="x"
        )
    )
    session.flush()
    product_id = save(session, seller, mug(world))
    with pytest.raises(Invalid, match="Volume is needed"):
        submit(session, seller, product_id)
    save(session, seller, mug(world, attributes={"volume": 300}), product_id, 1)
    submit(session, seller, product_id)


def test_a_sku_of_another_product_is_refused(session, world, seller):
    shown(session, seller, mug(world))
    other = make_seller(session, name="Other")
    with pytest.raises(Invalid, match="Another product has the SKU MUG-1"):
        save(session, other, mug(world))


def test_no_seller_reaches_what_another_has_written(session, world, seller):
    product_id = shown(session, seller, mug(world))
    draft = save(session, seller, mug(world, variants=[VariantLine(sku="D-1", prices={"EUR": 5})]))
    stranger = make_seller(session, name="Stranger")
    actor = acting(stranger)
    for target in (product_id, draft):
        with pytest.raises(NotFound):
            now_of(session, stranger, target)
        with pytest.raises(NotFound):
            save(session, stranger, mug(world), target, 1)
        with pytest.raises(NotFound):
            submit(session, stranger, target)
        for verb in (service.withdraw_listing, service.delete_draft):
            with pytest.raises(NotFound):
                verb(session, actor=actor, seller_id=stranger, product_id=target)
        for by_key in (service.pause_product, service.activate_product, service.submit_product):
            with pytest.raises(NotFound):
                by_key(session, actor=actor, key=str(target))
    mine = read_list(
        session, listing=SELLER_PRODUCTS, query=list_query({}, SELLER_PRODUCTS), seller_id=stranger
    )
    assert mine.rows == []


def test_who_sells_a_product_of_several_shops_sets_prices_and_no_words(session, world, seller):
    product_id = shown(session, seller, mug(world))
    stranger = make_seller(session, name="Second shop")
    variant = rows(session, "select id from variants")[0].id
    session.connection().execute(
        text(
            "insert into offers (id, variant_id, seller_id, condition, handling_days, status,"
            " version, created_at) values (new_id(), :v, :s, 'new', 1, 'active', 1, now())"
        ),
        {"v": variant, "s": stranger},
    )
    found = now_of(session, stranger, product_id)
    assert (found.may_write, found.version) == (False, 0)
    line = found.content.variants[0].model_copy(update={"prices": {"EUR": 1500}})
    save(session, stranger, found.content.model_copy(update={"variants": [line]}), product_id, 0)
    prices = rows(session, "select amount_minor from prices order by amount_minor")
    assert [row.amount_minor for row in prices] == [1500, 1999]
    with pytest.raises(NotAllowed, match="Several shops"):
        save(session, stranger, found.content.model_copy(update={"title": "Mine"}), product_id, 0)
