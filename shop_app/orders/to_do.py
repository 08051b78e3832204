"""What waits to be sent: for one seller, or for the whole shop."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.orders.views import ToDo

# A part is late when its promised days have begun and it has not left.
_COUNTS = """
    select
        count(*) filter (where so.status in ('placed', 'preparing', 'partly_shipped')) as to_ship,
        count(*) filter (
            where so.status in ('placed', 'preparing', 'partly_shipped')
              and so.promised_from < :today) as late,
        count(*) filter (where o.placed_at >= :midnight) as placed_today
    from seller_orders so
    join orders o on o.id = so.order_id
    where (cast(:seller_id as uuid) is null or so.seller_id = :seller_id)
      and so.status <> 'pending' and o.placed_at is not null and o.import_name = ''
      and (so.status in ('placed', 'preparing', 'partly_shipped') or o.placed_at >= :midnight)
"""


def to_do_of_seller(session: Session, *, seller_id: UUID) -> ToDo:
    """What waits for one seller."""
    return _counted(session, seller_id)


def to_do_of_all(session: Session) -> ToDo:
    """What waits for all sellers together."""
    return _counted(session, None)


def _counted(session: Session, seller_id: UUID | None) -> ToDo:
    moment = now()
    midnight = datetime.combine(moment.date(), time.min, tzinfo=moment.tzinfo)
    found = rows(session, _COUNTS, seller_id=seller_id, today=moment.date(), midnight=midnight)[0]
    return ToDo(found.to_ship, found.late, found.placed_today)
