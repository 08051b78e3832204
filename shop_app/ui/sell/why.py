"""/sell: why people sell here, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading
from shop_app.ledger.fee_table import FeeRow, fee_table
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import money_text, percent_text, t
from shop_app.ui.rendering import el, speaking
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.identity import locale_of
from shop_app.ui.shell.layout import storefront_layout


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A line of the fee table in words."""

    scope: str = ""
    percent: str = ""
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class SellView:
    """The page."""

    fees: list[FeeLine] = field(default_factory=list)


class SellState(rx.State):
    """The fee table."""

    view: SellView = SellView()
    ready: bool = False

    @rx.event
    async def load(self):
        """What selling costs now."""
        fees = await in_reading(fee_table)
        with speaking(locale_of(self)):
            self.view = _view(fees)
        self.ready = True


def _view(fees: list[FeeRow]) -> SellView:
    return SellView(
        [
            FeeLine(
                fee.category or t("Everything else"),
                percent_text(fee.basis_points / 10_000),
                money_text(fee.fixed_minor, fee.currency) if fee.fixed_minor else "–",
            )
            for fee in fees
        ]
    )


def content(view: Any) -> rx.Component:
    """Why, how, what it costs."""
    return el.div(
        el.section(
            el.div(
                el.h1(t("Sell on Stoa"), tab_index=-1, class_name="display text-4xl md:text-6xl"),
                el.p(
                    t("Your shop under a roof that people know. You set prices; we bring buyers."),
                    class_name="max-w-xl text-lg text-muted",
                ),
                button_link(t("Apply to sell"), href="/sell/apply"),
                class_name="grid justify-items-start gap-5",
            ),
            class_name="wrap py-12 md:py-20",
        ),
        el.div(
            el.ol(
                _step("1", t("Apply"), t("Tell us of your business. We answer in two days.")),
                _step("2", t("List"), t("One by one, or a whole file. You see what you receive.")),
                _step("3", t("Ship"), t("From your own shelves, with your own options.")),
                _step("4", t("Be paid"), t("Each payout comes with a statement to the cent.")),
                class_name="grid gap-6 sm:grid-cols-2 lg:grid-cols-4",
            ),
            el.section(
                el.h2(t("What it costs"), class_name="display mb-2 text-3xl"),
                el.p(
                    t("No monthly fee. A share of what is sold, taken when it is sold."),
                    class_name="mb-4 text-muted",
                ),
                data_table(
                    caption=t("Fees by what is sold"),
                    head=[(t("What is sold"), False), (t("Share"), True), (t("Per piece"), True)],
                    rows=view.fees,
                    row=lambda row: el.tr(
                        el.td(row.scope),
                        el.td(row.percent, class_name="number"),
                        el.td(row.fixed, class_name="number"),
                    ),
                ),
                class_name="max-w-3xl",
            ),
            class_name="wrap grid gap-14 pb-16",
        ),
    )


def _step(number: str, title: Any, text: Any) -> rx.Component:
    return el.li(
        el.span(number, class_name="display text-3xl text-accent-text", aria_hidden="true"),
        el.h2(title, class_name="font-semibold"),
        el.p(text, class_name="text-sm text-muted"),
        class_name="panel grid content-start gap-2",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        SellState.ready,
        lambda: content(SellState.view),
        skeleton=lambda: content(SellView()),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML."""
    view = _view(await in_reading(fee_table))
    shell = await shell_of(request)
    return page_response(
        request,
        head=Head(
            title=t("Sell on Stoa"),
            description=t("Open your shop on Stoa: apply, list, ship and be paid."),
            canonical="/sell",
        ),
        body=lambda: storefront_layout(content(view), shell=shell),
        seed=lambda: {SellState: {"view": view, "ready": True}, **shell_seed(shell)},
    )
