"""Staff roles and permissions, audit log, saved views."""

from pathlib import Path

from shop_app.core.migrations import no_way_back, run_statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run the statements that stand beside this file."""
    run_statements(Path(__file__).with_suffix(".sql"), by_month=("audit_log",))


def downgrade() -> None:
    """Refuse."""
    no_way_back()
