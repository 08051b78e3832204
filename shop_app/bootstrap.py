"""The composition root: which adapters stand behind the protocols of the business."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from shop_app.core.settings import settings
from shop_app.integrations.sandbox_gateway import SandboxGateway
from shop_app.payments.gateway import Gateway

PACKAGES_WITH_TABLES = (
    "core",
    "accounts",
    "sellers",
    "catalog",
    "pricing",
    "inventory",
    "shipping",
    "reviews",
    "search",
    "cart",
    "checkout",
    "payments",
    "orders",
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
