"""Attributes kept by staff: adding, changing, merging, removing, and what follows in search."""

from __future__ import annotations

import orjson
import pytest

from shop_app.catalog import attribute_keeping as keeping
from shop_app.catalog import attribute_merging as merging
from shop_app.catalog.models import Collection
from shop_app.catalog.service import create_product
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.lists import ListQuery, read_list
from shop_app.search.facets import facet_plan
from shop_app.search.replanning import replan_attribute

STAFF = Actor("staff", "Ada")


def add(session, code, name, kind="text", **more):
    return keeping.add_attribute(session, code=code, name=name, kind=kind, actor=STAFF, **more)


def seen(session, code):
    return keeping.attribute_page(session, code=code).seen


def change(session, code, **changes):
    page = keeping.attribute_page(session, code=code)
    asked = {
        "seen": page.seen,
        "name": page.name,
        "unit": page.unit,
        "choices": page.choices,
        "filterable": page.filterable,
        **changes,
    }
    keeping.change_attribute(session, code=code, actor=STAFF, **asked)


def merge(session, code, into):
    return merging.merge_attributes(
        session, code=code, seen=seen(session, code), into=into, actor=STAFF
    )


def remove(session, code):
    keeping.remove_attribute(session, code=code, seen=seen(session, code), actor=STAFF)


def product(session, **attributes):
    return create_product(session, title="Desk", attributes=attributes, status="active")


def values_of(session, product_id):
    return rows(session, "select attributes from products where id = :id", id=product_id)[0][0]


def told(session, kind):
    session.flush()
    return rows(session, "select payload from outbox where kind = :kind", kind=kind)


def actions(session):
    return [
        row.action
        for row in rows(
            session, "select action from audit_log where subject = 'attribute' order by position"
        )
    ]


@pytest.mark.feature("CAT-03")
def test_an_attribute_is_added_renamed_made_a_filter_and_found_in_the_list(session):
    add(session, "seat_height", "Seat hight", "number", unit="cm")
    product(session, seat_height=44)
    change(session, "seat_height", name="Seat height", filterable=True)

    page = keeping.attribute_page(session, code="seat_height")
    assert (page.name, page.kind, page.unit, page.filterable) == (
        "Seat height", "number", "cm", True,
    )  # fmt: skip
    listed = read_list(session, listing=keeping.ATTRIBUTES, query=ListQuery(search="seat_h")).rows
    assert [(row.code, row.filterable, row.used) for row in listed] == [("seat_height", True, 1)]
    assert facet_plan(session).attributes["seat_height"].name == "Seat height"
    assert [row.payload for row in told(session, "attribute.changed")] == [{"code": "seat_height"}]
    assert actions(session) == ["attribute.added", "attribute.changed"]


@pytest.mark.parametrize(
    "code", ["", "new", "Seat", "1st", "a-b", "a__b", "a_", "a b", "a\x00", "../x", "a" * 61, "ä"]
)
def test_what_is_no_code_is_refused(session, code):
    with pytest.raises(Invalid) as refused:
        add(session, code, "Something")
    assert refused.value.field == "code"


def test_a_taken_code_a_taken_name_and_a_name_of_nothing_are_refused(session):
    add(session, "weave", "Weave")
    with pytest.raises(Conflict) as refused:
        add(session, "weave", "Other")
    assert refused.value.field == "code"
    with pytest.raises(Conflict) as refused:
        add(session, "weave_2", "wEAVE")
    assert refused.value.field == "name"
    for name in ("", " \x00\u202e ", "x" * 61):
        with pytest.raises(Invalid) as refused:
            add(session, "other", name)
        assert refused.value.field == "name"
    assert add(session, "markup", "<b>Bold</b>\x00") == "markup"
    assert keeping.attribute_page(session, code="markup").name == "<b>Bold</b>"


