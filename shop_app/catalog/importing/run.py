"""One file brought in: recognised, read in batches, resumed where it stood, reported by row.

    inspect ─▶ recognise ─▶ run row (by fingerprint) ─▶ read ─▶ examine ─▶ batch ─▶ … ─▶ settle

A batch, its place in the file and its events are one transaction: a killed import goes on behind
the last batch that was committed. The report is written before the commit, and a resumed run
cuts it back to the rows that are in, so that each row is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

import psycopg
from sqlmodel import Session

from shop_app.catalog.importing.assignment import draw
from shop_app.catalog.importing.examine import examine
from shop_app.catalog.importing.formats import recognise
from shop_app.catalog.importing.house import ensure_house
from shop_app.catalog.importing.loader import Loaded, Loading, load_batch
from shop_app.catalog.importing.nouns import Nouns
from shop_app.catalog.importing.problems import Report, RowProblem
from shop_app.catalog.importing.reading import Format, Reading, ReadingOptions
from shop_app.catalog.importing.settle import settle_attributes
from shop_app.catalog.importing.source import Source, inspect
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict
from shop_app.core.ids import new_id
from shop_app.core.settings import settings

BATCH = 500
Advance = Callable[[int, int], None]
_TREE_NAMES = ("categories.jsonl.gz", "categories.jsonl")

_BEGIN = """
insert into import_runs as r (id, fingerprint, file_name, file_format, status, rows_done,
    rows_failed, report_path, started_at)
values (:id, :fingerprint, :file_name, :file_format, 'running', 0, 0, :report_path, :started_at)
on conflict (fingerprint) do update
set status = 'running', file_name = excluded.file_name, report_path = excluded.report_path,
    rows_done = case when r.status = 'finished' then 0 else r.rows_done end,
    rows_failed = case when r.status = 'finished' then 0 else r.rows_failed end,
    started_at = case when r.status = 'finished' then excluded.started_at else r.started_at end,
    finished_at = null
returning id, rows_done, rows_failed, started_at
"""
_MOVE = """
update import_runs set rows_done = :reached, rows_failed = rows_failed + :failed
where id = :run_id and rows_done = :expected and status = 'running' returning 1
"""
_END = "update import_runs set status = :status, finished_at = :at where id = :run_id returning 1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import came to. Counts of products are those of this call, not of what it resumed."""

    file_format: str
    rows_done: int
    resumed_at_row: int
    products: int
    new: int
    changed: int
    refusals: int
    warnings: int
    report: Path | None
    seconds: float


@dataclass(slots=True)
class _Run:
    id: UUID
    rows_done: int
    started_at: datetime
    report: Report
    loaded: Loaded


def import_file(
    path: Path,
    *,
    source_name: str = "",
    currency: str = "EUR",
    tree: Path | None = None,
    count_stock: bool = False,
    report_folder: Path | None = None,
    batch_size: int = BATCH,
    advance: Advance | None = None,
) -> Outcome:
    """Bring a file in. Raises Invalid when it cannot be understood as a whole.

    `currency` is that of bare prices, `source_name` keeps catalogues apart that use the same
    keys, `advance(rows, about_all_rows)` is told after each batch.
    """
    began = now()
    source = inspect(path)
    known = recognise(source)
    name = source_name or known.source
    folder = report_folder or settings().shop_home / "imports"
    run = _begin(source, known, name, folder)
    resumed_at = run.rows_done
    loading = Loading(
        source=name,
        document=f"import:{run.id}",
        moment=run.started_at,
        run_id=run.id,
        nouns=Nouns(),
        count_stock=count_stock,
    )
    options = ReadingOptions(currency=currency, tree=_tree_beside(path, tree))
    readings = _fresh(known.read(source, options), run.rows_done)
    try:
        while batch := list(islice(readings, batch_size)):
            _bring_in(run, batch, loading)
            if advance:
                advance(run.rows_done, max(source.lines, run.rows_done))
        run_in_transaction(settle_attributes, source=name)
    except Exception:
        run_in_transaction(_end, run_id=run.id, status="failed")
        raise
    run_in_transaction(_end, run_id=run.id, status="finished")
    return Outcome(
        file_format=known.code,
        rows_done=run.rows_done,
        resumed_at_row=resumed_at,
        products=run.loaded.products,
        new=run.loaded.new,
        changed=run.loaded.changed,
        refusals=run.report.refusals,
        warnings=run.report.warnings,
        report=None if run.report.is_empty else run.report.path,
        seconds=(now() - began).total_seconds(),
    )


