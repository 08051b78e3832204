"""Store credit as people see it: what there is, and what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from shop_app.ledger.views import CreditBalanceView, CreditMovement
from shop_app.ui.i18n import datetime_text, money_text, t
from shop_app.ui.rendering import each, el, join, link, when


@dataclass(frozen=True, slots=True)
class CreditFigure:
    """What there is in a currency; `held` where a payment under way uses some of it."""

    currency: str = ""
    amount: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A movement: when, what, how much, for which order."""

    when: str = ""
    moment: str = ""
    what: str = ""
    note: str = ""
    order: str = ""
    amount: str = ""
    is_gain: bool = False


def credit_figures(balances: Sequence[CreditBalanceView]) -> list[CreditFigure]:
    """Balances in words. Call it while a locale is spoken."""
    return [
        CreditFigure(
            each.currency,
            money_text(each.balance_minor, each.currency),
            money_text(each.held_minor, each.currency) if each.held_minor else "",
        )
        for each in balances
    ]


def credit_rows(
    movements: Sequence[CreditMovement], *, with_names: bool = False
) -> list[CreditRow]:
    """Movements in words; `with_names` says who of the staff it was, to staff."""
    kinds = {
        "credit_granted": t("Given by Stoa"),
        "credit_taken": t("Taken by Stoa"),
        "credit_spent": t("Used for an order"),
        "credit_refund": t("Refund of an order"),
        "credit_given_up": t("Given up"),
    }
    return [
        CreditRow(
            when=datetime_text(each.happened_at),
            moment=each.happened_at.isoformat(),
            what=kinds.get(each.kind, each.kind),
            note=" · ".join(
                word for word in (each.reason, each.actor_name if with_names else "") if word
            ),
            order=each.order_number,
            amount=("+" if each.amount_minor > 0 else "−")
            + money_text(abs(each.amount_minor), each.currency),
            is_gain=each.amount_minor > 0,
        )
        for each in movements
    ]


def balances_shown(figures: Any) -> rx.Component:
    """The balances, large."""
    return el.ul(
        each(
            figures,
            lambda one: el.li(
                el.p(one.amount, class_name="display figures text-4xl"),
                when(
                    one.held,
                    lambda: el.p(
                        t("{amount} of it is held by a payment under way.", amount=one.held),
                        class_name="text-sm text-muted",
                    ),
                ),
                class_name="grid gap-1",
            ),
        ),
        role="list",
        aria_label=t("Store credit"),
        class_name="flex flex-wrap gap-x-12 gap-y-4",
    )


def movements_list(rows: Any, *, orders: str) -> rx.Component:
    """What came and went; `orders` is where an order of that number opens."""
    return el.ul(
        each(
            rows,
            lambda one: el.li(
                el.div(
                    el.p(one.what, class_name="font-medium"),
                    el.p(one.note, class_name="break-words text-sm text-muted empty:hidden"),
                    el.p(
                        when(
                            one.order,
                            lambda: el.span(
                                link(
                                    t("Order {number}", number=one.order),
                                    href=join(orders, one.order),
                                    class_name="textlink figures",
                                ),
                                " · ",
                            ),
                        ),
                        el.time(one.when, " UTC", date_time=one.moment),
                        class_name="text-sm text-muted",
                    ),
                    class_name="grid min-w-0 gap-0.5",
                ),
                _amount(one),
                class_name="flex items-baseline justify-between gap-4 border-b border-line py-3 "
                "last:border-0 last:pb-0",
            ),
        ),
        role="list",
        aria_label=t("What came and went"),
    )


def _amount(one: Any) -> rx.Component:
    return el.span(
        one.amount,
        class_name=when(
            one.is_gain,
            "figures whitespace-nowrap font-medium text-success",
            "figures whitespace-nowrap font-medium",
        ),
    )
