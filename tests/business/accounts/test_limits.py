"""Rate limits: shared through Redis, local without it, with a sentence that says when to return."""

from __future__ import annotations

import pytest

from shop_app.core import limits
from shop_app.core.errors import TooManyRequests
from shop_app.core.ids import new_id
from shop_app.core.settings import forget_settings

THREE = limits.Limit("test", "3/10 minutes", "Wait {minutes} min.", field="code")


@pytest.fixture(autouse=True)
def _fresh(settings_of_tests):
    limits.forget_all()
    yield
    limits.forget_all()


@pytest.fixture(params=["redis", "redis-away", "no-redis"])
def whose(request, settings_of_tests, monkeypatch):
    """A new name to count by, with Redis there, not answering, and not named at all."""
    if request.param == "redis-away":
        monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    if request.param == "no-redis":
        monkeypatch.setenv("REDIS_URL", "")
    forget_settings()
    yield str(new_id())
    monkeypatch.undo()
    forget_settings()


@pytest.mark.feature("CUS-12")
def test_the_fourth_of_three_tries_is_told_when_to_come_back(whose):
    for _ in range(3):
        limits.spend(THREE, whose)
    with pytest.raises(TooManyRequests) as refusal:
        limits.spend(THREE, whose)
    assert str(refusal.value) == "Wait 10 min."
    assert 595 <= refusal.value.facts["retry_after"] <= 600
    assert refusal.value.field == "code"
    limits.spend(THREE, "another " + whose)


def test_checking_counts_nothing_and_forgetting_begins_anew(whose):
    for _ in range(10):
        limits.check(THREE, whose)
    for _ in range(3):
        limits.count(THREE, whose)
    with pytest.raises(TooManyRequests):
        limits.check(THREE, whose)
    limits.forget(THREE, whose)
    limits.check(THREE, whose)


def test_two_processes_count_together_through_redis(settings_of_tests):
    name = str(new_id())
    for _ in range(3):
        limits.forget_all()  # as another process would come: with no count of its own
        limits.spend(THREE, name)
    limits.forget_all()
    with pytest.raises(TooManyRequests):
        limits.spend(THREE, name)


def test_no_address_and_no_session_is_written_into_redis_in_the_clear(settings_of_tests):
    import redis

    limits.spend(THREE, "ada@example.com")
    client = redis.Redis.from_url(settings_of_tests["REDIS_URL"], decode_responses=True)
    assert not [key for key in client.scan_iter("*") if "ada" in key]


@pytest.mark.parametrize(
    ("hops", "peer", "forwarded", "address"),
    [
        (0, "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (1, "10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.1", "198.51.100.1", "10.0.0.1"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (0, "", "", "unknown"),
        (1, "10.0.0.1", "<script>", "<script>"),
    ],
)
def test_the_address_is_the_one_that_the_trusted_proxies_saw(
    settings_of_tests, monkeypatch, hops, peer, forwarded, address
):
    monkeypatch.setenv("TRUSTED_PROXY_HOPS", str(hops))
    forget_settings()
    assert limits.client_address(peer, forwarded) == address
    monkeypatch.undo()
    forget_settings()
