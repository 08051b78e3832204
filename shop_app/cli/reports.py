"""`python -m shop_app report`: what was sold, for people and for programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from shop_app.core.db import run_reading
from shop_app.core.formats import money_text

app = typer.Typer(no_args_is_help=True)
console = Console()


@app.callback()
def group() -> None:
    """What was sold."""


@app.command()
def sales(
    by: Annotated[str, typer.Option(help="month, category, country, payment or seller.")] = "month",
    name: Annotated[str | None, typer.Option("--import", help="Only the import of a name.")] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day (UTC).")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day (UTC).")
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="ISO code; the import's or the first region's by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Orders, lines and amounts by a group, and their total; amounts in minor units with --json."""
    from shop_app.cli import with_tables
    from shop_app.history.report import sales as sold

    with with_tables():
        told = run_reading(
            sold,
            by=by,
            name=name,
            since=since.date() if since else None,
            until=until.date() if until else None,
            currency=currency,
        )
    if as_json:
        console.print_json(json.dumps(told))
    else:
        console.print(_table(by, told))


def _table(by: str, told: dict[str, Any]) -> Table:
    amounts = ("items", "delivery", "tax", "payments", "refunds")
    table = Table(title=f"Sales by {by}, {told['currency']}", show_footer=True)
    total = told["total"]
    table.add_column(by.capitalize(), footer="Total")
    for word in ("orders", "lines"):
        table.add_column(word.capitalize(), justify="right", footer=f"{total[word]:,}")
    for word in amounts:
        footer = money_text(total[f"{word}_minor"], told["currency"])
        table.add_column(word.capitalize(), justify="right", footer=footer)
    for row in told["rows"]:
        cells = [money_text(row[f"{word}_minor"], told["currency"]) for word in amounts]
        table.add_row(row["key"], f"{row['orders']:,}", f"{row['lines']:,}", *cells)
    return table
