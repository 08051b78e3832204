"""Tables of outgoing mail and of notices in the shop."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    datetime,
    id_field,
    json_field,
    late_moment,
    moment_field,
    one_of,
)


class MailState(StrEnum):
    """Where a letter stands. `captured` is where letters end in a shop that sends none."""

    WAITING = "waiting"
    SENT = "sent"
    CAPTURED = "captured"
    FAILED = "failed"


class OutgoingMail(Table, table=True):
    """A letter to one person. `key` is the event and the recipient: no letter is written twice.

    A letter with `has_secret` holds a link that opens something; its body is emptied once sent.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        one_of("state", MailState),
        Index(
            "ix_outgoing_mail_waiting",
            "next_try_at",
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_outgoing_mail_recipient_lower", text("lower(recipient)")),
    )

    id: UUID = id_field()
    key: str = Field(unique=True)
    kind: str
    recipient: str
    locale: str = "en"
    subject: str = ""
    html: str = ""
    text: str = ""
    has_secret: bool = False
    state: str = MailState.WAITING
    tries: int = 0
    problem: str = ""
    next_try_at: datetime = moment_field()
    created_at: datetime = moment_field()
    sent_at: datetime | None = late_moment()


class Notice(Table, table=True):
    """Something to know, for one person, a seller's team, or staff with a permission.

    The words are made when it is read, from `kind` and `facts`, in the reader's language.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("num_nonnulls(user_id, seller_id, permission) = 1", name="for_exactly_one"),
        Index("ix_notices_user_id", "user_id", "id"),
        Index("ix_notices_seller_id", "seller_id", "id"),
        Index("ix_notices_permission", "permission", "id"),
    )

    id: UUID = id_field()
    key: str = Field(unique=True)
    kind: str
    user_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    permission: str | None = None
    facts: dict = json_field()
    href: str = ""
    created_at: datetime = moment_field()


class NoticeRead(Table, table=True):
    """A person has read a notice."""

    __tablename__ = "notice_reads"

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    notice_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="notices.id")  # pyright: ignore
    read_at: datetime = moment_field()
