"""Suggestions under the search box while somebody types."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.bootstrap import search_index
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.search import queries as search
from shop_app.search.views import Suggestion
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, link, when
from shop_app.ui.shell.identity import locale_of, region_of


class SuggestState(rx.State):
    """What the words typed so far may mean."""

    found: list[Suggestion] = rx.field(default_factory=list)

    @rx.event(supersedes=True)
    async def type(self, words: str):
        """Called as people type; a later call ends an earlier one."""
        words = str(words).strip()[:100]
        if len(words) < 2:
            self.found = []
            return
        region = await region_of(self)
        try:
            self.found = await in_reading(
                search.suggest,
                search_index(),
                words=words,
                region=region,
                locale=locale_of(self),
            )
        except ShopError:
            self.found = []  # the box still searches; suggestions are a convenience


def suggestion_list(found: Any) -> rx.Component:
    """The list; each row leads somewhere."""
    return el.div(
        el.ul(each(found, _row), role="presentation"),
        id="suggestions-desk",
        role="listbox",
        aria_label=t("Suggestions"),
        class_name=when(found.length() > 0, "suggestions", "hidden"),
    )


def _row(item: Any) -> rx.Component:
    return el.li(
        link(
            when(
                item.image,
                lambda: el.img(
                    src=item.image,
                    alt="",
                    custom_attrs={"width": "40", "height": "40"},
                    class_name="h-10 w-10 flex-none rounded-field bg-sunk object-cover",
                ),
                lambda: icon("search", size=18, class_name="mx-2 text-muted"),
            ),
            el.span(item.label, class_name="grow truncate"),
            choose(
                item.kind,
                {
                    "category": lambda: el.span(t("Department"), class_name="text-sm text-muted"),
                    "brand": lambda: el.span(t("Brand"), class_name="text-sm text-muted"),
                },
                lambda: el.span(item.price_text, class_name="figures text-sm font-medium"),
            ),
            href=item.href,
            role="option",
            tab_index=-1,
            aria_selected="false",
        ),
        role="presentation",
    )
