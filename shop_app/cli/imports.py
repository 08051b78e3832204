"""`python -m shop_app import`: bring products in from files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from shop_app.catalog.importing.run import Outcome, import_file

app = typer.Typer(no_args_is_help=True)
console = Console(stderr=True)
output = Console()


@app.callback()
def group() -> None:
    """Bring products in from files."""


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
            file.absolute(),
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
