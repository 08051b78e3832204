"""The composition root: which adapters stand behind the protocols of the business."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from shop_app.core.settings import settings
from shop_app.integrations.sandbox_gateway import SandboxGateway
from shop_app.payments.gateway import Gateway
from shop_app.search.index import Index

PACKAGES_WITH_TABLES = (
    "core",
    "accounts",
    "sellers",
    "catalog",
    "pricing",
    "inventory",
    "listings",
    "shipping",
    "reviews",
    "wishlist",
    "search",
    "cart",
    "checkout",
    "payments",
    "ledger",
    "orders",
    "history",
    "orders.returns",
    "notifications",
    "recommendations",
    "analytics",
)


def load_tables() -> None:
    """Import every table once, so that the metadata is whole."""
    for package in PACKAGES_WITH_TABLES:
        import_module(f"shop_app.{package}.models")


def gateways() -> dict[str, Gateway]:
    """The providers of payments, by name. The sandbox is there in demo mode only."""
    return _gateways(settings().mode)


@lru_cache(maxsize=2)
def _gateways(mode: str) -> dict[str, Gateway]:
    return {SandboxGateway.name: SandboxGateway()} if mode == "demo" else {}


def search_index() -> Index:
    """The search engine: Typesense with PostgreSQL behind it, or PostgreSQL where there is none."""
    chosen = settings()
    return _search_index(chosen.typesense_url, chosen.typesense_api_key, chosen.search_prefix)


@lru_cache(maxsize=4)
def _search_index(url: str, api_key: str, prefix: str) -> Index:
    from shop_app.integrations.postgres_index import PostgresIndex
    from shop_app.search.circuit import IndexWithFallback

    if not url:
        return PostgresIndex()
    from shop_app.integrations.typesense_index import TypesenseIndex

    return IndexWithFallback(TypesenseIndex(url, api_key=api_key, prefix=prefix), PostgresIndex())
