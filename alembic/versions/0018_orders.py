"""Lines cancelled in part, files undone."""

from pathlib import Path

from alembic import op

from shop_app.core.partitions import open_months

revision = "0018"
down_revision = "0017"

BY_MONTH: tuple[str, ...] = ()
STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Run the statements that stand beside this file."""
    connection = op.get_bind()
    for statement in STATEMENTS.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    open_months(connection, BY_MONTH)


def downgrade() -> None:
    """There is no way back but a backup: what these tables hold is nowhere else."""
    raise NotImplementedError("Restore the backup that was made before the migration.")
