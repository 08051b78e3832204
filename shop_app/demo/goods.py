"""The goods of the demo world brought in: sellers, products by the importer, collections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from slugify import slugify
from sqlmodel import Session

from shop_app.catalog.importing.examine import examine
from shop_app.catalog.importing.loader import Loading, keyed_id, load_batch
from shop_app.catalog.importing.nouns import Nouns
from shop_app.catalog.importing.reading import Reading
from shop_app.catalog.importing.records import ProductRecord
from shop_app.catalog.models import Collection, CollectionProduct
from shop_app.core.db import rows
from shop_app.core.ids import new_id
from shop_app.demo import world
from shop_app.sellers.models import Seller, SellerStatus

SOURCE = "demo"
BATCH = 500
_BY_HAND = 4

_PICTURE = """
with recursive tree as (
    select id, name as path from categories where parent_id is null
    union all
    select c.id, tree.path || '/' || c.name from categories c join tree on tree.id = c.parent_id
)
update categories c set image_url = :url from tree
where tree.id = c.id and tree.path = :path returning 1
"""
_BEST_OF_CATEGORIES = """
select id, name from (
    select p.id, c.name, row_number() over (
        partition by c.id order by p.units_sold desc, p.slug) as place
    from products p join categories c on c.id = p.category_id where c.name = any(:names)
) ranked where place <= :most order by name, place
"""


def add_sellers(session: Session, since: datetime) -> None:
    """The sellers, approved."""
    for record in world.seller_records():
        slug = slugify(record.name)
        session.add(
            Seller(
                id=keyed_id(since, "seller", slug),
                slug=slug,
                name=record.name,
                description=record.description,
                email=f"hello@{slug}.example",
                city=record.city,
                country=record.country,
                status=SellerStatus.APPROVED,
                handling_days=record.handling_days,
                return_days=record.return_days,
                commission_basis_points=record.commission_basis_points,
                created_at=since,
                approved_at=since,
            )
        )
    session.flush()


def add_products(
    session: Session, records: Sequence[ProductRecord], since: datetime
) -> Iterator[int]:
    """Load the products in batches; yields the size of each. Raises ValueError for a bad record."""
    loading = Loading(
        source=SOURCE, document="demo", moment=since, run_id=new_id(), nouns=Nouns(),
        is_history=True, announce=False,
    )  # fmt: skip
    readings = (examine(Reading(n, n, record)) for n, record in enumerate(records, 1))
    while batch := list(islice(readings, BATCH)):
        loaded = load_batch(session, readings=batch, loading=loading)
        problems = [p for reading in batch for p in reading.problems] + loaded.problems
        if problems:
            raise ValueError(f"the demo world has a bad record: {problems[0]}")
        yield len(batch)
    _describe_categories(session)


def add_collections(session: Session) -> None:
    """Collections by rule, and those whose products are chosen by hand."""
    pictures = list(world.category_pictures().items())
    for position, record in enumerate(world.COLLECTIONS):
        collection = Collection(
            slug=record.slug, name=record.name, description=record.description, rule=record.rule,
            image_url=_picture_for(record, pictures, position), position=position,
        )  # fmt: skip
        session.add(collection)
        session.flush()
        if record.rule is None:
            _choose_by_hand(session, collection.id, record.by_hand_from)
    session.flush()


def _picture_for(
    record: world.CollectionRecord, pictures: Sequence[tuple[str, str]], position: int
) -> str:
    fitting = [url for path, url in pictures if path.split("/")[-1] in record.by_hand_from]
    return fitting[0] if fitting else pictures[position * 11 % len(pictures)][1]


def _choose_by_hand(session: Session, collection_id: UUID, names: Sequence[str]) -> None:
    found = rows(session, _BEST_OF_CATEGORIES, names=list(names), most=_BY_HAND)
    for position, row in enumerate(found):
        session.add(
            CollectionProduct(collection_id=collection_id, product_id=row.id, position=position)
        )


def _describe_categories(session: Session) -> None:
    for name, words in world.category_texts().items():
        rows(
            session,
            "update categories set description = :words where name = :name and depth = 0"
            " returning 1",
            words=words,
            name=name,
        )
    for path, url in world.category_pictures().items():
        rows(session, _PICTURE, path=path, url=url)
