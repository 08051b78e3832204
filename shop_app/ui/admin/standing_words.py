"""Where a seller stands, in words."""

from __future__ import annotations

from shop_app.ui.i18n import t


def standing_words() -> dict[str, str]:
    """Words by status, in the locale of the moment."""
    return {
        "applied": t("Applied"),
        "approved": t("Open"),
        "suspended": t("Suspended"),
        "rejected": t("Rejected"),
        "closed": t("Closed"),
    }
