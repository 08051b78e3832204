"""`python -m shop_app worker`: the relay, the consumers and the periodic jobs, until SIGTERM."""

from __future__ import annotations

import signal
import threading
from importlib import import_module
from types import FrameType

from shop_app.core.db import dispose


def work() -> None:
    """Run until SIGTERM or Ctrl-C; what is in hand is finished first."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    # By name: commands start the edges and must not depend on one of them.
    import_module("shop_app.workers.run").run_until(stop)
    dispose()
