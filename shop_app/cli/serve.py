"""Serves the built front end and the app behind it from web processes, without Node.js."""

from __future__ import annotations

import os
import sys

from shop_app.cli.frontend import PROJECT, build_if_changed, hold
from shop_app.core.metrics_folder import FOLDER, open_folder
from shop_app.core.settings import settings


def serve(port: int, workers: int) -> None:
    """Answer on `port` with `workers` processes until SIGTERM or Ctrl-C.

    Without Redis there is one process, as states could not be shared. Returns when all is closed.
    """
    build = build_if_changed()
    hold(build)
    if FOLDER not in os.environ:
        open_folder(settings().shop_home)
    processes = workers if settings().redis_url else 1
    os.environ.update(
        {
            "STOA_FRONT_END": str(build),
            "REFLEX_WEB_WORKDIR": str(build),
            "REFLEX_ENV_MODE": "prod",
            "REFLEX_TELEMETRY_ENABLED": "false",
            "REFLEX_BACKEND_PORT": str(port),
            "REFLEX_FRONTEND_PORT": str(port),
            "GRANIAN_WORKERS": str(processes),
            # Internal to Reflex 0.10.1: take the compiled app as it is. Our edge serves the files.
            "__REFLEX_SKIP_COMPILE": "yes",
            "PORT": str(port),
        }
    )
    if settings().redis_url:
        os.environ["REFLEX_REDIS_URL"] = settings().redis_url
    os.chdir(PROJECT)
    if str(PROJECT) not in sys.path:
        sys.path.insert(0, str(PROJECT))

    from reflex.utils.exec import run_granian_backend_prod
    from reflex_base.constants import LogLevel

    run_granian_backend_prod("0.0.0.0", port, LogLevel.WARNING)  # noqa: S104 the shop is public
