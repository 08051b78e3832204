"""The cart as people see it: lines grouped by seller, what changed, and the total of the goods."""

from __future__ import annotations

from dataclasses import dataclass, field

from shop_app.pricing.views import PriceView


@dataclass(frozen=True, slots=True)
class LineChange:
    """What changed about a line since the person put it in or last touched it.

    `code` is price_rose, price_fell, less_stock, gone (not sold any more, or sold out) or
    not_here (not sold in this region). The texts are formatted amounts; `left` is in pieces.
    """

    code: str
    before_text: str = ""
    now_text: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line. One that cannot be bought stays visible and counts for nothing."""

    line_id: str
    offer_id: str
    product_id: str
    sku: str
    title: str
    variant_title: str
    href: str
    image: str
    image_alt: str
    quantity: int
    largest_quantity: int
    price: PriceView
    total_minor: int
    total_text: str
    is_buyable: bool = True
    left: int = 0
    stock_status: str = "in"
    changes: list[LineChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SellerGroupView:
    """The lines of one seller, who sends them together."""

    seller_id: str
    seller_name: str
    seller_href: str
    items_minor: int
    items_text: str
    lines: list[CartLineView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart. `count` is in pieces; totals are of what can be bought, before delivery."""

    cart_id: str = ""
    version: int = 0
    region_code: str = ""
    currency: str = "EUR"
    tax_included: bool = True
    count: int = 0
    line_count: int = 0
    items_minor: int = 0
    items_text: str = ""
    is_empty: bool = True
    has_changes: bool = False
    can_check_out: bool = False
    groups: list[SellerGroupView] = field(default_factory=list)
