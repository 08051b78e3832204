"""One listing for the staff: what the shop would show, what it shows now, approve or send back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.listings.content import Content
from shop_app.listings.queries import StaffListing, staff_listing
from shop_app.listings.review import Reason, approve_listing, reject_listing
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.listings import age_text, status_words
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import text_area
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import money_text, number_text, t
from shop_app.ui.listing_words import reason_words
from shop_app.ui.rendering import clean_html, each, el, form, join, link, raw_html, speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/listings"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the listing; `before` is what the shop shows now where it differs."""

    name: str = ""
    value: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A variant."""

    label: str = ""
    sku: str = ""
    prices: str = ""
    stock: str = ""
    sold: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A reason that can be ticked."""

    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ListingPage:
    """The page's content."""

    key: str = ""
    version: int = 0
    title: str = ""
    status: str = ""
    status_text: str = ""
    age: str = ""
    seller: str = ""
    seller_href: str = ""
    shop_href: str = ""
    description_html: str = ""
    facts: list[Fact] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    reason_words: str = ""


def listing_page(found: StaffListing) -> ListingPage:
    """The view of a listing, in the locale of the moment."""
    content = found.content
    return ListingPage(
        key=str(found.product_id),
        version=found.version,
        title=content.title,
        status=found.status,
        status_text=status_words(found.status),
        age=age_text(found.submitted_at) if found.submitted_at else "",
        seller=found.seller,
        seller_href=f"/s/{found.seller_slug}",
        shop_href=f"/p/{found.slug}" if found.slug else "",
        description_html=clean_html(content.description),
        facts=_facts(found),
        lines=[
            Line(
                label=line.label,
                sku=line.sku,
                prices=", ".join(money_text(m, code) for code, m in line.prices.items()),
                stock=number_text(line.stock),
                sold=t("Yes") if line.on else t("No"),
            )
            for line in content.variants
        ],
        pictures=[picture.url for picture in content.pictures],
        reasons=[reason_words(reason) for reason in found.reasons],
        reason_words=found.reason_words,
    )


def _facts(found: StaffListing) -> list[Fact]:
    def told_of(content: Content | None) -> dict[str, str]:
        if content is None:
            return {}
        said = {
            t("Title"): content.title,
            t("Brand"): content.brand or "–",
            t("Pictures"): number_text(len(content.pictures)),
            t("Variants"): number_text(len(content.variants)),
        }
        for option in content.options:
            said[option.name] = ", ".join(option.values)
        for code, value in content.attributes.items():
            said[code.replace("_", " ").capitalize()] = str(value)
        return said

    before = told_of(found.before)
    facts = [Fact(t("Category"), found.category or "–")]
    for name, value in told_of(found.content).items():
        old = before.get(name, "–") if found.before else value
        facts.append(Fact(name, value, old if old != value else ""))
    if found.before and found.before.description != found.content.description:
        facts.append(Fact(t("Description"), t("Changed"), ""))
    return facts


