"""How a screen with a list works: what its address asks for, its bulk actions, its CSV file.

A screen declares a `ListSpec` and has a state with `view`, `problem`, `notice` and `ready`; its
handlers are one line each: `load_list`, `run_bulk`, `keep_view`, `drop_view`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import reflex as rx

from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.saved_views import forget_view, save_view, saved_views
from shop_app.core.addresses import own_address
from shop_app.core.audit import Actor
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.core.lists import MOST_COUNTED, Listing, ListQuery, ListRows, list_query, read_list
from shop_app.ui.components.table_views import (
    Cell,
    Choice,
    FilterView,
    Head,
    SavedViewLink,
    TableRow,
    TableView,
)
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import speaking
from shop_app.ui.shell.actors import member_of, staff_of
from shop_app.ui.shell.identity import locale_of, told

MOST_SELECTED = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cell` makes what is shown of a row, `export` what the file gets (else the text).

    `sort` names a sort of the listing. A column that is not `shown` waits among the columns.
    """

    key: str
    label: str
    cell: Callable[[Any], Cell]
    sort: str = ""
    number: bool = False
    shown: bool = True
    export: Callable[[Any], object] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the listing, by its name there; with `options` (value, words) it is a choice.

    `unset` says what it means when nothing is chosen: "All" when left out.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str]] = ()
    kind: str = "choice"
    unset: str = ""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What can be done with selected rows: `run(session, actor=…, key=…, note=…)` for each.

    With `foresee(session, actor=…, keys=…)` it is asked first, by shell.bulk_ahead; `needs_note` is
    what is said when such an action lacks its note.
    """

    value: str
    label: str
    run: Callable[..., Any]
    permission: Permission | SellerPermission
    foresee: Callable[..., Any] | None = None
    needs_note: str = ""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list: where it stands, who may see it, what it holds. Words are made when asked for."""

    name: str
    address: str
    permission: Permission | SellerPermission
    listing: Listing
    caption: Callable[[], str]
    search_label: Callable[[], str]
    columns: Callable[[], Sequence[Column]]
    label: Callable[[Any], str]
    filters: Callable[[], Sequence[Filter]] = tuple
    bulk: Callable[[], Sequence[Bulk]] = tuple
    note_label: Callable[[], str] = str
    scope: Mapping[str, Any] = field(default_factory=dict)


class ListFormState(rx.State):
    """Takes the form of any list to the address that it stands for."""

    @rx.event
    def apply(self, asked: dict[str, Any]):
        """Go to the list as the form asks for it."""
        address = own_address(str(asked.get("address", "/"))[:200]).partition("?")[0]
        wanted = [
            (name, str(value)[:200])
            for name, value in asked.items()
            if name != "address" and isinstance(value, str) and value and name[:4] != "col_"
        ]
        columns = sorted(name[4:] for name, value in asked.items() if name[:4] == "col_" and value)
        return rx.redirect(f"{address}?{urlencode([*wanted, *(('col', key) for key in columns)])}")


async def actor_of(state: Any, permission: Permission | SellerPermission) -> Actor:
    """Who acts: staff or a member of a seller's team. Raises SignInNeeded or NotAllowed."""
    if isinstance(permission, Permission):
        return await staff_of(state, permission)
    return (await member_of(state, permission)).actor


def scope_of(spec: ListSpec, actor: Actor) -> dict[str, Any]:
    """The parameters that hold the list to what the actor may see."""
    own = {"seller_id": actor.seller_id} if isinstance(spec.permission, SellerPermission) else {}
    return {**spec.scope, **own}


async def load_list(state: Any, spec: ListSpec) -> None:
    """Set `view`, `problem` and `ready` of the state to what its address asks for."""
    try:
        actor = await actor_of(state, spec.permission)
        asked = parse_qsl(state.router.url.query, keep_blank_values=True)
        query = list_query(dict(asked), spec.listing)
        found = await in_reading(
            read_list, listing=spec.listing, query=query, **scope_of(spec, actor)
        )
        saved: Sequence[Any] = ()
        if actor.user_id:
            saved = await in_reading(saved_views, user_id=actor.user_id, list_name=spec.name)
        chosen = [value for name, value in asked if name == "col"]
        with speaking(locale_of(state)):
            state.view = table_view(spec, query, found, columns=chosen, saved=saved)
        state.problem = ""
    except ShopError as error:
        state.problem = told(state, error)
    state.ready = True


async def run_bulk(state: Any, spec: ListSpec, asked: dict[str, Any]) -> None:
    """Do the chosen action with each selected row, each in its own transaction, and tell how it
    went in `notice` and `problem`; then read the list again."""
    state.notice = state.problem = ""
    with speaking(locale_of(state)):
        known = {bulk.value: bulk for bulk in spec.bulk()}
    bulk = known.get(str(asked.get("action", "")))
    keys = selected_keys(asked)
    note = str(asked.get("note", "")).strip()[:500]
    if bulk is None or not keys:
        with speaking(locale_of(state)):
            state.problem = t("Select at least one row first.")
        return
    done, refused = 0, []
    try:
        actor = await actor_of(state, bulk.permission)
    except ShopError as error:
        state.problem = told(state, error)
        return
    for key in keys:
        try:
            await in_transaction(bulk.run, actor=actor, key=key, note=note)
            done += 1
        except ShopError as error:
            refused.append(told(state, error))
    await load_list(state, spec)
    with speaking(locale_of(state)):
        if done:
            state.notice = nt("{n} row done.", "{n} rows done.", n=done)
        if refused:
            said = " ".join(dict.fromkeys(refused))[:600]
            state.problem = nt("{n} row refused:", "{n} rows refused:", n=len(refused)) + " " + said


