"""Logs: a static event name, values as keywords, a request id, and nothing personal."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

from shop_app.core.settings import settings

request_id: ContextVar[str] = ContextVar("request_id", default="")

_SECRET_KEYS = re.compile(
    r"cookie|authorization|password|secret|token|session|card|email|phone|address|api_key",
    re.IGNORECASE,
)
_SECRET_TEXT = (
    (re.compile(r"(?i)((?:set-)?cookie['\"]?\s*[:=]\s*)(['\"]?)[^'\"\n}]*"), r"\1\2[scrubbed]"),
    (re.compile(r"(?i)(stoa_session=)[^;\s'\"]+"), r"\1[scrubbed]"),
    (re.compile(r"(?i)([?&]token=)[^&\s'\"]+"), r"\1[scrubbed]"),
    (re.compile(r"(?i)(bearer\s+)[\w.~+/-]+=*"), r"\1[scrubbed]"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"\b(?:\d[ -]?){13,19}\b"), "[digits]"),
)


def scrub(text: str) -> str:
    """The text without cookies, tokens, e-mail addresses and long digit groups."""
    for pattern, replacement in _SECRET_TEXT:
        text = pattern.sub(replacement, text)
    return text


def _scrub_values(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    for key, value in list(event.items()):
        if key in {"event", "level", "timestamp", "logger", "request_id"}:
            continue
        if _SECRET_KEYS.search(key):
            event[key] = "[scrubbed]"
        elif isinstance(value, str):
            event[key] = scrub(value)
    if "exception" in event:
        event["exception"] = scrub(str(event["exception"]))
    if isinstance(event.get("event"), str):
        event["event"] = scrub(event["event"])
    return event


def _add_request_id(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    if request_id.get():
        event["request_id"] = request_id.get()
    return event


def configure() -> None:
    """Set up structlog and route the standard library's loggers through the same scrubbing."""
    as_json = settings().log_json or not sys.stderr.isatty()
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        structlog.processors.format_exc_info,
        _scrub_values,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings().log_level.upper())
    for name in ("alembic", "httpx", "httpcore", "typesense", "socketio", "engineio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def logger(name: str) -> Any:
    """The logger of a module: `log.info("order_placed", order=…, total_minor=…)`."""
    return structlog.stdlib.get_logger(name)
