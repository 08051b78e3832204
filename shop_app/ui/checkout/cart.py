"""The page of the cart: lines by seller, what has changed, what it comes to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.cart import service as cart_service
from shop_app.checkout.cart_page import cart_page
from shop_app.checkout.views import CartPage
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.checkout.cart_parts import line_row, parcel
from shop_app.ui.checkout.summary import delivery_cost, figure, figures, summary, total
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, empty_state, skeleton
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import current_locale, nt, t
from shop_app.ui.rendering import each, el, form, is_html, when
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import locale_of, region_of, told, visitor_of, visitor_of_request
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class CartState(rx.State):
    """The cart as it is shown, and the last thing that was taken out of it."""

    page: CartPage = CartPage()
    ready: bool = False
    generation: int = 0
    problem: str = ""
    problem_line: str = ""
    removed_title: str = ""
    _removed: tuple[str, int] = ("", 0)

    @rx.event
    async def load(self):
        """The cart, read anew."""
        self.problem, self.problem_line, self.removed_title = "", "", ""
        before, was_ready = self.page, self.ready
        await _show(self, await visitor_of(self))
        if was_ready and before != self.page:
            self.generation += 1

    @rx.event
    async def change(self, line_id: str, value: float | None):
        """A quantity was left: save it if it is another."""
        await _save(self, line_id, "" if value is None else f"{value:.15g}")

    @rx.event
    async def change_by_form(self, form: dict[str, Any]):
        """Enter was pressed in a quantity."""
        await _save(self, str(form.get("line_id", "")), str(form.get("quantity", ""))[:30])

    @rx.event
    async def remove(self, form: dict[str, Any]):
        """Take a line out and offer to put it back."""
        line_id = str(form.get("line_id", ""))
        titles = {line.line_id: line.title for group in self.page.parcels for line in group.lines}
        gone = await _do(self, cart_service.remove_line, line_id=_id(line_id))
        if gone is not None:
            self._removed = (str(gone[0]), gone[1])
            self.removed_title = titles.get(line_id, "")

    @rx.event
    async def undo(self):
        """Put back what was taken out last."""
        offer_id, quantity = self._removed
        if self.removed_title and offer_id:
            self.removed_title, self._removed = "", ("", 0)
            await _do(
                self,
                cart_service.add_line,
                region_code=(await region_of(self)).code,
                offer_id=UUID(offer_id),
                quantity=quantity,
            )

    @rx.event
    async def accept(self):
        """The person has read what changed."""
        await _do(self, cart_service.accept_changes)
        self.generation += 1


async def _save(state: CartState, line_id: str, quantity: str) -> None:
    shown = {line.line_id: line.quantity for group in state.page.parcels for line in group.lines}
    if str(shown.get(line_id, "")) != quantity or state.problem_line == line_id:
        await _do(state, cart_service.change_quantity, line_id=_id(line_id), quantity=quantity)


def _id(line_id: str) -> UUID:
    """The id of a line as the browser gives it; one that nobody has when it is no id."""
    try:
        return UUID(line_id)
    except ValueError:
        return UUID(int=0)


async def _do(state: CartState, verb: Any, **arguments: Any) -> Any:
    """Do one thing to the cart, show what came of it; its answer, or None when it was refused."""
    visitor = await visitor_of(state)
    state.problem, state.problem_line = "", ""
    done = None
    try:
        done = await in_transaction(
            verb, session_key=visitor.session_key, user_id=visitor.user_id, **arguments
        )
    except ShopError as error:
        state.problem = told(state, error)
        if not isinstance(error, NotFound):
            state.problem_line = str(arguments.get("line_id", ""))
    await _show(state, visitor)
    return done


async def _show(state: CartState, visitor: Visitor) -> None:
    try:
        state.page = await _page_of(visitor, locale_of(state))
    except ShopError as error:
        state.problem, state.problem_line = told(state, error), ""
    state.ready = True
    shell = await state.get_state(ShellState)
    shell.cart_count = state.page.count


async def _page_of(visitor: Visitor, locale: str) -> CartPage:
    return await in_reading(
        cart_page, session_key=visitor.session_key, user_id=visitor.user_id, locale=locale
    )


def _leaving(line_id: Any) -> Any:
    return lambda value: CartState.change(line_id, value)


def content(
    page: Any,
    *,
    problem: Any = "",
    problem_line: Any = "",
    removed_title: Any = "",
    generation: Any = 0,
) -> rx.Component:
    """The page, empty or full."""

    def line(each_line: Any) -> rx.Component:
        return line_row(
            each_line,
            problem=when(problem_line == each_line.line_id, problem, ""),
            generation=generation,
            on_blur=None if is_html() else _leaving(each_line.line_id),
            on_quantity=CartState.change_by_form,
            on_remove=CartState.remove,
        )

    return el.div(
        el.h1(t("Your cart"), class_name="display text-3xl md:text-4xl", tab_index=-1),
        alert(when(problem_line, "", problem), class_name="empty:hidden"),
        _removed_notice(removed_title),
        when(
            page.is_empty,
            lambda: empty_state(
                title=t("Your cart is empty"),
                text=t("Look around: what you put in stays here for you, on this device."),
                action=button_link(t("Start shopping"), href="/"),
            ),
            lambda: el.div(
                el.div(
                    _changes_notice(page),
                    each(page.parcels, lambda group: parcel(group, line)),
                    class_name="grid content-start gap-5",
                ),
                _summary(page),
                class_name="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-10",
            ),
        ),
        class_name="wrap grid gap-5 py-8 md:py-12",
    )


def _removed_notice(title: Any) -> rx.Component:
    return el.div(
        when(
            title,
            lambda: el.div(
                el.p(t("Removed {title}.", title=title), class_name="grow"),
                button(t("Undo"), kind="secondary", small=True, on_click=CartState.undo),
                class_name="alert alert-info items-center",
            ),
        ),
        role="status",
        class_name="empty:hidden",
    )


def _changes_notice(page: Any) -> rx.Component:
    """Prices and stock may have moved since the last visit; each line says how."""
    return when(
        page.has_changes,
        lambda: form(
            el.p(
                t("Something in your cart has changed since you put it in. Look at each line."),
                class_name="grow",
            ),
            button(t("Keep the cart as it is now"), type="submit", kind="secondary", small=True),
            action="/cart/changes",
            on_submit=CartState.accept,
            class_name="alert alert-warning flex-wrap items-center",
        ),
    )


def _summary(page: Any) -> rx.Component:
    return summary(
        figures(
            figure(nt("{n} item", "{n} items", n=page.count), page.items_text),
            figure(
                t("Delivery, estimated"), delivery_cost(page.delivery_minor, page.delivery_text)
            ),
            total(
                t("Total"),
                page.total_text,
                note=when(
                    page.tax_included,
                    lambda: el.span(t("Tax included")),
                    lambda: el.span(t("Tax is added at checkout")),
                ),
            ),
        ),
        when(
            page.can_check_out,
            lambda: button_link(t("Checkout"), href="/checkout", wide=True),
            lambda: el.p(
                t("Settle the lines that are marked, then you can check out."),
                class_name="text-sm font-medium text-warning",
            ),
        ),
        el.p(
            t("You choose delivery and see all costs before you pay. No account is needed."),
            class_name="text-sm text-muted",
        ),
    )


def _skeleton() -> rx.Component:
    return el.div(
        el.h1(t("Your cart"), class_name="display text-3xl md:text-4xl"),
        el.div(
            skeleton("h-72 rounded-card"),
            skeleton("h-56 rounded-card"),
            class_name="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-10",
        ),
        class_name="wrap grid gap-5 py-8 md:py-12",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        CartState.ready,
        lambda: content(
            CartState.page,
            problem=CartState.problem,
            problem_line=CartState.problem_line,
            removed_title=CartState.removed_title,
            generation=CartState.generation,
        ),
        skeleton=_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The cart as HTML: somebody's own, never kept."""
    view = await _page_of(await visitor_of_request(request), current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return page_response(
        request,
        head=Head(title=t("Your cart · Stoa"), robots="noindex"),
        body=lambda: storefront_layout(content(view), shell=shell),
        seed={**personal_seed(shell), CartState: {"page": view, "ready": True}},
    )
