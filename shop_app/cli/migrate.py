"""`python -m shop_app migrate`: bring the database to the tables of this code."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from shop_app.core.db import engine, run_in_transaction
from shop_app.core.errors import Unavailable

LEDGER = "0003"  # the migration that made the ledger
PROJECT = Path(__file__).parent.parent.parent


def _config() -> Config:
    config = Config(PROJECT / "alembic.ini")
    config.set_main_option("script_location", str(PROJECT / "alembic").replace("%", "%%"))
    return config


def is_current() -> bool:
    """Whether the database stands at the newest migration."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    return _revision() == newest


def ensure_current() -> None:
    """Raises Unavailable unless the database has the tables of this code."""
    if not is_current():
        raise Unavailable(
            "The database does not have the tables of this version. Run `python -m shop_app "
            "migrate` first."
        )


def migrate() -> None:
    """Run what is missing; several processes may call it at once, one does the work.

    A shop that sold before there was a ledger gets its orders posted.
    """
    if is_current():
        return
    before = _revision()
    command.upgrade(_config(), "head")
    if before is not None and before < LEDGER:
        from shop_app.ledger.history import post_missing

        run_in_transaction(post_missing)


def _revision() -> str | None:
    with engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