def selected_keys(asked: dict[str, Any]) -> list[str]:
    """The keys of the selected rows, each once."""
    listed = [key for key in str(asked.get("rows", ""))[:10_000].split(",") if key]
    return list(dict.fromkeys(listed))[:MOST_SELECTED]


async def keep_view(state: Any, spec: ListSpec, asked: dict[str, Any]) -> None:
    """Save what the list shows under the name in the form."""
    await _views(
        state, spec, save_view, name=str(asked.get("name", "")), query=str(asked.get("query", ""))
    )


async def drop_view(state: Any, spec: ListSpec, name: str) -> None:
    """Forget the view with this name."""
    await _views(state, spec, forget_view, name=name)


async def _views(state: Any, spec: ListSpec, verb: Callable[..., None], **arguments: str) -> None:
    try:
        actor = await actor_of(state, spec.permission)
        user_id: UUID | None = actor.user_id
        await in_transaction(verb, user_id=user_id, list_name=spec.name, **arguments)
    except ShopError as error:
        state.problem = told(state, error)
        return
    await load_list(state, spec)


def table_view(
    spec: ListSpec,
    query: ListQuery,
    found: ListRows,
    *,
    columns: Sequence[str] = (),
    saved: Sequence[Any] = (),
) -> TableView:
    """The page as it is shown, in the locale of the moment."""
    known = spec.columns()
    shown = shown_columns(known, columns)
    kept = [("q", query.search), *query.filters.items(), ("sort", _unless_default(spec, query))]
    kept += [("col", key) for key in columns]
    kept = [(name, value) for name, value in kept if value]

    def address(*more: tuple[str, str]) -> str:
        pairs = [pair for pair in kept if pair[0] not in {name for name, _ in more}]
        text = urlencode([*pairs, *(pair for pair in more if pair[1])])
        return f"{spec.address}?{text}" if text else spec.address

    here = urlencode(kept)
    filters = [_filter_view(item, query) for item in spec.filters()]
    narrowed = any(item.value for item in filters)
    return TableView(
        caption=spec.caption(),
        search_label=spec.search_label(),
        address=spec.address,
        search=query.search,
        sort=query.sort,
        filters=filters,
        narrowed=narrowed,
        asked=narrowed or bool(query.search),
        heads=[_head(column, query, address) for column in shown],
        rows=[
            TableRow(
                key=str(row.list_key),
                label=spec.label(row),
                cells=[column.cell(row) for column in shown],
            )
            for row in found.rows
        ],
        columns=[Choice(item.key, item.label, item in shown) for item in known],
        actions=[Choice(bulk.value, bulk.label) for bulk in spec.bulk()],
        note_label=spec.note_label(),
        saved=[
            SavedViewLink(view.name, f"{spec.address}?{view.query}", view.query == here)
            for view in saved
        ],
        query=here,
        count_text=_count(found.count),
        following_href=address(("after", found.after)) if found.after else "",
        previous_href=address(("before", found.before)) if found.before else "",
        export_href=f"/lists/{spec.name}.csv" + (f"?{here}" if here else ""),
        clear_href=spec.address,
    )


def shown_columns(known: Sequence[Column], chosen: Sequence[str]) -> list[Column]:
    """The columns that were chosen, or those that show by themselves."""
    wanted = [column for column in known if column.key in chosen]
    return wanted or [column for column in known if column.shown]


def _count(count: int) -> str:
    if count > MOST_COUNTED - 1:
        return t("10,000 rows or more")
    return nt("{n} row", "{n} rows", n=count)


def _unless_default(spec: ListSpec, query: ListQuery) -> str:
    return "" if query.sort == spec.listing.default_sort else query.sort


def _filter_view(item: Filter, query: ListQuery) -> FilterView:
    value = query.filters.get(item.name, "")
    choices = [Choice(option, words, option == value) for option, words in item.options]
    return FilterView(
        name=item.name,
        label=item.label,
        kind="choice" if choices else (item.kind if item.kind != "choice" else "text"),
        value=value,
        choices=[Choice("", item.unset or t("All"), value == ""), *choices] if choices else [],
    )


def _head(column: Column, query: ListQuery, address: Callable[..., str]) -> Head:
    if not column.sort:
        return Head(label=column.label, number=column.number)
    current = query.sort.removeprefix("-") == column.sort
    descending = query.sort.startswith("-")
    turned = column.sort if current and descending else f"-{column.sort}"
    if current and not descending:
        turned = f"-{column.sort}"
    return Head(
        label=column.label,
        href=address(("sort", turned)),
        direction=("descending" if descending else "ascending") if current else "none",
        number=column.number,
    )
