"""The screens of sellers, and the lists of both portals that can be taken away as files."""

from __future__ import annotations

from shop_app.ui.screen import Screen
from shop_app.ui.staff_routes import ADMIN

SELLER = "shop_app.ui.seller"

SELLER_SCREENS: tuple[Screen, ...] = (
    Screen(
        "/seller",
        f"{SELLER}.home",
        title="Seller · Stoa",
        on_load="SellerHomeState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/orders",
        f"{SELLER}.orders",
        title="Orders · Stoa",
        on_load="SellerOrdersState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/pick",
        f"{SELLER}.pick",
        title="Pick list · Stoa",
        on_load="PickState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/orders/[number]",
        f"{SELLER}.order",
        title="Order · Stoa",
        on_load="SellerOrderState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/returns",
        f"{SELLER}.returns",
        title="Returns · Stoa",
        on_load="SellerReturnsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/returns/[number]",
        f"{SELLER}.return_page",
        title="Return · Stoa",
        title_from="SellerReturnState.view.number",
        on_load="SellerReturnState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/reviews",
        f"{SELLER}.reviews",
        title="Reviews · Stoa",
        on_load="SellerReviewsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/reviews/[id]",
        f"{SELLER}.review",
        title="Review · Stoa",
        on_load="SellerReviewState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/team",
        f"{SELLER}.team",
        title="Team · Stoa",
        on_load="SellerTeamState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/settings",
        f"{SELLER}.settings",
        title="Settings · Stoa",
        on_load="SellerSettingsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/shipping",
        f"{SELLER}.shipping",
        title="Delivery options · Stoa",
        on_load="SellerShippingState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/products",
        f"{SELLER}.products",
        title="Products · Stoa",
        on_load="ProductsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/products/new",
        f"{SELLER}.product",
        title="New product · Stoa",
        on_load="ProductFormState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/products/[id]",
        f"{SELLER}.product",
        title="Product · Stoa",
        title_from="ProductFormState.title",
        on_load="ProductFormState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/import",
        f"{SELLER}.import_file",
        title="Import products · Stoa",
        on_load="ImportState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/stock",
        f"{SELLER}.stock",
        title="Stock · Stoa",
        on_load="StockState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/stock/[id]",
        f"{SELLER}.stock_item",
        title="Stock · Stoa",
        title_from="StockItemState.view.title",
        on_load="StockItemState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/balance",
        f"{SELLER}.balance",
        title="Balance · Stoa",
        on_load="SellerBalanceState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/statements",
        f"{SELLER}.statements",
        title="Statements · Stoa",
        on_load="SellerStatementsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/statements/[period]",
        f"{SELLER}.statement",
        title="Statement · Stoa",
        on_load="SellerStatementState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/seller/analytics",
        f"{SELLER}.analytics",
        title="Analytics · Stoa",
        on_load="SellerAnalyticsState.load",
        first_paint="first_paint",
    ),
)

# Lists that can be taken away as a file, /lists/{name}.csv: where their ListSpec stands.
LISTS: dict[str, str] = {
    "admin-reviews": f"{ADMIN}.reviews:REVIEWS",
    "seller-reviews": f"{SELLER}.reviews:REVIEWS",
    "seller-orders": f"{SELLER}.orders:ORDERS",
    "admin-orders": f"{ADMIN}.orders:ORDERS",
    "seller-stock": f"{SELLER}.stock:STOCK",
    "seller-products": f"{SELLER}.products:PRODUCTS",
    "admin-listings": f"{ADMIN}.listings:LISTINGS",
    "admin-returns": f"{ADMIN}.returns:RETURNS",
    "seller-returns": f"{SELLER}.returns:RETURNS",
    "admin-audit": f"{ADMIN}.audit:AUDIT",
    "admin-customers": f"{ADMIN}.customers:CUSTOMERS",
    "admin-sellers": f"{ADMIN}.sellers:SELLERS",
    "admin-applications": f"{ADMIN}.applications:APPLICATIONS",
    "admin-payouts": f"{ADMIN}.payouts:PAYOUTS",
    "admin-ledger": f"{ADMIN}.ledger:LEDGER_LIST",
    "admin-catalog": f"{ADMIN}.catalog:PRODUCTS",
    "admin-attributes": f"{ADMIN}.attributes:ATTRIBUTES",
    "admin-mail": f"{ADMIN}.mail:MAIL",
}
