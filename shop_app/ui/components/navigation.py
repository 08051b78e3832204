"""Finding one's way: breadcrumbs, pages, chips, side navigation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx

from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, link, when


def breadcrumbs(crumbs: Any) -> rx.Component:
    """The way from the front door to this page."""
    return el.nav(
        el.ol(
            each(
                crumbs,
                lambda crumb: el.li(
                    link(crumb.label, href=crumb.href, class_name="hover:underline"),
                    icon("chevron-right", size=14, class_name="rtl:rotate-180"),
                    class_name="inline-flex items-center gap-1.5 last:[&>svg]:hidden",
                ),
            ),
            class_name="flex flex-wrap gap-x-1.5 gap-y-1 text-sm text-muted",
        ),
        aria_label=t("Breadcrumb"),
    )


def pagination(pages: Any, *, previous: Any, following: Any) -> rx.Component:
    """Plain links to the pages of a list."""
    classes = "grid h-11 min-w-11 place-items-center rounded-field px-3 figures"
    return el.nav(
        when(
            previous,
            lambda: link(
                icon("chevron-left", class_name="rtl:rotate-180"),
                href=previous,
                rel="prev",
                aria_label=t("Previous page"),
                class_name=f"{classes} hover:bg-sunk",
            ),
        ),
        el.ol(
            each(
                pages,
                lambda page: el.li(
                    when(
                        page.current,
                        lambda: el.span(
                            page.label,
                            aria_current="page",
                            class_name=f"{classes} bg-text font-semibold text-ground",
                        ),
                        lambda: when(
                            page.href,
                            lambda: link(
                                page.label, href=page.href, class_name=f"{classes} hover:bg-sunk"
                            ),
                            lambda: el.span(page.label, class_name=f"{classes} text-muted"),
                        ),
                    )
                ),
            ),
            class_name="flex flex-wrap justify-center gap-1",
        ),
        when(
            following,
            lambda: link(
                icon("chevron-right", class_name="rtl:rotate-180"),
                href=following,
                rel="next",
                aria_label=t("Next page"),
                class_name=f"{classes} hover:bg-sunk",
            ),
        ),
        aria_label=t("Pages"),
        class_name="flex items-center justify-center gap-1 py-8",
    )


def chips(items: Any, *, words: Any, clear_href: Any = "") -> rx.Component:
    """The filters that are on; each goes off by its link, all by the last one.

    `words` makes the text of a filter.
    """
    return el.ul(
        each(
            items,
            lambda chip: el.li(
                link(
                    el.span(t("Remove filter"), class_name="sr-only"),
                    words(chip),
                    icon("close", size=14),
                    href=chip.href,
                    class_name="chip",
                )
            ),
        ),
        when(
            clear_href,
            lambda: el.li(
                link(
                    t("Clear all filters"),
                    href=clear_href,
                    class_name="textlink inline-flex min-h-9 items-center text-sm",
                )
            ),
        ),
        class_name="flex flex-wrap items-center gap-2",
    )


def side_item(
    label: Any, *, href: str, sign: str, count: Any = 0, current: bool = False
) -> rx.Component:
    """An entry of a portal's side navigation, with the count of what waits there."""
    return el.li(
        link(
            icon(sign),
            el.span(label, class_name="grow"),
            when(count, lambda: el.span(count, class_name="badge badge-accent figures")),
            href=href,
            aria_current="page" if current else None,
            class_name="flex min-h-11 items-center gap-3 rounded-field px-3 hover:bg-sunk "
            "aria-[current=page]:bg-sunk aria-[current=page]:font-semibold",
        )
    )


def portal_navigation(
    groups: list[tuple[Any | None, list[tuple[Any, str, str]]]],
    *,
    current: str,
    is_there: Callable[[str], bool],
    counts: Mapping[str, Any] | None = None,
) -> list[rx.Component]:
    """The entries of a portal: groups of (label, address, sign), only what `is_there`."""
    waiting = counts or {}
    entries: list[rx.Component] = []
    for title, items in groups:
        shown = [item for item in items if is_there(item[1])]
        if shown and title is not None:
            entries.append(
                el.li(title, class_name="px-3 pb-1 pt-4 text-xs font-semibold text-muted")
            )
        entries += [
            side_item(
                label,
                href=address,
                sign=sign,
                count=waiting.get(address, 0),
                current=address == current,
            )
            for label, address, sign in shown
        ]
    return entries
