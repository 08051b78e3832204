"""Where the demo shop sells and from where: regions, taxes, warehouses, ways to deliver.

Tax rates are public knowledge, dated where they have changed. The rate of the United States stands
for its many sales taxes: an average of states and towns, added at the end as they are.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from shop_app.core.ids import new_id
from shop_app.inventory.models import Warehouse, WarehousePriority
from shop_app.pricing.models import Region, TaxRate
from shop_app.shipping.models import DeliveryMethod

_EU_COUNTRIES = [
    "NL", "DE", "FR", "BE", "AT", "IE", "ES", "IT", "PT", "LU", "FI", "SE", "DK", "PL",
]  # fmt: skip
_REGIONS = (
    ("EU", "Europe", "EUR", _EU_COUNTRIES, "NL", "en", True),
    ("US", "United States", "USD", ["US"], "US", "en-US", False),
    ("GB", "United Kingdom", "GBP", ["GB"], "GB", "en-GB", True),
    ("JP", "Japan", "JPY", ["JP"], "JP", "en", True),
)

# country: (standard, reduced, books) in basis points
_TAXES: dict[str, tuple[int, int, int]] = {
    "NL": (2100, 900, 900), "DE": (1900, 700, 700), "FR": (2000, 550, 550),
    "BE": (2100, 600, 600), "AT": (2000, 1000, 1000), "IE": (2300, 1350, 0),
    "ES": (2100, 1000, 400), "IT": (2200, 1000, 400), "PT": (2300, 600, 600),
    "LU": (1700, 800, 300), "FI": (2400, 1400, 1000), "SE": (2500, 1200, 600),
    "DK": (2500, 2500, 2500), "PL": (2300, 800, 500), "GB": (2000, 500, 0),
    "JP": (1000, 800, 1000), "US": (750, 750, 750),
}  # fmt: skip
_SINCE = date(2021, 1, 1)
_CHANGES = (
    ("LU", "standard", date(2023, 1, 1), 1600),
    ("LU", "standard", date(2024, 1, 1), 1700),
    ("FI", "standard", date(2024, 9, 1), 2550),
    ("FI", "books", date(2025, 1, 1), 1400),
    ("FI", "books", date(2026, 1, 1), 1350),
    ("FI", "reduced", date(2026, 1, 1), 1350),
)

# code, name, country, address, the order in which it serves EU, US, GB, JP
_WAREHOUSES = (
    ("RTM", "Rotterdam", "NL", ("Waalhaven 12", "3087 BM", "Rotterdam"), (1, 3, 2, 3)),
    ("BHX", "Birmingham", "GB", ("Elmdon Way 4", "B26 3QJ", "Birmingham"), (2, 2, 1, 4)),
    ("MEM", "Memphis", "US", ("2005 Airways Boulevard", "38118", "Memphis"), (3, 1, 3, 2)),
    ("OSA", "Osaka", "JP", ("Nanko Kita 1-5", "559-0034", "Osaka"), (4, 4, 4, 1)),
)

# region: standard price, free from, express price, days of standard
_DELIVERY = {
    "EU": (495, 5000, 995, (2, 4)),
    "US": (599, 5900, 1499, (3, 5)),
    "GB": (399, 4000, 799, (2, 3)),
    "JP": (550, 6000, 980, (2, 4)),
}
_OWN_DELIVERY = {"EU": 695, "US": 899, "GB": 595, "JP": 900}
_OWN_DELIVERY_SELLERS = 3


def open_places(session: Session) -> None:
    """Make regions, tax rates, warehouses with their order, and the platform's deliveries."""
    for position, (code, name, currency, countries, home, locale, included) in enumerate(_REGIONS):
        session.add(
            Region(
                code=code, name=name, currency=currency, countries=countries,
                default_country=home, locale=locale, tax_included=included, position=position,
            )
        )  # fmt: skip
    session.flush()
    _add_taxes(session)
    _add_warehouses(session)
    for region, (standard, free_from, express, (days_min, days_max)) in _DELIVERY.items():
        session.add(
            DeliveryMethod(
                code="standard", name="Standard delivery", region_code=region,
                price_minor=standard, free_from_minor=free_from, days_min=days_min,
                days_max=days_max, position=0,
            )
        )  # fmt: skip
        session.add(
            DeliveryMethod(
                code="express", name="Express delivery", region_code=region, price_minor=express,
                days_min=1, days_max=1, position=1,
            )
        )  # fmt: skip
    session.flush()


def add_own_deliveries(session: Session, seller_ids: list) -> None:
    """A few sellers bring their goods themselves, for a price of their own."""
    for seller_id in seller_ids[:_OWN_DELIVERY_SELLERS]:
        for region, price in _OWN_DELIVERY.items():
            session.add(
                DeliveryMethod(
                    code="courier", name="Insured courier", region_code=region,
                    seller_id=seller_id, price_minor=price, days_min=2, days_max=3,
                )
            )  # fmt: skip
    session.flush()


def _add_taxes(session: Session) -> None:
    for country, rates in _TAXES.items():
        for tax_class, basis_points in zip(("standard", "reduced", "books"), rates, strict=True):
            session.add(
                TaxRate(
                    country=country, tax_class=tax_class, valid_from=_SINCE,
                    basis_points=basis_points,
                )
            )  # fmt: skip
    for country, tax_class, day, basis_points in _CHANGES:
        session.add(
            TaxRate(country=country, tax_class=tax_class, valid_from=day, basis_points=basis_points)
        )


def _add_warehouses(session: Session) -> None:
    codes = [region[0] for region in _REGIONS]
    for code, name, country, (street, postal_code, city), places in _WAREHOUSES:
        warehouse = Warehouse(
            id=new_id(), code=code, name=name, country=country,
            address={"line1": street, "postal_code": postal_code, "city": city,
                     "country": country},
        )  # fmt: skip
        session.add(warehouse)
        session.flush()
        for region, priority in zip(codes, places, strict=True):
            session.add(
                WarehousePriority(region_code=region, warehouse_id=warehouse.id, priority=priority)
            )
