"""What happens when a handler fails by a bug: it is logged; the person is told by the screen."""

from __future__ import annotations

import structlog

log = structlog.get_logger(__name__)


def log_failure(exception: Exception) -> None:
    """Log the failure of an event handler with its trace; nothing of it reaches the browser."""
    log.error("event_handler_failed", exc_info=exception)
