"""A listing written, submitted and approved, for tests."""

from __future__ import annotations

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.listings import service
from shop_app.listings.content import Content, PictureLine, VariantLine
from shop_app.listings.review import approve_listing

STAFF = Actor("staff", "Noor Jansen")
PICTURE = PictureLine(url="/media/listings/aa/mug.webp", alt="A mug")


def acting(seller_id) -> Actor:
    return Actor("seller", "Milan", seller_id=seller_id)


def mug(world, **changes) -> Content:
    facts = {
        "title": "Stoneware mug",
        "category_id": world.category,
        "brand": "Hearth",
        "description": "Thrown by hand.",
        "variants": [VariantLine(sku="MUG-1", prices={"EUR": 1999}, stock=5)],
        "pictures": [PICTURE],
    }
    return Content(**{**facts, **changes})


def save(session, seller_id, content, product_id=None, version=0):
    return service.save_listing(
        session, actor=acting(seller_id), seller_id=seller_id, content=content,
        product_id=product_id, expected_version=version,
    )  # fmt: skip


def now_of(session, seller_id, product_id):
    return service.listing_of(session, seller_id=seller_id, product_id=product_id)


def submit(session, seller_id, product_id):
    service.submit_listing(
        session, actor=acting(seller_id), seller_id=seller_id, product_id=product_id,
        expected_version=now_of(session, seller_id, product_id).version,
    )  # fmt: skip


def shown(session, seller_id, content):
    """A listing that has been approved; its product's id."""
    product_id = save(session, seller_id, content)
    submit(session, seller_id, product_id)
    approve_listing(session, actor=STAFF, product_id=product_id)
    return product_id


def kinds(session):
    session.flush()
    return [row.kind for row in rows(session, "select kind from outbox order by position")]
