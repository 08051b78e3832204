"""Tables of people and their sessions."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, Index, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Texts,
    Uuid,
    datetime,
    id_field,
    late_moment,
    moment_field,
    one_of,
)


class Role(StrEnum):
    """What a person may be beside a shopper; membership of a seller is kept with the seller."""

    STAFF = "staff"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a link sent by mail is good for."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 a name, no secret


class User(Table, table=True):
    """A person with an account. E-mail addresses are unique without regard to case."""

    __tablename__ = "users"
    __table_args__ = (Index("uq_users_email_lower", text("lower(email)"), unique=True),)

    id: UUID = id_field()
    email: str
    name: str
    password_hash: str | None = None
    phone: str = ""
    locale: str = "en"
    created_at: datetime = moment_field()
    verified_at: datetime | None = late_moment()
    disabled_at: datetime | None = late_moment()
    erased_at: datetime | None = late_moment()


class UserRole(Table, table=True):
    """A role that a person has on the platform."""

    __tablename__ = "user_roles"
    __table_args__ = (one_of("role", Role),)

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    role: str = Field(primary_key=True)
    granted_at: datetime = moment_field()


class StaffRole(Table, table=True):
    """A kind of work for the platform and the permissions (accounts.permissions) it needs."""

    __tablename__ = "staff_roles"

    code: str = Field(primary_key=True)
    name: str
    permissions: list[str] = Field(default_factory=list, sa_type=Texts, nullable=False)  # pyright: ignore
    version: int = 1


class StaffMembership(Table, table=True):
    """Somebody of the staff who does this kind of work."""

    __tablename__ = "staff_memberships"

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    role_code: str = Field(primary_key=True, foreign_key="staff_roles.code", index=True)
    granted_at: datetime = moment_field()


class SavedView(Table, table=True):
    """A list as somebody likes to see it: its filters, sort and columns as a query string."""

    __tablename__ = "saved_views"

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    list_name: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    query: str
    created_at: datetime = moment_field()


class WebSession(Table, table=True):
    """A browser. `token_hash` is the SHA-256 of the cookie; a guest's session has no user."""

    __tablename__ = "sessions"

    id: UUID = id_field()
    token_hash: str = Field(unique=True)
    user_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    user_agent: str = ""
    created_at: datetime = moment_field()
    seen_at: datetime = moment_field()
    expires_at: datetime = moment_field(index=True)
    revoked_at: datetime | None = late_moment()
    proved_at: datetime | None = late_moment()  # when a code of the second step was given last


class Address(Table, table=True):
    """An address of a person's book."""

    __tablename__ = "addresses"

    id: UUID = id_field()
    user_id: UUID = Field(sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    name: str
    line1: str
    line2: str = ""
    postal_code: str = ""
    city: str
    region: str = ""
    country: str
    phone: str = ""
    is_default: bool = False
    created_at: datetime = moment_field()


class AccountCode(Table, table=True):
    """A link sent by mail: for one purpose, until a moment, once. Only its hash is kept."""

    __tablename__ = "account_codes"
    __table_args__ = (
        one_of("purpose", Purpose),
        Index("ix_account_codes_user_id", "user_id", "purpose"),
    )

    id: UUID = id_field()
    user_id: UUID = Field(sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    purpose: str
    code_hash: str = Field(unique=True)
    email: str
    created_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    used_at: datetime | None = late_moment()


class SecondFactor(Table, table=True):
    """An authenticator app (TOTP, RFC 6238). The secret is encrypted; `last_step` was used last."""

    __tablename__ = "second_factors"

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    secret_encrypted: str
    last_step: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    created_at: datetime = moment_field()
    confirmed_at: datetime | None = late_moment()


class RecoveryCode(Table, table=True):
    """A code that stands in for the authenticator app once. Only its hash is kept."""

    __tablename__ = "recovery_codes"

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    code_hash: str = Field(primary_key=True)
    used_at: datetime | None = late_moment()


__all__ = [
    "AccountCode",
    "Address",
    "Purpose",
    "RecoveryCode",
    "Role",
    "SavedView",
    "SecondFactor",
    "StaffMembership",
    "StaffRole",
    "User",
    "UserRole",
    "WebSession",
]
