"""Commission rules by staff: what is refused, what is written down, what ends."""

from __future__ import annotations

import pytest

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.ledger import rules
from tests.makers import make_world

ANN = Actor("staff", "Ann", user_id=new_id())


@pytest.mark.feature("MKT-06")
def test_a_rule_is_written_shown_audited_and_ended(session, seller):
    make_world(session)
    rule_id = rules.add_rule(
        session, actor=ANN, scope="category", slug="kitchen", percent="9.5 %", currency="EUR",
        amounts={"fixed": "0.30", "cap": "25", "price_from": "10"}, on_delivery=True,
    )  # fmt: skip
    (found,) = rules.rules(session)
    assert (found.id, found.subject, found.basis_points) == (rule_id, "Kitchen", 950)
    assert (found.fixed_minor, found.cap_minor, found.price_from_minor) == (30, 2500, 1000)
    slug = rows(session, "select slug from sellers where id = :id", id=seller)[0].slug
    fees = rules.worked_example(
        session, seller_slug=slug, category_slug="kitchen", price="19.99", currency="EUR"
    )
    assert (fees.commission_minor, fees.receives_minor) == (220, 1999 - 220 - 347)
    rules.end_rule(session, actor=ANN, rule_id=rule_id)
    with pytest.raises(NotFound):
        rules.end_rule(session, actor=ANN, rule_id=rule_id)
    assert rules.rules(session) == []
    actions = rows(session, "select action from audit_log where subject = 'commission_rule'")
    assert sorted(row.action for row in actions) == [
        "commission_rule.added", "commission_rule.ended",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"scope": "everybody"}, "scope"),
        ({"scope": "seller", "slug": "nobody"}, "slug"),
        ({"percent": "x"}, "percent"),
        ({"percent": "NaN"}, "percent"),
        ({"percent": "100.01"}, "percent"),
        ({"percent": "-1"}, "percent"),
        ({"percent": "1.234"}, "percent"),
        ({"amounts": {"fixed": "1"}}, "currency"),
        ({"currency": "eur"}, "currency"),
        ({"currency": "EUR", "amounts": {"fixed": "x"}}, "fixed"),
        ({"currency": "EUR", "amounts": {"fixed": "-1"}}, "fixed"),
        ({"currency": "EUR", "amounts": {"floor": "2", "cap": "1"}}, "cap"),
        ({"currency": "EUR", "amounts": {"price_from": "2", "price_below": "2"}}, "price_below"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_with_its_field(session, values, field):
    with pytest.raises(Invalid) as refusal:
        rules.add_rule(session, actor=ANN, **{"scope": "default", "percent": "10", **values})
    assert refusal.value.field == field
    assert rows(session, "select 1 from commission_rules") == []
