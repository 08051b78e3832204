"""The table of screens: every address, its module, and how it paints first. One row per screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.rendering import join

FirstPaint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. Names are looked up in `module`, so that reading the table imports no screen.

    `address` is written as Reflex does: `/p/[slug]`. `component` names a function that returns the
    live page, `on_load` a handler as `State.method`, `first_paint` a function (async or not) that
    takes the request and returns the response; without one only a titled shell is served.
    `title_from` names a Var that holds the live page's title where it differs by what is shown.
    """

    address: str
    module: str
    component: str = "page"
    title: str = ""
    title_from: str = ""
    on_load: str = ""
    first_paint: str = ""

    @property
    def route(self) -> str:
        """The address as Starlette writes it: `/p/{slug}`."""
        return self.address.replace("[", "{").replace("]", "}")

    def found(self, name: str) -> Any:
        """What `name` (dotted) means in the screen's module."""
        value: Any = import_module(self.module)
        for part in name.split("."):
            value = getattr(value, part)
        return value


# The screen of this address shows when nothing else does. Its `first_paint` names a function that
# takes nothing and returns the component.
NOT_FOUND = "/404"

STOREFRONT = "shop_app.ui.storefront"
CHECKOUT = "shop_app.ui.checkout"
ACCOUNT = "shop_app.ui.account"

SELLER = "shop_app.ui.seller"
ADMIN = "shop_app.ui.admin"

