"""The page of one product: offers and why one leads, options, pictures, specs, old addresses."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from shop_app.catalog.service import change_slug
from shop_app.core.db import engine, run_in_transaction, run_reading
from shop_app.inventory.service import receive
from shop_app.pricing.service import set_price
from shop_app.storefront import queries as storefront
from shop_app.storefront.product import description_html
from shop_app.storefront.views import Moved, ProductPage


def ask(sql: str, **parameters) -> list:
    with engine().connect() as connection:
        return list(connection.execute(text(sql), parameters))


def page_of(found_shop, slug: str, *, sku: str | None = None, region: str = "EU") -> ProductPage:
    page = run_reading(
        storefront.product_page, slug, sku=sku, region=found_shop.regions[region], locale="en"
    )
    assert isinstance(page, ProductPage)
    return page


@pytest.fixture
def several(found_shop) -> str:
    """The address of a product with two colours, one of which two sellers offer."""
    return ask(
        "select p.slug from products p join variants v on v.product_id = p.id"
        " join offers o on o.variant_id = v.id where p.source_key like 'p%'"
        " group by p.slug having count(*) = 3 order by p.slug limit 1"
    )[0].slug


@pytest.fixture
def contested(found_shop, several):
    """The offers of the variant that two sellers have, and its SKU; both offers in stock."""
    offers = ask(
        "select o.id as offer_id, v.sku, s.slug as seller from offers o"
        " join variants v on v.id = o.variant_id join products p on p.id = v.product_id"
        " join sellers s on s.id = o.seller_id where p.slug = :slug and v.id in (select variant_id"
        " from offers group by variant_id having count(*) = 2) order by s.slug",
        slug=several,
    )
    warehouse = ask("select id from warehouses")[0].id
    for offer in offers:
        run_in_transaction(receive, offer_id=offer.offer_id, warehouse_id=warehouse, quantity=20)
    return offers


def price(offer, minor: int) -> None:
    run_in_transaction(set_price, offer_id=offer.offer_id, currency="EUR", amount_minor=minor)


@pytest.mark.feature("CAT-12")
def test_of_two_sellers_the_lower_total_leads_and_the_other_is_shown(
    found_shop, several, contested
):
    first, second = contested
    price(first, 4_900)  # and 4.95 to deliver it
    price(second, 5_100)  # delivered free from 50 euro on

    page = page_of(found_shop, several, sku=first.sku)

    assert page.best.seller_slug == second.seller
    assert (page.best.price.text, page.best.delivery_text, page.best.total_text) == (
        "€51.00", "", "€51.00",
    )  # fmt: skip
    (other,) = page.other_offers
    assert (other.seller_slug, other.delivery_text, other.total_text) == (
        first.seller, "€4.95", "€53.95",
    )  # fmt: skip


def test_with_equal_totals_the_better_rated_seller_leads(found_shop, several, contested):
    for offer in contested:
        price(offer, 6_000)

    page = page_of(found_shop, several, sku=contested[0].sku)

    assert page.best.seller_slug == max(offer.seller for offer in contested)  # rated 4.0, 4.1, 4.2


def test_what_is_sold_out_never_leads(found_shop, several, contested):
    first, second = contested
    price(first, 1_000)
    with engine().begin() as connection:
        connection.execute(
            text("update stock_levels set on_hand = 0, version = version + 1 where offer_id = :id"),
            {"id": first.offer_id},
        )

    page = page_of(found_shop, several, sku=first.sku)

    assert page.best.seller_slug == second.seller
    assert page.other_offers[0].stock_status == "out"


@pytest.mark.feature("CAT-01")
def test_each_variant_has_its_own_sku_price_and_pictures(found_shop, several):
    page = page_of(found_shop, several)
    (colours,) = page.options
    assert colours.name == "Colour"
    assert len(colours.choices) == 2
    for choice in colours.choices:
        own = page_of(found_shop, several, sku=choice.sku)
        assert own.sku == choice.sku
        assert own.options[0].selected == choice.value
        assert own.pictures[0].option_value == choice.value
        assert {picture.option_value for picture in own.pictures} == {choice.value}
        assert choice.href == f"/p/{several}?sku={choice.sku}"
        assert choice.hex.startswith("#")


def test_a_colour_that_nobody_has_is_shown_and_marked(found_shop, several):
    sku = page_of(found_shop, several).options[0].choices[0].sku
    with engine().begin() as connection:
        connection.execute(
            text(
                "update stock_levels set on_hand = 0, version = version + 1 where offer_id in"
                " (select o.id from offers o join variants v on v.id = o.variant_id"
                "  where v.sku = :sku)"
            ),
            {"sku": sku},
        )

    page = page_of(found_shop, several)

    assert page.sku != sku
    assert [choice.available for choice in page.options[0].choices] == [False, True]
    assert page_of(found_shop, several, sku=sku).best.stock_status == "out"


def test_specs_carry_their_units_and_crumbs_lead_up(found_shop, several):
    page = page_of(found_shop, several)

    specs = {item.name: item.value for item in page.specifications}
    assert specs["Width"].endswith(" cm")
    assert specs["Material"] in ("Cotton", "Oak", "Steel", "Wool")
    assert len(page.crumbs) == 2
    assert all(crumb.href.startswith("/c/") for crumb in page.crumbs)
    assert page.best.arrives_from_text
    assert page.related
    assert all(card.stock_status != "out" for card in page.related)


def test_the_version_changes_with_price_and_stock_and_stays_without(found_shop, several, contested):
    before = page_of(found_shop, several).version
    assert page_of(found_shop, several).version == before

    price(contested[0], 7_777)
    after = page_of(found_shop, several).version
    assert after != before
    warehouse = ask("select id from warehouses")[0].id
    run_in_transaction(receive, offer_id=contested[0].offer_id, warehouse_id=warehouse, quantity=1)
    assert page_of(found_shop, several).version != after


def test_where_nobody_sells_it_the_page_says_so(found_shop):
    slug = next(d.slug for d in found_shop.documents if "USD" not in d.prices)

    page = page_of(found_shop, slug, region="US")

    assert (page.best, page.other_offers) == (None, [])


def test_an_old_address_leads_to_the_new_one_and_an_unknown_one_nowhere(found_shop, several):
    product_id = ask("select id from products where slug = 'oven-mitt'")[0].id
    run_in_transaction(change_slug, product_id=product_id, slug="oven-mitten")
    region = found_shop.regions["EU"]

    assert run_reading(storefront.product_page, "oven-mitt", region=region) == Moved("oven-mitten")
    for slug in ("no-such-thing", "", "\x00", "../x", "a" * 5000):
        assert run_reading(storefront.product_page, slug, region=region) is None
    run_in_transaction(change_slug, product_id=product_id, slug="oven-mitt")
    assert isinstance(run_reading(storefront.product_page, "oven-mitt", region=region), ProductPage)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("One.\n\nTwo\nthree.", "<p>One.</p><p>Two<br>three.</p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<p onclick='x()'>Hi<script>alert(1)</script></p>", "<p>Hi</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("", ""),
    ],
)
def test_descriptions_are_safe(told, shown):
    assert description_html(told) == shown
