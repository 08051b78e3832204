"""Tables of sellers and the people who act for them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    datetime,
    id_field,
    late_moment,
    moment_field,
    one_of,
)


class SellerStatus(StrEnum):
    """Where a seller stands with the platform."""

    APPLIED = "applied"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    CLOSED = "closed"


class MemberRole(StrEnum):
    """What a member of a seller's team may do."""

    OWNER = "owner"
    MANAGER = "manager"
    SHIPPING = "shipping"
    FINANCE = "finance"
    VIEWER = "viewer"


class Seller(Table, table=True):
    """A business that sells here. Commission is in basis points of the line's total with tax."""

    __tablename__ = "sellers"
    __table_args__ = (
        one_of("status", SellerStatus),
        CheckConstraint(
            "commission_basis_points between 0 and 10000", name="commission_between_0_and_1"
        ),
    )

    id: UUID = id_field()
    slug: str = Field(unique=True)
    name: str
    description: str = ""
    email: str = ""
    city: str = ""
    country: str = ""
    logo_url: str = ""
    status: str = SellerStatus.APPLIED
    handling_days: int = 1
    return_days: int = 30
    return_policy: str = Field(default="", sa_column_kwargs={"server_default": ""})
    commission_basis_points: int = 1200
    rating_average: float = 0.0
    rating_count: int = 0
    created_at: datetime = moment_field()
    approved_at: datetime | None = late_moment()


class SellerMember(Table, table=True):
    """A person who acts for a seller."""

    __tablename__ = "seller_members"
    __table_args__ = (one_of("role", MemberRole),)

    seller_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    role: str = MemberRole.OWNER
    joined_at: datetime = moment_field()


from shop_app.sellers.applications_models import SellerApplication, SellerDocument  # noqa: E402

__all__ = [
    "MemberRole",
    "Seller",
    "SellerApplication",
    "SellerDocument",
    "SellerMember",
    "SellerStatus",
]