def test_kinds_units_and_choices_must_fit_together(session):
    for kind, more, field in (
        ("poem", {}, "kind"),
        ("enum", {}, "choices"),
        ("enum", {"choices": ["x" * 61]}, "choices"),
        ("reference", {"choices": ["planet"]}, "choices"),
        ("boolean", {"unit": "cm"}, "unit"),
        ("number", {"unit": "x" * 21}, "unit"),
    ):
        with pytest.raises(Invalid) as refused:
            add(session, "thing", "Thing", kind, **more)
        assert refused.value.field == field


def test_what_somebody_else_has_changed_is_not_overwritten(session):
    add(session, "weave", "Weave")
    old = seen(session, "weave")
    change(session, "weave", filterable=True)
    with pytest.raises(Conflict):
        change(session, "weave", seen=old, name="Lost")
    with pytest.raises(Conflict):
        keeping.remove_attribute(session, code="weave", seen=old, actor=STAFF)
    with pytest.raises(NotFound):
        change(session, "weave\x00' or true")


def test_a_choice_that_products_have_stays_and_others_may_go(session):
    add(session, "finish", "Finish", "enum", choices=["Oiled", "Waxed"])
    product(session, finish="Oiled")
    change(session, "finish", choices=["Oiled", "Lacquered", " Oiled "])
    assert keeping.attribute_page(session, code="finish").choices == ["Oiled", "Lacquered"]
    with pytest.raises(Conflict) as refused:
        change(session, "finish", choices=["Lacquered"])
    assert (refused.value.field, refused.value.facts) == ("choices", {"value": "Oiled"})


def test_a_list_that_an_import_left_empty_offers_what_products_have_and_can_be_kept(session):
    add(session, "finish", "Finish", "enum", choices=["Oiled", "Waxed"])
    product(session, finish="Oiled")
    product(session, finish="Waxed")
    rows(session, "update attributes set choices = '[]' where code = 'finish' returning id")
    assert keeping.attribute_page(session, code="finish").choices == ["Oiled", "Waxed"]
    change(session, "finish", name="Surface", choices=[])
    change(session, "finish", filterable=True)
    found = rows(session, "select name, choices from attributes where code = 'finish'")[0]
    assert (found.name, found.choices) == ("Surface", ["Oiled", "Waxed"])


def test_only_an_attribute_that_nothing_uses_is_removed(session):
    add(session, "weave", "Weave")
    product(session, weave="Twill")
    with pytest.raises(Conflict) as refused:
        remove(session, "weave")
    assert str(refused.value).startswith("Products have it (1).")
    add(session, "idle", "Idle")
    session.add(Collection(slug="still", name="Still", rule={"attribute": {"idle": "yes"}}))
    with pytest.raises(Conflict):
        remove(session, "idle")
    rows(session, "delete from collections where slug = 'still' returning id")
    remove(session, "idle")
    with pytest.raises(NotFound):
        keeping.attribute_page(session, code="idle")
    assert actions(session)[-1] == "attribute.removed"


def test_a_spelling_is_merged_and_values_rules_and_types_move(session):
    add(session, "color", "Color", "enum", choices=["Red", "Blue"])
    add(session, "hue", "Hue", "enum", choices=["Blue", "Green"])
    only, both = product(session, color="Red"), product(session, color="Blue", hue="Green")
    other = product(session, hue="Blue")
    session.add(Collection(slug="reds", name="Reds", rule={"attribute": {"color": "Red"}}))

    assert merge(session, "color", "hue") == 2

    assert values_of(session, only) == {"hue": "Red"}
    assert values_of(session, both) == {"hue": "Green"}
    assert values_of(session, other) == {"hue": "Blue"}
    assert keeping.attribute_page(session, code="hue").choices == ["Blue", "Green", "Red"]
    rule = rows(session, "select rule from collections where slug = 'reds'")[0].rule
    assert rule == {"attribute": {"hue": "Red"}}
    with pytest.raises(NotFound):
        keeping.attribute_page(session, code="color")
    moved = told(session, "products.attribute_moved")
    assert {key for row in moved for key in row.payload["product_ids"]} == {str(only), str(both)}
    versions = rows(session, "select version from products where id = :id", id=only)
    assert versions[0].version == 2
    assert actions(session)[-1] == "attribute.merged"


