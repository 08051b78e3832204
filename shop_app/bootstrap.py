"""The composition root: which adapters stand behind the protocols of the business."""

from __future__ import annotations

from importlib import import_module

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
