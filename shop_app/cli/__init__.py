"""The shop's commands, one verb each: `python -m shop_app --help`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from shop_app.core.errors import ShopError
from shop_app.core.settings import SettingsError, forget_settings, settings

app = typer.Typer(
    help="Stoa, a marketplace in pure Python.", no_args_is_help=True, add_completion=False
)
console = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@contextmanager
def with_engines() -> Iterator[None]:
    """Engines for one command: outside ones, running ones, or ours for as long as it lasts."""
    from shop_app.engines import ensure

    engines = ensure(settings().shop_home)
    os.environ.update(engines.environment())
    forget_settings()
    try:
        yield
    finally:
        from shop_app.core import db

        db.dispose()
        engines.stop()


@contextmanager
def with_tables() -> Iterator[None]:
    """Engines, and a database with this version's tables. Raises Unavailable when it has others."""
    from shop_app.cli.migrate import ensure_current

    with with_engines():
        ensure_current()
        yield


@app.command()
def run(
    port: Annotated[int | None, typer.Option(help="Port of the shop.")] = None,
    workers: Annotated[int | None, typer.Option(help="Web processes.")] = None,
    verbose: Annotated[bool, typer.Option(help="Print how long each step took.")] = False,
) -> None:
    """Everything from nothing to an open shop; Ctrl-C closes it."""
    from shop_app.cli.run import run as run_shop

    run_shop(port=port or settings().port, workers=workers or settings().workers, verbose=verbose)


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option(help="Web processes.")] = None,
) -> None:
    """The web processes alone, on engines that run already."""
    from shop_app.cli.serve import serve as serve_shop

    serve_shop(port=port or settings().port, workers=workers or settings().workers)


@app.command()
def worker() -> None:
    """The relay, the consumers and the periodic jobs."""
    from shop_app.cli.worker import work

    work()


@app.command()
def migrate() -> None:
    """Bring the database to the tables of this version."""
    from shop_app.cli.migrate import migrate as migrate_database

    with with_engines():
        migrate_database()


@app.command()
def seed() -> None:
    """Fill an empty shop with the demo world."""
    from shop_app.cli.migrate import migrate as migrate_database
    from shop_app.cli.progress import console_progress
    from shop_app.demo.seed import seed_if_empty

    with with_engines():
        migrate_database()
        seed_if_empty(console_progress())


@app.command()
def reindex() -> None:
    """Rebuild the lists and the search index from PostgreSQL."""
    from shop_app.cli.progress import console_progress
    from shop_app.cli.reindex import reindex as rebuild

    with with_tables():
        rebuild(console_progress())


@app.command()
def check(as_json: Json = False) -> None:
    """Prove the shop's invariants on the live database; exit 1 on any breach."""
    from shop_app.cli.check import check as prove

    with with_tables():
        outcome = prove(as_json)
    raise typer.Exit(outcome)


@app.command("rebuild-analytics")
def rebuild_analytics() -> None:
    """Make every sum of the dashboards anew from the orders, visits and views."""
    from shop_app.analytics import rollups, visit_hours
    from shop_app.core.db import run_in_transaction

    with with_tables():
        months = run_in_transaction(rollups.rebuild)
        hours = run_in_transaction(visit_hours.rebuild)
    console.print(f"Analytics made anew: {months} months of sales, {hours} hours of visits.")


@app.command("build")
def build_front_end() -> None:
    """Build the front end if its sources have changed."""
    from shop_app.cli.frontend import build_if_changed
    from shop_app.cli.progress import console_progress, hundredths

    build_if_changed(hundredths(console_progress(), "Building the front end"))


@app.command("create-staff")
def create_staff(
    email: Annotated[str, typer.Argument(help="E-mail to sign in with.")],
    name: Annotated[str, typer.Option(help="Full name.")] = "Staff",
) -> None:
    """Make a person staff with all rights; asks for the password. For the first run of a shop."""
    from shop_app.accounts.service import make_staff
    from shop_app.core.db import run_in_transaction

    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with with_tables():
        run_in_transaction(make_staff, email=email, name=name, password=password)
    console.print(f"{email} can sign in now.")


def _refuse(error: Exception) -> NoReturn:
    console.print(f"[bold]Stoa:[/bold] {error}", style="red", highlight=False, soft_wrap=True)
    sys.exit(2)


def _add_groups() -> None:
    from shop_app.cli.imports import app as imports
    from shop_app.cli.reports import app as reports

    app.add_typer(imports, name="import", help="Bring products and past orders in from files.")
    app.add_typer(reports, name="report", help="What was sold.")


def main() -> None:
    """Run the command line; refusals are one sentence, everything else is a bug with its trace."""
    from shop_app.bootstrap import load_tables
    from shop_app.core.logging import configure
    from shop_app.engines.errors import EngineError

    _add_groups()  # before the change of folder: paths are meant from where the person stands
    os.chdir(Path(__file__).parent.parent.parent)
    try:
        configure()
        load_tables()
        app()
    except (ShopError, SettingsError, EngineError) as error:
        _refuse(error)
