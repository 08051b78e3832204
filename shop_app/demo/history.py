"""Thirteen months of orders, made up from a seed: who bought what, when, and how far it has come.

Nothing here knows the database. Amounts come from the checkout's own quote, days from shipping's
own calendar, so that the past adds up like the present.
"""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from shop_app.checkout.quote import Quote, QuoteLine, quote
from shop_app.demo.people import Customer
from shop_app.ledger.commission import CommissionTerms
from shop_app.shipping.dates import DeliveryWindow, delivery_window
from shop_app.shipping.queries import methods_for_seller
from shop_app.shipping.views import Method

ORDERS = 12_000
_CANCELLED_SHARE = 0.025
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LINES = ((1, 46), (2, 28), (3, 16), (4, 10))
HOURS = (1, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 8, 9, 8, 8, 8, 8, 9, 10, 12, 13, 11, 7, 3)
_WEEKDAYS = (1.0, 0.95, 0.95, 0.95, 1.0, 1.15, 1.25)
_NOVEMBER, _DECEMBER = 11, 12


@dataclass(frozen=True, slots=True)
class Ware:
    """An offer as orders need it. `weight` is how much it is bought, beside the others."""

    offer_id: UUID
    variant_id: UUID
    product_id: UUID
    seller_id: UUID
    category_id: UUID | None
    sku: str
    title: str
    variant_title: str
    slug: str
    image_url: str
    tax_class: str
    commission_basis_points: int
    handling_days: int
    since: datetime
    prices: Mapping[str, int]
    warehouses: tuple[UUID, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class World:
    """What orders are made from. `tax_rate(country, tax_class, day)` is in basis points."""

    wares: Sequence[Ware]
    customers: Sequence[Customer]
    currencies: Mapping[str, str]
    tax_included: Mapping[str, bool]
    methods: Mapping[str, Sequence[Method]]
    taxes: Mapping[tuple[str, str], Sequence[tuple[date, int]]]

    def tax_rate(self, country: str, tax_class: str, day: date) -> int:
        """The rate that held on a day; a class that is not named is taxed as standard."""
        for wanted in (tax_class, "standard"):
            held = [rate for since, rate in self.taxes.get((country, wanted), ()) if since <= day]
            if held:
                return held[-1]
        return 0


@dataclass(frozen=True, slots=True)
class Part:
    """One seller's part and its moments; those that have not come are None."""

    seller_id: UUID
    method: Method
    window: DeliveryWindow
    preparing_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as it was placed, and what has become of it."""

    number: str
    customer: Customer
    placed_at: datetime
    cancelled_at: datetime | None
    quoted: Quote
    wares: Sequence[Ware]
    parts: Mapping[str, Part] = field(default_factory=dict)


def past_orders(
    world: World, *, seed: int, since: datetime, until: datetime
) -> Iterator[PastOrder]:
    """Orders in the order of time, the last of them still to be sent."""
    chance = random.Random(seed)
    shelf = _Shelf(world.wares)
    moments = _moments(chance, since, until)
    own = set(chance.sample(range(len(moments)), k=min(9, len(moments)))) | {len(moments) - 3}
    for index, placed_at in enumerate(moments):
        customer = world.customers[0] if index in own else _somebody(chance, world, placed_at)
        chosen = shelf.basket(chance, placed_at, world.currencies[customer.region])
        if chosen:
            yield _order(chance, world, customer, chosen, placed_at, until)


class _Shelf:
    """Draws wares by how much they are bought; what is bought together shares a category."""

    def __init__(self, wares: Sequence[Ware]) -> None:
        self._all = _Lot(wares)
        by_category: dict[UUID | None, list[Ware]] = defaultdict(list)
        for ware in wares:
            by_category[ware.category_id].append(ware)
        self._by_category = {key: _Lot(found) for key, found in by_category.items()}

    def basket(
        self, chance: random.Random, placed_at: datetime, currency: str
    ) -> list[tuple[Ware, int]]:
        wanted = chance.choices([n for n, _ in _LINES], weights=[w for _, w in _LINES])[0]
        chosen: dict[UUID, tuple[Ware, int]] = {}
        for _ in range(wanted * 4):
            if len(chosen) == wanted:
                break
            near = next(iter(chosen.values()))[0].category_id if chosen else None
            lot = self._by_category[near] if chosen and chance.random() < 0.4 else self._all
            ware = lot.draw(chance)
            if ware.since <= placed_at and currency in ware.prices and ware.warehouses:
                chosen[ware.offer_id] = (ware, 2 if chance.random() < 0.14 else 1)
        return list(chosen.values())


class _Lot:
    def __init__(self, wares: Sequence[Ware]) -> None:
        self._wares = wares
        self._steps = list(accumulate(ware.weight for ware in wares))

    def draw(self, chance: random.Random) -> Ware:
        place = bisect(self._steps, chance.random() * self._steps[-1])
        return self._wares[min(place, len(self._wares) - 1)]


def _moments(chance: random.Random, since: datetime, until: datetime) -> list[datetime]:
    """Moments of orders: growing over the year, more at weekends and before the holidays."""
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    weights = [_weight(day, index / len(days)) for index, day in enumerate(days)]
    found = []
    for day in chance.choices(days, weights=weights, k=ORDERS):
        hour = chance.choices(range(24), weights=HOURS)[0]
        start = day.replace(hour=hour, minute=0, second=0, microsecond=0)
        found.append(start + timedelta(seconds=chance.randrange(3600)))
    # The last two days are never empty, so that there is always something to send.
    found += [until - timedelta(minutes=chance.randrange(20, 2800)) for _ in range(36)]
    return sorted(moment for moment in found if since <= moment < until - timedelta(minutes=10))


def _weight(day: datetime, share: float) -> float:
    season = 1.0
    if day.month == _NOVEMBER and day.day > 20:
        season = 1.9
    elif day.month == _DECEMBER and day.day < 21:
        season = 1.6
    wave = 1 + 0.12 * math.sin(2 * math.pi * day.timetuple().tm_yday / 365)
    return (0.55 + 0.9 * share) * season * wave * _WEEKDAYS[day.weekday()]


def _somebody(chance: random.Random, world: World, placed_at: datetime) -> Customer:
    """One of the customers that were there by then; some buy much more than others."""
    for _ in range(12):
        place = int(chance.random() ** 1.6 * (len(world.customers) - 1)) + 1
        if world.customers[place].since <= placed_at:
            return world.customers[place]
    return min(world.customers[1:], key=lambda customer: customer.since)


def _order(
    chance: random.Random,
    world: World,
    customer: Customer,
    chosen: Sequence[tuple[Ware, int]],
    placed_at: datetime,
    until: datetime,
) -> PastOrder:
    currency = world.currencies[customer.region]
    country = customer.address["country"]
    goods: dict[UUID, int] = defaultdict(int)
    for ware, quantity in chosen:
        goods[ware.seller_id] += ware.prices[currency] * quantity
    methods = {seller: _method(chance, world, customer.region, seller) for seller in goods}
    quoted = quote(
        [_line(world, ware, quantity, currency, country, placed_at) for ware, quantity in chosen],
        currency=currency,
        tax_included=world.tax_included[customer.region],
        deliveries={str(s): methods[s].price_for(worth) for s, worth in goods.items()},
        delivery_tax_basis_points=world.tax_rate(country, "standard", placed_at.date()),
    )
    is_cancelled = chance.random() < _CANCELLED_SHARE
    cancelled_at = (
        placed_at + timedelta(minutes=chance.randrange(20, 300)) if is_cancelled else None
    )
    if cancelled_at and cancelled_at > until:
        cancelled_at = None
    parts = {}
    for seller, method in methods.items():
        handling = max(ware.handling_days for ware, _ in chosen if ware.seller_id == seller)
        parts[str(seller)] = _part(
            chance, seller, method, handling, placed_at, None if cancelled_at else until
        )
    wares = [ware for ware, _ in chosen]
    return PastOrder(_number(chance), customer, placed_at, cancelled_at, quoted, wares, parts)


def _method(chance: random.Random, world: World, region: str, seller_id: UUID) -> Method:
    offered = methods_for_seller(world.methods[region], seller_id)
    return offered[0] if chance.random() < 0.8 else offered[-1]


def _line(
    world: World, ware: Ware, quantity: int, currency: str, country: str, placed_at: datetime
) -> QuoteLine:
    return QuoteLine(
        offer_id=str(ware.offer_id),
        seller_id=str(ware.seller_id),
        quantity=quantity,
        unit_minor=ware.prices[currency],
        tax_basis_points=world.tax_rate(country, ware.tax_class, placed_at.date()),
        commission=CommissionTerms(basis_points=ware.commission_basis_points),
    )


def _part(
    chance: random.Random,
    seller_id: UUID,
    method: Method,
    handling_days: int,
    placed_at: datetime,
    until: datetime | None,
) -> Part:
    """The moments up to `until`; none of them for a part that was cancelled."""
    window = delivery_window(
        ordered_at=placed_at,
        handling_days=handling_days,
        days_min=method.days_min,
        days_max=method.days_max,
    )
    preparing = placed_at + timedelta(hours=chance.uniform(2, 16))
    shipped = preparing + timedelta(days=handling_days, hours=chance.uniform(1, 9))
    late = 1 if chance.random() < 0.06 else 0
    delivered = shipped + timedelta(
        days=chance.uniform(method.days_min, method.days_max + 1) + late, hours=chance.uniform(0, 5)
    )
    came = [
        moment if until and moment < until else None for moment in (preparing, shipped, delivered)
    ]
    return Part(seller_id, method, window, *came)


def _number(chance: random.Random) -> str:
    code = "".join(chance.choice(_LETTERS) for _ in range(8))
    return f"S-{code[:4]}-{code[4:]}"
