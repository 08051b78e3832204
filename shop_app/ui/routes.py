"""The table of screens: every address, its module, and how it paints first. One row per screen."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.portal_routes import LISTS, SELLER_SCREENS
from shop_app.ui.rendering import join
from shop_app.ui.screen import Screen
from shop_app.ui.staff_routes import ADMIN_SCREENS

__all__ = ["LISTS", "NOT_FOUND", "SCREENS", "Screen", "add_screens", "is_there"]

# The screen of this address shows when nothing else does. Its `first_paint` names a function that
# takes nothing and returns the component.
NOT_FOUND = "/404"

STOREFRONT = "shop_app.ui.storefront"
CHECKOUT = "shop_app.ui.checkout"
ACCOUNT = "shop_app.ui.account"


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
        "/account/credit",
        f"{ACCOUNT}.credit",
        title="Store credit · Stoa",
        on_load="CreditState.load",
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
        "/sell/join",
        "shop_app.ui.sell.join",
        title="Join a team · Stoa",
        on_load="JoinState.load",
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
    *SELLER_SCREENS,
    *ADMIN_SCREENS,
    Screen(NOT_FOUND, f"{STOREFRONT}.not_found", title="Page not found", first_paint="first_paint"),
)


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
