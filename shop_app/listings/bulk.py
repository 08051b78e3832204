"""A seller's file of products: kept, mapped, looked at, brought in step by step.

A step is one transaction with its place in the file, so a run that was cut off goes on where it
stood, and bringing the same file in again changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.catalog.importing.sheets import Sheet
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotAllowed, NotFound
from shop_app.core.ids import new_id
from shop_app.listings.columns import checked_mapping, guessed, remembered_columns
from shop_app.listings.queries import selling_currencies
from shop_app.listings.rows import Group, Outcome, apply_group, groups_of
from shop_app.listings.undoing import note_change

PREVIEWED = 20
AT_ONCE = 50
MOST_PROBLEMS = 5000

_ADD = """
    insert into listing_imports (id, seller_id, file_name, body, header, mapping, row_count,
        submits, status, rows_done, created_count, changed_count, refused_count, problems, version,
        created_at)
    values (:id, :seller_id, :file_name, :body, cast(:header as jsonb), cast(:mapping as jsonb),
        :row_count, false, 'uploaded', 0, 0, 0, 0, cast(:problems as jsonb), 1, :moment)
    returning id
"""
_FILE = """
    select id, seller_id, file_name, header, mapping, row_count, submits, status, rows_done,
        created_count, changed_count, refused_count, problems, created_at
    from listing_imports where id = :id and seller_id = :seller_id
"""
_LOCKED = """
    select body, header, mapping, submits, status, rows_done, problems
    from listing_imports where id = :id and seller_id = :seller_id for update
"""
_MAP = """
    update listing_imports set mapping = cast(:mapping as jsonb), submits = :submits,
        version = version + 1
    where id = :id and seller_id = :seller_id and status = 'uploaded' returning id
"""
_STEP = """
    update listing_imports set status = :status, rows_done = rows_done + :rows,
        created_count = created_count + :created, changed_count = changed_count + :changed,
        refused_count = refused_count + :refused, problems = cast(:problems as jsonb),
        finished_at = :finished_at, version = version + 1
    where id = :id returning rows_done
"""
_LAST = """
    select id, file_name, status, row_count, created_count, changed_count, refused_count,
        created_at, undone_at, exists (
            select from listing_import_products p where p.import_id = listing_imports.id
        ) as has_changes
    from listing_imports where seller_id = :seller_id order by created_at desc limit 5
"""


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A file and how far it came. Problems are those of RowProblem, by name."""

    id: UUID
    file_name: str
    header: list[str]
    mapping: dict[str, str]
    row_count: int
    submits: bool
    status: str
    rows_done: int
    created_count: int
    changed_count: int
    refused_count: int
    problems: list[dict[str, Any]]


def keep_file(session: Session, *, actor: Actor, file_name: str, sheet: Sheet) -> UUID:
    """Keep a file with the guesses of what its columns mean; returns its id."""
    seller_id = _seller(actor)
    mapping = guessed(
        sheet.header,
        currencies=selling_currencies(session),
        remembered=remembered_columns(session, seller_id=seller_id),
    )
    problems = [_problem(each) for each in sheet.problems]
    added = rows(
        session,
        _ADD,
        id=new_id(),
        seller_id=seller_id,
        file_name=" ".join(file_name.replace("\x00", "").split())[:120] or "products.csv",
        body=_body(sheet),
        header=orjson.dumps(sheet.header).decode(),
        mapping=orjson.dumps(mapping).decode(),
        row_count=len(sheet.rows),
        problems=orjson.dumps(problems).decode(),
        moment=now(),
    )
    return added[0].id


def bulk_file(session: Session, *, seller_id: UUID, file_id: UUID) -> BulkFile:
    """A file of this seller. Raises NotFound."""
    found = rows(session, _FILE, id=file_id, seller_id=seller_id)
    if not found:
        raise NotFound("This file is not among yours.")
    facts = found[0]._asdict()
    del facts["seller_id"], facts["created_at"]
    return BulkFile(**facts)


def last_files(session: Session, *, seller_id: UUID) -> list[Any]:
    """The five files that were sent last."""
    return rows(session, _LAST, seller_id=seller_id)


def map_columns(
    session: Session, *, actor: Actor, file_id: UUID, mapping: Mapping[str, str], submits: bool
) -> None:
    """Say what the columns mean. Raises Invalid (field `mapping`), NotFound, Conflict."""
    file = bulk_file(session, seller_id=_seller(actor), file_id=file_id)
    checked = checked_mapping(mapping, file.header, selling_currencies(session))
    changed = rows(
        session,
        _MAP,
        id=file_id,
        seller_id=actor.seller_id,
        mapping=orjson.dumps(checked).decode(),
        submits=submits,
    )
    if not changed:
        raise Conflict("This file is being brought in already.")


