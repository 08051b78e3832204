"""`python -m shop_app migrate`: bring the database to the tables of this code."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from shop_app.core.db import engine

PROJECT = Path(__file__).parent.parent.parent


def _config() -> Config:
    config = Config(PROJECT / "alembic.ini")
    config.set_main_option("script_location", str(PROJECT / "alembic").replace("%", "%%"))
    return config


def is_current() -> bool:
    """Whether the database stands at the newest migration."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    with engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def migrate() -> None:
    """Run what is missing; several processes may call it at once, one does the work."""
    if not is_current():
        command.upgrade(_config(), "head")
