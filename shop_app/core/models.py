"""Tables of the house itself: outbox, inbox, relay cursors, idempotency keys, settings, imports."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Identity, Index, text
from sqlalchemy.types import UserDefinedType

from shop_app.core.tables import (
    UUID,
    Field,
    Json,
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


class AuditEntry(Table, table=True):
    """What somebody of the staff or of a seller did; written by core.audit, never changed.

    Each row of a `chain` holds the hash of the one before, so that a row that was changed, taken
    out or put in later shows.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_chain_position", "chain", "position"),
        Index("ix_audit_log_subject_subject_id", "subject", "subject_id"),
        by_month("audit_log"),
    )

    id: UUID = id_field()
    chain: str
    position: int = Field(sa_type=BigInteger)  # pyright: ignore
    actor_kind: str
    actor_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    actor_name: str
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    address: str = ""
    action: str
    subject: str
    subject_id: str
    before: dict | None = Field(default=None, sa_type=Json, nullable=True)  # pyright: ignore
    after: dict | None = Field(default=None, sa_type=Json, nullable=True)  # pyright: ignore
    happened_at: datetime = moment_field()
    previous_hash: str
    hash: str


class AuditHead(Table, table=True):
    """The last link of each chain of the audit log."""

    __tablename__ = "audit_heads"

    chain: str = Field(primary_key=True)
    position: int = Field(sa_type=BigInteger)  # pyright: ignore
    hash: str


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
