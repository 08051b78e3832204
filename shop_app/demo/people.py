"""The people of the demo shop: three accounts to sign in with, and customers with addresses."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from faker import Faker
from sqlmodel import Session

from shop_app.accounts.passwords import hash_password
from shop_app.catalog.importing.loader import cursor_of, keyed_id
from shop_app.demo.copying import copy_into

PASSWORD = "demo-shop"  # noqa: S105 the demo's, shown on the first screen; refused in production
SHOPPER, SELLER, ADMIN = "shopper@demo.test", "seller@demo.test", "admin@demo.test"
DEMO_ACCOUNTS = (
    (SHOPPER, PASSWORD, "shopper"),
    (SELLER, PASSWORD, "seller"),
    (ADMIN, PASSWORD, "admin"),
)
CUSTOMERS = 900

# region, country, Faker's locale, share of customers
_HOMES = (
    ("EU", "NL", "nl_NL", 20), ("EU", "DE", "de_DE", 20), ("EU", "FR", "fr_FR", 12),
    ("EU", "ES", "es_ES", 6), ("EU", "IT", "it_IT", 6), ("US", "US", "en_US", 18),
    ("GB", "GB", "en_GB", 12), ("JP", "JP", "ja_JP", 6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who buys; without an id a guest."""

    id: UUID | None
    email: str
    name: str
    region: str
    address: dict[str, str]
    since: datetime


def make_customers(seed: int, since: datetime, until: datetime) -> list[Customer]:
    """The same people every time; the first is the shopper of the demo."""
    chance = random.Random(seed)
    fakers = {locale: Faker(locale) for _, _, locale, _ in _HOMES}
    for number, faker in enumerate(fakers.values()):
        faker.seed_instance(seed + number)
    people = [_shopper(since)]
    homes = chance.choices(_HOMES, weights=[home[3] for home in _HOMES], k=CUSTOMERS)
    for number, (region, country, locale, _) in enumerate(homes):
        joined = since + (until - since) * chance.random() ** 1.3
        email = f"customer{number + 1}@demo.test"
        name, address = _living(fakers[locale], country)
        is_guest = chance.random() < 0.25
        account = None if is_guest else keyed_id(joined, "user", email)
        people.append(Customer(account, email, name, region, address, joined))
    return people


def _shopper(since: datetime) -> Customer:
    address = {
        "name": "Sanne de Vries", "line1": "Bloemgracht 14", "line2": "",
        "postal_code": "1015 TJ", "city": "Amsterdam", "region": "", "country": "NL", "phone": "",
    }  # fmt: skip
    return Customer(
        keyed_id(since, "user", SHOPPER), SHOPPER, "Sanne de Vries", "EU", address, since
    )


def _living(faker: Faker, country: str) -> tuple[str, dict[str, str]]:
    first, last = faker.first_name(), faker.last_name()
    name = f"{last} {first}" if country == "JP" else f"{first} {last}"
    state = faker.state_abbr() if country == "US" else ""
    address = {
        "name": name,
        "line1": faker.street_address().replace("\n", ", "),
        "line2": "",
        "postal_code": faker.postcode(),
        "city": faker.city(),
        "region": state,
        "country": country,
        "phone": "",
    }
    return name, address


def add_people(session: Session, customers: Sequence[Customer], since: datetime) -> UUID:
    """Write accounts, roles and addresses; returns the id of the seller's person."""
    hashed = hash_password(PASSWORD)
    seller_id, admin_id = keyed_id(since, "user", SELLER), keyed_id(since, "user", ADMIN)
    staff = [(seller_id, SELLER, "Milan Bakker"), (admin_id, ADMIN, "Noor Jansen")]
    cursor = cursor_of(session)
    with_account = [customer for customer in customers if customer.id]
    copy_into(
        cursor,
        "users",
        "id, email, name, password_hash, phone, locale, created_at, verified_at",
        [
            *((i, email, name, hashed, "", "en", since, since) for i, email, name in staff),
            *(
                (c.id, c.email, c.name, hashed if c.email == SHOPPER else None, "", "en", c.since,
                 c.since + timedelta(minutes=5))
                for c in with_account
            ),
        ],
    )  # fmt: skip
    copy_into(
        cursor,
        "user_roles",
        "user_id, role, granted_at",
        [(admin_id, role, since) for role in ("staff", "admin")],
    )
    copy_into(
        cursor,
        "addresses",
        "id, user_id, name, line1, line2, postal_code, city, region, country, phone, is_default,"
        " created_at",
        _address_rows(with_account),
    )
    return seller_id


def _address_rows(customers: Sequence[Customer]) -> Iterator[tuple]:
    for customer in customers:
        a = customer.address
        yield (
            keyed_id(customer.since, "address", customer.email), customer.id, a["name"],
            a["line1"], a["line2"], a["postal_code"], a["city"], a["region"], a["country"],
            a["phone"], True, customer.since,
        )  # fmt: skip


def address_json(customer: Customer) -> str:
    """The address as an order keeps it."""
    return orjson.dumps(customer.address).decode()
