"""The shop: every table, the monthly partitions, and the SQL functions."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic import op
from sqlmodel import SQLModel

from shop_app.bootstrap import load_tables
from shop_app.core.partitions import ensure_partitions
from shop_app.core.tables import PARTITIONED

revision = "0001"
down_revision = None

FUNCTIONS = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """Make everything; vectors only where the server offers pgvector."""
    connection = op.get_bind()
    offered = connection.exec_driver_sql(
        "select 1 from pg_available_extensions where name = 'vector'"
    ).first()
    if offered:
        op.execute("create extension if not exists vector")
    load_tables()
    SQLModel.metadata.create_all(connection)
    for table in PARTITIONED:
        op.execute(f"create table {table}_default partition of {table} default")
    today = datetime.now(UTC)
    ensure_partitions(
        connection, first=today - timedelta(days=14 * 31), last=today + timedelta(days=6 * 31)
    )
    for function in sorted(FUNCTIONS.glob("*.sql")):
        connection.exec_driver_sql(function.read_text())


def downgrade() -> None:
    """Take everything away."""
    SQLModel.metadata.drop_all(op.get_bind())
