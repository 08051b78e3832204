"""Bulk actions that ask first: what would happen to each selected row, then the yes, then how it
went. The screen's state has `ahead` and `ahead_busy` beside what every list has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.ui.components.bulk_ahead import Ahead, AheadRow
from shop_app.ui.i18n import money_text, nt, t
from shop_app.ui.rendering import speaking
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.lists import Bulk, ListSpec, actor_of, load_list, selected_keys


async def ask_first(state: Any, spec: ListSpec, asked: dict[str, Any]) -> bool:
    """Show what the chosen action would do, if it is one that asks first; False if it is not."""
    bulk = _bulk(state, spec, str(asked.get("action", "")))
    keys = selected_keys(asked)
    if bulk is None or bulk.foresee is None or not keys:
        return False
    state.notice = state.problem = ""
    note = str(asked.get("note", "")).strip()[:500]
    try:
        actor = await actor_of(state, bulk.permission)
        if bulk.needs_note and not note:
            with speaking(locale_of(state)):
                state.problem = bulk.needs_note
            return True
        state.ahead = await _foreseen(state, bulk, actor, keys, note)
    except ShopError as error:
        state.problem = told(state, error)
    return True


async def run_foreseen(state: Any, spec: ListSpec) -> AsyncIterator[None]:
    """Do what was asked for, each row in its own transaction, and show how each went."""
    ahead: Ahead = state.ahead
    bulk = _bulk(state, spec, ahead.action)
    if bulk is None or bulk.foresee is None or ahead.is_done:
        await load_list(state, spec)
        return
    state.ahead_busy = True
    yield
    try:
        actor = await actor_of(state, bulk.permission)
        foreseen = await in_reading(bulk.foresee, actor=actor, keys=ahead.keys.split(","))
        results = []
        for row in foreseen:
            refusal = await _done(bulk, actor, row.key, ahead.note)
            results.append((row, refusal))
        with speaking(locale_of(state)):
            state.ahead = _outcome(state, ahead, results)
    except ShopError as error:
        state.problem = told(state, error)
    state.ahead_busy = False
    problem = state.problem
    await load_list(state, spec)
    state.problem = state.problem or problem


async def leave_question(state: Any, spec: ListSpec) -> None:
    """Put the question away and show the list as it is."""
    state.ahead = Ahead()
    await load_list(state, spec)


def _bulk(state: Any, spec: ListSpec, action: str) -> Bulk | None:
    with speaking(locale_of(state)):
        return next((bulk for bulk in spec.bulk() if bulk.value == action), None)


async def _done(bulk: Bulk, actor: Actor, key: str, note: str) -> ShopError | None:
    try:
        await in_transaction(bulk.run, actor=actor, key=key, note=note)
    except ShopError as error:
        return error
    return None


async def _foreseen(state: Any, bulk: Bulk, actor: Actor, keys: list[str], note: str) -> Ahead:
    foreseen = await in_reading(bulk.foresee, actor=actor, keys=keys)
    with speaking(locale_of(state)):
        able = [row for row in foreseen if row.refusal is None]
        refused = len(foreseen) - len(able)
        return Ahead(
            action=bulk.value,
            keys=",".join(keys),
            note=note,
            title=t("{action}: look first", action=bulk.label),
            can=nt("{n} row can be done.", "{n} rows can be done.", n=len(able)),
            cannot=nt("{n} row cannot.", "{n} rows cannot.", n=refused) if refused else "",
            sums=_sums(able),
            confirm=nt("Yes, do it with {n} row", "Yes, do it with {n} rows", n=len(able)),
            is_possible=bool(able),
            rows=[_row(state, row, row.refusal, _will(row)) for row in foreseen],
        )


def _outcome(state: Any, ahead: Ahead, results: list[tuple[Any, ShopError | None]]) -> Ahead:
    done = [row for row, refusal in results if refusal is None]
    refused = len(results) - len(done)
    return Ahead(
        action=ahead.action,
        title=t("How it went"),
        can=nt("{n} row done.", "{n} rows done.", n=len(done)),
        cannot=nt("{n} row refused.", "{n} rows refused.", n=refused) if refused else "",
        sums=_sums(done),
        is_done=True,
        rows=[_row(state, row, refusal, t("Done")) for row, refusal in results],
    )


def _row(state: Any, row: Any, refusal: ShopError | None, words: str) -> AheadRow:
    if refusal is not None:
        return AheadRow(row.number, told(state, refusal), "", is_fine=False)
    amount = money_text(row.back_minor, row.currency) if row.back_minor else ""
    return AheadRow(row.number, words, amount)


def _will(row: Any) -> str:
    return nt("Will be done: {n} piece", "Will be done: {n} pieces", n=row.pieces)


def _sums(able: list[Any]) -> str:
    """What goes back by currency; empty when nothing does."""
    sums: dict[str, int] = defaultdict(int)
    for row in able:
        if row.back_minor:
            sums[row.currency] += row.back_minor
    listed = [money_text(minor, currency) for currency, minor in sorted(sums.items())]
    return t("Given back: {sums}", sums=" · ".join(listed)) if listed else ""
