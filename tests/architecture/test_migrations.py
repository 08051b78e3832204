"""The migrations make exactly what the models say."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlmodel import SQLModel

from shop_app.bootstrap import load_tables
from shop_app.cli.migrate import PROJECT
from shop_app.core.db import engine
from shop_app.core.tables import PARTITIONED


def test_migrated_database_has_the_tables_of_the_models(migrated):
    load_tables()

    def is_ours(name, kind, parents):
        if kind != "table":
            return True
        return not any(name.startswith(f"{table}_") for table in PARTITIONED) or name in (
            SQLModel.metadata.tables
        )

    with engine().connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": is_ours, "compare_type": True}
        )
        differences = compare_metadata(context, SQLModel.metadata)
    assert [d for d in differences if "ix_" not in str(d) or d[0] == "add_index"] == []


def test_a_migration_is_not_taken_back_and_says_what_to_do(migrated):
    with pytest.raises(CommandError, match="Restore the backup"):
        command.downgrade(Config(PROJECT / "alembic.ini"), "-1")
    with engine().connect() as connection:
        assert connection.exec_driver_sql("select count(*) from products").scalar() is not None
