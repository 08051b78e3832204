"""The settings as they are shown, and what stands in their forms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shop_app.accounts.views import SELLERS, STAFF
from shop_app.core.money import exponent
from shop_app.pricing.regions import RateRow
from shop_app.pricing.views import RegionView
from shop_app.shipping.own_methods import OwnMethod
from shop_app.ui.i18n import date_text, money_text, nt, t


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region as it is shown."""

    code: str = ""
    name: str = ""
    currency: str = ""
    countries: str = ""
    default_country: str = ""
    locale: str = ""
    tax: str = ""
    tax_text: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class RegionForm:
    """What stands in the form of a region; `opened` makes an empty one a new one."""

    code: str = ""
    name: str = ""
    currency: str = ""
    countries: str = ""
    default_country: str = ""
    locale: str = "en"
    tax: str = "included"
    position: str = "0"
    is_there: bool = False
    opened: int = 0


@dataclass(frozen=True, slots=True)
class RateLine:
    """A tax rate as it is shown."""

    country: str = ""
    tax_class: str = ""
    percent: str = ""
    since: str = ""
    standing: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way to deliver as it is shown, and as its form is filled."""

    key: str = ""
    name: str = ""
    region: str = ""
    price: str = ""
    free_from: str = ""
    days: str = ""
    price_field: str = ""
    free_field: str = ""
    days_min: str = ""
    days_max: str = ""


@dataclass(frozen=True, slots=True)
class WayForm:
    """What stands in the form of a way to deliver."""

    key: str = ""
    name: str = ""
    price: str = ""
    free_from: str = ""
    days_min: str = "1"
    days_max: str = "3"
    opened: int = 0


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The page."""

    regions: list[RegionRow] = field(default_factory=list)
    rates: list[RateLine] = field(default_factory=list)
    ways: list[WayRow] = field(default_factory=list)
    staff_step: bool = False
    seller_step: bool = False


def settings_view(
    regions: Sequence[RegionView],
    places: dict[str, int],
    rates: Sequence[RateRow],
    methods: Sequence[OwnMethod],
    demanded: Collection[str] = (),
) -> SettingsView:
    """What is shown, in the words of the moment's locale."""
    return SettingsView(
        regions=[_region(region, places.get(region.code, 0)) for region in regions],
        rates=[_rate(rate) for rate in rates],
        ways=[_way(method) for method in methods],
        staff_step=STAFF in demanded,
        seller_step=SELLERS in demanded,
    )


def _region(region: RegionView, position: int) -> RegionRow:
    return RegionRow(
        code=region.code,
        name=region.name,
        currency=region.currency,
        countries=", ".join(region.countries),
        default_country=region.default_country,
        locale=region.locale,
        tax="included" if region.tax_included else "on_top",
        tax_text=t("In the price") if region.tax_included else t("On top"),
        position=str(position),
    )


def _rate(rate: RateRow) -> RateLine:
    standing, tone = t("Holds now"), "success"
    if rate.is_coming:
        standing, tone = t("Coming"), "accent"
    elif rate.is_past:
        standing, tone = t("Past"), "plain"
    return RateLine(
        rate.country,
        rate.tax_class,
        f"{Decimal(rate.basis_points) / 100:f}\u00a0%",
        date_text(rate.valid_from),
        standing,
        tone,
    )


def _way(method: OwnMethod) -> WayRow:
    days = nt("{n} working day", "{n} working days", n=method.days_max)
    if method.days_min != method.days_max:
        days = t("{least}–{days}", least=method.days_min, days=days)
    free, currency = method.free_from_minor, method.currency
    return WayRow(
        key=method.id,
        name=method.name,
        region=method.region,
        price=money_text(method.price_minor, currency),
        free_from="–" if free is None else money_text(free, currency),
        days=days,
        price_field=_plain(method.price_minor, currency),
        free_field="" if free is None else _plain(free, currency),
        days_min=str(method.days_min),
        days_max=str(method.days_max),
    )


def _plain(minor: int, currency: str) -> str:
    return f"{Decimal(minor).scaleb(-exponent(currency)):f}"


def region_form_of(row: RegionRow) -> RegionForm:
    """The form filled with a region."""
    return RegionForm(
        row.code,
        row.name,
        row.currency,
        row.countries,
        row.default_country,
        row.locale,
        row.tax,
        row.position,
        is_there=True,
    )


def way_form_of(row: WayRow) -> WayForm:
    """The form filled with a way to deliver."""
    return WayForm(row.key, row.name, row.price_field, row.free_field, row.days_min, row.days_max)
