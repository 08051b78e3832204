"""Many products by a file: send it, say what its columns mean, look, bring it in, mend the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.listings import bulk
from shop_app.listings.columns import targets
from shop_app.listings.queries import selling_currencies
from shop_app.listings.undoing import Undoing, undo_step, undoing_of
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, nt, number_text, t
from shop_app.ui.rendering import speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.seller.import_parts import content
from shop_app.ui.seller.import_undo import UndoView, undo_view
from shop_app.ui.shell.identity import locale_of, refusal_of_form, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/import"
_PROBLEMS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Pick:
    """An entry of a combobox."""

    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file: `name` is that of its combobox."""

    name: str = ""
    header: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What would become of one product."""

    rows: str = ""
    title: str = ""
    what: str = ""
    tone: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Why a row stayed out."""

    row: str = ""
    column: str = ""
    value: str = ""
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was sent before."""

    href: str = ""
    name: str = ""
    when_text: str = ""
    outcome: str = ""
    can_undo: bool = False
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class FileView:
    """The file that is worked on."""

    key: str = ""
    name: str = ""
    status: str = ""
    rows_text: str = ""
    done: int = 0
    total: int = 1
    done_text: str = ""
    outcome: str = ""
    refused: int = 0
    columns: list[ColumnView] = field(default_factory=list)
    problems: list[ProblemRow] = field(default_factory=list)


class ImportState(rx.State):
    """The page."""

    view: FileView = FileView()
    picks: list[Pick] = rx.field(default_factory=list)
    preview: list[PreviewRow] = rx.field(default_factory=list)
    past: list[FileRow] = rx.field(default_factory=list)
    undo_facts: UndoView = UndoView()
    submits: bool = False
    busy: bool = False
    problem: str = ""
    file_error: str = ""
    mapping_error: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The file of the address, or the form to send one."""
        self.problem = self.file_error = self.mapping_error = ""
        self.busy, self.preview = False, []
        key = self.router.url.query_parameters.get("file", "")[:40]
        try:
            await self._show(key)
            if self.view.status == "uploaded":
                await self._look()
        except ShopError as error:
            self.view, self.problem = FileView(), told(self, error)
        _, self.file_error = refusal_of_form(self)
        self.ready = True

    @rx.event
    async def choose(self, asked: dict[str, Any]):
        """Say what the columns mean, and look again."""
        try:
            await self._map(asked)
            await self._show(self.view.key)
            await self._look()
        except ShopError as error:
            self._tell(error)

    @rx.event
    async def run(self):
        """Bring everything in, step by step; a run that was cut off goes on."""
        self.busy, self.problem = True, ""
        yield
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            while True:
                file = await in_transaction(
                    bulk.step, actor=member.actor, file_id=_id(self.view.key)
                )
                with speaking(locale_of(self)):
                    self.view = _file_view(file)
                yield
                if file.status == "finished":
                    break
            self.preview = []
            await self._show(self.view.key)
        except ShopError as error:
            self._tell(error)
        self.busy = False

    @rx.event
    async def undo(self):
        """Take the file back, step by step; what was cut off goes on."""
        self.busy, self.problem = True, ""
        yield
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            while True:
                undoing = await in_transaction(
                    undo_step, actor=member.actor, file_id=_id(self.view.key)
                )
                with speaking(locale_of(self)):
                    self.undo_facts = undo_view(undoing)
                yield
                if not undoing.left:
                    break
        except ShopError as error:
            self._tell(error)
        self.busy = False

    async def _map(self, asked: dict[str, Any]) -> None:
        member = await member_of(self, SellerPermission.LISTINGS)
        self.mapping_error = self.problem = ""
        self.submits = bool(asked.get("submits"))
        await in_transaction(
            bulk.map_columns,
            actor=member.actor,
            file_id=_id(self.view.key),
            mapping={
                column.header: str(asked.get(column.name) or "")[:40]
                for column in self.view.columns
            },
            submits=self.submits,
        )

    async def _look(self) -> None:
        member = await member_of(self, SellerPermission.LISTINGS)
        try:
            seen = await in_transaction(
                bulk.preview, actor=member.actor, file_id=_id(self.view.key)
            )
        except Invalid as error:
            self.preview = []
            self._tell(error)
            return
        with speaking(locale_of(self)):
            self.preview = [_preview_row(group, outcome) for group, outcome in seen]

    async def _show(self, key: str) -> None:
        member = await member_of(self, SellerPermission.LISTINGS)
        currencies = await in_reading(selling_currencies)
        past = await in_reading(bulk.last_files, seller_id=member.seller_id)
        file = (
            await in_reading(bulk.bulk_file, seller_id=member.seller_id, file_id=_id(key))
            if key
            else None
        )
        undoing = (
            await in_reading(undoing_of, seller_id=member.seller_id, file_id=file.id)
            if file and file.status == "finished"
            else Undoing()
        )
        with speaking(locale_of(self)):
            self.picks = [Pick(each, _target_words(each)) for each in ["", *targets(currencies)]]
            self.past = [_file_row(row) for row in past]
            self.view = _file_view(file) if file else FileView()
            self.undo_facts = undo_view(undoing)
        self.submits = bool(file and file.submits)

    def _tell(self, error: ShopError) -> None:
        if error.field == "mapping":
            self.mapping_error = told(self, error)
        else:
            self.problem = told(self, error)


