"""The frames of all pages: storefront, portals, and the quiet one for signing in."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.feedback import alert
from shop_app.ui.components.goods import cart_name
from shop_app.ui.components.icons import icon, mark
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, is_html, link, native_form, when
from shop_app.ui.shell.notices import bell

ROUND = "relative grid h-11 w-11 place-items-center rounded-field hover:bg-sunk"


def storefront_layout(
    content: Any, *, shell: Any, suggestions: Any = None, on_search: Any = None, extra: Any = None
) -> rx.Component:
    """A shopper's page: skip link, header with search, departments, main, footer.

    `shell` is a ShellView or the class ShellState; `suggestions` the list under the search box and
    `on_search` what typing calls; `extra` lies over the page (the cart's drawer).
    """
    return el.div(
        skip_link(),
        el.header(
            el.div(
                department_menu(shell),
                wordmark(),
                search_form(shell, suggestions, on_search, class_name="hidden md:block"),
                el.div(
                    region_form(shell, class_name="hidden lg:block"),
                    colour_mode(),
                    account_link(shell),
                    cart_link(shell),
                    class_name="ms-auto flex items-center gap-1 md:ms-0",
                ),
                class_name="wrap flex h-16 items-center gap-2 md:h-20 md:gap-6",
            ),
            el.div(
                search_form(shell, None, None, phone=True),
                class_name="wrap pb-3 md:hidden",
            ),
            department_row(shell),
            class_name="border-b border-line bg-surface",
        ),
        el.main(
            el.div(alert(shell.notice, tone="warning"), class_name="wrap empty:hidden"),
            content,
            id="content",
            tab_index=-1,
            class_name="grow outline-none",
        ),
        footer(),
        extra if extra is not None else el.span(class_name="hidden"),
        class_name="flex min-h-dvh flex-col",
    )


def skip_link() -> rx.Component:
    """The first stop of the keyboard."""
    return el.a(t("Skip to content"), href="#content", class_name="skip")


def wordmark(href: str = "/") -> rx.Component:
    """The name of the house."""
    return link(
        mark(class_name="text-accent"),
        el.span("Stoa", class_name="display text-3xl", custom_attrs={"translate": "no"}),
        href=href,
        aria_label=t("Stoa, home"),
        class_name="flex min-h-11 items-center gap-2",
    )


def search_form(
    shell: Any,
    suggestions: Any,
    on_search: Any,
    *,
    phone: bool = False,
    class_name: str = "",
) -> rx.Component:
    """The search box: a plain form to /search, with suggestions once the page is live."""
    where = "phone" if phone else "desk"
    listening = {"on_change": on_search} if on_search is not None else {}
    return native_form(
        el.div(
            icon(
                "search",
                class_name="pointer-events-none absolute start-3 top-3 text-muted",
            ),
            el.input(
                type="search",
                name="q",
                id=f"search-{where}",
                default_value=shell.query,
                placeholder=t("Search products"),
                aria_label=t("Search products"),
                aria_autocomplete="list",
                aria_controls=f"suggestions-{where}",
                auto_complete="off",
                enter_key_hint="search",
                max_length=200,
                data_suggest="1",
                class_name="field-input ps-10",
                **listening,
            ),
            suggestions
            if suggestions is not None
            else el.div(id=f"suggestions-{where}", hidden=True),
            class_name="relative",
        ),
        action="/search",
        method="get",
        role="search",
        class_name=f"grow {class_name}",
    )


def region_form(shell: Any, *, class_name: str = "") -> rx.Component:
    """Where the parcel goes and what money is paid: a form of one combobox."""
    return native_form(
        el.input(type="hidden", name="next", default_value="/"),
        el.select(
            each(
                shell.regions,
                lambda region: (
                    el.option(
                        region.label, value=region.code, selected=region.code == shell.region_code
                    )
                    if not isinstance(region.code, rx.Var)
                    else el.option(region.label, value=region.code)
                ),
            ),
            name="region",
            aria_label=t("Country and currency"),
            data_autosubmit="1",
            class_name="field-input min-w-40 border-line text-sm",
            **({"value": shell.region_code} if isinstance(shell.region_code, rx.Var) else {}),
        ),
        el.button(t("Change"), type="submit", class_name="btn btn-quiet btn-small no-js"),
        action="/region",
        class_name=f"flex items-center {class_name}",
    )


def colour_mode(class_name: str = "hidden md:inline-flex") -> rx.Component:
    """Light or dark: the sign shows where the switch leads."""
    return el.button(
        icon("moon", size=22, class_name="dark:hidden"),
        icon("sun", size=22, class_name="hidden dark:block"),
        type="button",
        aria_label=t("Switch between light and dark"),
        class_name=f"btn btn-quiet btn-icon {class_name}",
        **({} if is_html() else {"on_click": rx.toggle_color_mode}),
    )


def account_link(shell: Any) -> rx.Component:
    """ "Sign in", or "Account" for those who have."""
    classes = (
        "flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-field px-2 hover:bg-sunk"
    )
    words = "hidden text-sm font-medium lg:inline"
    return when(
        shell.signed_in,
        lambda: link(
            icon("account", size=24),
            el.span(t("Account"), class_name=words),
            href="/account",
            aria_label=t("Account"),
            class_name=classes,
        ),
        lambda: link(
            icon("account", size=24),
            el.span(t("Sign in"), class_name=words),
            href="/login",
            aria_label=t("Sign in"),
            class_name=classes,
        ),
    )


def cart_link(shell: Any) -> rx.Component:
    """The cart with the number of pieces in it."""
    return link(
        icon("cart", size=24),
        when(
            shell.cart_count,
            lambda: el.span(
                shell.cart_count,
                aria_hidden="true",
                class_name="absolute end-0 top-0.5 grid h-5 min-w-5 place-items-center "
                "rounded-full bg-accent px-1 text-xs font-bold text-on-accent figures",
            ),
        ),
        href="/cart",
        aria_label=cart_name(shell.cart_count),
        class_name=ROUND,
    )


def department_menu(shell: Any) -> rx.Component:
    """The departments on a phone; opens without JavaScript."""
    return el.details(
        el.summary(icon("menu", size=24), aria_label=t("Departments"), class_name=ROUND),
        el.div(
            el.nav(
                el.ul(
                    each(
                        shell.departments,
                        lambda item: el.li(
                            link(
                                item.name,
                                href=item.href,
                                class_name="flex min-h-11 items-center border-b border-line",
                            )
                        ),
                    )
                ),
                aria_label=t("Departments"),
            ),
            el.div(
                region_form(shell, class_name="grow"),
                colour_mode(class_name="inline-flex only-live"),
                class_name="mt-4 flex items-center gap-2",
            ),
            class_name="absolute inset-x-0 top-16 z-50 max-h-[75dvh] overflow-y-auto border-b "
            "border-line bg-surface px-4 py-4 shadow-lift",
        ),
        data_menu="1",
        class_name="md:hidden",
    )


def department_row(shell: Any) -> rx.Component:
    """The departments in a row, on wider screens."""
    return el.nav(
        el.ul(
            each(
                shell.departments,
                lambda item: el.li(
                    link(
                        item.name,
                        href=item.href,
                        class_name="flex min-h-11 items-center whitespace-nowrap text-[0.8125rem] "
                        "font-medium text-muted hover:text-text hover:underline "
                        "hover:underline-offset-8",
                    )
                ),
            ),
            class_name="wrap fade-end flex min-h-11 gap-5 overflow-x-auto [scrollbar-width:none]",
        ),
        aria_label=t("All departments"),
        class_name="hidden border-t border-line md:block",
    )


def footer() -> rx.Component:
    """Help, account, the house."""
    return el.footer(
        el.div(
            el.div(
                el.p("Stoa", class_name="display text-2xl", custom_attrs={"translate": "no"}),
                el.p(
                    t("Many shops under one roof: one cart, one checkout, one promise."),
                    class_name="mt-2 max-w-xs text-sm text-muted",
                ),
            ),
            footer_links(
                t("Help"),
                (t("Delivery"), "/help#delivery"),
                (t("Returns"), "/help#returns"),
                (t("Paying"), "/help#paying"),
                (t("Track an order"), "/track"),
            ),
            footer_links(
                t("Your account"),
                (t("Orders"), "/account/orders"),
                (t("Security"), "/account/security"),
                (t("Cart"), "/cart"),
            ),
            footer_links(
                t("About"),
                (t("How Stoa works"), "/help#about"),
                (t("Accessibility"), "/help#accessibility"),
                (t("Privacy"), "/help#privacy"),
            ),
            class_name="wrap grid grid-cols-2 gap-8 py-12 lg:grid-cols-4",
        ),
        class_name="mt-16 border-t border-line bg-surface",
    )


def footer_links(title: Any, *links: tuple[Any, str]) -> rx.Component:
    """A column of the footer."""
    return el.div(
        el.h2(title, class_name="text-sm font-semibold"),
        el.ul(
            *[
                el.li(
                    link(
                        label,
                        href=href,
                        class_name="inline-flex min-h-9 items-center text-sm text-muted "
                        "hover:text-text hover:underline",
                    )
                )
                for label, href in links
            ],
            class_name="mt-2",
        ),
    )


def portal_layout(
    content: Any, *, title: Any, navigation: list[Any], shell: Any, action: Any = None
) -> rx.Component:
    """A page of the seller's or the staff's portal: side navigation, title, its one main action."""
    return el.div(
        skip_link(),
        el.header(
            el.div(
                wordmark(),
                el.div(
                    colour_mode(),
                    bell(shell),
                    account_link(shell),
                    cart_link(shell),
                    class_name="ms-auto flex items-center gap-1",
                ),
                class_name="wrap flex h-16 items-center gap-4",
            ),
            class_name="border-b border-line bg-surface",
        ),
        el.div(
            el.nav(
                el.details(
                    el.summary(
                        icon("menu"),
                        t("Menu"),
                        class_name="flex min-h-11 items-center gap-3 font-semibold lg:hidden",
                    ),
                    el.ul(*navigation, class_name="grid gap-0.5"),
                    id="portal-menu",
                    data_fold_on_phone="1",
                ),
                aria_label=t("Portal"),
                class_name="border-b border-line py-2 lg:w-56 lg:flex-none lg:border-0 lg:py-6",
            ),
            el.main(
                alert(shell.notice, tone="warning"),
                el.div(
                    el.h1(title, class_name="display text-3xl", tab_index=-1),
                    action if action is not None else el.span(class_name="hidden"),
                    class_name="mb-6 flex flex-wrap items-center justify-between gap-4",
                ),
                content,
                id="content",
                tab_index=-1,
                class_name="min-w-0 grow py-6 outline-none",
            ),
            class_name="wrap flex grow flex-col lg:flex-row lg:gap-8",
        ),
        footer(),
        class_name="flex min-h-dvh flex-col",
    )


def auth_layout(content: Any, *, shell: Any, picture: str = "") -> rx.Component:
    """Signing in and the like: the form on one side, a picture on the other."""
    return storefront_layout(
        el.div(
            el.div(content, class_name="panel mx-auto w-full max-w-md p-6 md:p-8"),
            when(
                picture,
                lambda: el.img(
                    src=picture,
                    alt="",
                    custom_attrs={"width": "640", "height": "640"},
                    class_name="hidden w-full rounded-card object-cover lg:block",
                ),
            ),
            class_name="wrap grid items-center gap-10 py-10 lg:grid-cols-2"
            if picture
            else "wrap py-10",
        ),
        shell=shell,
    )
