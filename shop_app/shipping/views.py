"""Ways of delivery as they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Method:
    """A way to deliver to a region, in minor units of its currency; days on the way."""

    code: str
    name: str
    seller_id: UUID | None
    price_minor: int
    free_from_minor: int | None
    days_min: int
    days_max: int

    def price_for(self, goods_minor: int) -> int:
        """What it costs for so much of one seller's goods, in minor units."""
        is_free = self.free_from_minor is not None and goods_minor >= self.free_from_minor
        return 0 if is_free else self.price_minor


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """A way to have one seller's goods brought, with its cost and days."""

    code: str
    name: str
    price_minor: int
    price_text: str
    first_day: date
    last_day: date
    first_day_text: str
    last_day_text: str
    free_from_text: str = ""
    selected: bool = False

    @property
    def is_free(self) -> bool:
        """True when it costs nothing."""
        return self.price_minor == 0
