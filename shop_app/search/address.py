"""The address of a list is its truth: read with care, written in one order.

Parameters: q, category, brand, seller, a.CODE (repeated for several values), price_from, price_to,
rating, stock, sale, sort, page. What makes no sense is left out, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from shop_app.core.errors import Invalid
from shop_app.core.money import Money, parse_minor
from shop_app.search.index import BRAND, CATEGORY, MOST_PAGES, SELLER, Filters

SORTS = ("relevance", "price", "-price", "newest", "rating", "sold")
_MANY = (CATEGORY, BRAND, SELLER)
_ATTRIBUTE = re.compile(r"a\.[a-z0-9_]{1,80}")
_SLUG = re.compile(r"[\w-]{1,120}")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_SPACES = re.compile(r"\s+")
_LONGEST_QUERY = 200
_LONGEST_VALUE = 80
_MOST_VALUES = 20
_MOST_FIELDS = 200
_LARGEST_PRICE = 10**13


@dataclass(frozen=True, slots=True)
class Address:
    """What an address asks for, and how to write the addresses beside it.

    `default_sort` is what the list is sorted by when nothing is said.
    """

    path: str
    currency: str
    default_sort: str = "relevance"
    query: str = ""
    sort: str = "relevance"
    page: int = 1
    filters: Filters = field(default_factory=Filters)

    def href(self) -> str:
        """The canonical address."""
        pairs = self._pairs()
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def at_page(self, page: int) -> str:
        """The same list at another page."""
        return replace(self, page=page).href()

    def sorted_by(self, sort: str) -> str:
        """The same list in another order, from its first page."""
        return replace(self, sort=sort, page=1).href()

    def asking(self, query: str) -> str:
        """The same list for other words."""
        return replace(self, query=query, page=1).href()

    def switched(self, code: str, value: str) -> str:
        """With a value of a facet put on, or taken off if it is on; from the first page."""
        chosen = self.filters.values.get(code, ())
        rest = tuple(item for item in chosen if item != value)
        return self._with_values(code, rest if value in chosen else (*chosen, value))

    def with_prices(self, lowest: int | None, highest: int | None) -> str:
        """With other bounds of the price, minor units."""
        return self._with(price_from=lowest, price_to=highest)

    def with_rating(self, stars: int) -> str:
        """With another least rating; 0 takes it off."""
        return self._with(rating_from=stars)

    def with_stock(self, wanted: bool) -> str:
        """With or without what is sold out."""
        return self._with(in_stock=wanted)

    def with_sale(self, wanted: bool) -> str:
        """With sales alone or with everything."""
        return self._with(on_sale=wanted)

    def without(self, code: str) -> str:
        """Without any filter of a facet."""
        return replace(self, filters=filters_without(self.filters, code), page=1).href()

    def cleared(self) -> str:
        """Without any filter."""
        return replace(self, filters=Filters(), page=1).href()

    def _with(self, **changes: object) -> str:
        return replace(self, filters=replace(self.filters, **changes), page=1).href()

    def _with_values(self, code: str, values: tuple[str, ...]) -> str:
        changed: Mapping[str, tuple[str, ...]] = {**self.filters.values, code: values}
        return self._with(values=changed)

    def _pairs(self) -> list[tuple[str, str]]:
        told = self.filters
        codes = [*_MANY, *sorted(code for code in told.values if code not in _MANY)]
        pairs = [("q", self.query)] if self.query else []
        pairs += [(code, value) for code in codes for value in told.values.get(code, ())]
        for name, minor in (("price_from", told.price_from), ("price_to", told.price_to)):
            if minor is not None:
                pairs.append((name, major_text(minor, self.currency)))
        if told.rating_from:
            pairs.append(("rating", str(told.rating_from)))
        if told.in_stock:
            pairs.append(("stock", "in"))
        if told.on_sale:
            pairs.append(("sale", "1"))
        if self.sort != self.default_sort:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs


def filters_without(filters: Filters, code: str) -> Filters:
    """The filters without those of one facet."""
    match code:
        case "price":
            return replace(filters, price_from=None, price_to=None)
        case "rating":
            return replace(filters, rating_from=0)
        case "stock":
            return replace(filters, in_stock=False)
        case "sale":
            return replace(filters, on_sale=False)
    return replace(filters, values={k: v for k, v in filters.values.items() if k != code})


def major_text(minor: int, currency: str) -> str:
    """Minor units as a plain decimal without needless zeros: 19.99, 20."""
    text = f"{Money(minor, currency).decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def clean_query(text: str) -> str:
    """A query in one line without signs that nobody sees, at most 200 characters."""
    visible = _NOT_SHOWN.sub(" ", text.encode("utf-8", "ignore").decode("utf-8"))
    return _SPACES.sub(" ", visible).strip()[:_LONGEST_QUERY].strip()


def read_address(
    query_string: str, *, path: str, currency: str, default_sort: str = "relevance"
) -> Address:
    """What a query string asks for; nonsense and harm in it are left out."""
    told: dict[str, list[str]] = {}
    for name, value in _parsed(query_string):
        told.setdefault(name, []).append(value)

    def last(name: str) -> str:
        return told.get(name, [""])[-1]

    query = clean_query(last("q"))
    sort = last("sort")
    is_known = sort in SORTS and (sort != "relevance" or query)
    lowest, highest = _price(last("price_from"), currency), _price(last("price_to"), currency)
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest = highest, lowest
    usual = default_sort if query or default_sort != "relevance" else "sold"
    return Address(
        path=path,
        currency=currency,
        default_sort=usual,
        query=query,
        sort=sort if is_known else usual,
        page=min(_whole(last("page"), least=1, default=1), MOST_PAGES),
        filters=Filters(
            values=_values(told),
            price_from=lowest,
            price_to=highest,
            rating_from=_rating(last("rating")),
            in_stock=last("stock") in ("in", "1"),
            on_sale=last("sale") in ("1", "yes"),
        ),
    )


def _parsed(query_string: str) -> list[tuple[str, str]]:
    text = query_string.encode("utf-8", "ignore").decode("utf-8")
    try:
        return parse_qsl(text, max_num_fields=_MOST_FIELDS, errors="ignore")
    except ValueError:  # more fields than any page of ours makes
        return []


def _values(told: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, values in told.items():
        if name in _MANY:
            fitting = [value for value in values if _SLUG.fullmatch(value)]
        elif _ATTRIBUTE.fullmatch(name):
            cleaned = (clean_query(value) for value in values)
            fitting = [value for value in cleaned if 0 < len(value) <= _LONGEST_VALUE]
        else:
            continue
        if name == CATEGORY:
            fitting = fitting[-1:]
        if fitting:
            found[name] = tuple(dict.fromkeys(fitting))[:_MOST_VALUES]
    return found


def _price(text: str, currency: str) -> int | None:
    plain = text.strip().replace(",", ".")[:20]
    if not plain:
        return None
    try:
        minor = parse_minor(plain, currency)
    except (Invalid, ArithmeticError):
        return None
    return minor if 0 <= minor <= _LARGEST_PRICE else None


def _rating(text: str) -> int:
    stars = _whole(text.partition(".")[0], least=0, default=0)
    return stars if stars <= 5 else 0


def _whole(text: str, *, least: int, default: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return default
    return max(least, int(text))
