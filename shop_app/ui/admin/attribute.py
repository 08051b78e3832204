"""/admin/catalog/attributes/{code}: one attribute, or the form of a new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.catalog import attribute_keeping, attribute_merging
from shop_app.catalog.attribute_keeping import AttributePage, attribute_page
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.ui.admin.attribute_merge import MergeView, ahead_view
from shop_app.ui.admin.attribute_parts import content
from shop_app.ui.admin.attributes import kind_words
from shop_app.ui.admin.catalog_tabs import ATTRIBUTES as ADDRESS
from shop_app.ui.admin.catalog_tabs import PRODUCTS
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.table_views import Choice
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

NEW = "new"


@dataclass(frozen=True, slots=True)
class AttributeView:
    """The form; `seen` marks what was read."""

    is_there: bool = False
    is_new: bool = True
    code: str = ""
    name: str = ""
    kind: str = "text"
    kind_text: str = ""
    unit: str = ""
    has_unit: bool = True
    has_choices: bool = False
    choices: str = ""
    filterable: bool = False
    used_text: str = ""
    is_used: bool = False
    seen: str = ""
    kinds: list[Choice] = field(default_factory=list)
    others: list[Choice] = field(default_factory=list)


class AttributeState(rx.State):
    """The attribute that is looked at."""

    view: AttributeView = AttributeView()
    ahead: MergeView = MergeView()
    is_found: bool = False
    error_field: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The attribute of the address."""
        code = named_in_address(self)
        if self.ready and (self.view.code or NEW) != code:
            self.ready = False
            yield
        self.problem = self.notice = self.error_field = ""
        self.ahead, self.is_found = MergeView(), False
        try:
            await self._read(code)
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def save(self, sent: dict[str, Any]):
        """Add it, or change it."""
        given: dict[str, Any] = {
            "name": _text(sent, "name"),
            "unit": _text(sent, "unit"),
            "choices": str(sent.get("choices", ""))[:20_000].splitlines(),
            "filterable": bool(sent.get("filterable")),
        }
        if self.view.is_there:
            how = {"code": self.view.code, "seen": self.view.seen}
            await self._do(attribute_keeping.change_attribute, **how, **given)
            return None
        how = {"code": _text(sent, "code"), "kind": _text(sent, "kind")}
        code = await self._do(attribute_keeping.add_attribute, **how, **given)
        return rx.redirect(f"{ADDRESS}/{code}") if code else None

    @rx.event
    async def remove(self, sent: dict[str, Any]):
        """Remove it."""
        del sent
        how = {"code": self.view.code, "seen": self.view.seen}
        done = await self._do(attribute_keeping.remove_attribute, is_gone=True, **how)
        return None if done is None else rx.redirect(ADDRESS)

    @rx.event
    async def look(self, sent: dict[str, Any]):
        """What moving its values to another attribute would change."""
        self.problem = self.notice = self.error_field = ""
        try:
            await staff_of(self, Permission.CATALOG_MANAGE)
            found = await in_reading(
                attribute_merging.foresee_merge,
                code=self.view.code,
                seen=self.view.seen,
                into=_text(sent, "into"),
            )
        except ShopError as error:
            self.problem, self.error_field = told(self, error), error.field or ""
            return
        with speaking(locale_of(self)):
            self.ahead = ahead_view(self.view.name, found)

    @rx.event
    async def merge(self):
        """Move its values, as was looked at."""
        into = self.ahead.into
        how = {"code": self.view.code, "seen": self.view.seen, "into": into}
        done = await self._do(attribute_merging.merge_attributes, is_gone=True, **how)
        self.ahead = MergeView()
        return None if done is None else rx.redirect(f"{ADDRESS}/{into}")

    @rx.event
    async def leave(self):
        """Put the question away."""
        self.ahead = MergeView()
        try:
            await staff_of(self, Permission.CATALOG_MANAGE)
        except ShopError as error:
            self.problem = told(self, error)

    async def _do(self, verb: Any, *, is_gone: bool = False, **how: Any) -> Any:
        """What the verb gave, True when that is nothing; None when it was refused."""
        self.problem = self.notice = self.error_field = ""
        try:
            actor = await staff_of(self, Permission.CATALOG_MANAGE)
            given = await in_transaction(verb, actor=actor, **how)
            if not is_gone:
                await self._read(how["code"])
        except ShopError as error:
            self.problem = told(self, error)
            self.error_field = error.field or ""
            return None
        with speaking(locale_of(self)):
            self.notice = t("Saved. Lists and search follow within a minute.")
        return True if given is None else given

    async def _read(self, code: str) -> None:
        await staff_of(self, Permission.CATALOG_MANAGE)
        page = AttributePage()
        if code != NEW:
            page = await in_reading(attribute_page, code=code)
        with speaking(locale_of(self)):
            self.view = _view(page)
        self.is_found = True


def _view(page: AttributePage) -> AttributeView:
    kinds = kind_words()
    is_there = bool(page.code)
    return AttributeView(
        is_there=is_there,
        is_new=not is_there,
        code=page.code,
        name=page.name,
        kind=page.kind,
        kind_text=kinds[page.kind],
        unit=page.unit,
        has_unit=not is_there or page.kind in ("text", "number"),
        has_choices=not is_there or page.kind == "enum",
        choices="\n".join(page.choices),
        filterable=page.filterable,
        used_text=nt("{n} product has it", "{n} products have it", n=page.products),
        is_used=page.products > 0,
        seen=page.seen,
        kinds=[Choice(value, label) for value, label in kinds.items()],
        others=[Choice(code, f"{name} ({code})") for code, name in page.others],
    )


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    return value.strip()[:200] if isinstance(value, str) else ""


def page() -> rx.Component:
    """The live page."""
    state = AttributeState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=when(state.view.is_there, state.view.name, t("Attribute")),
            current=PRODUCTS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Attribute"), current=PRODUCTS)
