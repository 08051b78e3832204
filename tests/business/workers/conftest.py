"""Fixtures: an indexed shop that tests may change, and a clean stream of events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from shop_app.core.db import engine
from shop_app.core.redis import client
from tests.business.search.found import *  # noqa: F403

Ask = Callable[..., list]


@pytest.fixture
def stream() -> None:
    """An empty Redis."""
    client().flushdb()


@pytest.fixture
def ask() -> Ask:
    """`ask("select …", name=value)`: the rows of a question on committed data."""

    def question(sql: str, **parameters: object) -> list:
        with engine().connect() as connection:
            return list(connection.execute(text(sql), parameters))

    return question
