"""The stock of one variant: what lies where, from when it is low, and all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.inventory.counting import set_low_point
from shop_app.inventory.seller_lists import Level, Movement, movements_of, stock_item
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, number_text, t
from shop_app.ui.rendering import el, form, link, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.seller.stock import ADDRESS, level_form, move_level
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What lies in one warehouse; `place` names it with the version that was seen."""

    place: str = ""
    warehouse: str = ""
    code: str = ""
    on_hand: str = ""
    reserved: str = ""
    allocated: str = ""
    available: str = ""
    low_at: str = ""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A movement in words."""

    when_text: str = ""
    what: str = ""
    pieces: str = ""
    detail: str = ""
    warehouse: str = ""
    who: str = ""
    why: str = ""
    order_href: str = ""
    order_text: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """The page's content."""

    key: str = ""
    title: str = ""
    sku: str = ""
    variant: str = ""
    product_href: str = ""
    levels: list[LevelRow] = field(default_factory=list)
    moves: list[MoveRow] = field(default_factory=list)
    older_href: str = ""


class StockItemState(rx.State):
    """The variant that is looked at."""

    view: ItemView = ItemView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The offer of the address, if it is this seller's."""
        key = named_in_address(self)
        if self.ready and key != self.view.key:
            self.ready = False
            yield
        self.problem = self.notice = ""
        try:
            await self._show(key)
        except ShopError as error:
            self.view, self.problem = ItemView(), told(self, error)
        self.ready = True

    @rx.event
    async def change(self, asked: dict[str, Any]):
        """Move one level, if it is still what was seen."""
        await self._do(move_level, asked)

    @rx.event
    async def set_low(self, asked: dict[str, Any]):
        """Say from when it is low."""
        await self._do(_set_low, asked)

    async def _do(self, verb: Any, asked: dict[str, Any]) -> None:
        self.problem = self.notice = ""
        said = refusal = ""
        try:
            member = await member_of(self, SellerPermission.STOCK)
            said = await verb(self, member, asked)
        except ShopError as error:
            refusal = told(self, error)
        try:
            await self._show(self.view.key)
        except ShopError as error:
            refusal = refusal or told(self, error)
        self.notice, self.problem = said, refusal

    async def _show(self, key: str) -> None:
        member = await member_of(self, SellerPermission.STOCK)
        offer_id = _id(key)
        item, levels = await in_reading(stock_item, seller_id=member.seller_id, offer_id=offer_id)
        moves = await in_reading(
            movements_of,
            seller_id=member.seller_id,
            offer_id=offer_id,
            cursor=self.router.url.query_parameters.get("before", "")[:200],
        )
        with speaking(locale_of(self)):
            self.view = ItemView(
                key=key,
                title=item.title,
                sku=item.sku,
                variant=item.variant,
                product_href=f"/seller/products/{item.product_id}",
                levels=[_level(key, level) for level in levels],
                moves=[_move(move) for move in moves.rows],
                older_href=(
                    f"{ADDRESS}/{key}?{urlencode({'before': moves.next_cursor})}"
                    if moves.next_cursor
                    else ""
                ),
            )


async def _set_low(state: Any, member: Any, asked: dict[str, Any]) -> str:
    offer_id, _, warehouse_id = str(asked.get("place", "")).partition(":")
    text = str(asked.get("low") or "0").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Invalid("Give a whole number of pieces.", field="low")
    await in_transaction(
        set_low_point,
        actor=member.actor,
        offer_id=_id(offer_id),
        warehouse_id=_id(warehouse_id.partition(":")[0]),
        pieces=int(text),
    )
    with speaking(locale_of(state)):
        return t("Saved.")


def _level(offer: str, level: Level) -> LevelRow:
    return LevelRow(
        place=f"{offer}:{level.warehouse_id}:{level.version}",
        warehouse=level.name,
        code=level.code,
        on_hand=number_text(level.on_hand),
        reserved=number_text(level.reserved),
        allocated=number_text(level.allocated),
        available=number_text(level.available),
        low_at=str(level.reorder_point or ""),
    )


