"""Sales: a share off many prices between two moments.

A sale writes its prices at once; from and until stand in each price, so that the clock of the
database begins and ends it and nothing has to run at those moments. A price has one sale at a time:
what another sale has set, or will, is left as it is and told. Ending a sale early takes back what
it set and nobody has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.lists import Listing, Sort
from shop_app.core.outbox import record

LONGEST_NAME = 80
LONGEST_DAYS = 366
MOST_PRICES = 50_000
EXAMPLES = 5
_TOLD_AT_ONCE = 500
_ALONE = "select pg_advisory_xact_lock(hashtext('pricing.sales'))"
# What is for sale in the sale's range. Half away from zero, in minor units: both are positive.
_RANGE = """
    from prices p
    join offers o on o.id = p.offer_id and o.status = 'active'
        and (cast(:seller_id as uuid) is null or o.seller_id = :seller_id)
    join sellers s on s.id = o.seller_id and s.status = 'approved'
    join variants v on v.id = o.variant_id
    join products r on r.id = v.product_id and r.status = 'active'
    cross join lateral (
        select floor((p.amount_minor * (100 - :percent) + 50) / 100)::bigint as minor) sale
    where (cast(:path as text) is null or exists (
        select from categories c where c.id = r.category_id
          and (c.path = :path or starts_with(c.path, :path || '/'))))
"""
_BUSY = "p.sale_minor is not null and (p.sale_to is null or p.sale_to > :moment)"
_TOO_SMALL = "(sale.minor <= 0 or sale.minor >= p.amount_minor)"
_COUNTS = f"""
    select count(*) filter (where not ({_BUSY}) and not {_TOO_SMALL})::integer as prices,
        count(distinct v.product_id) filter (where not ({_BUSY}) and not {_TOO_SMALL})::integer
            as products,
        count(*) filter (where {_BUSY})::integer as busy,
        count(*) filter (where not ({_BUSY}) and {_TOO_SMALL})::integer as too_small
    {_RANGE}
"""
# One price of each product, the highest.
_SHOWN = f"""
    select title, currency, amount_minor, sale_minor from (
        select distinct on (r.units_sold, r.id) r.title, p.currency, p.amount_minor,
            sale.minor as sale_minor
        {_RANGE} and not ({_BUSY}) and not {_TOO_SMALL}
        order by r.units_sold desc, r.id, p.currency, p.amount_minor desc limit :most
    ) shown
"""
# Before they are written, in the order of their key: who is just changing one is waited for, and
# the statement that writes reads them afresh.
_LOCK = f"""
    select 1 {_RANGE} and not ({_BUSY}) and not {_TOO_SMALL}
    order by p.offer_id, p.currency for update of p
"""
_WRITE = f"""
    with changed as (
        update prices t set sale_minor = f.minor, sale_from = :starts, sale_to = :ends,
            version = t.version + 1, updated_at = :moment
        from (select p.offer_id, p.currency, sale.minor, v.product_id {_RANGE}
                and not ({_BUSY}) and not {_TOO_SMALL}) f
        where t.offer_id = f.offer_id and t.currency = f.currency
        returning t.offer_id, t.currency, t.sale_minor, f.product_id
    ), kept as (
        insert into sale_prices (sale_id, offer_id, currency, sale_minor)
        select :sale_id, offer_id, currency, sale_minor from changed returning 1
    )
    select product_id, count(*)::integer as prices from changed group by product_id
"""
_TAKE_BACK = """
    with changed as (
        update prices t set sale_minor = null, sale_from = null, sale_to = null,
            version = t.version + 1, updated_at = :moment
        from sale_prices k
        where k.sale_id = :sale_id and t.offer_id = k.offer_id and t.currency = k.currency
          and t.sale_minor = k.sale_minor and t.sale_from = :starts and t.sale_to = :ends
        returning t.offer_id
    )
    select distinct v.product_id from changed c
    join offers o on o.id = c.offer_id join variants v on v.id = o.variant_id