def preview(session: Session, *, actor: Actor, file_id: UUID) -> list[tuple[Group, Outcome]]:
    """What would become of the first products of the file. Nothing of it is kept.

    Raises Invalid (field `mapping`) while no column is the SKU, NotFound.
    """
    file = _locked(session, actor, file_id)
    mapping = checked_mapping(file.mapping, file.header, selling_currencies(session))
    groups = groups_of(file.header, _lines(file.body), mapping)[:PREVIEWED]
    trial = session.begin_nested()
    try:
        return [
            (
                group,
                apply_group(
                    session, actor=actor, group=group, mapping=mapping, submits=file.submits
                ),
            )
            for group in groups
        ]
    finally:
        trial.rollback()


def step(session: Session, *, actor: Actor, file_id: UUID) -> BulkFile:
    """Bring the next products in; returns how far the file came. Does nothing when it is done."""
    file = _locked(session, actor, file_id)
    if file.status == "finished":
        return bulk_file(session, seller_id=_seller(actor), file_id=file_id)
    mapping = checked_mapping(file.mapping, file.header, selling_currencies(session))
    taken, batch = 0, []
    groups = groups_of(file.header, _lines(file.body), mapping)
    for group in groups:
        if taken >= file.rows_done:
            batch.append(group)
        taken += len(group.lines)
    rest = len(batch) - AT_ONCE
    batch = batch[:AT_ONCE]
    counts = {"created": 0, "changed": 0, "same": 0, "refused": 0}
    problems = list(file.problems)
    for group in batch:
        done = apply_group(session, actor=actor, group=group, mapping=mapping, submits=file.submits)
        if done.change:
            note_change(session, file_id=file_id, change=done.change)
        counts[done.what] += len(group.lines) if done.what == "refused" else 1
        problems += [_problem(each) for each in done.problems]
        named = {each.row for each in done.problems}
        if done.what == "refused":
            problems += [
                {
                    "row": number, "column": "", "value": "", "remedy": "mend the other rows",
                    "problem": "another row of this product was refused",
                }
                for number, _ in group.lines
                if number not in named
            ]  # fmt: skip
    finished = rest <= 0
    rows(
        session,
        _STEP,
        id=file_id,
        status="finished" if finished else "running",
        rows=sum(len(group.lines) for group in batch),
        created=counts["created"],
        changed=counts["changed"],
        refused=counts["refused"],
        problems=orjson.dumps(problems[:MOST_PROBLEMS]).decode(),
        finished_at=now() if finished else None,
    )
    result = bulk_file(session, seller_id=_seller(actor), file_id=file_id)
    if finished:
        audit(
            session, actor, "listing.file_brought_in", subject="file", subject_id=file_id,
            after={"created": result.created_count, "changed": result.changed_count,
            "refused": result.refused_count}, seller_id=actor.seller_id,
        )  # fmt: skip
    return result


def refused_rows(session: Session, *, seller_id: UUID, file_id: UUID) -> Iterator[Sequence[Any]]:
    """The refused rows as they were sent, with reason and remedy in front; the header first."""
    file = bulk_file(session, seller_id=seller_id, file_id=file_id)
    body = rows(
        session,
        "select body from listing_imports where id = :id and seller_id = :seller_id",
        id=file_id,
        seller_id=seller_id,
    )[0].body
    said: dict[int, list[str]] = {}
    for each in file.problems:
        words = f"{each['column']}: {each['problem']} ({each['remedy']})".removeprefix(": ")
        said.setdefault(each["row"], []).append(words)
    yield ["row", "reason", *file.header]
    for number, cells in _lines(body):
        if number in said:
            yield [number, "; ".join(said[number]), *cells]


def _locked(session: Session, actor: Actor, file_id: UUID) -> Any:
    found = rows(session, _LOCKED, id=file_id, seller_id=_seller(actor))
    if not found:
        raise NotFound("This file is not among yours.")
    return found[0]


def _body(sheet: Sheet) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([number, *cells] for number, cells in sheet.rows)
    return text.getvalue()


def _lines(body: str) -> list[tuple[int, list[str]]]:
    return [(int(cells[0]), cells[1:]) for cells in csv.reader(io.StringIO(body)) if cells]


def _problem(each: Any) -> dict[str, Any]:
    return {
        "row": each.row,
        "column": each.column,
        "value": each.value[:100],
        "problem": each.problem,
        "remedy": each.remedy,
    }


def _seller(actor: Actor) -> UUID:
    if actor.seller_id is None:
        raise NotAllowed("This is for sellers.")
    return actor.seller_id
