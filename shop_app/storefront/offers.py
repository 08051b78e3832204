"""The offers of a variant as a product page shows them: the best one first, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.formats import money_text, rating_text
from shop_app.inventory.queries import availability, stock_status
from shop_app.pricing.queries import price_view
from shop_app.pricing.views import RegionView
from shop_app.shipping.queries import (
    cheapest,
    delivery_choices,
    methods_for_seller,
    methods_of_region,
)
from shop_app.shipping.views import DeliveryChoice, Method
from shop_app.storefront.views import OfferView

_OFFERS = """
    select o.id as offer_id, o.variant_id, o.condition, o.handling_days, s.id as seller_id,
        s.slug as seller_slug, s.name as seller_name, s.country, s.rating_average, s.rating_count,
        s.return_days, p.amount_minor,
        price_now(p.amount_minor, p.sale_minor, p.sale_from, p.sale_to, :moment) as minor
    from variants v
    join offers o on o.variant_id = v.id and o.status = 'active'
    join sellers s on s.id = o.seller_id and s.status = 'approved'
    join prices p on p.offer_id = o.id and p.currency = :currency
    where v.product_id = :product_id
"""


@dataclass(frozen=True, slots=True)
class ProductOffer:
    """An offer of any variant of the product, with the pieces that can be bought now."""

    row: Any
    left: int

    @property
    def variant_id(self) -> UUID:
        """The variant that it sells."""
        return self.row.variant_id


@dataclass(frozen=True, slots=True)
class _Quoted:
    offer: ProductOffer
    delivery: DeliveryChoice | None

    @property
    def total_minor(self) -> int:
        """What one piece costs at the door."""
        return self.offer.row.minor + (self.delivery.price_minor if self.delivery else 0)

    @property
    def rank(self) -> tuple:
        """Buyable before sold out, new before used, then by total price, then by rating."""
        row = self.offer.row
        return (
            self.offer.left <= 0,
            row.condition != "new",
            self.total_minor,
            -row.rating_average,
            row.offer_id,
        )


def offers_of_product(session: Session, *, product_id: UUID, currency: str) -> list[ProductOffer]:
    """Every offer of the product's variants that has a price in the currency."""
    found = rows(session, _OFFERS, product_id=product_id, currency=currency, moment=now())
    pieces = availability(session, offer_ids=[row.offer_id for row in found])
    return [ProductOffer(row, pieces.get(row.offer_id, 0)) for row in found]


def ranked_offers(
    session: Session, offers: Sequence[ProductOffer], *, region: RegionView, locale: str
) -> list[OfferView]:
    """The offers of one variant, the best first; what to choose is decided by `_Quoted.rank`."""
    methods = methods_of_region(
        session,
        region_code=region.code,
        seller_ids=dict.fromkeys(offer.row.seller_id for offer in offers),
    )
    moment = now()
    quoted = [_quote(offer, methods, region, locale, moment) for offer in offers]
    return [
        _view(item, region.currency, locale) for item in sorted(quoted, key=lambda item: item.rank)
    ]


def _quote(
    offer: ProductOffer,
    methods: Iterable[Method],
    region: RegionView,
    locale: str,
    moment: datetime,
) -> _Quoted:
    choices = delivery_choices(
        methods_for_seller(methods, offer.row.seller_id),
        goods_minor=offer.row.minor,
        currency=region.currency,
        handling_days=offer.row.handling_days,
        locale=locale,
        at=moment,
    )
    return _Quoted(offer, cheapest(choices))


def _view(item: _Quoted, currency: str, locale: str) -> OfferView:
    row, delivery = item.offer.row, item.delivery
    return OfferView(
        offer_id=str(row.offer_id),
        seller_name=row.seller_name,
        seller_slug=row.seller_slug,
        seller_rating_text=rating_text(row.rating_average, locale) if row.rating_count else "",
        condition=row.condition,
        price=price_view(row.minor, row.amount_minor, currency=currency, locale=locale),
        stock_status=stock_status(item.offer.left),
        stock_left=max(0, item.offer.left),
        arrives_from_text=delivery.first_day_text if delivery else "",
        arrives_to_text=delivery.last_day_text if delivery else "",
        delivery_minor=delivery.price_minor if delivery else 0,
        delivery_text=delivery.price_text if delivery and delivery.price_minor else "",
        total_text=money_text(item.total_minor, currency, locale),
        ships_from_country=row.country,
    )
