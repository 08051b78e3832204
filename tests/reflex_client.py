"""A browser's side of the websocket without a browser: for tests of what a state lets happen.

async with ReflexClient(shop.url, path="/cart", cookies={"stoa_session": token}) as client:
    await client.hydrated()
    await client.call("shop_app.ui.storefront.cart.CartState.remove", line_id="…")
    client.vars_of("shop_app.ui.storefront.cart.CartState")["lines"]
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import uuid
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import aiohttp

NAMESPACE = "/_event"
ROOT = "reflex___state____state"
SUFFIX = "_rx_state_"
Result = TypeVar("Result")


def run_apart(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Its result, from its own thread: Playwright leaves a loop running in that of the tests."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, coroutine).result()


def state_name(dotted: str) -> str:
    """The wire name of a state: `shop.cart.CartState` → `…state.shop___cart____cart_state`."""
    module, name = dotted.rsplit(".", 1)
    snake = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    snake = re.sub(r"([a-z\d])([A-Z])", r"\1_\2", snake).lower()
    return f"{ROOT}.{module.replace('.', '___')}____{snake}"


def event_name(dotted: str) -> str:
    """The wire name of a handler; whole wire names pass through."""
    if dotted.startswith(ROOT):
        return dotted
    state, handler = dotted.rsplit(".", 1)
    return f"{state_name(state)}.{handler}"


class ReflexClient:
    """One open tab: `state` holds the vars that arrived by state, `events` what we were asked."""

    def __init__(
        self,
        url: str,
        *,
        path: str = "/",
        query: dict[str, str] | None = None,
        cookies: dict[str, str] | None = None,
        origin: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.url, self.path, self.query = url.rstrip("/"), path, query or {}
        self.cookies, self.origin, self.headers = cookies or {}, origin, headers or {}
        self.token = str(uuid.uuid4())
        self.state: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self._arrived = asyncio.Condition()

    async def __aenter__(self) -> ReflexClient:
        self._http = aiohttp.ClientSession()
        try:
            await self._connect()
        except BaseException:
            await self._http.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading
        await self._socket.close()
        await self._http.close()

    def vars_of(self, dotted: str) -> dict[str, Any]:
        """The vars of a state as they stand here."""
        return self.state.get(state_name(dotted), {})

    async def hydrated(self) -> None:
        """Wait until the page has loaded: its on_load handlers have run."""
        await self.until(lambda: self.state.get(ROOT, {}).get("is_hydrated") is True)

    async def send(self, event: str, **payload: Any) -> None:
        """Send an event and wait for nothing."""
        message = {
            "name": event_name(event),
            "payload": payload,
            "router_data": self._router_data(),
        }
        await self._socket.send_str(f"42{NAMESPACE},{json.dumps(['event', message])}")

    async def call(self, event: str, **payload: Any) -> None:
        """Send an event and wait for the next answer of any kind."""
        seen = len(self.texts)
        await self.send(event, **payload)
        await self.until(lambda: len(self.texts) > seen)

    async def until(self, holds: Any, seconds: float = 15) -> None:
        """Wait until `holds()` is true."""
        async with asyncio.timeout(seconds), self._arrived:
            await self._arrived.wait_for(holds)

    async def quiet(self, seconds: float = 0.5) -> None:
        """Let everything arrive that is on its way."""
        await asyncio.sleep(seconds)

    def _router_data(self) -> dict[str, Any]:
        query = "&".join(f"{name}={value}" for name, value in self.query.items())
        address = self.path + (f"?{query}" if query else "")
        return {"pathname": self.path, "asPath": address, "query": self.query}

    async def _connect(self) -> None:
        headers = {"Origin": self.origin or self.url, **self.headers}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={v}" for name, v in self.cookies.items())
        address = self.url.replace("http", "ws", 1)
        self._socket = await self._http.ws_connect(
            f"{address}{NAMESPACE}/?EIO=4&transport=websocket&token={self.token}",
            headers=headers,
            max_msg_size=0,
        )
        assert (await self._socket.receive_str()).startswith("0")
        boot = {
            "name": f"{ROOT}.hydrate_and_load",
            "payload": {},
            "router_data": self._router_data(),
        }
        await self._socket.send_str(f"40{NAMESPACE},{json.dumps({'event': boot})}")
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type != aiohttp.WSMsgType.TEXT:
                break
            if message.data == "2":
                await self._socket.send_str("3")
                continue
            async with self._arrived:
                self._take(message.data)
                self._arrived.notify_all()

    def _take(self, text: str) -> None:
        if not text.startswith("42"):
            return
        self.texts.append(text)
        name, *arguments = json.loads(text[text.index(",") + 1 :])
        if name == "new_token":
            self.token = arguments[0]
        if name != "event":
            return
        update = arguments[0]
        for state, values in (update.get("delta") or {}).items():
            known = self.state.setdefault(state, {})
            known.update({key.removesuffix(SUFFIX): value for key, value in values.items()})
        self.events.extend(update.get("events") or [])