def test_it_is_said_beforehand_what_a_merge_would_change_and_nothing_has_changed(session):
    add(session, "color", "Color", "enum", choices=["Red", "Blue"])
    add(session, "hue", "Hue", "enum", choices=["Blue", "Green"])
    kept = product(session, color="Red")
    product(session, color="Blue", hue="Green")
    product(session, hue="Blue")
    session.add(Collection(slug="reds", name="Reds", rule={"attribute": {"color": "Red"}}))
    rows(session, "insert into product_types (id, code, name) values"
         " (gen_random_uuid(), 'pot', 'Pot') returning id")  # fmt: skip
    rows(session, "insert into product_type_attributes"
         " (product_type_id, attribute_id, position, required)"
         " select t.id, a.id, 0, false from product_types t, attributes a"
         " where t.code = 'pot' and a.code = 'color' returning 1")  # fmt: skip

    found = merging.foresee_merge(session, code="color", seen=seen(session, "color"), into="hue")
    assert found == merging.MergeAhead("hue", "Hue", 2, 1, 0, 1, 1)
    assert values_of(session, kept) == {"color": "Red"}
    assert keeping.attribute_page(session, code="hue").choices == ["Blue", "Green"]
    assert merge(session, "color", "hue") == found.products

    add(session, "paint", "Paint", "enum", choices=["Red"])
    with pytest.raises(Conflict):
        merging.foresee_merge(session, code="hue", seen="old", into="paint")
    with pytest.raises(NotFound):
        merging.foresee_merge(session, code="hue", seen=seen(session, "hue"), into="none")


def test_only_attributes_of_one_kind_and_unit_are_merged(session):
    add(session, "width", "Width", "number", unit="cm")
    add(session, "breadth", "Breadth", "number", unit="mm")
    add(session, "weave", "Weave")
    for into in ("breadth", "weave", "width", ""):
        with pytest.raises(Invalid) as refused:
            merge(session, "width", into)
        assert refused.value.field == "into"
        with pytest.raises(Invalid) as refused:
            merging.foresee_merge(session, code="width", seen=seen(session, "width"), into=into)
        assert refused.value.field == "into"
    with pytest.raises(NotFound):
        merge(session, "width", "nothing")
    assert keeping.attribute_page(session, code="width").others == []


def test_a_new_filter_is_planned_and_the_documents_of_its_products_follow(session):
    rows(session, "insert into categories (id, slug, name, path, depth, position, description,"
         " image_url, is_hidden, version) values (gen_random_uuid(), 'desks', 'Desks', 'desks',"
         " 0, 0, '', '', false, 1) returning id")  # fmt: skip
    category = rows(session, "select id from categories where slug = 'desks'")[0].id
    add(session, "grain", "Grain")
    add(session, "legs", "Legs", "number", filterable=True)
    made = {
        create_product(session, title="Desk", category_id=category, status="active",
                       attributes={"grain": grain, "legs": legs})
        for grain, legs in (("Oak", 3), ("Ash", 4))
    }  # fmt: skip
    replan_attribute(session, code="legs")
    value = orjson.dumps({"categories": {"desks": ["legs"]}, "exact_numbers": ["legs"]}).decode()
    rows(session, "update shop_settings set value = cast(:value as jsonb)"
         " where key = 'search.facets' returning key", value=value)  # fmt: skip
    change(session, "grain", filterable=True)

    assert made <= replan_attribute(session, code="grain")
    if facet_plan(session).by_category:
        assert "grain" in facet_plan(session).by_category["desks"]
    change(session, "grain", filterable=False)
    assert made <= replan_attribute(session, code="grain")
    assert "grain" not in facet_plan(session).by_category.get("desks", [])
