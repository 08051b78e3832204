"""The demo world, whole: big enough, sound, the same again, and never in production."""

from __future__ import annotations

import pytest

from shop_app.accounts.passwords import matches
from shop_app.cli.progress import silent_progress
from shop_app.core.db import rows as ask
from shop_app.core.db import run_in_transaction, run_reading
from shop_app.core.errors import Conflict, NotAllowed
from shop_app.core.settings import forget_settings
from shop_app.demo.seed import seed, seed_if_empty
from shop_app.invariants import carts, ledger, orders, stock
from shop_app.invariants.proof import prove
from tests.business.demo.visits_fit import assert_visits_fit

ENOUGH = {
    "categories": 70, "products": 2000, "variants": 6000, "sellers": 40, "warehouses": 4,
    "reviews": 4000, "orders": 8000, "collections": 6, "users": 500,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.feature("INV-01", "CAT-02", "PRC-01", "ANA-04")
def test_the_demo_world_is_big_sound_and_seeded_once(database):
    assert seed_if_empty(silent_progress())
    counts = {t: run_reading(ask, f"select count(*) from {t}")[0][0] for t in ENOUGH}
    assert {table: counts[table] for table in ENOUGH if counts[table] < ENOUGH[table]} == {}
    assert len(run_reading(ask, "select 1 from categories where depth = 0")) >= 12
    everything = [
        *stock.INVARIANTS,
        *orders.INVARIANTS,
        *carts.INVARIANTS,
        *ledger.INVARIANTS,
    ]
    assert [f for f in run_in_transaction(prove, invariants=everything) if f.breach] == []

    accounts = run_reading(
        ask,
        "select u.email, u.password_hash, coalesce(string_agg(r.role, ' ' order by r.role), '') as"
        " roles, coalesce(max(m.role), '') as member from users u"
        " left join user_roles r on r.user_id = u.id left join seller_members m on m.user_id = u.id"
        " where u.password_hash is not null group by 1, 2 order by 1",
    )
    assert [(a.email, a.roles, a.member) for a in accounts] == [
        ("admin@demo.test", "admin staff", ""),
        ("seller@demo.test", "", "owner"),
        ("shopper@demo.test", "", ""),
    ]
    assert all(matches(a.password_hash, "demo-shop") for a in accounts)
    to_send = run_reading(
        ask,
        "select 1 from seller_orders s join seller_members m using (seller_id)"
        " where s.status in ('placed', 'preparing')",
    )
    assert to_send
    assert_visits_fit()

    assert not seed_if_empty(silent_progress())
    with pytest.raises(Conflict):
        seed(silent_progress())
    assert run_reading(ask, "select count(*) from orders")[0][0] == counts["orders"]


def test_production_is_never_seeded(database, monkeypatch):
    for name, value in {
        "STOA_MODE": "production", "SECRET_KEY": "x" * 40, "PUBLIC_URL": "https://shop.example",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    forget_settings()
    with pytest.raises(NotAllowed, match="not for production"):
        seed_if_empty(silent_progress())
    monkeypatch.undo()
    forget_settings()
    assert run_reading(ask, "select count(*) from products")[0][0] == 0
