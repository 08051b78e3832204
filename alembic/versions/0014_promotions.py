"""Sales with dates."""

from pathlib import Path

from shop_app.core.migrations import no_way_back, run_statements

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Run the statements that stand beside this file."""
    run_statements(Path(__file__).with_suffix(".sql"))


def downgrade() -> None:
    """Refuse."""
    no_way_back()
