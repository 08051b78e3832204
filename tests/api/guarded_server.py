"""Serves the small guarded app: `python -m tests.api.guarded_server PORT`, from its own folder."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Serve until SIGTERM."""
    os.environ.update(
        {
            "REFLEX_ENV_MODE": "prod",
            "REFLEX_TELEMETRY_ENABLED": "false",
            "GRANIAN_WORKERS": "1",
            "__REFLEX_SKIP_COMPILE": "yes",
        }
    )
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 where Reflex looks for rxconfig.py

    from reflex.utils.exec import run_granian_backend_prod
    from reflex_base.constants import LogLevel

    run_granian_backend_prod("127.0.0.1", int(sys.argv[1]), LogLevel.WARNING)


if __name__ == "__main__":
    main()