def _move(move: Movement) -> MoveRow:
    kinds = {
        "receive": t("Received"),
        "adjust": t("Adjusted"),
        "count": t("Counted"),
        "transfer_out": t("Moved out"),
        "transfer_in": t("Moved in"),
        "reserve": t("Held for a checkout"),
        "release": t("Hold ended"),
        "allocate": t("Sold"),
        "deallocate": t("Sale cancelled"),
        "ship": t("Sent"),
        "return": t("Came back"),
        "write_off": t("Written off"),
    }
    pieces = move.on_hand_delta or move.allocated_delta or move.reserved_delta
    kind_of = (
        t("on hand")
        if move.on_hand_delta
        else t("sold, to send")
        if move.allocated_delta
        else t("held")
    )
    return MoveRow(
        when_text=datetime_text(move.moved_at),
        what=kinds.get(move.kind, move.kind),
        pieces=f"{'+' if pieces > 0 else '−' if pieces < 0 else ''}{number_text(abs(pieces))}",
        detail=kind_of,
        warehouse=move.code,
        who=move.actor,
        why=move.reason,
        order_href=f"/seller/orders/{move.order_number}" if move.order_number else "",
        order_text=move.order_number or "",
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("This stock is not among yours.") from None


def content() -> rx.Component:
    """Levels and history."""
    state, view = StockItemState, StockItemState.view
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        when(
            view.key,
            lambda: el.div(
                el.p(
                    el.span(view.sku, class_name="figures"),
                    " ",
                    view.variant,
                    " ",
                    link(t("Open the product"), href=view.product_href, class_name="textlink"),
                    class_name="text-muted",
                ),
                _levels(state, view),
                _history(view),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
            ),
            lambda: link(t("All stock"), href=ADDRESS, class_name="btn btn-secondary"),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def _levels(state: Any, view: Any) -> rx.Component:
    def row(level: Any) -> rx.Component:
        return el.tr(
            el.td(level.warehouse, class_name="font-medium"),
            el.td(level.on_hand, class_name="number"),
            el.td(level.reserved, class_name="number"),
            el.td(level.allocated, class_name="number"),
            el.td(level.available, class_name="number font-semibold"),
            el.td(
                form(
                    el.input(type="hidden", name="place", value=level.place, read_only=True),
                    el.input(
                        name="low",
                        type="number",
                        min="0",
                        default_value=level.low_at,
                        aria_label=t("Low at, in {row}", row=level.code),
                        class_name="field-input figures w-20",
                    ),
                    el.button(
                        t("Set"),
                        type="submit",
                        aria_label=t("Set low point in {row}", row=level.code),
                        class_name="btn btn-quiet btn-small whitespace-nowrap",
                    ),
                    action=ADDRESS,
                    on_submit=state.set_low,
                    class_name="flex items-center gap-1",
                )
            ),
            el.td(level_form(level.place, level.code, state.change)),
        )

    return el.section(
        data_table(
            caption=t("By warehouse"),
            head=[
                (t("Warehouse"), False),
                (t("On hand"), True),
                (t("Held"), True),
                (t("Sold, to send"), True),
                (t("Available"), True),
                (t("Low at"), False),
                (t("Change"), False),
            ],
            rows=view.levels,
            row=row,
        ),
        el.p(
            t(
                "You are told once when the pieces that are not sold fall to the low point. 0 means"
                " never."
            ),
            class_name="mt-3 text-sm text-muted",
        ),
        class_name="panel min-w-0",
    )


def _history(view: Any) -> rx.Component:
    def row(move: Any) -> rx.Component:
        return el.tr(
            el.td(move.when_text, class_name="whitespace-nowrap"),
            el.td(move.what),
            el.td(
                move.pieces,
                el.span(" ", move.detail, class_name="text-sm text-muted"),
                class_name="number whitespace-nowrap",
            ),
            el.td(move.warehouse),
            el.td(move.who),
            el.td(
                move.why,
                when(
                    move.order_href,
                    lambda: el.span(
                        " ", link(move.order_text, href=move.order_href, class_name="textlink")
                    ),
                ),
            ),
        )

    return el.section(
        data_table(
            caption=t("What happened, newest first"),
            head=[
                (t("When (UTC)"), False),
                (t("What"), False),
                (t("Pieces"), True),
                (t("Warehouse"), False),
                (t("Who"), False),
                (t("Why"), False),
            ],
            rows=view.moves,
            row=row,
        ),
        when(
            view.older_href,
            lambda: link(
                t("Older movements"),
                href=view.older_href,
                class_name="btn btn-secondary btn-small mt-4",
            ),
        ),
        class_name="panel min-w-0",
    )


def page() -> rx.Component:
    """The live page."""
    state = StockItemState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, content, waiting),
            title=when(state.view.title, state.view.title, t("Stock")),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Stock"), current=ADDRESS)
