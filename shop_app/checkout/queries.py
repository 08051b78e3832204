"""Questions about checkouts: the page, and the challenge of a payment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.cart.queries import line_view
from shop_app.checkout import facts as facts_
from shop_app.checkout.address_choices import saved_part
from shop_app.checkout.credit import Credit, credit_for
from shop_app.checkout.facts import Facts
from shop_app.checkout.views import (
    AddressView,
    ChallengeView,
    CheckoutGroup,
    CheckoutPage,
    CountryChoice,
    PaymentChoice,
)
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound
from shop_app.core.formats import locale_of, money_text
from shop_app.payments.gateway import Gateway, PaymentMethod, methods_of
from shop_app.shipping.queries import delivery_choices

# The checkout that goes on, or else the last one, so that coming back after paying finds its order.
_LATEST = """
    select c.id, c.status, n.number
    from checkouts c
    join carts k on k.id = c.cart_id
    left join order_numbers n on n.order_id = c.order_id
    where (
        (cast(:user_id as uuid) is not null and k.user_id = :user_id)
        or (cast(:user_id as uuid) is null and k.user_id is null and k.session_key = :session_key)
    ) and (k.status = 'open' or c.status = 'placed')
    order by (c.status in ('open', 'paying')) desc, c.created_at desc
    limit 1
"""


def checkout_page(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    gateways: Mapping[str, Gateway],
    locale: str = "en",
) -> CheckoutPage:
    """The visitor's checkout, everything read anew; status `none` when there is none.

    Call `service.start_checkout` before it when the page opens.
    """
    found = rows(session, _LATEST, session_key=session_key, user_id=user_id)
    if not found:
        return CheckoutPage()
    latest = found[0]
    if latest.status == "placed":
        return CheckoutPage(
            checkout_id=str(latest.id), status="placed", order_number=latest.number or ""
        )
    if latest.status == "abandoned":
        return CheckoutPage(status="ended")
    credit = credit_for(session, checkout_id=latest.id, user_id=user_id)
    facts = read_facts(session, latest.id)
    book = saved_part(session, user_id=user_id, facts=facts, locale=locale)
    return replace(_page(facts, credit, gateways, locale), **book)


def read_facts(session: Session, checkout_id: UUID) -> Facts:
    """What the checkout is decided by, stock included. Raises NotFound."""
    found = rows(
        session, "select checkout_facts(:id, :moment, true) as facts", id=checkout_id, moment=now()
    )
    if found[0].facts is None:
        raise NotFound("This checkout is not here. Start again from your cart.")
    return found[0].facts


def challenge_of(
    session: Session,
    *,
    payment_id: UUID,
    session_key: str,
    user_id: UUID | None,
    locale: str = "en",
) -> ChallengeView:
    """The payment that the person is asked to approve. Raises NotFound for anybody else's."""
    found = rows(
        session,
        "select p.status, p.amount_minor, p.currency, n.number, k.session_key, k.user_id"
        " from payments p join checkouts c on c.order_id = p.order_id"
        " join carts k on k.id = c.cart_id join order_numbers n on n.order_id = p.order_id"
        " where p.id = :payment_id",
        payment_id=payment_id,
    )
    owner = found[0] if found else None
    facts_.ensure_own(
        owner
        and {
            "session_key": owner.session_key,
            "user_id": str(owner.user_id) if owner.user_id else None,
        },
        session_key=session_key,
        user_id=user_id,
    )
    return ChallengeView(
        payment_id=str(payment_id),
        order_number=found[0].number,
        amount_text=money_text(found[0].amount_minor, found[0].currency, locale),
        is_waiting=found[0].status == "challenged",
    )


