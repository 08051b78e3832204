"""The checkout as people see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from shop_app.cart.views import CartLineView
from shop_app.shipping.views import DeliveryChoice


@dataclass(frozen=True, slots=True)
class AddressView:
    """Where the parcels go."""

    name: str = ""
    line1: str = ""
    line2: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SavedAddress:
    """An address of the shopper's book that this region delivers to."""

    key: str
    name: str
    lines: str
    is_default: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """A country of the region, named in the shopper's language."""

    code: str
    name: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class PaymentChoice:
    """A way to pay."""

    code: str
    name: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class CheckoutGroup:
    """One seller's goods with the ways in which they can come."""

    seller_id: str
    seller_name: str
    seller_href: str
    lines: list[CartLineView] = field(default_factory=list)
    choices: list[DeliveryChoice] = field(default_factory=list)
    delivery_code: str = ""
    delivery_minor: int = 0
    delivery_text: str = ""


@dataclass(frozen=True, slots=True)
class CheckoutPage:
    """Everything of `/checkout`.

    `status` is none (no cart), open, paying, placed or ended; a placed one names its order.
    `held_until` is ISO 8601 UTC, `held_seconds` what is left of it. `missing` names the fields
    that Pay still waits for. Tax is part of the total where it is included, else it is added.
    `saved` is the shopper's book, `address_choice` the key of the one that is chosen, or "new".
    `credit_left_…` is the shopper's store credit, `credit_…` what of it is used, `rest_…` what is
    paid beside it.
    """

    checkout_id: str = ""
    status: str = "none"
    order_number: str = ""
    region_name: str = ""
    currency: str = "EUR"
    email: str = ""
    address: AddressView = field(default_factory=AddressView)
    saved: list[SavedAddress] = field(default_factory=list)
    address_choice: str = ""
    may_keep_address: bool = False
    countries: list[CountryChoice] = field(default_factory=list)
    groups: list[CheckoutGroup] = field(default_factory=list)
    payment_methods: list[PaymentChoice] = field(default_factory=list)
    payment_method: str = ""
    count: int = 0
    items_minor: int = 0
    items_text: str = ""
    delivery_minor: int = 0
    delivery_text: str = ""
    tax_minor: int = 0
    tax_text: str = ""
    tax_included: bool = True
    total_minor: int = 0
    total_text: str = ""
    credit_left_minor: int = 0
    credit_left_text: str = ""
    uses_credit: bool = False
    credit_covers_all: bool = False
    rest_is_left: bool = False
    credit_minor: int = 0
    credit_text: str = ""
    rest_minor: int = 0
    rest_text: str = ""
    held_until: str = ""
    held_seconds: int = 0
    missing: list[str] = field(default_factory=list)
    can_pay: bool = False


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """What a person is asked to approve on the challenge's page."""

    payment_id: str
    order_number: str
    amount_text: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class CartParcel:
    """What one seller sends together: its lines, when they may come and what that costs.

    The delivery is the cheapest way there is now; `is_delivered` is false when there is none.
    """

    seller_id: str
    seller_name: str
    seller_href: str
    items_text: str
    lines: list[CartLineView] = field(default_factory=list)
    is_delivered: bool = False
    first_day_text: str = ""
    last_day_text: str = ""
    delivery_minor: int = 0
    delivery_text: str = ""
    free_from_text: str = ""


@dataclass(frozen=True, slots=True)
class CartPage:
    """Everything of `/cart`. The total is goods with the cheapest delivery; taxes that come on top
    are reckoned at checkout, where the address is known."""

    is_empty: bool = True
    count: int = 0
    has_changes: bool = False
    can_check_out: bool = False
    tax_included: bool = True
    items_text: str = ""
    delivery_minor: int = 0
    delivery_text: str = ""
    total_text: str = ""
    parcels: list[CartParcel] = field(default_factory=list)
