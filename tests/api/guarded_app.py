"""A small Reflex app behind the shop's guard and edge, with one state in each area.

Copied into a folder of its own and served from there: no screens, no front end, four seconds.
"""

from __future__ import annotations

from shop_app.core.logging import configure

configure()

import reflex as rx  # noqa: E402 the log comes first

from shop_app.ui import edge  # noqa: E402
from shop_app.ui.shell.guard import Guard  # noqa: E402
from shop_app.ui.shell.identity import visitor_of  # noqa: E402
from shop_app.ui.shell.session_state import ShellState  # noqa: E402, F401 it carries the notices


def _state(module: str) -> type[rx.State]:
    async def touch(self, what=None):
        self.touched += 1
        self.what = str(what)[:50]
        self.who = (await visitor_of(self)).name

    return type(
        "ProbeState",
        (rx.State,),
        {
            "__module__": module,
            "__annotations__": {"touched": int, "what": str, "who": str},
            "touched": 0,
            "what": "",
            "who": "",
            "touch": rx.event(touch),
        },
    )


for _module in (
    "shop_app.ui.storefront.probe",
    "shop_app.ui.account.login",
    "shop_app.ui.account.probe",
    "shop_app.ui.seller.probe",
    "shop_app.ui.admin.probe",
    "shop_app.ui.adminish.probe",
    "shop_app.elsewhere.probe",
):
    globals()[_module] = _state(_module)

app = rx.App(api_transformer=[edge.guarded])
app.add_middleware(Guard())
app.add_page(rx.el.div(), route="/")
