"""Pictures that a seller sends in join the listing at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.errors import Invalid
from shop_app.listings.content import MOST_PICTURES, PictureLine
from shop_app.listings.service import listing_of, save_listing


def add_pictures(
    session: Session,
    *,
    actor: Actor,
    seller_id: UUID,
    product_id: UUID,
    pictures: Sequence[PictureLine],
) -> None:
    """Put stored pictures behind those that the listing has; the same picture stays once.

    Raises Invalid for too many, NotFound for what is not this seller's, Conflict.
    """
    listing = listing_of(session, seller_id=seller_id, product_id=product_id)
    known = {picture.url for picture in listing.content.pictures}
    merged = [
        *listing.content.pictures,
        *{each.url: each for each in pictures if each.url not in known}.values(),
    ]
    if len(merged) > MOST_PICTURES:
        raise Invalid("A product shows at most {most} pictures.", field="photo", most=MOST_PICTURES)
    save_listing(
        session,
        actor=actor,
        seller_id=seller_id,
        product_id=product_id,
        content=listing.content.model_copy(update={"pictures": merged}),
        expected_version=listing.version,
    )
