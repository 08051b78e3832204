"""A world and a seller, for tests of listings."""

from __future__ import annotations

import pytest

from tests.makers import make_seller, make_world


@pytest.fixture
def world(session):
    return make_world(session)


@pytest.fixture
def seller(session):
    return make_seller(session)
