"""What staff and members of a seller's team may do: names of permissions and who has which."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What a person who works for the platform may do; an admin may do everything."""

    ORDERS_VIEW = "orders.view"
    ORDERS_MANAGE = "orders.manage"
    REFUNDS_MAKE = "refunds.make"
    RETURNS_MANAGE = "returns.manage"
    CUSTOMERS_VIEW = "customers.view"
    CUSTOMERS_MANAGE = "customers.manage"
    SELLERS_MANAGE = "sellers.manage"
    CATALOG_MANAGE = "catalog.manage"
    LISTINGS_REVIEW = "listings.review"
    REVIEWS_MODERATE = "reviews.moderate"
    PROMOTIONS_MANAGE = "promotions.manage"
    PAYOUTS_PROPOSE = "payouts.propose"
    PAYOUTS_APPROVE = "payouts.approve"
    LEDGER_VIEW = "ledger.view"
    REPORTS_VIEW = "reports.view"
    SYSTEM_VIEW = "system.view"
    MAIL_VIEW = "mail.view"
    AUDIT_VIEW = "audit.view"
    TEAM_MANAGE = "team.manage"
    SETTINGS_MANAGE = "settings.manage"


class SellerPermission(StrEnum):
    """What a member of a seller's team may do, for that seller alone."""

    ORDERS = "orders"
    LISTINGS = "listings"
    STOCK = "stock"
    RETURNS = "returns"
    MONEY = "money"
    ANALYTICS = "analytics"
    TEAM = "team"
    SETTINGS = "settings"


_OF_SELLER_ROLE: dict[str, frozenset[SellerPermission]] = {
    "owner": frozenset(SellerPermission),
    "manager": frozenset(SellerPermission) - {SellerPermission.TEAM, SellerPermission.MONEY},
    "shipping": frozenset(
        {SellerPermission.ORDERS, SellerPermission.RETURNS, SellerPermission.STOCK}
    ),
    "finance": frozenset({SellerPermission.MONEY, SellerPermission.ANALYTICS}),
    "viewer": frozenset({SellerPermission.ANALYTICS}),
}


def seller_role_may(role: str, permission: SellerPermission) -> bool:
    """Whether a member with this role may; a role that nobody knows may nothing."""
    return permission in _OF_SELLER_ROLE.get(role, frozenset())


def seller_permissions_of(role: str) -> frozenset[SellerPermission]:
    """All that a member with this role may."""
    return _OF_SELLER_ROLE.get(role, frozenset())