def _file_view(file: bulk.BulkFile) -> FileView:
    return FileView(
        key=str(file.id),
        name=file.file_name,
        status=file.status,
        rows_text=nt("{n} row", "{n} rows", n=file.row_count),
        done=file.rows_done,
        total=max(file.row_count, 1),
        done_text=t(
            "{done} of {all} rows done",
            done=number_text(file.rows_done),
            all=number_text(file.row_count),
        ),
        outcome=_outcome(file),
        refused=file.refused_count,
        columns=[
            ColumnView(f"column_{number}", name, file.mapping.get(name, ""))
            for number, name in enumerate(file.header)
        ],
        problems=[
            ProblemRow(
                str(each["row"]), each["column"], each["value"], each["problem"], each["remedy"]
            )
            for each in file.problems[:_PROBLEMS_SHOWN]
        ],
    )


def _outcome(file: Any) -> str:
    return ", ".join(
        [
            nt("{n} new product", "{n} new products", n=file.created_count),
            nt("{n} changed", "{n} changed", n=file.changed_count),
            nt("{n} row refused", "{n} rows refused", n=file.refused_count),
        ]
    )


def _file_row(row: Any) -> FileRow:
    return FileRow(
        href=f"{ADDRESS}?file={row.id}",
        name=row.file_name,
        when_text=datetime_text(row.created_at),
        outcome=_outcome(row) if row.status == "finished" else t("Not finished"),
        can_undo=row.status == "finished" and row.has_changes and row.undone_at is None,
        is_undone=row.undone_at is not None,
    )


def _preview_row(group: Any, outcome: Any) -> PreviewRow:
    words, tone = {
        "created": (t("New"), "success"),
        "changed": (t("Changed"), "accent"),
        "same": (t("No change"), "plain"),
    }.get(outcome.what, (t("Refused"), "danger"))
    numbers = [number for number, _ in group.lines]
    span = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
    told_of = "; ".join(
        f"{each.column}: {each.problem}".removeprefix(": ") for each in outcome.problems
    )
    return PreviewRow(span, outcome.title, words, tone, told_of[:300])


def _target_words(target: str) -> str:
    if target.startswith("price:"):
        return t("Price {currency}", currency=target.removeprefix("price:"))
    return {
        "": t("Leave out"),
        "sku": t("SKU"),
        "key": t("Product key (same for all variants)"),
        "title": t("Title"),
        "category": t("Category"),
        "brand": t("Brand"),
        "description": t("Description"),
        "barcode": t("Barcode"),
        "weight": t("Weight in g"),
        "stock": t("Stock"),
        "images": t("Picture addresses"),
        "option": t("Option (its name is the column's)"),
    }.get(target, target)


def _id(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise NotFound("This file is not among yours.") from None


def page() -> rx.Component:
    """The live page."""
    state = ImportState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Import products"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Import products"), current=ADDRESS)