def _page(
    facts: Facts, credit: Credit, gateways: Mapping[str, Gateway], locale: str
) -> CheckoutPage:
    currency = facts["currency"]
    try:
        deliveries = facts_.plan_deliveries(facts, at=now())
    except Conflict:
        deliveries = {}  # some seller has no way to this region; its group has no choices
    quoted = facts_.quote_of(facts, deliveries)
    by_credit = credit.of(quoted.total_minor)
    rest = quoted.total_minor - by_credit
    methods = methods_of(gateways, country=facts["country"], currency=currency, amount_minor=rest)
    groups = _groups(facts, locale)
    missing = [each.field for each in facts_.missing_of(facts)]
    held_until = _moment(facts["held_until"])
    buyable = all(line.is_buyable for group in groups for line in group.lines)
    return CheckoutPage(
        checkout_id=facts["checkout_id"],
        status=facts["status"],
        region_name=facts["region_name"],
        currency=currency,
        email=facts["email"],
        address=AddressView(**{**facts["address"], "country": facts["country"]}),
        countries=_countries(facts, locale),
        groups=groups,
        payment_methods=_payment_choices(methods, facts["payment_method"]),
        payment_method=_chosen(methods, facts["payment_method"]),
        count=sum(line["quantity"] for line in facts["lines"]),
        items_minor=quoted.items_minor,
        items_text=money_text(quoted.items_minor, currency, locale),
        delivery_minor=quoted.delivery_minor,
        delivery_text=money_text(quoted.delivery_minor, currency, locale),
        tax_minor=quoted.tax_minor,
        tax_text=money_text(quoted.tax_minor, currency, locale),
        tax_included=quoted.tax_included,
        total_minor=quoted.total_minor,
        total_text=money_text(quoted.total_minor, currency, locale),
        credit_left_minor=credit.left_minor,
        credit_left_text=money_text(credit.left_minor, currency, locale),
        uses_credit=by_credit > 0,
        credit_covers_all=by_credit > 0 and rest == 0,
        rest_is_left=by_credit > 0 and rest > 0,
        credit_minor=by_credit,
        credit_text=money_text(by_credit, currency, locale),
        rest_minor=rest,
        rest_text=money_text(rest, currency, locale),
        held_until=held_until.isoformat() if held_until else "",
        held_seconds=max(0, int((held_until - now()).total_seconds())) if held_until else 0,
        missing=missing,
        can_pay=bool(groups) and buyable and not missing and all(group.choices for group in groups),
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)


def _groups(facts: Facts, locale: str) -> list[CheckoutGroup]:
    groups = []
    for seller_id in dict.fromkeys(line["seller_id"] for line in facts["lines"]):
        lines = [line for line in facts["lines"] if line["seller_id"] == seller_id]
        choices = delivery_choices(
            facts_.methods_of(facts, seller_id),
            goods_minor=facts_.goods_of(lines),
            currency=facts["currency"],
            handling_days=facts_.handling_of(lines),
            cut_off_hour=facts_.cut_off_of(lines),
            chosen=facts["delivery"].get(seller_id, ""),
            locale=locale,
        )
        chosen = next((choice for choice in choices if choice.selected), None)
        groups.append(
            CheckoutGroup(
                seller_id=seller_id,
                seller_name=lines[0]["seller_name"],
                seller_href=f"/s/{lines[0]['seller_slug']}",
                lines=[
                    line_view(line, currency=facts["currency"], locale=locale) for line in lines
                ],
                choices=choices,
                delivery_code=chosen.code if chosen else "",
                delivery_minor=chosen.price_minor if chosen else 0,
                delivery_text=chosen.price_text if chosen else "",
            )
        )
    return groups


def _countries(facts: Facts, locale: str) -> list[CountryChoice]:
    names: Mapping[str, Any] = locale_of(locale).territories
    choices = [
        CountryChoice(code, names.get(code, code), selected=code == facts["country"])
        for code in facts["countries"]
    ]
    return sorted(choices, key=lambda choice: choice.name)


def _chosen(methods: list[PaymentMethod], code: str) -> str:
    codes = [method.code for method in methods]
    return code if code in codes else (codes[0] if codes else "")


def _payment_choices(methods: list[PaymentMethod], code: str) -> list[PaymentChoice]:
    chosen = _chosen(methods, code)
    return [
        PaymentChoice(method.code, method.name, selected=method.code == chosen)
        for method in methods
    ]
