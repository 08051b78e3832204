"""A seller's shop front: who they are. Their products are a list of kind "seller"."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.core.formats import date_text, rating_text
from shop_app.sellers.queries import seller_by_slug
from shop_app.storefront.views import SellerPage


def seller_page(session: Session, slug: str, *, locale: str = "en") -> SellerPage | None:
    """An approved seller, or None."""
    seller = seller_by_slug(session, slug)
    if seller is None:
        return None
    return SellerPage(
        seller_id=str(seller.seller_id),
        slug=seller.slug,
        name=seller.name,
        description=seller.description,
        city=seller.city,
        country=seller.country,
        rating=seller.rating_average,
        rating_text=rating_text(seller.rating_average, locale) if seller.rating_count else "",
        rating_count=seller.rating_count,
        since_text=date_text(seller.since.date(), locale, "MMMM y"),
        return_days=seller.return_days,
        return_policy=seller.return_policy,
    )