def _begin(source: Source, known: Format, name: str, folder: Path) -> _Run:
    fingerprint = f"{name}:{source.fingerprint}"
    path = folder / f"{source.path.name.split('.')[0]}-{source.fingerprint[:8]}-problems.csv"
    found = run_in_transaction(
        _open_run,
        id=new_id(),
        fingerprint=fingerprint,
        file_name=source.path.name,
        file_format=known.code,
        report_path=str(path),
        started_at=now(),
    )
    run_id, rows_done, _, started_at = found
    return _Run(run_id, rows_done, started_at, Report(path, rows_done=rows_done), Loaded())


def _open_run(session: Session, **facts: object) -> tuple:
    ensure_house(session)
    return tuple(rows(session, _BEGIN, **facts)[0])


def _fresh(readings: Iterator[Reading], rows_done: int) -> Iterator[Reading]:
    """Examined readings behind `rows_done`; a key that stands a second time is refused.

    Keys are remembered as numbers of 64 bits, so that a million of them stay small.
    """
    seen: set[int] = set()
    for reading in readings:
        is_again = False
        if reading.record:
            key = draw(reading.record.source_key)
            is_again = key in seen
            seen.add(key)
        if reading.last_row <= rows_done:
            continue
        yield _as_duplicate(reading) if is_again else examine(reading)


def _as_duplicate(reading: Reading) -> Reading:
    key = reading.record.source_key if reading.record else ""
    problem = RowProblem(
        reading.row,
        "key",
        key,
        "this product stands in the file twice; the first one came in",
        "keep the rows of a product together, and each key once",
    )
    return replace(reading, record=None, problems=(*reading.problems, problem))


def _bring_in(run: _Run, batch: list[Reading], loading: Loading) -> None:
    """One batch; where the database refuses it, its halves, down to the one row at fault."""
    try:
        reached, loaded = run_in_transaction(_step, run=run, batch=batch, loading=loading)
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        loading.nouns.forget()
        if len(batch) > 1:
            middle = len(batch) // 2
            _bring_in(run, batch[:middle], loading)
            _bring_in(run, batch[middle:], loading)
        elif batch[0].record is not None:
            _bring_in(run, [_as_refused(batch[0], error)], loading)
        else:
            raise
        return
    except Exception:
        loading.nouns.forget()
        raise
    run.rows_done = reached
    run.loaded.products += loaded.products
    run.loaded.new += loaded.new
    run.loaded.changed += loaded.changed


def _as_refused(reading: Reading, error: psycopg.Error) -> Reading:
    key = reading.record.source_key if reading.record else ""
    problem = RowProblem(
        reading.row,
        "",
        key,
        f"the database refused it: {error.diag.message_primary or error}",
        "correct the row; the others came in",
    )
    return replace(reading, record=None, problems=(*reading.problems, problem))


def _step(
    session: Session, *, run: _Run, batch: list[Reading], loading: Loading
) -> tuple[int, Loaded]:
    loaded = load_batch(session, readings=batch, loading=loading)
    problems = [problem for reading in batch for problem in reading.problems] + loaded.problems
    reached = max(reading.last_row for reading in batch)
    failed = sum(problem.outcome == "refused" for problem in problems)
    moved = rows(
        session, _MOVE, run_id=run.id, reached=reached, expected=run.rows_done, failed=failed
    )
    if not moved:
        raise Conflict("This file is being imported by another process. Wait until it is done.")
    run.report.add(sorted(problems, key=lambda problem: problem.row))
    return reached, loaded


def _end(session: Session, *, run_id: UUID, status: str) -> None:
    rows(session, _END, run_id=run_id, status=status, at=now())


def _tree_beside(path: Path, tree: Path | None) -> Source | None:
    """The tree of categories that was named, or that lies beside the file."""
    beside = (path.parent / name for name in _TREE_NAMES)
    found = tree or next((candidate for candidate in beside if candidate.is_file()), None)
    return inspect(found) if found and found != path else None
