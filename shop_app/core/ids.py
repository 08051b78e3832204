"""Identifiers: UUIDv7 (RFC 9562), whose order is the order of time."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from uuid import UUID

import uuid_utils.compat

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: read over the phone


def new_id() -> UUID:
    """A new id; later ids sort after earlier ones."""
    return uuid_utils.compat.uuid7()


def id_at(moment: datetime) -> UUID:
    """A new id that sorts as if made at `moment` (aware): for history that is brought in."""
    chance = secrets.randbits(74)
    return UUID(int=lowest_id_at(moment).int | (chance >> 62 << 64) | (chance & (2**62 - 1)))


def lowest_id_at(moment: datetime) -> UUID:
    """The smallest UUIDv7 of that millisecond: a bound for ranges and partitions."""
    milliseconds = round(moment.timestamp() * 1000)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (0b10 << 62))


def moment_of(identifier: UUID) -> datetime:
    """When the UUIDv7 was made, to the millisecond, UTC."""
    return datetime.fromtimestamp((identifier.int >> 80) / 1000, tz=UTC)


def new_order_number() -> str:
    """A number that people can say, such as `S-7KQ2-M9XD`; 40 bits, not guessable in order."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"S-{code[:4]}-{code[4:]}"


def new_secret() -> str:
    """A secret of 256 bits for sessions and links, safe in addresses."""
    return secrets.token_urlsafe(32)
