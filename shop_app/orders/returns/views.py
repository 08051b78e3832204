"""Returns as people see them; statuses, reasons, conditions are codes, words are the screens'."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A line of a delivered part, and how many of it may still come back."""

    line_no: int
    title: str
    variant_title: str
    image: str
    left: int
    bought: int
    unit_text: str


@dataclass(frozen=True, slots=True)
class ReturnablePart:
    """What came from one seller. `why_not` is "", not_delivered, cancelled or too_late."""

    seller_name: str
    why_not: str = ""
    until_text: str = ""
    lines: list[ReturnableLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReturnPhotoView:
    """A picture that was sent along: its addresses."""

    href: str
    small_href: str


@dataclass(frozen=True, slots=True)
class ReturnLineView:
    """Pieces that come back; `may_keep` where the reason lets something be kept for wear."""

    line_no: int
    title: str
    variant_title: str
    sku: str
    image: str
    quantity: int
    reason: str
    words: str = ""
    accepted: int = 0
    condition: str = ""
    restocked: int = 0
    kept_text: str = ""
    refund_text: str = ""
    may_keep: bool = False


@dataclass(frozen=True, slots=True)
class ReturnStep:
    """What happened: the status that was reached, who did it (shopper, seller, staff, system)."""

    status: str
    actor: str
    note: str
    moment_text: str
    moment: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Everything of one return. `can_…` say what may be done now by who looks at it.

    `to_credit`: the shopper wants the money as store credit.
    """

    number: str = ""
    href: str = ""
    order_number: str = ""
    seller_name: str = ""
    customer_name: str = ""
    status: str = ""
    asked_text: str = ""
    words: str = ""
    instructions: str = ""
    decision: str = ""
    count: int = 0
    refund_text: str = ""
    goods_text: str = ""
    delivery_text: str = ""
    kept_text: str = ""
    is_given: bool = False
    to_credit: bool = False
    reference: str = ""
    suggestion: str = ""
    lines: list[ReturnLineView] = field(default_factory=list)
    photos: list[ReturnPhotoView] = field(default_factory=list)
    timeline: list[ReturnStep] = field(default_factory=list)
    can_cancel: bool = False
    can_approve: bool = False
    can_reject: bool = False
    can_receive: bool = False
    can_refund: bool = False
    can_close: bool = False


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """The page on which an order's things are returned, with the returns that are there already."""

    order_number: str = ""
    parts: list[ReturnablePart] = field(default_factory=list)
    returns: list[ReturnView] = field(default_factory=list)
    can_ask: bool = False
    can_have_credit: bool = False
