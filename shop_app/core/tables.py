"""What all tables share: naming of constraints, column types, checks of closed lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from shop_app.core.clock import now
from shop_app.core.ids import new_id

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Uuid = postgresql.UUID(as_uuid=True)
Moment = DateTime(timezone=True)
Json = JSONB()
Texts = ARRAY(Text())
Uuids = ARRAY(Uuid)

# Range-partitioned by month on a time-ordered id: rows of one month live and leave together.
PARTITIONED = {
    "orders": "id",
    "seller_orders": "order_id",
    "order_lines": "order_id",
    "order_events": "order_id",
    "stock_movements": "id",
    "outbox": "id",
    "audit_log": "id",
    "behaviour_facts": "id",
}


def one_of(column: str, words: Iterable[str] | type[StrEnum]) -> CheckConstraint:
    """A check that a text column holds one of the words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} in ({listed})", name=f"{column}_known")


def currency_check(column: str = "currency") -> CheckConstraint:
    """A check that a column holds an ISO 4217 code by its form."""
    return CheckConstraint(f"{column} ~ '^[A-Z]{{3}}$'", name=f"{column}_iso4217")


def by_month(table: str) -> dict[str, str]:
    """Table arguments for monthly range partitions."""
    return {"postgresql_partition_by": f"RANGE ({PARTITIONED[table]})"}


def id_field() -> Any:
    """A primary key: UUIDv7."""
    return Field(default_factory=new_id, primary_key=True, sa_type=Uuid)  # pyright: ignore


def moment_field(**arguments: Any) -> Any:
    """An aware UTC moment, now by default."""
    return Field(default_factory=now, sa_type=Moment, nullable=False, **arguments)  # pyright: ignore


def late_moment(**arguments: Any) -> Any:
    """An aware UTC moment that may not have come yet."""
    return Field(default=None, sa_type=Moment, nullable=True, **arguments)  # pyright: ignore


def json_field(factory: Any = dict) -> Any:
    """A JSONB document, empty by default."""
    return Field(default_factory=factory, sa_type=Json, nullable=False)  # pyright: ignore


class Table(SQLModel):
    """The base of every table."""

    if TYPE_CHECKING:
        __tablename__: ClassVar[str]  # pyright: ignore[reportIncompatibleUnannotatedOverride, reportIncompatibleVariableOverride]


__all__ = [
    "PARTITIONED",
    "UUID",
    "Field",
    "Json",
    "Moment",
    "Table",
    "Texts",
    "Uuid",
    "Uuids",
    "by_month",
    "currency_check",
    "datetime",
    "id_field",
    "json_field",
    "late_moment",
    "moment_field",
    "one_of",
]
