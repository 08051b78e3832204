"""`python -m shop_app reindex`: build the lists and the search engine's index anew."""

from __future__ import annotations

from shop_app.bootstrap import search_index
from shop_app.core.db import run_reading
from shop_app.core.errors import Unavailable
from shop_app.search import rebuild
from shop_app.search.index import SearchAway
from shop_app.search.rebuild import Progress


def reindex(progress: Progress) -> int:
    """Build everything anew; shoppers use the old index meanwhile. How many products are shown.

    Raises Unavailable when the search engine does not answer; the lists of PostgreSQL are new then.
    """
    try:
        return rebuild.rebuild(search_index(), progress)
    except SearchAway as error:
        raise Unavailable(
            "The search engine does not answer ({reason}). Start it, then run reindex again; "
            "until then PostgreSQL searches.",
            reason=str(error),
        ) from error


def reindex_if_stale(progress: Progress) -> bool:
    """Build the index if products wait for it or the engine lacks them; whether it was built."""
    if not run_reading(rebuild.is_stale, search_index()):
        return False
    reindex(progress)
    return True
