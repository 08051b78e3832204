"""Commission rules: written once, ended, never changed, so that the past can be explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.money import parse_minor
from shop_app.ledger.fees import you_will_receive
from shop_app.ledger.models import CommissionRule, RuleScope
from shop_app.ledger.views import FeePreview, RuleView

_RULES = """
    select r.*, coalesce(s.name, c.name, p.title, '') as subject
    from commission_rules r
    left join sellers s on s.id = r.seller_id
    left join categories c on c.id = r.category_id
    left join products p on p.id = r.product_id
    where r.valid_to is null or r.valid_to > :moment
    order by array_position(array['product', 'seller', 'category', 'default'], r.scope::text),
        subject, r.valid_from desc, r.id desc
    limit 500
"""
_SUBJECTS = {
    RuleScope.SELLER: "select id from sellers where slug = :slug",
    RuleScope.CATEGORY: "select id from categories where slug = :slug",
    RuleScope.PRODUCT: "select id from products where slug = :slug",
}
_AMOUNTS = ("fixed", "floor", "cap", "price_from", "price_below")


def rules(session: Session) -> list[RuleView]:
    """The rules that hold now or will, the most specific first."""
    return [
        RuleView(
            id=row.id,
            scope=row.scope,
            subject=row.subject,
            currency=row.currency or "",
            price_from_minor=row.price_from_minor,
            price_below_minor=row.price_below_minor,
            basis_points=row.basis_points,
            fixed_minor=row.fixed_minor,
            floor_minor=row.floor_minor,
            cap_minor=row.cap_minor,
            on_delivery=row.on_delivery,
            valid_from=row.valid_from,
            created_by=row.created_by,
        )
        for row in rows(session, _RULES, moment=now())
    ]


def add_rule(
    session: Session,
    *,
    actor: Actor,
    scope: str,
    slug: str = "",
    percent: str,
    currency: str = "",
    amounts: Mapping[str, str] | None = None,
    on_delivery: bool = False,
    valid_from: datetime | None = None,
) -> UUID:
    """Write a rule that holds from `valid_from` (now) on; orders placed before keep theirs.

    `amounts` are decimal texts by name: fixed, floor, cap, price_from, price_below; they need a
    currency. `slug` names the seller, category or product. Raises Invalid with the field.
    """
    if scope not in set(RuleScope):
        raise Invalid("Choose what the rule is for.", field="scope")
    subject_id = _subject(session, RuleScope(scope), slug)
    minor = _minors(currency, amounts or {})
    moment = now()
    rule = CommissionRule(
        scope=scope,
        seller_id=subject_id if scope == RuleScope.SELLER else None,
        category_id=subject_id if scope == RuleScope.CATEGORY else None,
        product_id=subject_id if scope == RuleScope.PRODUCT else None,
        currency=currency or None,
        basis_points=_basis_points(percent),
        fixed_minor=minor["fixed"] or 0,
        floor_minor=minor["floor"],
        cap_minor=minor["cap"],
        price_from_minor=minor["price_from"],
        price_below_minor=minor["price_below"],
        on_delivery=on_delivery,
        valid_from=valid_from or moment,
        created_by=actor.name[:200],
        created_at=moment,
    )
    session.add(rule)
    session.flush()
    audit(
        session,
        actor,
        "commission_rule.added",
        subject="commission_rule",
        subject_id=rule.id,
        after={
            "scope": scope, "for": slug, "basis_points": rule.basis_points,
            "currency": currency, **{k: v for k, v in minor.items() if v is not None},
        },
        seller_id=rule.seller_id,
    )  # fmt: skip
    return rule.id


def end_rule(session: Session, *, actor: Actor, rule_id: UUID) -> None:
    """The rule holds no more. Raises NotFound when it is not there or has ended."""
    ended = rows(
        session,
        "update commission_rules set valid_to = greatest(valid_from, :moment)"
        " where id = :id and (valid_to is null or valid_to > :moment)"
        " returning scope, basis_points, seller_id",
        id=rule_id,
        moment=now(),
    )
    if not ended:
        raise NotFound("This rule has ended already.")
    audit(
        session,
        actor,
        "commission_rule.ended",
        subject="commission_rule",
        subject_id=rule_id,
        before={"scope": ended[0].scope, "basis_points": ended[0].basis_points},
        seller_id=ended[0].seller_id,
    )


def worked_example(
    session: Session, *, seller_slug: str, category_slug: str, price: str, currency: str
) -> FeePreview:
    """What a seller would receive of a price by the rules of now. Raises Invalid with the field."""
    seller_id = _subject(session, RuleScope.SELLER, seller_slug, field="example_seller")
    category_id = None
    if category_slug.strip():
        category_id = _subject(session, RuleScope.CATEGORY, category_slug, field="example_category")
    assert seller_id is not None
    return you_will_receive(
        session,
        seller_id=seller_id,
        category_id=category_id,
        price_minor=_amount(price, _currency(currency), "example_price"),
        currency=currency,
    )


def _subject(session: Session, scope: RuleScope, slug: str, *, field: str = "slug") -> UUID | None:
    if scope not in _SUBJECTS:
        return None
    found = rows(session, _SUBJECTS[scope], slug=slug.strip()[:200])
    if not found:
        raise Invalid("There is no {scope} with this address name.", field=field, scope=scope)
    return found[0].id


def _basis_points(percent: str) -> int:
    try:
        value = Decimal(percent.strip().rstrip("%").strip()) * 100
    except InvalidOperation:
        raise Invalid("Write the percentage like 12.5.", field="percent") from None
    if not value.is_finite() or not 0 <= value <= 10_000 or value != value.to_integral_value():
        raise Invalid("A percentage is between 0 and 100, with two decimals.", field="percent")
    return int(value)


def _minors(currency: str, amounts: Mapping[str, str]) -> dict[str, Any]:
    given = {name: amounts.get(name, "").strip() for name in _AMOUNTS}
    if currency or any(given.values()):
        _currency(currency)
    minor = {name: _amount(text, currency, name) if text else None for name, text in given.items()}
    for low, high in (("floor", "cap"), ("price_from", "price_below")):
        least, most = minor[low], minor[high]
        if (
            least is not None
            and most is not None
            and (least > most or (least == most and low == "price_from"))
        ):
            raise Invalid("The lower amount is above the upper one.", field=high)
    return minor


def _currency(currency: str) -> str:
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        raise Invalid("Choose the currency of the amounts.", field="currency")
    return currency


def _amount(text: str, currency: str, field: str) -> int:
    try:
        minor = parse_minor(text, currency)
    except Invalid as error:
        error.field = field
        raise
    if minor < 0:
        raise Invalid("An amount is not negative.", field=field)
    return minor
