"""Facts, rollups."""

from pathlib import Path

from shop_app.core.migrations import no_way_back, run_statements

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Run the statements that stand beside this file."""
    run_statements(Path(__file__).with_suffix(".sql"), by_month=("behaviour_facts",))


def downgrade() -> None:
    """Refuse."""
    no_way_back()
