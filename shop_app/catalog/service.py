"""What may be done with products. Each change raises the version and is told in the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from slugify import slugify
from sqlmodel import Session

from shop_app.catalog.attributes import checked_attributes
from shop_app.catalog.models import Product, ProductStatus
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record

_LONGEST_TITLE = 300
_LONGEST_SLUG = 120

_LOCKED = "select slug, status, product_type_id from products where id = :product_id for update"
_RENAME = """
    update products set slug = :slug, version = version + 1, updated_at = :moment
    where id = :product_id returning version
"""
_KEEP_OLD_SLUG = """
    insert into slug_redirects (old_slug, product_id, moved_at)
    values (:slug, :product_id, :moment)
    on conflict (old_slug) do update
    set product_id = excluded.product_id, moved_at = excluded.moved_at returning old_slug
"""
_FREE_NEW_SLUG = "delete from slug_redirects where old_slug = :slug returning old_slug"
_SET_STATUS = """
    update products set status = :status, version = version + 1, updated_at = :moment
    where id = :product_id returning version
"""
_SET_ATTRIBUTES = """
    update products
    set attributes = cast(:attributes as jsonb), version = version + 1, updated_at = :moment
    where id = :product_id returning version
"""


def create_product(
    session: Session,
    *,
    title: str,
    category_id: UUID | None = None,
    brand_id: UUID | None = None,
    product_type_id: UUID | None = None,
    attributes: Mapping[str, Any] | None = None,
    options: Sequence[Mapping[str, Any]] = (),
    summary: str = "",
    description: str = "",
    slug: str = "",
    status: str = ProductStatus.DRAFT,
) -> UUID:
    """A new product, a draft by default; its address is made from the title when none is given.

    Raises Invalid for a missing title or attributes that do not fit, Conflict for a taken address.
    """
    title = title.replace("\x00", "").strip()
    if not title or len(title) > _LONGEST_TITLE:
        raise Invalid("Give a title of at most {most} signs.", field="title", most=_LONGEST_TITLE)
    _check_status(status)
    product = Product(
        slug=_address(session, slug) if slug else free_address(session, title),
        title=title,
        summary=summary.replace("\x00", "").strip(),
        description=description.replace("\x00", "").strip(),
        brand_id=brand_id,
        category_id=category_id,
        product_type_id=product_type_id,
        attributes=checked_attributes(
            session, values=attributes or {}, product_type_id=product_type_id
        ),
        options=[dict(option) for option in options],
        status=status,
        source_key=str(new_id()),
    )
    session.add(product)
    session.flush()
    _tell(session, "product.created", product.id, version=1)
    return product.id


def change_slug(session: Session, *, product_id: UUID, slug: str) -> str:
    """Give a product another address; the old one leads to it. Returns the new address.

    Raises NotFound, Invalid for what is no address, Conflict when another product lives there.
    """
    product = _locked(session, product_id)
    if slug == product.slug:
        return slug
    target = _address(session, slug, but=product_id)
    moment = now()
    rows(session, _FREE_NEW_SLUG, slug=target)
    rows(session, _KEEP_OLD_SLUG, slug=product.slug, product_id=product_id, moment=moment)
    version = rows(session, _RENAME, slug=target, product_id=product_id, moment=moment)[0].version
    _tell(session, "product.moved", product_id, version=version, slug=target)
    return target


def set_status(session: Session, *, product_id: UUID, status: str) -> int:
    """Publish, draw back or archive a product; returns its new version.

    Raises NotFound, or Invalid for a status that does not exist. Setting it twice changes nothing.
    """
    _check_status(status)
    product = _locked(session, product_id)
    if product.status == status:
        return rows(session, "select version from products where id = :id", id=product_id)[0][0]
    changed = rows(session, _SET_STATUS, status=status, product_id=product_id, moment=now())
    _tell(session, "product.status_changed", product_id, version=changed[0].version, status=status)
    return changed[0].version


def set_attributes(session: Session, *, product_id: UUID, attributes: Mapping[str, Any]) -> int:
    """Replace a product's attributes; returns its new version.

    Raises NotFound, or Invalid naming the attribute that does not fit.
    """
    product = _locked(session, product_id)
    values = checked_attributes(session, values=attributes, product_type_id=product.product_type_id)
    changed = rows(
        session,
        _SET_ATTRIBUTES,
        attributes=orjson.dumps(values).decode(),
        product_id=product_id,
        moment=now(),
    )
    _tell(session, "product.changed", product_id, version=changed[0].version)
    return changed[0].version


def _locked(session: Session, product_id: UUID) -> Any:
    session.flush()
    found = rows(session, _LOCKED, product_id=product_id)
    if not found:
        raise NotFound("This product is not here.")
    return found[0]


def _check_status(status: str) -> None:
    if status not in set(ProductStatus):
        raise Invalid("A product is draft, active or archived.", field="status")


def _address(session: Session, slug: str, *, but: UUID | None = None) -> str:
    if slug != slugify(slug, max_length=_LONGEST_SLUG):
        raise Invalid(
            "An address has small letters, digits and dashes, such as oak-chair.", field="slug"
        )
    taken = rows(session, "select id from products where slug = :slug", slug=slug)
    if taken and taken[0].id != but:
        raise Conflict("Another product has the address {slug}.", field="slug", slug=slug)
    return slug


def free_address(session: Session, title: str) -> str:
    """The title as an address; with a part of a new id when it is taken or was once."""
    plain = slugify(title, max_length=_LONGEST_SLUG - 9) or "product"
    taken = rows(
        session,
        "select 1 from products where slug = :slug"
        " union all select 1 from slug_redirects where old_slug = :slug",
        slug=plain,
    )
    return f"{plain}-{new_id().hex[-8:]}" if taken else plain


def _tell(session: Session, kind: str, product_id: UUID, *, version: int, **payload: Any) -> None:
    record(session, kind, aggregate="product", aggregate_id=product_id, version=version, **payload)
