"""What the migrations share: statements that stand in a file beside each, and no way back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from alembic import op
from alembic.util import CommandError

from shop_app.core.partitions import open_months


def run_statements(file: Path, *, by_month: Iterable[str] = ()) -> None:
    """Run what stands in the file, a line with a semicolon alone between statements; then open the
    months of the partitioned tables that it made."""
    connection = op.get_bind()
    for statement in file.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    open_months(connection, by_month)


def no_way_back() -> NoReturn:
    """Raise CommandError, which Alembic prints: what the tables hold is nowhere else."""
    raise CommandError("There is no way back. Restore the backup made before the migration.")
