"""`python -m shop_app check`: prove on the live shop what must always be true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console

from shop_app.core.db import run_in_transaction
from shop_app.core.redis import RedisAway, client
from shop_app.core.settings import settings
from shop_app.invariants import audit, carts, copies, credit, ledger, orders, returns, stock
from shop_app.invariants.proof import Finding, Invariant, prove

_SHOWN_WIDTH = 160


def check(as_json: bool = False) -> int:
    """Prove all invariants and print what was found; 0 when all hold, else 1."""
    findings = run_in_transaction(prove, invariants=list(_invariants()))
    broken = [finding for finding in findings if finding.breach]
    if as_json:
        document = {
            "holds": not broken,
            "proved": len(findings),
            "findings": [asdict(finding) for finding in findings],
        }
        print(json.dumps(document, default=str))  # noqa: T201 the answer of the command
    else:
        _tell(findings, broken)
    return 1 if broken else 0


def _invariants() -> Iterator[Invariant]:
    yield from stock.INVARIANTS
    yield from orders.INVARIANTS
    yield from returns.INVARIANTS
    yield from carts.INVARIANTS
    yield from ledger.INVARIANTS
    yield from credit.INVARIANTS
    yield from audit.INVARIANTS
    yield from copies.LISTS
    if settings().redis_url:
        yield from copies.of_redis(_ping)
    if settings().typesense_url:
        from shop_app.cli.search_probe import search_copy

        yield from copies.of_search(search_copy())


def _ping() -> str:
    try:
        client().ping()
    except RedisAway as error:
        return str(error)
    return ""


def _tell(findings: list[Finding], broken: list[Finding]) -> None:
    console = Console(highlight=False)
    for finding in findings:
        if finding.breach is None:
            console.print(f"[green]holds[/green]   {finding.sentence}")
            continue
        count = finding.breach.count
        console.print(f"[red]broken[/red]  {finding.sentence} {finding.name}: {count:,} rows")
        for row in finding.breach.rows:
            line = ", ".join(f"{key} {value}" for key, value in row.items())
            console.print(f"          {line[:_SHOWN_WIDTH]}", markup=False, soft_wrap=True)
        if count > len(finding.breach.rows):
            console.print(f"          … and {count - len(finding.breach.rows):,} more")
    console.print(
        f"{len(broken)} of {len(findings)} invariants are broken."
        if broken
        else f"All {len(findings)} invariants hold."
    )