"""

SALES = Listing(
    columns="""x.id, x.name, x.percent, x.starts_at, x.ends_at, x.made_by, x.made_at,
        case when x.status = 'ended' or x.ends_at <= now() then 'ended'
            when x.starts_at > now() then 'planned' else 'running' end as state,
        coalesce(s.name, '') as seller, coalesce(c.name, '') as category,
        (select count(*) from sale_prices k where k.sale_id = x.id)::integer as prices""",
    source="sales x left join sellers s on s.id = x.seller_id"
    " left join categories c on c.id = x.category_id",
    key="x.id",
    sorts={
        "starts": Sort("x.starts_at", "timestamptz"),
        "name": Sort("x.name"),
        "percent": Sort("x.percent", "integer"),
    },
    default_sort="-starts",
    filters={
        "state": "(case when x.status = 'ended' or x.ends_at <= now() then 'ended'"
        " when x.starts_at > now() then 'planned' else 'running' end) = :state"
    },
    search="x.name ilike '%' || :search || '%' or s.name ilike '%' || :search || '%'",
)
OWN_SALES = Listing(
    columns=SALES.columns,
    source=SALES.source,
    key=SALES.key,
    sorts=SALES.sorts,
    default_sort=SALES.default_sort,
    filters=SALES.filters,
    search="x.name ilike '%' || :search || '%'",
    scope="x.seller_id = :seller_id",
)


@dataclass(frozen=True, slots=True)
class Range:
    """What a sale is about; amounts of percent are whole. `path` is that of its category."""

    name: str
    percent: int
    starts: datetime
    ends: datetime
    seller_id: UUID | None
    category_id: UUID | None
    path: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A price now and in the sale, in minor units of its currency."""

    title: str
    currency: str
    before_minor: int
    after_minor: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a sale would change: `busy` prices have another sale, `too_small` ones cannot fall."""

    prices: int
    products: int
    busy: int
    too_small: int
    examples: list[Example]


def foresee(session: Session, *, asked: Range) -> Foreseen:
    """What would change if the sale were made now."""
    what = _parameters(asked)
    counts = rows(session, _COUNTS, **what)[0]
    shown = rows(session, _SHOWN, most=EXAMPLES, **what)
    return Foreseen(**counts._asdict(), examples=[Example(*row) for row in shown])


def make_sale(session: Session, *, asked: Range, actor: Actor) -> UUID:
    """Write the sale's prices; returns its id. Audited, and told to lists and search.

    Raises Conflict when no price would change, or more than MOST_PRICES.
    """
    rows(session, _ALONE)
    found = foresee(session, asked=asked)
    if not found.prices:
        raise _nothing()
    if found.prices > MOST_PRICES:
        raise Conflict(
            "{n} prices would change, {most} are possible at once. Choose a category.",
            n=found.prices,
            most=MOST_PRICES,
        )
    what = _parameters(asked)
    rows(session, _LOCK, **what)
    sale_id = new_id()
    rows(
        session,
        "insert into sales (id, name, percent, starts_at, ends_at, seller_id, category_id,"
        " status, made_by, made_at) values (:id, :name, :percent, :starts, :ends, :seller_id,"
        " :category_id, 'on', :by, :moment) returning id",
        id=sale_id, name=asked.name, percent=asked.percent, starts=asked.starts, ends=asked.ends,
        seller_id=asked.seller_id, category_id=asked.category_id, by=actor.name[:200],
        moment=now(),
    )  # fmt: skip
    changed = rows(session, _WRITE, sale_id=sale_id, starts=asked.starts, ends=asked.ends, **what)
    if not changed:
        raise _nothing()
    _tell(session, sale_id, [row.product_id for row in changed])
    audit(session, actor, "sale.made", subject="sale", subject_id=sale_id,
          seller_id=asked.seller_id,
          after={"name": asked.name, "percent": asked.percent,
                 "prices": sum(row.prices for row in changed),
                 "from": asked.starts.isoformat(), "until": asked.ends.isoformat()})  # fmt: skip
    return sale_id


def end_sale(
    session: Session, *, key: str, actor: Actor, note: str = "", seller_id: UUID | None = None
) -> None:
    """End a sale now, whether it has begun or not; with `seller_id` only one of that seller.

    Raises NotFound, or Conflict when it has ended already.
    """
    rows(session, _ALONE)
    found = rows(
        session,
        "select * from sales where id::text = :key"
        " and (cast(:seller_id as uuid) is null or seller_id = :seller_id) for update",
        key=key[:40].replace("\x00", ""),
        seller_id=seller_id,
    )
    if not found:
        raise NotFound("This sale is not here.")
    sale = found[0]
    moment = now()
    if sale.status != "on" or sale.ends_at <= moment:
        raise Conflict("This sale has ended already.")
    changed = rows(
        session, _TAKE_BACK, sale_id=sale.id, starts=sale.starts_at, ends=sale.ends_at,
        moment=moment,
    )  # fmt: skip
    rows(session, "update sales set status = 'ended' where id = :id returning id", id=sale.id)
    _tell(session, sale.id, [row.product_id for row in changed])
    audit(
        session,
        actor,
        "sale.ended",
        subject="sale",
        subject_id=sale.id,
        seller_id=sale.seller_id,
        before={"name": sale.name},
        after={"note": note[:500]},
    )


def foresee_form(session: Session, *, given: Mapping[str, Any]) -> Foreseen:
    """`foresee` of what a form holds: the arguments of `range_of`."""
    return foresee(session, asked=range_of(session, **given))


def make_from_form(session: Session, *, given: Mapping[str, Any], actor: Actor) -> UUID:
    """`make_sale` of what a form holds: the arguments of `range_of`."""
    return make_sale(session, asked=range_of(session, **given), actor=actor)


def end_own_sale(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """As `end_sale`, for the seller that acts."""
    if actor.seller_id is None:
        raise NotFound("This sale is not here.")
    end_sale(session, key=key, actor=actor, note=note, seller_id=actor.seller_id)


def range_of(
    session: Session,
    *,
    name: str,
    percent: str,
    starts: datetime | None,
    ends: datetime | None,
    seller: str = "",
    category: str = "",
    seller_id: UUID | None = None,
) -> Range:
    """What was asked for in a form, checked. Without `starts` the sale begins now; `seller` is an
    address name, `category` one or an id, `seller_id` a seller that must be it.

    Raises Invalid at the field that must be mended.
    """
    words = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not words or len(words) > LONGEST_NAME:
        raise Invalid("Give a name of at most {most} signs.", field="name", most=LONGEST_NAME)
    share = percent.strip()
    if not share.isdecimal() or len(share) > 4 or not 1 <= int(share) <= 90:
        raise Invalid("Give a whole number from 1 to 90.", field="percent")
    moment = now()
    starts = max(starts or moment, moment)
    if ends is None:
        raise Invalid("Say when the sale ends.", field="ends")
    if ends <= starts:
        raise Invalid("A sale must end after it begins.", field="ends")
    if ends - starts > timedelta(days=LONGEST_DAYS):
        raise Invalid("A sale lasts at most a year.", field="ends")
    if seller_id is None and seller:
        found = rows(session, "select id from sellers where slug = :slug", slug=_plain(seller))
        if not found:
            raise Invalid("There is no seller with this address name.", field="seller")
        seller_id = found[0].id
    category_id, path = None, None
    if category:
        place = rows(
            session,
            "select id, path from categories where slug = :key or id::text = :key",
            key=_plain(category),
        )
        if not place:
            raise Invalid("Choose a category that is there.", field="category")
        category_id, path = place[0].id, place[0].path
    return Range(words, int(share), starts, ends, seller_id, category_id, path)


def _nothing() -> Conflict:
    return Conflict("No price would change: all have another sale, or are too small.")


def _parameters(asked: Range) -> dict[str, Any]:
    return {
        "percent": asked.percent,
        "seller_id": asked.seller_id,
        "path": asked.path,
        "moment": now(),
    }


def _tell(session: Session, sale_id: UUID, product_ids: list[UUID]) -> None:
    for begin in range(0, len(product_ids), _TOLD_AT_ONCE):
        record(
            session,
            "products.repriced",
            aggregate="sale",
            aggregate_id=sale_id,
            product_ids=[str(key) for key in product_ids[begin : begin + _TOLD_AT_ONCE]],
        )


def _plain(text: str) -> str:
    return text.strip().replace("\x00", "")[:200]
