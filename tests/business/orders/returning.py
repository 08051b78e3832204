"""A small trade whose orders are delivered, for tests of returns."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from shop_app.checkout.place_order import place_order
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.refunds import give_back
from shop_app.core.audit import Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.inventory.queries import levels_of
from shop_app.orders import fulfilment as orders
from shop_app.orders.returns import asking, handling
from shop_app.orders.returns.asking import Wanted
from shop_app.orders.returns.handling import Arrived
from tests.makers import Visitor, make_offer, make_seller, make_world, ready_checkout

GATEWAYS = {"sandbox": SandboxGateway()}
STAFF = Actor("staff", "Sam")


class Trade:
    """Two sellers with an offer each, and a guest who bought three mugs and a bowl."""

    def __init__(
        self, *, region: str = "EU", pieces: tuple[int, int] = (3, 1), is_delivered: bool = True
    ) -> None:
        def build(session):
            world = make_world(session)
            sellers = [make_seller(session), make_seller(session, name="Clay Works")]
            return (
                world,
                sellers,
                [
                    make_offer(session, world, seller_id=seller, eur=eur, title=title, stock_far=10)
                    for seller, eur, title in zip(
                        sellers, (1999, 6000), ("Stoneware mug", "Bowl"), strict=True
                    )
                ],
            )

        self.world, self.sellers, self.offers = run_in_transaction(build)
        self.guest, self.region = Visitor(), region
        self.number, self.key = self.buy(*zip(self.offers, pieces, strict=True))
        for seller in self.sellers if is_delivered else ():
            self.deliver(seller)

    def buy(self, *lines: tuple[UUID, int]) -> tuple[str, str]:
        checkout = run_in_transaction(ready_checkout, self.guest, *lines, region=self.region)
        page = run_in_transaction(checkout_page, **self.guest.who, gateways=GATEWAYS)
        placed: Any = place_order(
            checkout_id=checkout,
            **self.guest.who,
            total_seen_minor=page.total_minor,
            payment_method=SUCCEEDS,
            gateways=GATEWAYS,
        )
        return placed.number, placed.key

    def deliver(self, seller: UUID, number: str = "") -> None:
        facts = {"seller_id": seller, "number": number or self.number, "actor": "seller"}
        run_in_transaction(orders.ship, **facts)
        run_in_transaction(orders.deliver, **facts)

    def line(self, offer: int = 0) -> int:
        """The number of the line of an offer in the order."""
        return self.ask(
            "select l.line_no from order_lines l join order_numbers n on n.order_id = l.order_id"
            " where n.number = :number and l.offer_id = :offer",
            number=self.number,
            offer=self.offers[offer],
        )[0].line_no

    def want(self, quantity: int = 1, reason: str = "faulty", offer: int = 0, words: str = ""):
        return Wanted(self.line(offer), quantity, reason, words)

    def return_of(self, *wanted: Wanted, request_key: str = "", **how: Any) -> list[str]:
        who = {"key": self.key} if "session_key" not in how and "key" not in how else {}
        return run_in_transaction(
            asking.ask,
            number=how.pop("number", self.number),
            wanted=list(wanted) or [self.want()],
            request_key=request_key or secrets.token_hex(16),
            **who,
            **how,
        )

    def seller_actor(self, seller: int = 0) -> Actor:
        return Actor("seller", "Ola", seller_id=self.sellers[seller])

    def do(self, verb: Any, number: str, seller: int = 0, **how: Any) -> Any:
        return run_in_transaction(
            verb,
            seller_id=self.sellers[seller],
            number=number,
            actor=self.seller_actor(seller),
            **how,
        )

    def approve(self, number: str, seller: int = 0) -> None:
        self.do(handling.approve, number, seller, instructions="Send it to Mill Lane 1.")

    def receive(self, number: str, *arrived: Arrived, seller: int = 0) -> None:
        self.do(handling.receive, number, seller, arrived=list(arrived))

    def arrived(self, accepted: int = 1, condition: str = "as_new", offer: int = 0, **how: int):
        how.setdefault("restocked", accepted if condition in ("as_new", "used") else 0)
        return Arrived(self.line(offer), accepted, condition, **how)

    def refund(self, number: str, seller: int = 0, *, give: bool = True) -> int:
        """Refund and give back; returns what was given in minor units."""
        payment = self.do(handling.refund, number, seller)
        return give_back(payment, GATEWAYS) if payment and give else 0

    def whole(self, *wanted: Wanted, arrived: list[Arrived], seller: int = 0) -> int:
        """A return from asking to the money."""
        (number,) = self.return_of(*wanted)
        self.approve(number, seller)
        self.receive(number, *arrived, seller=seller)
        return self.refund(number, seller)

    def status(self, number: str) -> str:
        return self.ask("select status from returns where number = :n", n=number)[0].status

    def on_hand(self, offer: int = 0) -> int:
        return sum(level.on_hand for level in self.levels(offer))

    def levels(self, offer: int = 0):
        return run_in_transaction(levels_of, offer_id=self.offers[offer])

    def ask(self, sql: str, **values: Any) -> list[Any]:
        return run_in_transaction(rows, sql, **values)
