"""The tree of categories: paths, old addresses, order, circles, and what hangs on a category."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_app.catalog import tree
from shop_app.catalog.queries import categories, category_by_slug
from shop_app.catalog.service import create_product
from shop_app.catalog.tree_queries import category_moved_to, staff_tree
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound, ShopError

STAFF = Actor("staff", "Ada")


def add(session, name, parent="", **more):
    return tree.add_category(session, name=name, parent=parent, actor=STAFF, **more)


def row_of(session, slug):
    return next(row for row in staff_tree(session) if row.slug == slug)


def change(session, slug, **changes):
    row = row_of(session, slug)
    asked = {
        "version": row.version,
        "name": row.name,
        "new_slug": row.slug,
        "parent": row.parent,
        "description": row.description,
        "is_hidden": row.is_hidden,
        **changes,
    }
    return tree.change_category(session, slug=slug, actor=STAFF, **asked)


def paths(session):
    return {row.path for row in rows(session, "select path from categories")}


@pytest.fixture
def garden(session):
    add(session, "Garden")
    add(session, "Tools", "garden")
    add(session, "Spades", "tools")
    return session


def test_a_new_address_and_a_new_place_take_everything_below_along(garden):
    add(garden, "Workshop")
    change(garden, "tools", name="Hand tools", new_slug="hand-tools", parent="workshop")

    assert paths(garden) == {
        "garden", "workshop", "workshop/hand-tools", "workshop/hand-tools/spades",
    }  # fmt: skip
    assert [(row.slug, row.depth) for row in staff_tree(garden)] == [
        ("garden", 0), ("workshop", 0), ("hand-tools", 1), ("spades", 2),
    ]  # fmt: skip
    assert category_moved_to(garden, "tools") == "hand-tools"
    assert category_by_slug(garden, "tools") is None
    garden.flush()
    told = rows(garden, "select kind, version from outbox where kind = 'category.changed'")
    assert [row.version for row in told] == [2]


def test_going_back_to_an_old_address_makes_no_circle_of_redirects(garden):
    change(garden, "tools", new_slug="things")
    change(garden, "things", new_slug="tools")

    assert category_moved_to(garden, "tools") == ""
    assert category_moved_to(garden, "things") == "tools"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parent": "spades"}, "parent"),
        ({"parent": "tools"}, "parent"),
        ({"parent": "no-such"}, "parent"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"new_slug": "Garden tools"}, "slug"),
        ({"new_slug": "garden"}, "slug"),
        ({"new_slug": "../x\x00"}, "slug"),
        ({"description": "d" * 1001}, "description"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_changes_nothing(garden, changes, field):
    before = staff_tree(garden)
    with pytest.raises(ShopError) as refusal:
        change(garden, "tools", **changes)
    assert refusal.value.field == field
    assert staff_tree(garden) == before


def test_two_who_change_the_same_category_do_not_overwrite_each_other(garden):
    seen = row_of(garden, "tools").version
    change(garden, "tools", name="Hand tools")
    with pytest.raises(Conflict, match="Somebody has changed"):
        change(garden, "tools", name="Tools of steel", version=seen)


def test_names_are_unique_among_siblings_and_free_elsewhere(garden):
    with pytest.raises(Conflict, match="of this name"):
        add(garden, "TOOLS", "garden", slug="more-tools")
    add(garden, "Tools", slug="all-tools")


def test_there_are_five_levels_and_a_move_counts_what_hangs_below(garden):
    add(garden, "Border spades", "spades")
    add(garden, "Short ones", "border-spades")
    with pytest.raises(Invalid, match="At most 5 levels"):
        add(garden, "Too deep", "short-ones")
    add(garden, "House")
    with pytest.raises(Invalid, match="At most 5 levels"):
        change(garden, "garden", parent="house")


def test_neighbours_change_places_and_the_ends_stay(session):
    for name in ("One", "Two", "Three"):
        add(session, name)
    tree.shift_category(session, slug="three", down=False, actor=STAFF)
    tree.shift_category(session, slug="one", down=False, actor=STAFF)
    assert [row.slug for row in staff_tree(session)] == ["one", "three", "two"]


def test_a_hidden_category_is_on_no_shelf_but_stays_for_staff(garden):
    change(garden, "tools", is_hidden=True)

    assert "tools" not in {category.slug for category in categories(garden)}
    assert category_by_slug(garden, "tools") is None
    assert row_of(garden, "tools").is_hidden


def test_a_category_goes_only_when_nothing_hangs_on_it_and_its_products_find_a_place(garden):
    with pytest.raises(Conflict, match="lie below it"):
        tree.remove_category(garden, slug="tools", actor=STAFF)
    spades = category_by_slug(garden, "spades")
    product = create_product(
        garden, title="Long spade", category_id=spades.category_id, status="active"
    )
    with pytest.raises(Conflict, match="Products lie in it") as refusal:
        tree.remove_category(garden, slug="spades", actor=STAFF)
    assert refusal.value.field == "move_to"
    assert tree.remove_category(garden, slug="spades", move_to="tools", actor=STAFF) == 1
    assert row_of(garden, "tools").own == 1
    assert category_moved_to(garden, "spades") == "tools"
    assert rows(garden, "select version from products where id = :id", id=product)[0].version == 2


def test_products_are_brought_by_sku_or_address_all_or_none(garden):
    first = create_product(garden, title="Rake", status="active")
    create_product(garden, title="Hoe", status="active")
    with pytest.raises(Invalid, match="no product shovel"):
        tree.bring_products(garden, slug="tools", text="rake\nshovel", actor=STAFF)
    assert row_of(garden, "tools").own == 0
    assert tree.bring_products(garden, slug="tools", text=" rake \nhoe\nrake\n", actor=STAFF) == 2
    assert tree.bring_products(garden, slug="tools", text="rake", actor=STAFF) == 0
    assert row_of(garden, "garden").products == 2
    garden.flush()
    told = rows(
        garden,
        "select kind from outbox where aggregate_id = :id order by version desc limit 1",
        id=first,
    )
    assert told[0].kind == "product.category_changed"
    with pytest.raises(NotFound):
        tree.bring_products(garden, slug="no-such", text="rake", actor=STAFF)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), max_size=12))
def test_whatever_moves_each_path_is_that_of_the_parent_and_the_slug(session, moves):
    with session.begin_nested() as point:
        names = [f"c{number}" for number in range(6)]
        for name in names:
            add(session, name)
        for which, where in moves:
            try:
                with session.begin_nested():
                    change(session, names[which], parent=names[where] if where >= 0 else "")
            except ShopError:
                pass
        wrong = rows(
            session,
            "select c.slug from categories c left join categories p on p.id = c.parent_id"
            " where c.path <> coalesce(p.path || '/', '') || c.slug"
            " or c.depth <> coalesce(p.depth + 1, 0)",
        )
        assert wrong == []
        point.rollback()


def test_every_change_is_in_the_audit_log(garden):
    change(garden, "tools", name="Hand tools")
    written = rows(garden, "select action, before, after from audit_log order by position")
    assert [row.action for row in written] == ["category.added"] * 3 + ["category.changed"]
    assert (written[-1].before, written[-1].after) == ({"name": "Tools"}, {"name": "Hand tools"})