SCREENS: tuple[Screen, ...] = (
    Screen(
        "/",
        f"{STOREFRONT}.home",
        title="Stoa: many shops under one roof",
        on_load="HomeState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/search",
        f"{STOREFRONT}.search",
        title="Search · Stoa",
        title_from="ListState.view.query",
        on_load="ListState.load_search",
        first_paint="first_paint",
    ),
    Screen(
        "/c/[slug]",
        f"{STOREFRONT}.category",
        title="Department · Stoa",
        title_from="ListState.view.title",
        on_load="ListState.load_category",
        first_paint="first_paint",
    ),
    Screen(
        "/collections/[slug]",
        f"{STOREFRONT}.category",
        title="Collection · Stoa",
        title_from="ListState.view.title",
        on_load="ListState.load_collection",
        first_paint="first_paint_of_collection",
    ),
    Screen(
        "/s/[slug]",
        f"{STOREFRONT}.seller",
        title="Seller · Stoa",
        title_from="ListState.seller.name",
        on_load="ListState.load_seller",
        first_paint="first_paint",
    ),
    Screen(
        "/p/[slug]",
        f"{STOREFRONT}.product",
        title="Product · Stoa",
        title_from="ProductState.view.title",
        on_load="ProductState.load",
        first_paint="first_paint",
    ),
    Screen("/help", f"{STOREFRONT}.help", title="Help · Stoa", first_paint="first_paint"),
    Screen(
        "/cart",
        f"{CHECKOUT}.cart",
        title="Your cart · Stoa",
        on_load="CartState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/checkout",
        f"{CHECKOUT}.checkout",
        title="Checkout · Stoa",
        on_load="CheckoutState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/checkout/challenge",
        f"{CHECKOUT}.challenge",
        title="Approve your payment · Stoa",
        on_load="ChallengeState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/orders/[number]",
        f"{CHECKOUT}.order",
        title="Order · Stoa",
        title_from="OrderState.view.order.number",
        on_load="OrderState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/orders/[number]/return",
        f"{CHECKOUT}.return_items",
        title="Return items · Stoa",
        on_load="ReturnItemsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/track",
        f"{CHECKOUT}.track",
        title="Track an order · Stoa",
        on_load="TrackState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/login",
        f"{ACCOUNT}.login",
        title="Sign in · Stoa",
        on_load="LoginState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/register",
        f"{ACCOUNT}.register",
        title="Create an account · Stoa",
        on_load="RegisterState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account",
        f"{ACCOUNT}.home",
        title="Your account · Stoa",
        on_load="AccountState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/orders",
        f"{ACCOUNT}.orders",
        title="Your orders · Stoa",
        on_load="OrdersState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/returns",
        f"{ACCOUNT}.returns",
        title="Your returns · Stoa",
        on_load="ReturnsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/returns/[number]",
        f"{ACCOUNT}.return_page",
        title="Return · Stoa",
        title_from="ReturnState.view.number",
        on_load="ReturnState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/security",
        f"{ACCOUNT}.security",
        title="Security · Stoa",
        on_load="SecurityState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/security/two-step",
        f"{ACCOUNT}.two_step",
        title="Two-step sign-in · Stoa",
        on_load="TwoStepState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/addresses",
        f"{ACCOUNT}.addresses",
        title="Addresses · Stoa",
        on_load="AddressesState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/addresses/[address_id]",
        f"{ACCOUNT}.address",
        title="Address · Stoa",
        on_load="AddressState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/privacy",
        f"{ACCOUNT}.privacy",
        title="Privacy · Stoa",
        on_load="PrivacyState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/notices",
        f"{ACCOUNT}.notices",
        title="Notices · Stoa",
        on_load="NoticesState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/login/code",
        f"{ACCOUNT}.second_step",
        title="Two-step sign-in · Stoa",
        on_load="SecondStepState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/reset-password",
        f"{ACCOUNT}.reset_password",
        title="Set a new password · Stoa",
        on_load="ResetPasswordState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/verify-email",
        f"{ACCOUNT}.verify_email",
        title="Confirm your e-mail address · Stoa",
        on_load="VerifyEmailState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/sell",
        "shop_app.ui.sell.why",
        title="Sell on Stoa",
        on_load="SellState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/sell/apply",
        "shop_app.ui.sell.apply",
        title="Apply to sell · Stoa",
        on_load="ApplyState.load",
        first_paint="first_paint",
    ),
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
        "/admin",
        f"{ADMIN}.home",
        title="Overview · Stoa",
        on_load="AdminHomeState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/returns",
        f"{ADMIN}.returns",
        title="Returns · Stoa",
        on_load="AdminReturnsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/returns/[number]",
        f"{ADMIN}.return_page",
        title="Return · Stoa",
        title_from="AdminReturnState.view.number",
        on_load="AdminReturnState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/orders",
        f"{ADMIN}.orders",
        title="Orders · Stoa",
        on_load="AdminOrdersState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/orders/[number]",
        f"{ADMIN}.order",
        title="Order · Stoa",
        on_load="AdminOrderState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/system",
        f"{ADMIN}.system",
        title="System · Stoa",
        on_load="SystemState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/system/mail",
        f"{ADMIN}.mail",
        title="Mail · Stoa",
        on_load="MailState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/system/mail/[mail_id]",
        f"{ADMIN}.mail_page",
        title="Letter · Stoa",
        on_load="MailPageState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/sellers",
        f"{ADMIN}.sellers",
        title="Sellers · Stoa",
        on_load="SellersState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/applications",
        f"{ADMIN}.applications",
        title="Applications · Stoa",
        on_load="ApplicationsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/applications/[key]",
        f"{ADMIN}.application",
        title="Application · Stoa",
        on_load="ApplicationState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/sellers/[slug]",
        f"{ADMIN}.seller",
        title="Seller · Stoa",
        on_load="AdminSellerState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/sell/join",
        "shop_app.ui.sell.join",
        title="Join a team · Stoa",
        on_load="JoinState.load",
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
        "/admin/customers",
        f"{ADMIN}.customers",
        title="Customers · Stoa",
        on_load="CustomersState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/customers/[key]",
        f"{ADMIN}.customer",
        title="Customer · Stoa",
        on_load="CustomerState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/audit",
        f"{ADMIN}.audit",
        title="Audit log · Stoa",
        on_load="AuditState.load",
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
        "/admin/listings",
        f"{ADMIN}.listings",
        title="Listings · Stoa",
        on_load="ListingsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/listings/[id]",
        f"{ADMIN}.listing",
        title="Listing · Stoa",
        title_from="ListingState.view.title",
        on_load="ListingState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/team",
        f"{ADMIN}.team",
        title="Team · Stoa",
        on_load="TeamState.load",
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
        "/admin/payouts",
        f"{ADMIN}.payouts",
        title="Payouts · Stoa",
        on_load="PayoutsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/payouts/[number]",
        f"{ADMIN}.payout",
        title="Payout · Stoa",
        on_load="PayoutState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/ledger",
        f"{ADMIN}.ledger",
        title="Ledger · Stoa",
        on_load="LedgerState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/commission",
        f"{ADMIN}.commission",
        title="Commission · Stoa",
        on_load="CommissionState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/wishlist",
        f"{STOREFRONT}.wishlist",
        title="Wishlist · Stoa",
        on_load="WishlistState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/wishlist/[key]",
        f"{STOREFRONT}.wishlist",
        component="shared_page",
        title="Wishlist · Stoa",
        title_from="WishlistState.view.name",
        on_load="WishlistState.load_shared",
        first_paint="first_paint_of_shared",
    ),
    Screen(
        "/account/wishlists",
        f"{ACCOUNT}.wishlists",
        title="Your wishlists · Stoa",
        on_load="WishlistState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/account/reviews",
        f"{ACCOUNT}.reviews",
        title="Your reviews · Stoa",
        on_load="OwnReviewsState.load",
        first_paint="first_paint",
    ),
    Screen(
        "/admin/reviews",
        f"{ADMIN}.reviews",
        title="Reviews · Stoa",
        on_load="AdminReviewsState.load",
        first_paint="first_paint",
    ),
    *(
        Screen(
            f"/admin/reports/{name}",
            f"{ADMIN}.reports",
            component=f"{name}_page",
            title=f"{name.capitalize()} · Stoa",
            on_load="ReportState.load",
            first_paint=f"{name}_paint",
        )
        for name in ("sales", "products", "customers", "sellers", "funnel", "finance")
    ),
    Screen(
        "/seller/analytics",
        f"{SELLER}.analytics",
        title="Analytics · Stoa",
        on_load="SellerAnalyticsState.load",
        first_paint="first_paint",
    ),
    Screen(NOT_FOUND, f"{STOREFRONT}.not_found", title="Page not found", first_paint="painted"),
)


# Lists that can be taken away as a file, /lists/{name}.csv: where their ListSpec stands.
LISTS: dict[str, str] = {
    "admin-reviews": f"{ADMIN}.reviews:REVIEWS",
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
    "admin-mail": f"{ADMIN}.mail:MAIL",
}


def is_there(address: str) -> bool:
    """Whether a screen stands at this address: what navigation may lead to."""
    return any(screen.address == address for screen in SCREENS)


def add_screens(app: Any, screens: tuple[Screen, ...]) -> None:
    """Make each screen a page of the app; the frame around it loads first."""
    from shop_app.ui.shell.session_state import ShellState

    frame: Any = ShellState.load
    for screen in screens:
        title: Any = screen.title
        if screen.title_from:
            live = screen.found(screen.title_from)
            title = rx.cond(live, join(live, " · Stoa"), screen.title)
        app.add_page(
            screen.found(screen.component),
            route="404" if screen.address == NOT_FOUND else screen.address,
            title=title,
            on_load=[frame, *([screen.found(screen.on_load)] if screen.on_load else [])],
        )
