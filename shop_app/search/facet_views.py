"""Facets, chips and their addresses, from the counts that an engine gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from babel.numbers import format_currency
from sqlmodel import Session

from shop_app.catalog.queries import brand_names, category_names
from shop_app.core.formats import locale_of, money_text, number_text
from shop_app.core.money import Money
from shop_app.search.address import Address
from shop_app.search.bands import band_edges
from shop_app.search.facets import FacetAttribute, FacetPlan
from shop_app.search.index import BRAND, CATEGORY, PRICE, RATING, SALE, SELLER, STOCK
from shop_app.search.views import Chip, Facet, FacetValue
from shop_app.sellers.queries import seller_names

Counts = Mapping[str, Sequence[tuple[str, int]]]

_STARS = (4, 3, 2)
_LEAST_CHOICES = 2
_ONE_IS_ENOUGH = (STOCK, SALE, RATING)


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the values of facets."""

    brands: Mapping[str, str]
    sellers: Mapping[str, str]
    categories: Mapping[str, str]
    plan: FacetPlan
    locale: str

    def attribute(self, code: str) -> FacetAttribute:
        """The attribute of a facet; an option that is no attribute is named by its code."""
        plain = code.removeprefix("a.")
        name = plain.replace("_", " ").capitalize()
        return self.plan.attributes.get(plain) or FacetAttribute(plain, name, "text", "")

    def value(self, code: str, value: str) -> str:
        """The label of a value."""
        match code:
            case "brand":
                return self.brands.get(value, value)
            case "seller":
                return self.sellers.get(value, value)
            case "category":
                return self.categories.get(value, value)
        attribute = self.attribute(code)
        if attribute.kind == "number":
            return _number_label(value, attribute.unit, self.locale)
        return value


def names_of(
    session: Session, address: Address, counts: Counts, *, plan: FacetPlan, locale: str
) -> Names:
    """The names of all values that are shown or chosen."""

    def slugs(code: str) -> list[str]:
        shown = [value for value, _ in counts.get(code, ())]
        return [*shown, *address.filters.values.get(code, ())]

    return Names(
        brand_names(session, slugs=slugs(BRAND)),
        seller_names(session, slugs=slugs(SELLER)),
        category_names(session, slugs=slugs(CATEGORY)),
        plan,
        locale,
    )


def facets_of_list(address: Address, counts: Counts, names: Names) -> list[Facet]:
    """The facets worth showing, in order; one with a single choice only if it is chosen."""
    facets = []
    for code, counted in counts.items():
        values = _values(address, code, counted, names)
        is_chosen = any(value.selected for value in values)
        least = 1 if code in _ONE_IS_ENOUGH or is_chosen else _LEAST_CHOICES
        if len(values) >= least:
            facets.append(Facet(code, _name(code, names), values))
    return facets


def _values(
    address: Address, code: str, counted: Sequence[tuple[str, int]], names: Names
) -> list[FacetValue]:
    match code:
        case "price":
            return _prices(address, counted, names.locale)
        case "rating":
            return _ratings(address, counted)
        case "stock":
            on = address.filters.in_stock
            return [FacetValue("in", "in", n, on, address.with_stock(not on)) for _, n in counted]
        case "sale":
            on = address.filters.on_sale
            return [FacetValue("1", "1", n, on, address.with_sale(not on)) for _, n in counted]
    chosen = address.filters.values.get(code, ())
    told = dict(counted)
    missing = [(value, 0) for value in chosen if value not in told]
    values = [
        FacetValue(
            value, names.value(code, value), count, value in chosen, address.switched(code, value)
        )
        for value, count in [*counted, *missing]
    ]
    if code == CATEGORY:  # one at a time
        values = [
            FacetValue(v.value, v.label, v.count, v.selected, _only(address, v)) for v in values
        ]
    if code.startswith("a.") and names.attribute(code).kind == "number":
        values.sort(key=lambda value: _number_key(value.value))
    return values


def _only(address: Address, value: FacetValue) -> str:
    alone = {**address.filters.values, CATEGORY: () if value.selected else (value.value,)}
    return replace(address, page=1, filters=replace(address.filters, values=alone)).href()


def _prices(address: Address, counted: Sequence[tuple[str, int]], locale: str) -> list[FacetValue]:
    chosen = (address.filters.price_from, address.filters.price_to)
    found = []
    for text, count in sorted(counted, key=lambda pair: int(pair[0])):
        lowest, following = band_edges(int(text))
        bounds = (lowest, None if following is None else following - 1)
        on = chosen == bounds
        label = _price_label(lowest, following, address.currency, locale)
        href = address.with_prices(None, None) if on else address.with_prices(lowest, bounds[1])
        found.append(FacetValue(text, label, count, on, href))
    return found


def _price_label(lowest: int, following: int | None, currency: str, locale: str) -> str:
    begin = _round_money(lowest, currency, locale)
    return f"{begin} – {_round_money(following, currency, locale)}" if following else f"{begin} +"


def _round_money(minor: int, currency: str, locale: str) -> str:
    """An amount without decimals where it has none to show."""
    amount = Money(minor, currency).decimal
    if amount != amount.to_integral_value():
        return money_text(minor, currency, locale)
    told = locale_of(locale)
    pattern = told.currency_formats["standard"].pattern.replace(".00", "")
    return format_currency(amount, currency, pattern, locale=told, currency_digits=False)


def _ratings(address: Address, counted: Sequence[tuple[str, int]]) -> list[FacetValue]:
    by_stars = {int(value): count for value, count in counted}
    found = []
    for stars in _STARS:
        count = sum(n for value, n in by_stars.items() if value >= stars)
        on = address.filters.rating_from == stars
        if count or on:
            href = address.with_rating(0 if on else stars)
            found.append(FacetValue(str(stars), str(stars), count, on, href))
    return found


def chips_of(address: Address, names: Names) -> list[Chip]:
    """A chip for each filter that is on."""
    told = address.filters
    chips = [
        Chip(names.value(code, value), address.switched(code, value), code, _name(code, names))
        for code, chosen in told.values.items()
        for value in chosen
    ]
    if told.price_from is not None or told.price_to is not None:
        chips.append(Chip(_span(address, names.locale), address.without(PRICE), PRICE))
    if told.rating_from:
        chips.append(Chip(str(told.rating_from), address.with_rating(0), RATING))
    if told.in_stock:
        chips.append(Chip("in", address.with_stock(False), STOCK))
    if told.on_sale:
        chips.append(Chip("1", address.with_sale(False), SALE))
    return chips


def _name(code: str, names: Names) -> str:
    """Attributes are named by data; for the fixed facets screens have the words."""
    return names.attribute(code).name if code.startswith("a.") else ""


def _span(address: Address, locale: str) -> str:
    low, high = address.filters.price_from, address.filters.price_to
    parts = [money_text(low or 0, address.currency, locale)]
    parts.append("+" if high is None else f"– {money_text(high, address.currency, locale)}")
    return " ".join(parts)


def _number_label(value: str, unit: str, locale: str) -> str:
    parts = [_localised(part, locale) for part in value.split("..")]
    return f"{'–'.join(parts)} {unit}".strip()


def _localised(text: str, locale: str) -> str:
    try:
        return number_text(float(text), locale)
    except ValueError:
        return text


def _number_key(value: str) -> float:
    try:
        return float(value.partition("..")[0])
    except ValueError:
        return float("inf")
