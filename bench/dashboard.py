"""How long the dashboard takes on the server: `python bench/dashboard.py [LINES] [beside]`.

Fills an empty PostgreSQL of its own (or the database that DATABASE_URL names) with a year of
made-up orders (1,000,000 lines by default), makes the sums, and asks again and again for the
dashboard's first view and the busiest seller's analytics in all presets, for that seller's home,
and for the orders behind a figure. `beside` adds the made-up year to what is there already: for a
database of benchmarks alone. The reference in the same run is counting the orders of a year by
their index, so that a busy machine shows in both. Prints JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parent.parent))
from shop_app.analytics import rollups
from shop_app.analytics.periods import PRESETS, span_of
from shop_app.bootstrap import load_tables
from shop_app.cli.migrate import migrate
from shop_app.core.clock import now
from shop_app.core.db import dispose, rows, run_in_transaction, run_reading
from shop_app.core.lists import ListQuery, read_list
from shop_app.core.settings import forget_settings
from shop_app.engines import ensure
from shop_app.orders.staff_lists import STAFF_ORDERS
from shop_app.storefront.seller_home import seller_home
from shop_app.ui.admin.home import _dashboard
from shop_app.ui.rendering import speaking
from shop_app.ui.seller.analytics import _analytics

ROUNDS = 5
SELLERS = 200
PRODUCTS = 5000
_WORLD = [
    """insert into sellers (id, slug, name, description, email, city, country, logo_url, status,
        handling_days, return_days, commission_basis_points, rating_average, rating_count,
        created_at)
    select new_id(), 'seller-' || n, 'Seller ' || n, '', '', '', '', '', 'approved', 1, 30, 1200,
        0, 0, now() from generate_series(1, :sellers) n""",
    """create table bench_products as select n, new_id() as id, (
        select id from sellers order by slug offset n % :sellers limit 1) as seller_id
    from generate_series(0, :products - 1) n""",
    """insert into products (id, slug, title, summary, description, highlights, attributes, options,
        tax_class, status, rating_average, rating_count, units_sold, source, source_key, version,
        created_at, updated_at)
    select id, 'mug-' || n, 'Mug ' || n, '', '', '[]', '{}', '[]', 'standard', 'active', 0, 0, 0,
        'bench', n, 1, now(), now() from bench_products""",
    """create table bench_orders as
    select n, new_id() as id, now() - random() * interval '365 days' as at,
        1000 + n % 9000 as price from generate_series(1, :orders) n""",
    """insert into orders (id, number, email, address, region_code, currency, locale, status,
        items_minor, discount_minor, delivery_minor, tax_minor, tax_included, total_minor, key_hash,
        version, created_at, placed_at, updated_at)
    select id, 'B-' || n, 'p' || n % 60000 || '@example.com',
        jsonb_build_object('country', (array['NL','DE','FR'])[1 + n % 3]), 'EU', 'EUR', 'en',
        'delivered', price * 3, 0, 495, 0, true, price * 3 + 495, '', 1, at, at, at
    from bench_orders""",
    """insert into seller_orders (order_id, seller_id, number, status, items_minor, discount_minor,
        delivery_minor, tax_minor, total_minor, commission_minor, delivery_code, delivery_name,
        tracking, updated_at)
    select o.id, p.seller_id, 'B-' || o.n || '-1', 'delivered', o.price * 3, 0, 495, 0,
        o.price * 3 + 495, 0, '', '', '', o.at
    from bench_orders o join bench_products p on p.n = o.n % :products""",
    """insert into order_lines (order_id, line_no, seller_id, offer_id, variant_id, product_id, sku,
        title, variant_title, slug, image_url, quantity, unit_price_minor, discount_minor,
        tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_fixed_minor,
        commission_minor)
    select o.id, line, p.seller_id, p.id, p.id, p.id, 'X', 'Mug', '', '', '', 1, o.price, 0, 0, 0,
        o.price, 1000, 0, o.price / 10
    from bench_orders o join bench_products p on p.n = o.n % :products
    cross join generate_series(1, 3) line""",
    """insert into payments (id, order_id, gateway, method, status, amount_minor, refund_due_minor,
        refunded_minor, currency, idempotency_key, provider_reference, failure_code, created_at,
        updated_at, captured_at)
    select new_id(), id, 'sandbox', (array['card','paypal'])[1 + n % 2], 'captured',
        price * 3 + 495, 0, 0, 'EUR', 'bench-' || n, '', '', at, at, at from bench_orders""",
]
_UNFILLED = "select 1 where to_regclass('bench_orders') is null"
_BUSIEST = "select seller_id from seller_orders group by 1 order by count(*) desc limit 1"
_REFERENCE = "select count(*) as n from orders where placed_at >= now() - interval '365 days'"


def fill(session: Any, orders: int) -> None:
    """The made-up year."""
    rows(session, "select set_config('statement_timeout', '0', true) as off")
    given = {"sellers": SELLERS, "products": PRODUCTS, "orders": orders}
    for statement in _WORLD:
        wanted = {name: value for name, value in given.items() if f":{name}" in statement}
        _do(session, statement, wanted)


def _do(session: Any, statement: str, given: dict[str, int]) -> None:
    from sqlalchemy import text

    session.connection().execute(text(statement), given)


def analyze(session: Any) -> None:
    """Tell the planner what is there now."""
    _do(session, "analyze", {})


def rebuilt(session: Any) -> int:
    """All sums, without the limit of a statement's time."""
    rows(session, "select set_config('statement_timeout', '0', true) as off")
    return rollups.rebuild(session)


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def summary(values: list[float], reference: float) -> dict[str, float]:
    """Median, p95 and the ratio of the p95 to the reference."""
    p95 = sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
    return {
        "median_ms": round(statistics.median(values), 1),
        "p95_ms": round(p95, 1),
        "p95_to_reference": round(p95 / reference, 2),
    }


