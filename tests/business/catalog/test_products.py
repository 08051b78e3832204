"""Products and their typed attributes: what fits, what is refused, what is told."""

from __future__ import annotations

import math

import pytest
from sqlalchemy import text

from shop_app.catalog.models import Attribute, Brand, ProductType, ProductTypeAttribute
from shop_app.catalog.queries import moved_to, product_by_slug
from shop_app.catalog.service import change_slug, create_product, set_attributes, set_status
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id


@pytest.fixture
def lamp_type(session):
    """A product type with an attribute of every kind; the power is required."""
    kind = ProductType(code="lamp", name="Lamp")
    attributes = [
        Attribute(code="note", name="Note", kind="text"),
        Attribute(code="power", name="Power", kind="number", unit="W"),
        Attribute(code="socket", name="Socket", kind="enum", choices=["E14", "E27"]),
        Attribute(code="dimmable", name="Dimmable", kind="boolean"),
        Attribute(code="bulb_brand", name="Brand of the bulb", kind="reference", choices=["brand"]),
    ]
    session.add_all([kind, Brand(slug="solveig", name="Solveig"), *attributes])
    session.flush()
    session.add_all(
        [
            ProductTypeAttribute(
                product_type_id=kind.id, attribute_id=item.id, required=item.code == "power"
            )
            for item in attributes
        ]
    )
    session.flush()
    return kind.id


VALUES = {
    "note": "Warm light", "power": 7.5, "socket": "E27", "dimmable": True, "bulb_brand": "solveig",
}  # fmt: skip


def events(session) -> list[tuple[str, int]]:
    session.flush()
    found = session.connection().execute(text("select kind, version from outbox order by position"))
    return [tuple(row) for row in found]


@pytest.mark.feature("CAT-03")
def test_values_of_every_kind_are_kept_as_what_they_are(session, lamp_type):
    product_id = create_product(
        session, title="Desk lamp", product_type_id=lamp_type, attributes=VALUES, status="active"
    )

    product = product_by_slug(session, "desk-lamp")
    assert product.product_id == product_id
    assert product.attributes == VALUES
    assert product.attributes["dimmable"] is True
    assert events(session) == [("product.created", 1)]


@pytest.mark.feature("CAT-03")
@pytest.mark.parametrize(
    ("code", "value"),
    [("power", "strong"), ("power", True), ("power", math.inf), ("power", math.nan),
     ("socket", "E40"), ("socket", 27), ("dimmable", "yes"), ("dimmable", 1), ("note", 5),
     ("note", "x" * 3000), ("note", "a\x00b"), ("bulb_brand", "nobody"), ("bulb_brand", ["x"]),
     ("socket", {"a": 1})],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_by_name(session, lamp_type, code, value):
    with pytest.raises(Invalid) as refusal:
        create_product(
            session,
            title="Lamp",
            product_type_id=lamp_type,
            attributes={**VALUES, code: value},
        )
    assert refusal.value.field == f"attributes.{code}"
    assert events(session) == []


@pytest.mark.feature("CAT-03")
def test_required_and_unknown_attributes_are_told_apart(session, lamp_type):
    with pytest.raises(Invalid, match="Power is needed here"):
        create_product(session, title="Lamp", product_type_id=lamp_type, attributes={})
    with pytest.raises(Invalid, match="no attribute colour"):
        create_product(
            session, title="Lamp", product_type_id=lamp_type, attributes={"power": 1, "colour": "x"}
        )


def test_attributes_are_replaced_whole(session, lamp_type):
    product_id = create_product(
        session, title="Lamp", product_type_id=lamp_type, attributes=VALUES, status="active"
    )

    assert set_attributes(session, product_id=product_id, attributes={"power": 5}) == 2
    assert product_by_slug(session, "lamp").attributes == {"power": 5}
    assert events(session)[-1] == ("product.changed", 2)


def test_addresses_are_free_made_from_titles_and_never_shared(session):
    create_product(session, title="Blue Mug", status="active")
    create_product(session, title="Blue Mug", status="active")
    found = session.connection().execute(text("select slug from products order by id"))
    first, second = [row.slug for row in found]
    assert first == "blue-mug"
    assert second.startswith("blue-mug-")

    with pytest.raises(Conflict):
        create_product(session, title="Other", slug="blue-mug")
    for wrong in ("Blue Mug", "../x", "a" * 200, "ünder"):
        with pytest.raises(Invalid):
            create_product(session, title="Other", slug=wrong)
    for title in ("", "   ", "\x00", "x" * 301):
        with pytest.raises(Invalid):
            create_product(session, title=title)


def test_old_addresses_lead_to_the_present_one_through_many_moves(session):
    product_id = create_product(session, title="One", status="active")
    other = create_product(session, title="Other", status="active")
    for slug in ("two", "three", "one", "four"):
        assert change_slug(session, product_id=product_id, slug=slug) == slug

    assert [moved_to(session, slug) for slug in ("one", "two", "three", "four", "x")] == [
        "four", "four", "four", "", "",
    ]  # fmt: skip
    assert change_slug(session, product_id=product_id, slug="four") == "four"
    with pytest.raises(Conflict):
        change_slug(session, product_id=other, slug="four")
    change_slug(session, product_id=other, slug="two")  # an old address may be lived in again
    assert moved_to(session, "two") == ""
    with pytest.raises(NotFound):
        change_slug(session, product_id=new_id(), slug="five")


def test_a_status_is_set_once_and_told(session):
    product_id = create_product(session, title="Mug")
    assert product_by_slug(session, "mug") is None

    assert set_status(session, product_id=product_id, status="active") == 2
    assert set_status(session, product_id=product_id, status="active") == 2
    assert product_by_slug(session, "mug").version == 2
    assert events(session)[1:] == [("product.status_changed", 2)]
    with pytest.raises(Invalid):
        set_status(session, product_id=product_id, status="gone")
    with pytest.raises(NotFound):
        set_status(session, product_id=new_id(), status="draft")
