"""The guard over the wire: who may call which state, how often, and what the log shows of it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from shop_app.accounts import service
from shop_app.accounts.models import Role
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction
from shop_app.sellers.models import Seller, SellerMember
from shop_app.ui.shell.guard import area_of
from shop_app.ui.shell.payloads import is_sane
from tests.reflex_client import ReflexClient, run_apart, state_name
from tests.shop import PROJECT, free_port

CONFIG = """
import reflex as rx
config = rx.Config(app_name="guarded", telemetry_enabled=False,
                   cors_allowed_origins=["{origin}"], disable_plugins=[rx.plugins.SitemapPlugin])
"""
GUEST, SHOPPER, SELLER, STAFF = "guest", "shopper", "seller", "staff"
AREAS = ("storefront", "account.login", "account", "seller", "admin", "adminish", "elsewhere")
ADMITTED = {
    GUEST: {"storefront", "account.login"},
    SHOPPER: {"storefront", "account.login", "account"},
    SELLER: {"storefront", "account.login", "account", "seller"},
    STAFF: {"storefront", "account.login", "account", "admin"},
}


@dataclass
class Guarded:
    """The served app, its log, and a session cookie for each kind of visitor."""

    url: str
    log_file: Path
    tokens: dict[str, str]

    @property
    def log(self) -> str:
        """What the server has written so far."""
        return self.log_file.read_text(errors="replace")

    def client(self, who: str, **options) -> ReflexClient:
        """A tab of this visitor."""
        cookies = {"stoa_session": self.tokens[who]} if who in self.tokens else {}
        return ReflexClient(self.url, cookies=cookies, **options)


def probe(area: str) -> str:
    """The probe state of an area."""
    module = {
        "account.login": "shop_app.ui.account.login",
        "elsewhere": "shop_app.elsewhere.probe",
    }.get(area, f"shop_app.ui.{area}.probe")
    return f"{module}.ProbeState"


@pytest.fixture
def guarded(database, tmp_path, settings_of_tests):
    """The small app on the test's own database."""
    port = free_port()
    url = f"http://localhost:{port}"
    (tmp_path / "guarded").mkdir()
    (tmp_path / "guarded" / "__init__.py").touch()
    shutil.copy(Path(__file__).parent / "guarded_app.py", tmp_path / "guarded" / "guarded.py")
    (tmp_path / "rxconfig.py").write_text(CONFIG.format(origin=url))
    log_file = tmp_path / "server.log"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")]),
        "PORT": str(port),
        "LOG_JSON": "true",
        "REFLEX_STATE_MANAGER_MODE": "memory",
    }
    with log_file.open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.api.guarded_server", str(port)],
            cwd=tmp_path,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(port, server, log_file)
        yield Guarded(url, log_file, _tokens())
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(port: int, server: subprocess.Popen, log_file: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probing:
            if probing.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the guarded app did not open: {log_file.read_text()[-3000:]}")


def _tokens() -> dict[str, str]:
    """Sign in a shopper, a seller and one of the staff."""

    def people(session):
        signed = {
            who: service.register(
                session,
                email=f"{who}@example.com",
                name=who,
                password="three olive trees",
                token=new_token(),
            )
            for who in (SHOPPER, SELLER, STAFF)
        }
        shop = Seller(slug="olive", name="Olive & Co")
        session.add(shop)
        session.flush()
        session.add(SellerMember(seller_id=shop.id, user_id=signed[SELLER].user_id))
        service.grant_role(session, user_id=signed[STAFF].user_id, role=Role.STAFF)
        return {who: each.token for who, each in signed.items()}

    return run_in_transaction(people)


async def _touched_by(guarded: Guarded, who: str) -> tuple[set[str], ReflexClient]:
    async with guarded.client(who, path="/account/orders", query={"page": "2"}) as client:
        await client.hydrated()
        for area in AREAS:
            await client.send(f"{probe(area)}.touch")
        await client.send(f"{probe('storefront')}.touch", what="last")
        await client.until(lambda: client.vars_of(probe("storefront")).get("what") == "last")
        await client.quiet()
        return {area for area in AREAS if client.vars_of(probe(area))["touched"]}, client


def test_each_area_admits_those_it_is_for_and_nobody_else(guarded):
    for who, admitted in ADMITTED.items():
        touched, client = run_apart(_touched_by(guarded, who))
        assert (who, touched) == (who, admitted)
        sent_to_sign_in = [
            event["payload"]["path"] for event in client.events if event["name"] == "_redirect"
        ]
        expected = ["/login?next=%2Faccount%2Forders%3Fpage%3D2"] * 3 if who == GUEST else []
        assert sent_to_sign_in == expected
    assert "event_refused" in guarded.log
    assert '"reason": "not allowed"' in guarded.log
    assert '"reason": "state in no named area"' in guarded.log


def test_identity_comes_from_the_cookie_whatever_the_state_or_the_arguments_say(guarded):
    async def act():
        async with guarded.client(SHOPPER) as client:
            await client.hydrated()
            await client.send(
                f"{probe('storefront')}.touch", what={"who": "staff", "roles": ["admin"]}
            )
            await client.until(lambda: client.vars_of(probe("storefront")).get("touched") == 1)
            return client.vars_of(probe("storefront"))["who"]

    assert run_apart(act()) == SHOPPER


def test_a_session_that_has_ended_is_refused_in_a_tab_that_is_still_open(guarded):
    async def act():
        async with guarded.client(SHOPPER) as client:
            await client.hydrated()
            await client.send(f"{probe('account')}.touch")
            await client.until(lambda: client.vars_of(probe("account")).get("touched") == 1)
            run_in_transaction(service.sign_out, token=guarded.tokens[SHOPPER])
            await client.quiet(5.2)  # as long as a process may remember who somebody was
            await client.send(f"{probe('account')}.touch")
            await client.until(lambda: any(e["name"] == "_redirect" for e in client.events))
            return client.vars_of(probe("account"))["touched"]

    assert run_apart(act()) == 1


@pytest.mark.feature("OPS-06")
def test_no_session_reaches_the_log_whatever_is_sent(guarded):
    async def act():
        async with guarded.client(STAFF, headers={"Authorization": "Bearer abc.def"}) as client:
            await client.hydrated()
            await client.send(f"{probe('seller')}.touch")
            await client.send(f"{probe('storefront')}.no_such_handler", password="hunter2 hunter2")
            await client.send(f"{probe('storefront')}._touch")
            await client.send("reflex___state____state.nowhere.nothing")
            await client.send(f"{probe('storefront')}.touch", unknown_argument=1)
            await client._socket.send_str('42/_event,["event","not a dictionary"]')
            await client._socket.send_str('42/_event,["event",{"nonsense":1}]')
            await client.quiet(1.5)

    run_apart(act())
    assert "no_such_handler" in guarded.log
    assert "stoa_session=" not in guarded.log.replace("stoa_session=[scrubbed]", "")
    for token in guarded.tokens.values():
        assert token not in guarded.log
    assert "abc.def" not in guarded.log


@pytest.mark.feature("CUS-12")
def test_too_many_events_are_answered_with_a_sentence_and_do_nothing(guarded):
    async def act():
        async with guarded.client(SHOPPER) as client:
            await client.hydrated()
            for _ in range(1300):
                await client.send(f"{probe('storefront')}.touch")
            shell = "shop_app.ui.shell.session_state.ShellState"
            await client.until(lambda: client.vars_of(shell).get("notice"), seconds=60)
            await client.quiet(1)
            return client.vars_of(shell)["notice"], client.vars_of(probe("storefront"))["touched"]

    notice, touched = run_apart(act())
    assert notice == "That was a lot at once. Nothing is lost; try again in 1 min."
    assert 1100 < touched <= 1200


def test_a_payload_that_no_screen_would_send_is_refused(guarded):
    async def act():
        async with guarded.client(SHOPPER) as client:
            await client.hydrated()
            await client.send(f"{probe('storefront')}.touch", what="x" * 30_000)
            await client.send(f"{probe('storefront')}.touch", what=[[[[[[[["deep"]]]]]]]])
            await client.send(f"{probe('storefront')}.touch", what=10**30)
            await client.send(f"{probe('storefront')}.touch", what="fine")
            await client.until(lambda: client.vars_of(probe("storefront")).get("what"))
            return client.vars_of(probe("storefront"))

    seen = run_apart(act())
    assert (seen["touched"], seen["what"]) == (1, "fine")


def test_a_websocket_from_another_site_is_not_opened(guarded):
    async def act():
        async with guarded.client(SHOPPER, origin="https://evil.example"):
            pass

    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        run_apart(act())
    assert refusal.value.status == 403


@pytest.mark.parametrize(
    ("payload", "sane"),
    [
        ({}, True),
        ({"quantity": 2, "sku": "MUG-OLIVE", "on": True, "none": None, "share": 0.5}, True),
        ({"number": float("nan")}, False),
        ({"number": float("inf")}, False),
        ({"number": -(10**30)}, False),
        ({"a": ["x"] * 600}, False),
        ({"a": "x" * 20_001}, False),
        ({"x" * 20_001: 1}, False),
    ],
)
def test_sanity_of_payloads(payload, sane):
    assert is_sane(payload) is sane


def test_names_that_only_begin_alike_belong_to_no_area():
    assert area_of("shop_app.ui.sellers") is None
    assert area_of("shop_app.ui.seller").admits is not None
    assert area_of("reflexive") is None
    assert state_name("a.b.CState").endswith("a___b____c_state")


def test_every_state_of_the_shop_lies_in_a_named_area():
    from importlib import import_module

    import reflex as rx

    from shop_app.ui.routes import SCREENS

    for screen in SCREENS:
        import_module(screen.module)
    waiting, homeless = list(rx.State.get_substates()), set()
    while waiting:
        state = waiting.pop()
        waiting.extend(state.get_substates())
        ours = state.__module__.startswith(("shop_app.", "reflex"))
        if ours and area_of(state.__module__) is None:
            homeless.add(f"{state.__module__}.{state.__name__}")
    assert homeless == set()
