"""Tables of the house itself: outbox, inbox, relay cursors, idempotency keys, settings, imports."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Identity, Index, text
from sqlalchemy.types import UserDefinedType

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    by_month,
    datetime,
    id_field,
    json_field,
    late_moment,
    moment_field,
    one_of,
)


class Xid8(UserDefinedType):
    """PostgreSQL's 64-bit transaction id."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "xid8"


class OutboxEvent(Table, table=True):
    """What happened, written in the transaction that made it happen."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_order", "transaction_id", "position"),
        by_month("outbox"),
    )

    id: UUID = id_field()
    position: int = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), nullable=False)
    )
    transaction_id: str = Field(
        default=None,
        sa_column=Column(Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    )
    kind: str
    aggregate: str
    aggregate_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    version: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    payload: dict = json_field()
    created_at: datetime = moment_field()


class RelayCursor(Table, table=True):
    """How far a relay has read the outbox."""

    __tablename__ = "relay_cursors"

    name: str = Field(primary_key=True)
    transaction_id: str = Field(sa_column=Column(Xid8, nullable=False))
    position: int = Field(sa_type=BigInteger)  # pyright: ignore
    updated_at: datetime = moment_field()


class InboxEvent(Table, table=True):
    """Events that a consumer has handled, so that a second delivery changes nothing."""

    __tablename__ = "inbox"

    consumer: str = Field(primary_key=True)
    event_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    handled_at: datetime = moment_field()


class IdempotencyKey(Table, table=True):
    """The first answer to a request that may be repeated."""

    __tablename__ = "idempotency_keys"

    scope: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    answer: dict = json_field()
    created_at: datetime = moment_field()


class ShopSetting(Table, table=True):
    """Settings that staff may change while the shop is open."""

    __tablename__ = "shop_settings"

    key: str = Field(primary_key=True)
    value: dict = json_field()
    updated_at: datetime = moment_field()


class ImportRun(Table, table=True):
    """One file brought in: where it stands, so that it can be resumed."""

    __tablename__ = "import_runs"
    __table_args__ = (one_of("status", ("running", "finished", "failed")),)

    id: UUID = id_field()
    fingerprint: str = Field(unique=True)
    file_name: str
    file_format: str
    status: str = "running"
    rows_done: int = 0
    rows_failed: int = 0
    report_path: str = ""
    started_at: datetime = moment_field()
    finished_at: datetime | None = late_moment()
