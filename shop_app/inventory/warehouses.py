"""A seller's own warehouses: added, changed, closed and opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson
from slugify import slugify
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record

MOST_WAREHOUSES = 20


@dataclass(frozen=True, slots=True)
class WarehouseView:
    """A warehouse; `pieces` is what lies there on hand."""

    id: str
    code: str
    name: str
    line1: str
    postal_code: str
    city: str
    country: str
    cut_off_hour: int
    is_open: bool
    pieces: int


def own_warehouses(session: Session, *, seller_id: UUID) -> list[WarehouseView]:
    """The seller's warehouses, the open ones first."""
    found = rows(
        session,
        "select w.id, w.code, w.name, w.address, w.country, w.cut_off_hour, w.is_open,"
        " coalesce((select sum(l.on_hand) from stock_levels l where l.warehouse_id = w.id), 0)"
        " as pieces from warehouses w where w.seller_id = :seller_id"
        " order by w.is_open desc, w.created_at, w.id",
        seller_id=seller_id,
    )
    return [
        WarehouseView(
            str(row.id), row.code, row.name, row.address.get("line1", ""),
            row.address.get("postal_code", ""), row.address.get("city", ""), row.country,
            row.cut_off_hour, row.is_open, int(row.pieces),
        )
        for row in found
    ]  # fmt: skip


def add_warehouse(
    session: Session, *, actor: Actor, seller_id: UUID, said: Mapping[str, str]
) -> None:
    """Open a new warehouse. Raises Invalid with the field."""
    own = own_warehouses(session, seller_id=seller_id)
    if len(own) >= MOST_WAREHOUSES:
        raise Invalid("There are {most} warehouses already.", most=MOST_WAREHOUSES)
    name = " ".join(said.get("name", "").split())[:60]
    country = said.get("country", "").strip().upper()
    hour = said.get("cut_off_hour", "15").strip()
    if len(name) < 2:
        raise Invalid("Name the warehouse.", field="name")
    if not (len(country) == 2 and country.isalpha() and country.isascii()):
        raise Invalid("Write the country as two letters, such as NL.", field="country")
    if not (hour.isascii() and hour.isdigit() and len(hour) < 3 and int(hour) < 24):
        raise Invalid("Write the hour as a number from 0 to 23.", field="cut_off_hour")
    address = {key: said.get(key, "").strip()[:120] for key in ("line1", "postal_code", "city")}
    warehouse_id = new_id()
    rows(
        session,
        "insert into warehouses (id, code, name, seller_id, country, address, cut_off_hour,"
        " is_open, created_at) values (:id, :code, :name, :seller_id, :country,"
        " cast(:address as jsonb), :hour, true, :moment) returning id",
        id=warehouse_id,
        code=f"{slugify(name)[:40] or 'warehouse'}-{warehouse_id.hex[-6:]}",
        name=name,
        seller_id=seller_id,
        country=country,
        address=orjson.dumps(address).decode(),
        hour=int(hour),
        moment=now(),
    )
    audit(session, actor, "warehouse.added", subject="warehouse", subject_id=warehouse_id,
          after={"name": name, "country": country}, seller_id=seller_id)  # fmt: skip


def set_open(
    session: Session, *, actor: Actor, seller_id: UUID, warehouse_id: str, is_open: bool
) -> None:
    """Close a warehouse (nothing is sold from there) or open it again.

    Raises NotFound, or Conflict while parcels still have to leave from there.
    """
    found = rows(
        session,
        "select w.id, w.is_open, coalesce((select sum(l.allocated) from stock_levels l"
        " where l.warehouse_id = w.id), 0) as allocated from warehouses w"
        " where w.id::text = :id and w.seller_id = :seller_id for update of w",
        id=warehouse_id,
        seller_id=seller_id,
    )
    if not found:
        raise NotFound("This warehouse is not here.")
    if not is_open and found[0].allocated:
        raise Conflict(
            "{pieces} sold pieces have to leave from there first.", pieces=int(found[0].allocated)
        )
    rows(
        session,
        "update warehouses set is_open = :is_open where id = :id returning id",
        is_open=is_open,
        id=found[0].id,
    )
    record(session, "seller.stock_places_changed", aggregate="seller", aggregate_id=seller_id)
    audit(session, actor, "warehouse.opened" if is_open else "warehouse.closed",
          subject="warehouse", subject_id=warehouse_id, before={"is_open": found[0].is_open},
          after={"is_open": is_open}, seller_id=seller_id)  # fmt: skip
