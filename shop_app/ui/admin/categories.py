"""/admin/catalog/categories: the tree of categories, and the form of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.catalog import tree
from shop_app.catalog.tree_queries import CategoryRow, staff_tree
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.ui.admin.catalog_tabs import CATEGORIES, PRODUCTS, catalog_tabs
from shop_app.ui.admin.category_parts import (
    CategoryForm,
    CategoryLine,
    form_section,
    tree_section,
)
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.table_views import Choice
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import number_text, t
from shop_app.ui.rendering import el, speaking, when
from shop_app.ui.shell import shared
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState


@dataclass(frozen=True, slots=True)
class TreeView:
    """The whole tree as lines, and every place that a category or a product can move to."""

    lines: list[CategoryLine]
    places: list[Choice]


class CategoriesState(rx.State):
    """The tree, and the category whose form is open."""

    lines: list[CategoryLine] = rx.field(default_factory=list)
    places: list[Choice] = rx.field(default_factory=list)
    form: CategoryForm = CategoryForm()
    error_field: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The tree of now, with the form of a new category."""
        self.problem = self.notice = self.error_field = ""
        # What is typed for a new one stays; the form of one that is there closes.
        self.form = CategoryForm(opened=self.form.opened + self.form.is_there)
        try:
            await self._read()
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def open(self, slug: str):
        """Open the form of a category; of a new one without a slug."""
        self.problem = self.notice = self.error_field = ""
        try:
            self._show_form(await self._read(), str(slug)[:200])
        except ShopError as error:
            self.problem = told(self, error)

    @rx.event
    async def save(self, sent: dict[str, Any]):
        """Add a category, or change the one whose form is open."""
        given = {key: str(sent.get(key, ""))[:2000] for key in ("name", "parent", "description")}
        slug = str(sent.get("slug", ""))[:200]
        if self.form.is_there:
            await self._do(
                tree.change_category,
                slug=self.form.slug,
                version=self.form.version,
                new_slug=slug,
                is_hidden=bool(sent.get("is_hidden")),
                **given,
            )
        else:
            await self._do(tree.add_category, slug=slug, **given)

    @rx.event
    async def shift(self, slug: str, down: bool):
        """One place up or down among its siblings."""
        await self._do(tree.shift_category, keep=True, slug=str(slug)[:200], down=bool(down))

    @rx.event
    async def bring(self, sent: dict[str, Any]):
        """Move products into the category whose form is open."""
        await self._do(
            tree.bring_products,
            keep=True,
            slug=self.form.slug,
            text=str(sent.get("products", ""))[:50_000],
        )

    @rx.event
    async def remove(self, sent: dict[str, Any]):
        """Remove the category whose form is open."""
        await self._do(
            tree.remove_category, slug=self.form.slug, move_to=str(sent.get("move_to", ""))[:200]
        )

    async def _do(self, verb: Any, *, keep: bool = False, **how: Any) -> None:
        self.problem = self.notice = self.error_field = ""
        try:
            actor = await staff_of(self, Permission.CATALOG_MANAGE)
            await in_transaction(verb, actor=actor, **how)
            shared.departments.forget()
            self._show_form(await self._read(), self.form.slug if keep else "")
        except ShopError as error:
            self.problem = told(self, error)
            self.error_field = error.field or ""
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved. Menus follow within a minute.")

    async def _read(self) -> list[CategoryRow]:
        await staff_of(self, Permission.CATALOG_MANAGE)
        found = await in_reading(staff_tree)
        with speaking(locale_of(self)):
            view = tree_view(found)
        self.lines, self.places = view.lines, view.places
        return found

    def _show_form(self, found: list[CategoryRow], slug: str) -> None:
        row = next((row for row in found if row.slug == slug), CategoryRow())
        self.form = CategoryForm(
            slug=row.slug,
            name=row.name,
            parent=row.parent,
            description=row.description,
            is_hidden=row.is_hidden,
            is_there=bool(row.slug),
            version=row.version,
            products=row.own,
            opened=self.form.opened + 1,
        )


def tree_view(found: list[CategoryRow]) -> TreeView:
    """The lines and places of the tree, in words."""
    names: dict[str, str] = {}
    for row in found:
        above = names.get(row.parent, "")
        names[row.slug] = f"{above} › {row.name}" if above else row.name
    lines = [
        CategoryLine(
            slug=row.slug,
            name=row.name,
            trail=names[row.slug],
            indent=f"{row.depth * 1.5}rem",
            is_hidden=row.is_hidden,
            products_text=number_text(row.products),
            href=f"/admin/catalog?category={row.slug}",
        )
        for row in found
    ]
    return TreeView(lines, [Choice(row.slug, names[row.slug]) for row in found])


def content(state: Any) -> rx.Component:
    """The tree, beside it the form."""

    def error(name: str) -> Any:
        return when(state.error_field == name, state.problem, "")

    return el.div(
        catalog_tabs(CATEGORIES),
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        el.div(
            tree_section(state),
            form_section(state, error),
            class_name="grid grid-cols-[minmax(0,1fr)] items-start gap-6 "
            "xl:grid-cols-[minmax(0,1fr)_24rem]",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    state = CategoriesState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Categories"),
            current=PRODUCTS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Categories"), current=PRODUCTS)
