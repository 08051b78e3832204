"""How Alembic reaches the database: our settings, our tables, one transaction a migration."""

from alembic import context
from sqlmodel import SQLModel

from shop_app.bootstrap import load_tables
from shop_app.core.db import engine

load_tables()


def run() -> None:
    """Run the migrations on the database of the settings, with limits on waiting for locks."""
    with engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            connection.exec_driver_sql("set local lock_timeout = '5s'")
            connection.exec_driver_sql("set local statement_timeout = '10min'")
            connection.exec_driver_sql("select pg_advisory_xact_lock(7380861)")
            context.run_migrations()


run()
