"""Why listings are sent back, in words that sellers and staff read alike."""

from __future__ import annotations

from shop_app.ui.i18n import t


def reason_words(reason: str) -> str:
    """A reason of listings.review.Reason as a sentence."""
    return {
        "title": t("The title does not say clearly what it is."),
        "pictures": t("The pictures are missing, unclear, or show something else."),
        "category": t("It stands in the wrong category."),
        "description": t("The description is too thin, or wrong."),
        "variants": t("The variants do not belong together."),
        "prohibited": t("It may not be sold here."),
        "brand": t("The brand is not yours to use."),
        "duplicate": t("The product is in the shop already."),
    }.get(reason, reason)
