"""A second import, a killed one and a changed file."""

from __future__ import annotations

import threading

import pytest

from tests.business.importing.conftest import add_seller, mug, sheet

STATE = (
    "select p.id, p.slug, p.version, p.updated_at, v.id, o.id, o.seller_id, o.version, r.currency,"
    " r.amount_minor, r.version, l.warehouse_id, l.on_hand, l.version from products p"
    " join variants v on v.product_id = p.id join offers o on o.variant_id = v.id"
    " join prices r on r.offer_id = o.id join stock_levels l on l.offer_id = o.id"
    " order by p.source_key, v.sku, r.currency, l.warehouse_id"
)


def _mugs(count: int) -> list[dict[str, object]]:
    """Mugs of several brands without stock: seller and stock come from the rules."""
    return [
        mug(key=f"mug-{n}", sku=f"MUG-{n}", title=f"Mug {n}", brand=f"Brand {n}",
            **{"stock:RTM": ""})
        for n in range(count)
    ]  # fmt: skip


def test_importing_twice_gives_the_same_shop(bring, ask):
    content = sheet(*_mugs(9))
    first = bring(content)
    before = (
        ask(STATE),
        ask("select count(*) from stock_movements"),
        ask("select count(*) from outbox"),
    )
    second = bring(content)
    assert (first.new, first.changed) == (9, 9)
    assert (second.products, second.new, second.changed) == (9, 0, 0)
    after = (
        ask(STATE),
        ask("select count(*) from stock_movements"),
        ask("select count(*) from outbox"),
    )
    assert after == before


def test_a_new_seller_does_not_move_products_that_others_sell(bring, ask):
    content = sheet(*_mugs(9))
    bring(content)
    before = ask("select id, seller_id from offers order by id")
    add_seller("aspen", "approved")
    bring(content)
    assert ask("select id, seller_id from offers order by id") == before


def test_a_killed_import_goes_on_behind_its_last_batch(bring, ask):
    class Killed(BaseException):
        """Ends the process: nothing of the import's own catches it."""

    def kill(rows_done: int, _: int) -> None:
        if rows_done >= 5:
            raise Killed

    rows = [*_mugs(9), mug(key="bad", sku="BAD", title="")]
    rows.insert(1, mug(key="worse", sku="WORSE", **{"price:EUR": "free"}))
    content = sheet(*rows)
    with pytest.raises(Killed):
        bring(content, advance=kill)
    assert ask("select status, rows_done from import_runs") == [("running", 5)]
    assert ask("select count(*) from products") == [(3,)]
    outcome = bring(content)
    assert (outcome.resumed_at_row, outcome.new) == (5, 6)
    assert ask("select count(*) from products") == [(9,)]
    assert ask("select status, rows_done, rows_failed from import_runs") == [("finished", 12, 4)]
    assert (outcome.refusals, outcome.warnings) == (4, 0)


def test_what_has_changed_in_the_file_grows_its_version_once_and_is_told(bring, ask):
    bring(sheet(*_mugs(3)))
    mended = _mugs(3)
    mended[1]["price:EUR"] = "13.00"
    mended[2]["title"] = "Mug with a handle"
    outcome = bring(sheet(*mended))
    assert (outcome.new, outcome.changed) == (0, 2)
    assert ask("select source_key, version from products order by 1") == [
        ("mug-0", 1),
        ("mug-1", 2),
        ("mug-2", 2),
    ]
    told = ask("select kind, payload->'product_ids' from outbox order by position desc limit 1")
    changed = ask("select id from products where version = 2")
    assert told[0][0] == "products.imported"
    all_told = ask("select payload->'product_ids' from outbox order by position")
    assert {i for (ids,) in all_told[2:] for i in ids} == {str(i) for (i,) in changed}


def test_an_address_stays_when_the_title_changes_and_leaves_a_redirect_when_it_is_changed(
    bring, ask
):
    bring(sheet(mug()))
    bring(sheet(mug(title="Another title")))
    assert ask("select slug from products") == [("stoneware-mug",)]
    bring(sheet(mug(title="Another title", slug="another-mug")))
    assert ask("select slug from products") == [("another-mug",)]
    assert ask("select old_slug from slug_redirects") == [("stoneware-mug",)]
    bring(sheet(mug(title="Another title", slug="stoneware-mug")))
    assert ask("select old_slug from slug_redirects") == [("another-mug",)]


def test_two_products_of_one_title_have_two_addresses_that_stay(bring, ask):
    content = sheet(mug(), mug(key="mug-2", sku="MUG-2"))
    bring(content)
    slugs = ask("select source_key, slug from products order by 1")
    assert slugs[0] == ("mug-1", "stoneware-mug")
    assert slugs[1][1].startswith("stoneware-mug-")
    bring(content)
    assert ask("select source_key, slug from products order by 1") == slugs


def test_stock_of_a_second_import_is_left_alone_unless_it_is_a_count(bring, ask):
    bring(sheet(mug()))
    content = sheet(mug(**{"stock:RTM": "20"}))
    bring(content)
    assert ask("select on_hand from stock_levels") == [(7,)]
    bring(content, count_stock=True)
    assert ask("select on_hand, version from stock_levels") == [(20, 2)]
    assert ask("select kind, on_hand_delta from stock_movements order by id") == [
        ("receive", 7),
        ("count", 13),
    ]


def test_an_empty_shop_gets_a_seller_and_a_warehouse_of_its_own(database, ask, tmp_path):
    from shop_app.catalog.importing.run import import_file

    path = tmp_path / "products.csv"
    path.write_text(sheet(mug(**{"stock:RTM": ""})))
    outcome = import_file(path, report_folder=tmp_path)
    assert (outcome.new, outcome.refusals) == (1, 0)
    assert ask("select slug, status from sellers") == [("house", "approved")]
    assert ask("select code from warehouses") == [("MAIN",)]


def test_two_imports_of_different_files_at_once_both_come_in_whole(bring, ask, tmp_path):
    contents = [sheet(*_mugs(40)), sheet(*[{**row, "title": "Same title", "key": f"other-{n}",
                "sku": f"OTHER-{n}"} for n, row in enumerate(_mugs(40))])]  # fmt: skip
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            bring(contents[number], name=f"file-{number}", batch_size=5)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ask("select count(*), count(distinct slug) from products") == [(80, 80)]
    assert ask("select count(*) from categories") == [(2,)]
