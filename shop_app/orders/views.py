"""Orders as shoppers and sellers see them; statuses are codes, words are the screens'."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """A line as it was at placement; of its pieces so many are sent, cancelled, or left to send."""

    title: str
    variant_title: str
    sku: str
    href: str
    image: str
    quantity: int
    unit_text: str
    total_minor: int
    total_text: str
    line_no: int = 0
    sent: int = 0
    cancelled: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """So many pieces of a line in a parcel."""

    title: str = ""
    variant_title: str = ""
    sku: str = ""
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel: with whom, where it is looked up, when it left and came."""

    position: int = 0
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""
    status: str = ""
    sent_text: str = ""
    delivered_text: str = ""
    count: int = 0
    lines: list[ParcelLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SellerOrderView:
    """One seller's part: its goods, how they come, where they are."""

    number: str
    seller_name: str
    seller_href: str
    status: str
    delivery_name: str
    delivery_text: str
    promised_from_text: str
    promised_to_text: str
    tracking: str
    total_text: str
    left: int = 0
    lines: list[OrderLineView] = field(default_factory=list)
    parcels: list[ParcelView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """What happened, who did it (shopper, seller, staff, system) and when."""

    kind: str
    seller_name: str
    actor: str
    note: str
    moment_text: str
    moment: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything of `/orders/{number}`.

    `by_credit_text` is what store credit paid, `by_method_text` the rest; both empty where no
    credit was used. `refunded_text` went back in all, `credited_text` of it as store credit.
    """

    number: str = ""
    status: str = ""
    placed_text: str = ""
    email: str = ""
    currency: str = "EUR"
    address_lines: list[str] = field(default_factory=list)
    parts: list[SellerOrderView] = field(default_factory=list)
    timeline: list[TimelineStep] = field(default_factory=list)
    count: int = 0
    items_text: str = ""
    discount_minor: int = 0
    discount_text: str = ""
    delivery_minor: int = 0
    delivery_text: str = ""
    tax_text: str = ""
    tax_included: bool = True
    total_minor: int = 0
    total_text: str = ""
    payment_method: str = ""
    payment_status: str = ""
    by_credit_text: str = ""
    by_method_text: str = ""
    refunded_text: str = ""
    credited_text: str = ""
    can_cancel: bool = False
    can_cancel_items: bool = False
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in the list of an account."""

    number: str
    href: str
    status: str
    placed_text: str
    total_text: str
    count: int
    titles: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SellerOrderRow:
    """A part of an order in the list of its seller."""

    number: str
    order_number: str
    status: str
    placed_text: str
    promised_to_text: str
    total_minor: int
    total_text: str
    count: int


@dataclass(frozen=True, slots=True)
class SellerOrderPage:
    """A part of an order as its seller sees it: nothing of the other sellers is in it."""

    number: str
    order_number: str
    status: str
    placed_text: str
    address_lines: list[str]
    delivery_name: str
    promised_to_text: str
    tracking: str
    items_text: str
    delivery_text: str
    total_text: str
    commission_text: str
    left: int = 0
    allowed: list[str] = field(default_factory=list)
    lines: list[OrderLineView] = field(default_factory=list)
    parcels: list[ParcelView] = field(default_factory=list)
    timeline: list[TimelineStep] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits to be sent: all of it, and what should have left by now."""

    to_ship: int = 0
    late: int = 0
    placed_today: int = 0