class ListingState(rx.State):
    """The listing that is looked at."""

    view: ListingPage = ListingPage()
    choices: list[Pick] = rx.field(default_factory=list)
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The listing of the address."""
        key = named_in_address(self)
        if self.ready and key != self.view.key:
            self.ready = False
            yield
        self.problem = self.notice = ""
        await _show(self, key)

    @rx.event
    async def approve(self):
        """Put it into the shop."""
        await _decide(self, approve_listing)

    @rx.event
    async def reject(self, asked: dict[str, Any]):
        """Send it back with the ticked reasons."""
        chosen = [reason for reason in Reason if asked.get(f"reason_{reason}")]
        await _decide(
            self, reject_listing, reasons=chosen, words=str(asked.get("words") or "")[:5000]
        )


async def _decide(state: ListingState, verb: Any, **arguments: Any) -> None:
    try:
        actor = await staff_of(state, Permission.LISTINGS_REVIEW)
        await in_transaction(
            verb,
            actor=actor,
            product_id=_id(state.view.key),
            expected_version=state.view.version,
            **arguments,
        )
        state.problem = ""
        await _show(state, state.view.key)
        with speaking(locale_of(state)):
            state.notice = t("Done. The seller is told.")
    except ShopError as error:
        state.problem = told(state, error)


async def _show(state: ListingState, key: str) -> None:
    try:
        await staff_of(state, Permission.LISTINGS_REVIEW)
        found = await in_reading(staff_listing, product_id=_id(key))
        with speaking(locale_of(state)):
            state.view = listing_page(found)
            state.choices = [Pick(f"reason_{each}", reason_words(each)) for each in Reason]
    except ShopError as error:
        state.view, state.problem = ListingPage(), told(state, error)
    state.ready = True


def _id(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise NotFound("This listing is not here.") from None


def content() -> rx.Component:
    """The page."""
    state, view = ListingState, ListingState.view
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        when(
            view.key,
            lambda: el.div(
                el.div(_preview(view), _variants(view), class_name="grid content-start gap-5"),
                el.div(_standing(view), _decision(state), class_name="grid content-start gap-5"),
                class_name="grid gap-5 xl:grid-cols-[minmax(0,1fr)_22rem] *:min-w-0",
            ),
            lambda: button_link(t("All listings"), href=ADDRESS, kind="secondary"),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def _preview(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("As people would see it"), class_name="text-lg font-semibold"),
        el.ul(
            each(
                view.pictures,
                lambda src: el.li(
                    el.img(
                        src=src,
                        alt="",
                        custom_attrs={"width": "220", "height": "220"},
                        class_name="aspect-square w-full rounded-card bg-sunk object-cover",
                    )
                ),
            ),
            role="list",
            aria_label=t("Pictures"),
            class_name="grid grid-cols-2 gap-3 sm:grid-cols-4",
        ),
        raw_html(view.description_html, class_name="prose max-w-prose"),
        el.dl(
            each(
                view.facts,
                lambda fact: el.div(
                    el.dt(fact.name, class_name="text-muted"),
                    el.dd(
                        el.span(fact.value),
                        when(
                            fact.before,
                            lambda: el.span(
                                " ",
                                t("(now: {before})", before=fact.before),
                                class_name="text-warning",
                            ),
                        ),
                    ),
                    class_name="grid gap-x-4 border-b border-line py-2 sm:grid-cols-[10rem_1fr]",
                ),
            ),
        ),
        class_name="panel grid gap-4",
    )


def _variants(view: Any) -> rx.Component:
    return el.section(
        data_table(
            caption=t("Variants"),
            head=[
                (t("Variant"), False),
                (t("SKU"), False),
                (t("Prices"), False),
                (t("First stock"), True),
                (t("Sold"), False),
            ],
            rows=view.lines,
            row=lambda line: el.tr(
                el.td(line.label, class_name="font-medium"),
                el.td(line.sku),
                el.td(line.prices, class_name="figures"),
                el.td(line.stock, class_name="number"),
                el.td(line.sold),
            ),
        ),
        class_name="panel",
    )


def _standing(view: Any) -> rx.Component:
    return el.section(
        el.div(badge(view.status_text), class_name="flex"),
        when(view.age, lambda: el.p(t("Waits for {age}", age=view.age), class_name="text-muted")),
        el.p(t("Seller"), ": ", link(view.seller, href=view.seller_href, class_name="textlink")),
        when(
            view.shop_href,
            lambda: link(t("Open in the shop"), href=view.shop_href, class_name="textlink"),
        ),
        when(
            view.reasons,
            lambda: el.div(
                el.p(t("Sent back before, because:"), class_name="font-semibold"),
                el.ul(
                    each(view.reasons, lambda reason: el.li(el.span(reason))),
                    class_name="list-disc ps-5",
                ),
                el.p(view.reason_words, class_name="text-muted empty:hidden"),
            ),
        ),
        aria_label=t("Standing"),
        class_name="panel grid gap-2",
    )


def _decision(state: Any) -> rx.Component:
    return when(
        state.view.status == "submitted",
        lambda: el.section(
            button(t("Approve"), wide=True, on_click=state.approve),
            form(
                el.fieldset(
                    el.legend(t("Or send it back, because"), class_name="mb-1 font-semibold"),
                    each(
                        state.choices,
                        lambda pick: el.label(
                            el.input(
                                type="checkbox", name=pick.value, value="1", class_name="tick"
                            ),
                            el.span(pick.label),
                            class_name="flex min-h-11 items-center gap-3 text-sm",
                        ),
                    ),
                ),
                text_area(
                    label=t("Words to the seller"),
                    name="words",
                    rows="4",
                    max_length=1000,
                    hint=t("What to change, and how."),
                ),
                button(t("Send back"), type="submit", kind="danger", wide=True),
                action=join(ADDRESS, "/", state.view.key),
                on_submit=state.reject,
                class_name="grid gap-3",
            ),
            aria_label=t("Decision"),
            class_name="panel grid gap-5",
        ),
    )


def page() -> rx.Component:
    """The live page."""
    state = ListingState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, content, waiting),
            title=when(state.view.title, state.view.title, t("Listing")),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Listing"), current=ADDRESS)
