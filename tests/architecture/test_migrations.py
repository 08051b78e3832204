"""The migrations make exactly what the models say."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from shop_app.bootstrap import load_tables
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
