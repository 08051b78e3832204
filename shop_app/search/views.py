"""What lists, facets and suggestions show: frozen, formatted for one region and locale."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour that a product comes in."""

    name: str
    hex: str


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list. Texts of money are formatted; `stock_status` is in, low or out."""

    product_id: str
    slug: str
    title: str
    href: str
    image: str
    hover_image: str = ""
    image_alt: str = ""
    brand: str = ""
    seller_name: str = ""
    price_minor: int = 0
    currency: str = "EUR"
    price_text: str = ""
    was_price_text: str = ""
    has_price_range: bool = False
    sale_percent: int = 0
    rating: float = 0.0
    rating_text: str = ""
    rating_count: int = 0
    stock_status: str = "in"
    stock_left: int = 0
    offer_count: int = 1
    variant_count: int = 1
    default_offer_id: str = ""
    swatches: list[Swatch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A choice of a facet; `href` switches it and goes to page 1, keeping all else.

    Labels of "rating" are the least number of stars, of "stock" `in`, of "sale" `1`, and of yes/no
    attributes `yes` and `no`: screens have the words for them.
    """

    value: str
    label: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices: "category", "brand", "seller", "price", "rating", "stock", "sale", or an
    attribute written `a.CODE`. Only attributes have a name of their own; the others' are words.
    """

    code: str
    name: str
    choices: list[FacetValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; following `href` takes it off.

    `code` is its facet's, for those whose label is a code: "rating", "stock", "sale". With `count`
    it says how many would be found without it.
    """

    label: str
    href: str
    code: str = ""
    name: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class SortChoice:
    """A way to sort the list."""

    code: str
    label: str
    href: str
    selected: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the list; `href` is empty for the page that is shown."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to this page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class CategoryLink:
    """A category to go to, with its picture and how many products it holds."""

    name: str
    slug: str
    href: str
    image: str = ""
    count_text: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of products with all that stands around it.

    When nothing was found for `query` but something for `corrected_query`, the cards are those of
    the corrected one. `version` changes with whatever is shown.
    """

    title: str = ""
    address: str = ""
    query: str = ""
    kind: str = "search"
    description: str = ""
    total: int = 0
    total_text: str = ""
    is_capped: bool = False
    cards: list[ProductCard] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    clear_href: str = ""
    sorts: list[SortChoice] = field(default_factory=list)
    sort_href: str = ""
    pages: list[PageLink] = field(default_factory=list)
    previous_href: str = ""
    next_href: str = ""
    crumbs: list[Crumb] = field(default_factory=list)
    subcategories: list[CategoryLink] = field(default_factory=list)
    price_from_text: str = ""
    price_to_text: str = ""
    corrected_query: str = ""
    corrected_href: str = ""
    relaxed: list[Chip] = field(default_factory=list)
    popular: list[ProductCard] = field(default_factory=list)
    is_fallback: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row under the search box: kind is query, category, brand or product."""

    kind: str
    label: str
    href: str
    image: str = ""
    price_text: str = ""