@contextmanager
def own_database() -> Iterator[None]:
    """A PostgreSQL of its own, migrated and empty, unless DATABASE_URL names one."""
    load_tables()
    if os.environ.get("DATABASE_URL"):
        migrate()
        yield
        return
    with TemporaryDirectory() as folder:
        engines = ensure(Path(folder) / "shop", wanted=["postgres"])
        try:
            os.environ.update(engines.environment())
            forget_settings()
            migrate()
            yield
            dispose()
        finally:
            engines.stop()


def main() -> None:
    """Fill when empty, then measure."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with own_database():
        measure(lines, beside="beside" in sys.argv)


def measure(lines: int, *, beside: bool) -> None:
    """Fill when empty (or beside what is there, once), make the sums, ask again and again."""
    if run_reading(rows, _UNFILLED if beside else "select 1 where not exists (select from orders)"):
        print(
            json.dumps({"fill_s": round(timed(lambda: run_in_transaction(fill, lines // 3)) / 1e3)})
        )
        run_in_transaction(analyze)
    print(json.dumps({"rebuild_s": round(timed(lambda: run_in_transaction(rebuilt)) / 1e3, 1)}))
    run_in_transaction(analyze)
    seller: UUID = run_reading(rows, _BUSIEST)[0].seller_id
    asked = [{"period": name, "compare": "1"} for name in PRESETS] * ROUNDS
    with speaking("en"):
        reference = statistics.median(
            timed(lambda: run_reading(rows, _REFERENCE)) for _ in range(ROUNDS * 3)
        )
        staff = [timed(lambda given=given: run_reading(_dashboard, given)) for given in asked]
        own = [timed(lambda given=given: run_reading(_analytics, seller, given)) for given in asked]
        home = [timed(lambda: run_reading(seller_home, seller_id=seller)) for _ in asked]
        behind = [timed(lambda query=query: _list(query)) for query in _behind(asked)]
    print(json.dumps({"reference_ms": round(reference, 1)}))
    print(json.dumps({"dashboard": summary(staff, reference)}))
    print(json.dumps({"seller analytics": summary(own, reference)}))
    print(json.dumps({"seller home": summary(home, reference)}))
    print(json.dumps({"orders behind a figure": summary(behind, reference)}))


def _behind(asked: list[dict[str, str]]) -> Iterator[ListQuery]:
    """The list of orders of each preset, as the figures Orders and Revenue open it."""
    for number, given in enumerate(asked):
        span = span_of(period=given["period"], zone="Europe/Berlin", moment=now())
        days = {"days": "moved"} if number % 2 else {}
        first, last = span.first.isoformat(), span.last.isoformat()
        yield ListQuery(
            filters={"from": first, "to": last, "zone": span.zone, "currency": "EUR", **days}
        )


def _list(query: ListQuery) -> None:
    run_reading(read_list, listing=STAFF_ORDERS, query=query)


if __name__ == "__main__":
    main()
