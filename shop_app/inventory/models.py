"""Tables of warehouses, stock levels, movements and reservations."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Computed, Index, Integer, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    by_month,
    datetime,
    id_field,
    json_field,
    moment_field,
    one_of,
)


class MovementKind(StrEnum):
    """Why a level changed."""

    RECEIVE = "receive"
    ADJUST = "adjust"
    COUNT = "count"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    RESERVE = "reserve"
    RELEASE = "release"
    ALLOCATE = "allocate"
    DEALLOCATE = "deallocate"
    SHIP = "ship"
    RETURN = "return"
    WRITE_OFF = "write_off"


class ReservationStatus(StrEnum):
    """An expired hold stays `held` until somebody tidies; `held_until` decides, not the word."""

    HELD = "held"
    ALLOCATED = "allocated"
    RELEASED = "released"
    SHIPPED = "shipped"


class Warehouse(Table, table=True):
    """A place where stock lies; the platform's own when it has no seller."""

    __tablename__ = "warehouses"

    id: UUID = id_field()
    code: str = Field(unique=True)
    name: str
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id", index=True)  # pyright: ignore
    country: str
    address: dict = json_field()
    cut_off_hour: int = 15
    is_open: bool = True
    created_at: datetime = moment_field()


class WarehousePriority(Table, table=True):
    """In which order warehouses serve a region; lower comes first, no row means last."""

    __tablename__ = "warehouse_priorities"

    region_code: str = Field(primary_key=True, foreign_key="regions.code")
    warehouse_id: UUID = Field(
        primary_key=True, sa_type=Uuid, foreign_key="warehouses.id", index=True
    )  # pyright: ignore
    priority: int = 100


class StockLevel(Table, table=True):
    """How much of an offer lies in a warehouse, in pieces.

    `reserved` is held by checkouts, `allocated` is sold and not shipped, `available` is what is
    left. The database refuses every state in which more is promised than lies there.
    """

    __tablename__ = "stock_levels"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),
        CheckConstraint("reserved >= 0", name="reserved_not_negative"),
        CheckConstraint("allocated >= 0", name="allocated_not_negative"),
        CheckConstraint("reserved + allocated <= on_hand", name="never_oversold"),
        Index("ix_stock_levels_warehouse_id", "warehouse_id"),
        {"postgresql_with": {"fillfactor": 70}},
    )

    offer_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="offers.id")  # pyright: ignore
    warehouse_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="warehouses.id")  # pyright: ignore
    on_hand: int = 0
    reserved: int = 0
    allocated: int = 0
    available: int = Field(
        default=None,
        sa_column=Column(Integer, Computed("on_hand - reserved - allocated", persisted=True)),
    )
    safety_stock: int = 0
    reorder_point: int = 0
    version: int = 1
    updated_at: datetime = moment_field()


class StockMovement(Table, table=True):
    """One change of one level: deltas in pieces, who, why, and the document behind it."""

    __tablename__ = "stock_movements"
    __table_args__ = (
        one_of("kind", MovementKind),
        Index("ix_stock_movements_offer_id_warehouse_id", "offer_id", "warehouse_id"),
        by_month("stock_movements"),
    )

    id: UUID = id_field()
    offer_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    warehouse_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    kind: str
    on_hand_delta: int = 0
    reserved_delta: int = 0
    allocated_delta: int = 0
    reason: str = ""
    document: str = ""
    actor: str = "system"
    moved_at: datetime = moment_field()


class Reservation(Table, table=True):
    """Pieces of one level kept for one checkout; after placement the allocation of its order."""

    __tablename__ = "reservations"
    __table_args__ = (
        one_of("status", ReservationStatus),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_reservations_checkout_id", "checkout_id"),
        Index(
            "ix_reservations_held",
            "offer_id",
            "warehouse_id",
            "held_until",
            postgresql_where=text("status = 'held'"),
        ),
        Index("ix_reservations_held_until", "held_until", postgresql_where=text("status = 'held'")),
        Index("ix_reservations_order_id", "order_id"),
    )

    id: UUID = id_field()
    checkout_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    order_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    offer_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    warehouse_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    quantity: int
    status: str = ReservationStatus.HELD
    held_until: datetime = moment_field()
    created_at: datetime = moment_field()
