"""`python -m shop_app import`: bring products, and orders of other systems, in from files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from shop_app.catalog.importing.run import Outcome, import_file

CALLED_FROM = Path.cwd()  # the command goes to the project's folder before it works
app = typer.Typer(no_args_is_help=True)
console = Console(stderr=True)
output = Console()


@app.callback()
def group() -> None:
    """Bring products, and orders of other systems, in from files."""


@app.command()
def orders(
    folder: Annotated[Path, typer.Argument(help="The folder with the files.")],
    mapping: Annotated[str, typer.Option(help="olist, online-retail, or the path of a YAML file.")],
    name: Annotated[str, typer.Option(help="The import's name; the mapping's by default.")] = "",
    report: Annotated[Path | None, typer.Option(help="Folder for the report of problems.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Orders of another system, as history: with sellers, customers, payments and reviews.

    May be stopped at any time, and may be run again: what is in stays as it is.
    """
    from shop_app.cli import with_engines
    from shop_app.cli.migrate import migrate
    from shop_app.cli.progress import console_progress, silent_progress
    from shop_app.core.settings import settings
    from shop_app.history.run import import_history

    with with_engines():
        migrate()
        outcome = import_history(
            as_called(folder),
            mapping=mapping,
            name=name,
            report_folder=report or settings().shop_home / "imports",
            progress=silent_progress() if as_json else console_progress(),
        )
    if as_json:
        output.print_json(json.dumps(asdict(outcome)))
        return
    console.print(
        f"{outcome.orders:,} orders with {outcome.lines:,} lines read ({outcome.mapping}), "
        f"{outcome.new_orders:,} orders and {outcome.new_lines:,} lines new, in "
        f"{outcome.seconds:.1f} s."
    )
    if outcome.report:
        console.print(f"Rows that need a look: {outcome.report}")


@app.command()
def catalogue(
    file: Annotated[Path, typer.Argument(help="The file; packed with gzip or not.")],
    currency: Annotated[str, typer.Option(help="Currency of prices that name none.")] = "EUR",
    source: Annotated[str, typer.Option(help="Name that keeps this catalogue's keys apart.")] = "",
    tree: Annotated[
        Path | None, typer.Option(help="Best Buy's categories; found when it lies beside.")
    ] = None,
    count_stock: Annotated[
        bool, typer.Option(help="Take the file's stock as a count of what lies there now.")
    ] = False,
    report: Annotated[Path | None, typer.Option(help="Folder for the report of problems.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Products from our CSV or JSON Lines, Shopify's CSV, Icecat or Best Buy.

    May be stopped at any time: the same command goes on where it stood.
    """
    from shop_app.cli import with_engines
    from shop_app.cli.migrate import migrate

    with with_engines():
        migrate()
        outcome = _with_bar(file, currency, source, tree, count_stock, report)
    if as_json:
        output.print_json(json.dumps(asdict(outcome), default=str))
    else:
        _tell(outcome)


def as_called(path: Path) -> Path:
    """A path as the person meant it: from where they stood."""
    return CALLED_FROM / path.expanduser()


def _with_bar(
    file: Path, currency: str, source: str, tree: Path | None, count_stock: bool,
    report: Path | None,
) -> Outcome:  # fmt: skip
    columns = (
        TextColumn("Products from {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("rows"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task(file.name, total=None)
        return import_file(
            as_called(file),
            source_name=source,
            currency=currency.upper(),
            tree=tree,
            count_stock=count_stock,
            report_folder=report,
            advance=lambda done, whole: progress.update(bar, completed=done, total=whole),
        )


def _tell(outcome: Outcome) -> None:
    if outcome.resumed_at_row:
        console.print(f"Went on after row {outcome.resumed_at_row:,}.")
    speed = outcome.products / max(outcome.seconds, 0.001)
    console.print(
        f"{outcome.products:,} products read ({outcome.file_format}): {outcome.new:,} new,"
        f" {outcome.changed - outcome.new:,} changed, in {outcome.seconds:.1f} s"
        f" ({speed:,.0f} a second)."
    )
    if outcome.report:
        console.print(
            f"{outcome.refusals:,} parts were refused and {outcome.warnings:,} came in with a"
            f" warning. What to mend: {outcome.report}"
        )
