"""The search engine is killed and comes back; shoppers go on finding."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from shop_app.cli.progress import SilentProgress
from shop_app.core.db import run_reading
from shop_app.engines.home import ShopHome
from shop_app.engines.typesense import is_available, program
from shop_app.integrations.postgres_index import PostgresIndex
from shop_app.integrations.typesense_index import TypesenseIndex
from shop_app.search.circuit import IndexWithFallback
from shop_app.search.index import Question, SearchAway
from shop_app.search.rebuild import is_stale, rebuild

KEY = "only-for-this-test"


class Server:
    """A Typesense of the test's own, which it may kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.peering = _free_port(), _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        binary = program(ShopHome(self.folder))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(
                    [binary, "--data-dir", ".", "--api-address", "127.0.0.1", "--api-port",
                     str(self.port), "--peering-address", "127.0.0.1", "--peering-port",
                     str(self.peering), "--api-key", KEY],
                    cwd=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
            try:
                if httpx.get(f"{self.url}/health", timeout=1).json().get("ok"):
                    return
            except (httpx.HTTPError, ValueError):
                pass
            time.sleep(0.1)
        raise AssertionError("Typesense did not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


pytestmark = pytest.mark.skipif(not is_available(), reason="no Typesense for this machine")


@pytest.mark.feature("SRCH-16")
def test_while_the_engine_is_away_postgresql_answers_and_then_it_answers_again(found_shop, server):
    prefix = os.environ["SEARCH_PREFIX"]
    own = TypesenseIndex(server.url, api_key=KEY, prefix=prefix)
    index = IndexWithFallback(own, PostgresIndex(), rest_seconds=0.2)
    rebuild(index, SilentProgress())
    found_shop.engines["both"] = index
    before = found_shop.ask("q=shirt&sort=price", engine="both")
    assert not before.is_fallback

    server.kill()
    started = time.monotonic()
    during = found_shop.ask("q=shirt&sort=price", engine="both")

    assert during.is_fallback
    assert time.monotonic() - started < 2
    assert [card.slug for card in during.cards] == [card.slug for card in before.cards]
    assert {f.code for f in during.facets} == {f.code for f in before.facets}
    assert found_shop.ask("q=headfones", engine="both").corrected_query == "headphones"
    with pytest.raises(SearchAway):
        index.remove([found_shop.documents[0].product_id])

    server.start()
    deadline = time.monotonic() + 20
    while found_shop.ask("q=shirt", engine="both").is_fallback:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert not index.is_away
    assert not run_reading(is_stale, index)


def test_without_an_index_postgresql_answers(found_shop, server):
    own = TypesenseIndex(server.url, api_key=KEY, prefix="nothing_here")
    question = Question(text="shirt", currency="EUR")

    with pytest.raises(SearchAway):
        run_reading(own.search, question)
    index = IndexWithFallback(own, PostgresIndex())
    assert run_reading(index.search, question).is_fallback
    assert run_reading(is_stale, index)


def test_an_engine_that_hangs_is_left_alone(found_shop):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(64)  # takes connections and never answers
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        own = TypesenseIndex(url, api_key=KEY, prefix="x")
        index = IndexWithFallback(own, PostgresIndex(), rest_seconds=60)
        question = Question(text="shirt", currency="EUR")

        started = time.monotonic()
        first = run_reading(index.search, question)
        waited = time.monotonic() - started
        started = time.monotonic()
        for _ in range(5):
            run_reading(index.search, question)

        assert first.is_fallback
        assert waited < 4
        assert time.monotonic() - started < 1


def test_a_rebuild_keeps_the_old_index_in_use_until_the_new_one_is_whole(found_shop, server):
    index = TypesenseIndex(server.url, api_key=KEY, prefix="swap")
    rebuild(index, SilentProgress())
    question = Question(text="", currency="EUR", per_page=1)
    whole = run_reading(index.search, question).total

    index.begin_rebuild()
    assert run_reading(index.search, question).total == whole
    other = TypesenseIndex(server.url, api_key=KEY, prefix="swap")
    rebuild(other, SilentProgress())

    assert run_reading(index.search, question).total == whole
    names = httpx.get(f"{server.url}/collections", headers={"x-typesense-api-key": KEY}).json()
    assert len([item for item in names if item["name"].startswith("swap_products")]) == 1
