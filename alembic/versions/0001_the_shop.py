"""The shop: every table, the monthly partitions, and the SQL functions.

The tables stand in 0001_tables.sql as they were when the shop first opened. They are never edited
again: what changes later changes by a migration of its own.
"""

from pathlib import Path

from alembic import op

from shop_app.core.migrations import run_statements

revision = "0001"
down_revision = None

TABLES = Path(__file__).with_name("0001_tables.sql")
BY_MONTH = (
    "orders",
    "seller_orders",
    "order_lines",
    "order_events",
    "stock_movements",
    "outbox",
)
FUNCTIONS = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """Make everything; vectors only where the server offers pgvector."""
    connection = op.get_bind()
    offered = connection.exec_driver_sql(
        "select 1 from pg_available_extensions where name = 'vector'"
    ).first()
    if offered:
        op.execute("create extension if not exists vector")
    run_statements(TABLES, by_month=BY_MONTH)
    for function in sorted(FUNCTIONS.glob("*.sql")):
        connection.exec_driver_sql(function.read_text(encoding="utf-8"))


def downgrade() -> None:
    """Take the whole shop away."""
    op.execute("drop schema public cascade")
    op.execute("create schema public")
