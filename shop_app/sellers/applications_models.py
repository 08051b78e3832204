"""Tables of people's applications to sell here."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Index

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


class ApplicationStatus(StrEnum):
    """Where an application stands; written by sellers.applications alone."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    APPROVED = "approved"


class SellerApplication(Table, table=True):
    """What a person says of the business that wants to sell here; one for each person."""

    __tablename__ = "seller_applications"
    __table_args__ = (
        one_of("status", ApplicationStatus),
        Index("ix_seller_applications_status_submitted_at", "status", "submitted_at"),
    )

    id: UUID = id_field()
    user_id: UUID = Field(sa_type=Uuid, foreign_key="users.id", unique=True)  # pyright: ignore
    status: str = ApplicationStatus.DRAFT
    name: str = ""
    legal_name: str = ""
    registration_number: str = ""
    about: str = ""
    phone: str = ""
    address: dict = json_field()
    returns_address: dict = json_field()
    terms_accepted_at: datetime | None = late_moment()
    reasons: str = ""
    decided_by: str = ""
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    version: int = 1
    created_at: datetime = moment_field()
    submitted_at: datetime | None = late_moment()
    decided_at: datetime | None = late_moment()


class SellerDocument(Table, table=True):
    """A file that belongs to an application; `key` names it in the private folder."""

    __tablename__ = "seller_documents"
    __table_args__ = (one_of("kind", ("identity", "registration", "bank", "other")),)

    id: UUID = id_field()
    application_id: UUID = Field(sa_type=Uuid, foreign_key="seller_applications.id", index=True)  # pyright: ignore
    kind: str
    file_name: str
    media_type: str
    key: str
    size_bytes: int
    uploaded_at: datetime = moment_field()


class SellerInvitation(Table, table=True):
    """A link into a seller's team, good once; only its hash is kept."""

    __tablename__ = "seller_invitations"

    id: UUID = id_field()
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id", index=True)  # pyright: ignore
    email: str
    role: str
    code_hash: str = Field(unique=True)
    created_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    used_at: datetime | None = late_moment()
