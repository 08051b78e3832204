"""What others may know of people: frozen, and only what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shop_app.accounts.permissions import Permission, SellerPermission, seller_role_may

# Of whom a second step may be demanded (accounts.demands).
STAFF, SELLERS = "staff", "seller"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. A guest has a session key and nothing else; without a cookie not even that."""

    session_key: str = ""
    user_id: UUID | None = None
    name: str = ""
    email: str = ""
    roles: tuple[str, ...] = ()
    seller_ids: tuple[UUID, ...] = ()
    seller_roles: tuple[str, ...] = ()  # of the sellers in the same order
    permissions: frozenset[str] = frozenset()  # of staff; an admin needs none
    # Roles that open nothing until the person has set up a second step of signing in.
    owes_second_step: frozenset[str] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the person may do this for the platform."""
        if STAFF in self.owes_second_step:
            return False
        return "admin" in self.roles or ("staff" in self.roles and permission in self.permissions)

    def may_for(self, seller_id: UUID, permission: SellerPermission) -> bool:
        """Whether the person may do this for the seller."""
        if SELLERS in self.owes_second_step:
            return False
        role = dict(zip(self.seller_ids, self.seller_roles, strict=True)).get(seller_id, "")
        return seller_role_may(role, permission)

    @property
    def is_signed_in(self) -> bool:
        """True when the session belongs to an account."""
        return self.user_id is not None

    @property
    def is_staff(self) -> bool:
        """True for people who work for the platform."""
        return bool({"staff", "admin"} & set(self.roles))

    @property
    def sells(self) -> bool:
        """True for members of a seller's team."""
        return bool(self.seller_ids)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has just begun. `token` is the new cookie; the old one is worth nothing."""

    user_id: UUID
    name: str
    token: str
    session_key: str
    previous_session_key: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """A place where an account is signed in."""

    id: str
    browser: str
    system: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool
