"""What the product page and the home page show: frozen, formatted for one region and locale."""

from __future__ import annotations

from dataclasses import dataclass, field

from shop_app.pricing.views import PriceView
from shop_app.search.views import CategoryLink, Crumb, ProductCard


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the gallery."""

    url: str
    alt: str
    option_value: str = ""


@dataclass(frozen=True, slots=True)
class OfferView:
    """One seller's terms for the chosen variant. `stock_status` is in, low or out.

    `delivery_text` is the formatted cost of the cheapest delivery, empty when it is free.
    """

    offer_id: str
    seller_name: str
    seller_slug: str
    seller_rating_text: str
    condition: str
    price: PriceView
    stock_status: str
    stock_left: int
    arrives_from_text: str
    arrives_to_text: str
    delivery_minor: int
    delivery_text: str
    total_text: str
    ships_from_country: str = ""


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """A value of an option; `href` leads to the variant that has it, the rest as chosen."""

    value: str
    hex: str
    sku: str
    href: str
    selected: bool
    available: bool
    image: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """A radiogroup of the product page."""

    name: str
    selected: str
    choices: list[OptionChoice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Specification:
    """A row of the specs table; with kind "boolean" the value is "yes" or "no"."""

    name: str
    value: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as it is shown."""

    author: str
    rating: int
    title: str
    body: str
    date_text: str
    verified: bool
    helpful_count: int = 0
    answer: str = ""
    answered_by: str = ""
    answered_text: str = ""


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """How many gave so many stars."""

    stars: int
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Everything of a product page that is the same for everyone in a region."""

    product_id: str = ""
    slug: str = ""
    title: str = ""
    brand: str = ""
    brand_href: str = ""
    summary: str = ""
    description_html: str = ""
    highlights: list[str] = field(default_factory=list)
    crumbs: list[Crumb] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    sku: str = ""
    barcode: str = ""
    options: list[OptionGroup] = field(default_factory=list)
    best: OfferView | None = None
    other_offers: list[OfferView] = field(default_factory=list)
    specifications: list[Specification] = field(default_factory=list)
    rating: float = 0.0
    rating_text: str = ""
    rating_count: int = 0
    histogram: list[HistogramBar] = field(default_factory=list)
    reviews: list[ReviewView] = field(default_factory=list)
    return_days: int = 30
    tax_included: bool = True
    related: list[ProductCard] = field(default_factory=list)
    version: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The product lives at another address now: a 301."""

    slug: str


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A department or category with those below it."""

    name: str
    slug: str
    href: str
    image: str = ""
    description: str = ""
    children: list[CategoryNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of products; `code` names it ("trending", "new", "sale", "for_you")."""

    code: str
    href: str
    cards: list[ProductCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page of a region."""

    departments: list[CategoryLink] = field(default_factory=list)
    shelves: list[Shelf] = field(default_factory=list)
    collections: list[CategoryLink] = field(default_factory=list)
    version: str = ""


@dataclass(frozen=True, slots=True)
class SellerPage:
    """A seller's shop front: who they are; their products are a ListPage."""

    seller_id: str = ""
    slug: str = ""
    name: str = ""
    description: str = ""
    city: str = ""
    country: str = ""
    rating: float = 0.0
    rating_text: str = ""
    rating_count: int = 0
    since_text: str = ""
    return_days: int = 30
    return_policy: str = ""
