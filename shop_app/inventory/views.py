"""Stock as others see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Demand:
    """So many pieces of one offer are wanted."""

    offer_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """An offer of which more was wanted than is left."""

    offer_id: UUID
    wanted: int
    left: int


@dataclass(frozen=True, slots=True)
class LevelView:
    """A stock level after a change, in pieces."""

    offer_id: UUID
    warehouse_id: UUID
    on_hand: int
    reserved: int
    allocated: int
    available: int
    version: int
