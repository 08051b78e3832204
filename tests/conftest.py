"""Fixtures: real engines, clean databases, a running shop and a real browser."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests import features
from tests.engine_session import *  # noqa: F403 the engines' fixtures
from tests.shop import RESULTS, Shop

_outcomes: dict[str, dict[str, str]] = defaultdict(dict)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep the outcome for fixtures (screenshots of failures) and for `make features`."""
    outcome = yield
    report = outcome.get_result()
    setattr(item, f"report_{report.when}", report)
    if report.when == "call" or (report.when == "setup" and report.outcome != "passed"):
        for marker in item.iter_markers("feature"):
            for feature in marker.args:
                _outcomes[feature][item.nodeid] = report.outcome


def pytest_sessionfinish():
    """Write which rows of the feature table this run has shown."""
    if _outcomes:
        features.record(_outcomes)


@pytest.fixture(scope="session")
def settings_of_tests(database_url, engines) -> Iterator[dict[str, str]]:
    """The environment of this test process: its own database on the session's engines."""
    from shop_app.core.db import dispose
    from shop_app.core.settings import forget_settings

    environment = {**engines.environment(), "DATABASE_URL": database_url}
    before = dict(os.environ)
    os.environ.update(environment)
    forget_settings()
    yield environment
    dispose()
    os.environ.clear()
    os.environ.update(before)
    forget_settings()


@pytest.fixture(scope="session")
def migrated(settings_of_tests) -> dict[str, str]:
    """The worker's database with all tables and nothing in it; migrated once."""
    from shop_app.cli.migrate import migrate

    migrate()
    _leave_few_months()
    _demand_no_second_step()
    return settings_of_tests


def _demand_no_second_step() -> None:
    """As in the demo: tests of the demand choose it themselves."""
    from shop_app.core.db import engine

    with engine().begin() as connection:
        connection.execute(
            text("insert into shop_settings values ('second_step.demanded', '[]', now())")
        )


def _leave_few_months() -> None:
    """Keep the partitions of last month to next: each test copies this database file by file.

    Rows of other months go to the default partitions, where months nobody foresaw go in a shop.
    """
    from shop_app.core.db import engine

    today = datetime.now(UTC)
    kept = {f"{today + timedelta(days=31 * step):%Y_%m}" for step in (-1, 0, 1)}
    with engine().begin() as connection:
        months = connection.execute(
            text(
                "select relname from pg_class where relkind = 'r' and relispartition"
                " and relname ~ '_[0-9]{4}_[0-9]{2}$'"
            )
        ).scalars()
        for name in [name for name in months if name[-7:] not in kept]:
            connection.execute(text(f"drop table {name}"))


@pytest.fixture
def session(migrated) -> Iterator[Session]:
    """A session whose work is rolled back after the test, commits included."""
    from shop_app.core.db import engine

    with engine().connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as session:
            yield session
        outer.rollback()


@pytest.fixture
def database(migrated, fresh_database) -> Iterator[str]:
    """A clean migrated database of the test's own, for work that commits; yields its URL."""
    from shop_app.core.db import dispose
    from shop_app.core.settings import forget_settings

    before = os.environ["DATABASE_URL"]
    dispose()
    with fresh_database(before) as url:
        os.environ["DATABASE_URL"] = url
        forget_settings()
        yield url
        dispose()
        os.environ["DATABASE_URL"] = before
        forget_settings()


@pytest.fixture(scope="session")
def demo_shop(
    engines, fresh_database, settings_of_tests, tmp_path_factory, worker_number
) -> Iterator[Shop]:
    """A shop with the demo world, open in a process of its own, once per session.

    At the end of the session it must still prove all of its invariants.
    """
    from shop_app.cli.frontend import build_if_changed

    build_if_changed()
    with fresh_database(settings_of_tests["DATABASE_URL"], empty=True) as url:
        environment = {
            **engines.environment(),
            "DATABASE_URL": url,
            "SEARCH_PREFIX": f"demo_shop_{worker_number}",
            "REDIS_URL": re.sub(r"/\d+$", "", engines.environment()["REDIS_URL"])
            + f"/{8 + worker_number}",
            "SHOP_HOME": str(tmp_path_factory.mktemp("demo-shop")),
        }
        _fill(environment)
        shop = Shop(environment).start()
        try:
            yield shop
            shop.prove()  # after whatever the tests have done in it
        finally:
            shop.stop()


def _fill(environment: dict[str, str]) -> None:
    """Migrate, seed and index in a process of its own, so that no setting leaks into this one."""
    import subprocess
    import sys

    for command in ("migrate", "seed", "reindex"):
        done = subprocess.run(
            [sys.executable, "-m", "shop_app", command],
            env={**os.environ, **environment},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stdout[-2000:]} {done.stderr[-4000:]}"


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium, started once."""
    from playwright.sync_api import sync_playwright

    from tests.find_chromium import launch_arguments

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        yield browser
        browser.close()


@pytest.fixture
def context(chromium, demo_shop, request):
    """A browser context with a trace; kept with a screenshot in test-results/ on failure."""
    context = chromium.new_context(
        base_url=demo_shop.url,
        viewport={"width": 1440, "height": 900},
        locale="en-GB",
        bypass_csp=True,
    )
    context.set_default_timeout(15_000)
    context.tracing.start(screenshots=True, snapshots=True)
    yield context
    failed = getattr(request.node, "report_call", None) and request.node.report_call.failed
    if failed:
        name = re.sub(r"\W+", "_", request.node.nodeid)[-120:]
        folder = RESULTS / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(context.pages):
            page.screenshot(path=folder / f"page-{number}.png", full_page=True)
        context.tracing.stop(path=folder / "trace.zip")
        (folder / "shop.log").write_text(demo_shop.log.read_text(errors="replace")[-20_000:])
    context.close()


@pytest.fixture
def page(context):
    """A page of the shop; any error in its console fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors, errors
