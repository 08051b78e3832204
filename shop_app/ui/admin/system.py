"""The system as operators see it: the engines, the events that wait, the periodic jobs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.clock import now
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.formats import moment_text
from shop_app.core.operations import Operations, operations
from shop_app.core.settings import settings
from shop_app.engines.facts import EngineStatus
from shop_app.engines.overview import status
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, badge, figure_tile
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/system"
NAMES = {"postgres": "PostgreSQL", "redis": "Redis", "typesense": "Typesense"}


@dataclass(frozen=True, slots=True)
class EngineLine:
    """An engine in the table."""

    name: str
    version: str
    healthy: bool
    url: str
    memory: str
    problem: str


class SystemState(rx.State):
    """What was found when the page was opened, or when it was asked to look again."""

    engines: list[EngineLine] = rx.field(default_factory=list)
    facts: Operations = Operations()
    as_of: str = ""
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Ask everything anew."""
        try:
            await staff_of(self, Permission.SYSTEM_VIEW)
            found = await asyncio.to_thread(status, settings().shop_home)
            self.engines = [_line(engine) for engine in found]
            self.facts = await in_reading(operations)
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.as_of, self.ready = moment_text(now(), locale_of(self)), True


def _line(engine: EngineStatus) -> EngineLine:
    memory = f"{engine.memory_bytes / 2**20:,.0f} MiB" if engine.memory_bytes else "–"
    return EngineLine(
        name=NAMES.get(engine.name, engine.name),
        version=engine.version or "–",
        healthy=engine.healthy,
        url=engine.url,
        memory=memory,
        problem=engine.problem,
    )


def content() -> rx.Component:
    """Engines, events, jobs."""
    state, facts = SystemState, SystemState.facts
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        el.div(
            el.p(t("as of {moment} UTC", moment=state.as_of), class_name="text-sm text-muted"),
            button(t("Look again"), kind="secondary", small=True, on_click=SystemState.load),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        el.section(
            data_table(
                caption=t("Engines"),
                head=[
                    (t("Engine"), False),
                    (t("State"), False),
                    (t("Version"), False),
                    (t("Memory"), True),
                    (t("Where"), False),
                ],
                rows=state.engines,
                row=_engine,
            ),
            class_name="panel",
        ),
        el.div(
            figure_tile(
                t("Events waiting"),
                facts.events_waiting,
                detail=nt(
                    "oldest waits {n} second", "oldest waits {n} seconds", n=facts.oldest_seconds
                ),
            ),
            figure_tile(
                t("Products in the lists"),
                t("{n}", n=facts.products_listed),
                detail=t("about, as estimated"),
            ),
            class_name="grid gap-4 sm:grid-cols-2",
        ),
        el.section(
            data_table(
                caption=t("Periodic jobs"),
                head=[
                    (t("Job"), False),
                    (t("State"), False),
                    (t("Last run (UTC)"), False),
                    (t("Took, ms"), True),
                    (t("Did"), True),
                    (t("Next run (UTC)"), False),
                    (t("Last problem"), False),
                ],
                rows=facts.jobs,
                row=_job,
            ),
            class_name="panel",
        ),
        class_name="grid gap-5",
    )


def _engine(engine: Any) -> rx.Component:
    return el.tr(
        el.td(engine.name, class_name="font-medium"),
        el.td(
            when(
                engine.healthy,
                lambda: badge(t("Ready"), tone="success"),
                lambda: badge(t("Away"), tone="danger"),
            ),
            when(engine.problem, lambda: el.p(engine.problem, class_name="mt-1 text-sm")),
        ),
        el.td(engine.version, class_name="figures"),
        el.td(engine.memory, class_name="number"),
        el.td(engine.url, class_name="min-w-56 break-all text-sm text-muted"),
    )


def _job(job: Any) -> rx.Component:
    return el.tr(
        el.td(job.name, class_name="font-medium"),
        el.td(_job_state(job)),
        el.td(job.ran_at, class_name="figures whitespace-nowrap"),
        el.td(job.milliseconds, class_name="number"),
        el.td(job.done, class_name="number"),
        el.td(job.next_at, class_name="figures whitespace-nowrap"),
        el.td(
            when(
                job.last_problem,
                lambda: el.div(
                    el.p(job.failed_at, class_name="figures whitespace-nowrap text-muted"),
                    el.p(job.last_problem, class_name="min-w-56 break-words text-sm"),
                ),
                lambda: el.span(t("none"), class_name="text-muted"),
            )
        ),
    )


def _job_state(job: Any) -> rx.Component:
    return when(
        job.runs,
        lambda: badge(t("Runs now"), tone="accent"),
        lambda: when(
            job.problem,
            lambda: badge(t("Failed"), tone="danger"),
            lambda: when(
                job.is_late,
                lambda: badge(t("Late"), tone="warning"),
                lambda: badge(t("Fine"), tone="success"),
            ),
        ),
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: admin_page(
            when(SystemState.ready, content, waiting),
            title=t("System"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("System"), current=ADDRESS)
