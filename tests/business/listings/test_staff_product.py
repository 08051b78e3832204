"""What staff does with one product: its words, its address, its place, its standing."""

from __future__ import annotations

import pytest

from shop_app.catalog import tree
from shop_app.catalog.service import create_product
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.listings.staff_product import change_product, move_by_key, product_sheet, turn_product

STAFF = Actor("staff", "Ada")


@pytest.fixture
def spade(session):
    """The sheet of a product on the shelf of spades; pots are another category."""
    for name in ("Spades", "Pots"):
        tree.add_category(session, name=name, actor=STAFF)
    category = rows(session, "select id from categories where slug = 'spades'")[0].id
    create_product(session, title="Spade", category_id=category, status="active")
    return product_sheet(session, slug="spade")


def category_id(session, slug):
    return str(rows(session, "select id from categories where slug = :slug", slug=slug)[0].id)


def change(session, sheet, **changes):
    asked = {
        "product_id": sheet.id,
        "version": sheet.version,
        "slug": sheet.slug,
        "title": sheet.title,
        "summary": sheet.summary,
        "description": sheet.description,
        "brand": sheet.brand,
        "category_id": sheet.category_id,
        **changes,
    }
    return change_product(session, actor=STAFF, **asked)


def told(session):
    session.flush()
    found = rows(session, "select kind from outbox where aggregate = 'product' order by position")
    return [row.kind for row in found]


def test_everything_changes_at_once_is_told_and_audited(session, spade):
    pots = category_id(session, "pots")
    address = change(
        session, spade, title="  Border\tspade ", summary="Short.", brand="Garden & Co",
        description="<p>Good<script>alert(1)</script></p>", category_id=pots,
    )  # fmt: skip

    after = product_sheet(session, slug=address)
    assert (after.title, after.summary, after.brand) == ("Border spade", "Short.", "Garden & Co")
    assert (after.description, after.category_id) == ("<p>Good</p>", pots)
    assert after.version == spade.version + 1
    assert told(session)[-1] == "product.changed"
    assert [(deed.who, deed.action) for deed in after.story] == [("Ada", "product.changed")]


def test_a_new_address_keeps_the_old_one_leading_here(session, spade):
    assert change(session, spade, slug="border-spade") == "border-spade"
    assert product_sheet(session, slug="spade").slug == "border-spade"


def test_saving_what_stands_changes_nothing(session, spade):
    change(session, spade)
    after = product_sheet(session, slug="spade")
    assert (after.version, after.story) == (spade.version, ())


def test_a_stale_form_is_refused_whole(session, spade):
    change(session, spade, title="First")
    with pytest.raises(Conflict):
        change(session, spade, title="Second")
    assert product_sheet(session, slug="spade").title == "First"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "  "),
        ("title", "x" * 301),
        ("summary", "x" * 301),
        ("description", "x" * 50_001),
        ("category_id", "no-such"),
        ("category_id", ""),
        ("slug", "Not An Address!"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(session, spade, field, value):
    with pytest.raises(Invalid) as refused:
        change(session, spade, **{field: value})
    assert refused.value.field == field
    assert product_sheet(session, slug="spade").version == spade.version


def test_it_is_archived_and_put_back_with_a_reason(session, spade):
    with pytest.raises(Invalid):
        turn_product(session, actor=STAFF, product_id=spade.id, version=spade.version, reason=" ")
    turn_product(
        session, actor=STAFF, product_id=spade.id, version=spade.version, reason="Recalled"
    )
    gone = product_sheet(session, slug="spade")
    assert (gone.status, gone.story[0].note) == ("archived", "Recalled")
    turn_product(session, actor=STAFF, product_id=spade.id, version=gone.version, reason="Mended")
    assert product_sheet(session, slug="spade").status == "active"


def test_a_draft_is_not_put_on_the_shelves_from_here(session, spade):
    create_product(session, title="Rake")
    rake = product_sheet(session, slug="rake")
    with pytest.raises(Conflict):
        turn_product(session, actor=STAFF, product_id=rake.id, version=rake.version, reason="Why")


def test_many_are_moved_to_a_category_named_by_its_address(session, spade):
    with pytest.raises(Invalid):
        move_by_key(session, actor=STAFF, key=str(spade.id), note="no-such")
    with pytest.raises(NotFound):
        move_by_key(session, actor=STAFF, key="no-such", note="pots")
    move_by_key(session, actor=STAFF, key=str(spade.id), note=" /pots ")
    assert product_sheet(session, slug="spade").category_id == category_id(session, "pots")
    assert told(session)[-1] == "product.category_changed"


def test_a_product_that_is_not_there_is_said_to_be_missing(session):
    with pytest.raises(NotFound):
        product_sheet(session, slug="no-such\x00thing")
