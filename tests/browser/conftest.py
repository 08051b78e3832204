"""What browser tests share: patience, since two shops may share two cores."""

from __future__ import annotations

from playwright.sync_api import expect

expect.set_options(timeout=15_000)
