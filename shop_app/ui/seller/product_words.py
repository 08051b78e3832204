"""What the form of a listing says after saving, and the key in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shop_app.ui.i18n import t


def saved_words(state: Any) -> str:
    """What has happened by saving, as the listing stands."""
    if state.status == "submitted":
        return t("Submitted. We look at it and tell you.")
    if state.is_live and state.status != "approved":
        return t(
            "Saved. Prices and what is on sale hold now; the rest waits until you submit it and it"
            " is approved."
        )
    return t("Saved.")


def uuid_in(text: str) -> UUID | None:
    """The id that a text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
