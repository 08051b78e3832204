"""The first run: an empty migrated database is told step by step what it needs."""

from __future__ import annotations

import pytest

from shop_app.accounts.models import User, UserRole
from shop_app.core.audit import Actor
from shop_app.core.db import run_in_transaction, run_reading
from shop_app.pricing.regions import add_region, set_rate
from shop_app.shipping.platform_methods import add_platform_method
from shop_app.storefront.setup import checklist, steps_missing
from tests.makers import make_offer, make_world

STAFF = Actor("staff", "Ada")


def open_steps():
    found = run_reading(checklist, payments=False, mail=True)
    return {step.name: step.missing for step in found if not step.is_done}


@pytest.mark.feature("ADM-08")
def test_an_empty_shop_is_led_from_step_to_step_by_the_settings_themselves(database):
    assert list(open_steps()) == [
        "admin", "region", "tax", "delivery", "category", "seller", "product", "payments",
    ]  # fmt: skip

    run_in_transaction(
        add_region,
        actor=STAFF,
        said={
            "code": "EU",
            "name": "Europe",
            "currency": "EUR",
            "countries": "NL DE",
            "default_country": "NL",
        },
    )
    assert open_steps()["tax"] == ("NL",)
    assert open_steps()["delivery"] == ("Europe",)

    run_in_transaction(
        set_rate, actor=STAFF, said={"country": "NL", "class": "standard", "percent": "21"}
    )
    run_in_transaction(
        add_platform_method,
        actor=STAFF,
        said={
            "region": "EU",
            "name": "Standard",
            "price": "4.95",
            "days_min": "1",
            "days_max": "3",
        },
    )
    assert list(open_steps()) == ["admin", "category", "seller", "product", "payments"]


def test_a_shop_that_sells_misses_nothing(session):
    make_offer(session, make_world(session), eur=2000, usd=2400)
    user = User(email="ada@example.test", name="Ada", password_hash="x")
    session.add(user)
    session.flush()
    session.add(UserRole(user_id=user.id, role="admin"))
    session.flush()
    assert steps_missing(session, payments=True, mail=True) == 0
