"""The quote: what an order costs. Pure arithmetic on integers, by the law in docs/money.md.

A line is unit price × quantity, less its share of the discount. Tax is reckoned once for each
seller and rate, on the sum, and shared among the lines by largest remainder, so that no cent is
lost or made by rounding many lines. Delivery is taxed by its own rate. Where tax is included it is
contained in the amounts; elsewhere it comes on top. Commission is taken of a line with its tax, by
terms that came with it (ledger.commission).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shop_app.core.money import split, tax_inside, tax_on_top
from shop_app.ledger.commission import NO_COMMISSION, CommissionTerms, commission_of


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """What goes into a quote: amounts in minor units, rates in basis points."""

    offer_id: str
    seller_id: str
    quantity: int
    unit_minor: int
    tax_basis_points: int = 0
    commission: CommissionTerms = NO_COMMISSION

    @property
    def goods_minor(self) -> int:
        """Unit price times quantity."""
        return self.unit_minor * self.quantity


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line with its shares. `total_minor` is goods less discount, as prices are shown."""

    offer_id: str
    seller_id: str
    quantity: int
    unit_minor: int
    discount_minor: int
    total_minor: int
    tax_basis_points: int
    tax_minor: int
    commission_basis_points: int
    commission_fixed_minor: int
    commission_minor: int


@dataclass(frozen=True, slots=True)
class SellerQuote:
    """One seller's part: the sums of its lines, its delivery, and the tax of both."""

    seller_id: str
    items_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    total_minor: int
    commission_minor: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What an order costs, and how that divides into parts and lines."""

    currency: str
    tax_included: bool
    lines: tuple[QuotedLine, ...]
    sellers: tuple[SellerQuote, ...]
    items_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    total_minor: int


def quote(
    lines: Sequence[QuoteLine],
    *,
    currency: str,
    tax_included: bool,
    deliveries: Mapping[str, int] | None = None,
    delivery_tax_basis_points: int = 0,
    discount_minor: int = 0,
) -> Quote:
    """The quote of lines, with what each seller's delivery costs by seller id.

    `discount_minor` is taken off the goods and shared by the lines' worth; it is at most all of it.
    """
    deliveries = deliveries or {}
    goods = [line.goods_minor for line in lines]
    discount = min(max(discount_minor, 0), sum(goods))
    discounts = split(discount, goods)
    totals = [worth - share for worth, share in zip(goods, discounts, strict=True)]
    taxes = _line_taxes(lines, totals, tax_included)
    shares = _delivery_shares(lines, totals, deliveries)
    quoted = tuple(
        QuotedLine(
            offer_id=line.offer_id,
            seller_id=line.seller_id,
            quantity=line.quantity,
            unit_minor=line.unit_minor,
            discount_minor=share,
            total_minor=total,
            tax_basis_points=line.tax_basis_points,
            tax_minor=tax,
            commission_basis_points=line.commission.basis_points,
            commission_fixed_minor=line.commission.fixed_minor,
            commission_minor=commission_of(
                line.commission,
                paid_minor=total if tax_included else total + tax,
                quantity=line.quantity,
                delivery_minor=delivery,
            ),
        )
        for line, share, total, tax, delivery in zip(
            lines, discounts, totals, taxes, shares, strict=True
        )
    )
    sellers = tuple(
        _seller_quote(
            seller_id,
            [line for line in quoted if line.seller_id == seller_id],
            delivery_minor=deliveries.get(seller_id, 0),
            delivery_rate=delivery_tax_basis_points,
            tax_included=tax_included,
        )
        for seller_id in dict.fromkeys(line.seller_id for line in lines)
    )
    return Quote(
        currency=currency,
        tax_included=tax_included,
        lines=quoted,
        sellers=sellers,
        items_minor=sum(part.items_minor for part in sellers),
        discount_minor=sum(part.discount_minor for part in sellers),
        delivery_minor=sum(part.delivery_minor for part in sellers),
        tax_minor=sum(part.tax_minor for part in sellers),
        total_minor=sum(part.total_minor for part in sellers),
    )


def _line_taxes(lines: Sequence[QuoteLine], totals: Sequence[int], included: bool) -> list[int]:
    tax_of = tax_inside if included else tax_on_top
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        groups[line.seller_id, line.tax_basis_points].append(index)
    taxes = [0] * len(lines)
    for (_, rate), members in groups.items():
        worth = [totals[index] for index in members]
        tax = tax_of(sum(worth), rate)
        for index, share in zip(members, split(tax, worth), strict=True):
            taxes[index] = share
    return taxes


def _delivery_shares(
    lines: Sequence[QuoteLine], totals: Sequence[int], deliveries: Mapping[str, int]
) -> list[int]:
    """Each line's share of its seller's delivery, where a commission is taken of it; else zero."""
    shares = [0] * len(lines)
    for seller_id in {line.seller_id for line in lines if line.commission.on_delivery}:
        members = [index for index, line in enumerate(lines) if line.seller_id == seller_id]
        parts = split(deliveries.get(seller_id, 0), [totals[index] for index in members])
        for index, share in zip(members, parts, strict=True):
            shares[index] = share
    return shares


def _seller_quote(
    seller_id: str,
    lines: Sequence[QuotedLine],
    *,
    delivery_minor: int,
    delivery_rate: int,
    tax_included: bool,
) -> SellerQuote:
    items = sum(line.unit_minor * line.quantity for line in lines)
    discount = sum(line.discount_minor for line in lines)
    tax_of = tax_inside if tax_included else tax_on_top
    tax = sum(line.tax_minor for line in lines) + tax_of(delivery_minor, delivery_rate)
    return SellerQuote(
        seller_id=seller_id,
        items_minor=items,
        discount_minor=discount,
        delivery_minor=delivery_minor,
        tax_minor=tax,
        total_minor=items - discount + delivery_minor + (0 if tax_included else tax),
        commission_minor=sum(line.commission_minor for line in lines),
    )
