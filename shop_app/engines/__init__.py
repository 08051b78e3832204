"""The engines of a shop: PostgreSQL, Redis and Typesense, as child processes or from outside."""

from shop_app.engines.attach import Engines, ensure
from shop_app.engines.errors import EngineError
from shop_app.engines.facts import EngineStatus
from shop_app.engines.overview import status

__all__ = ["EngineError", "EngineStatus", "Engines", "ensure", "status"]
