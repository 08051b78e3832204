"""Fixtures of the indexed shop."""

from tests.business.search.found import *  # noqa: F403
