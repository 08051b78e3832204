"""A person with store credit, two sellers with an offer each, and what the books say of it."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from shop_app.accounts import service as accounts
from shop_app.checkout.credit import choose_credit
from shop_app.checkout.place_order import place_order
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.results import Result
from shop_app.core.audit import Actor
from shop_app.core.cookies import new_token
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.ids import new_id
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.invariants import credit as credit_proof
from shop_app.invariants import ledger as ledger_proof
from shop_app.invariants import orders as orders_proof
from shop_app.invariants import returns as returns_proof
from shop_app.invariants.proof import prove
from shop_app.ledger import credit
from shop_app.payments.gateway import PaymentRequest
from tests.makers import Visitor, make_offer, make_seller, make_world, ready_checkout


class Counting(SandboxGateway):
    """A sandbox that remembers what it was asked for, in minor units."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.refunded: list[int] = []

    def start(self, request: PaymentRequest):
        self.asked.append(request.amount_minor)
        return super().start(request)

    def refund(self, reference: str, *, amount_minor: int, currency: str, idempotency_key: str):
        self.refunded.append(amount_minor)
        return super().refund(
            reference,
            amount_minor=amount_minor,
            currency=currency,
            idempotency_key=idempotency_key,
        )


class Purse:
    """Ada, who has credit, and a mug at 19.99 and a bowl at 60.00 of two sellers."""

    def __init__(self, *, granted: int = 0) -> None:
        def build(session: Any) -> Any:
            world = make_world(session)
            sellers = [make_seller(session), make_seller(session, name="Clay Works")]
            offers = [
                make_offer(session, world, seller_id=seller, eur=eur, title=title, stock_near=500)
                for seller, eur, title in zip(
                    sellers, (1999, 6000), ("Stoneware mug", "Bowl"), strict=True
                )
            ]
            return sellers, offers

        self.sellers, self.offers = run_in_transaction(build)
        signed_in = self.signed_in("ada@example.com")
        self.user_id, self.token = signed_in.user_id, signed_in.token
        self.ada = Visitor(user_id=self.user_id)
        self.staff = Actor("staff", "Sam", user_id=new_id())
        self.gateway = Counting()
        self.gateways = {"sandbox": self.gateway}
        if granted:
            self.grant(granted)

    @staticmethod
    def person(email: str) -> UUID:
        return Purse.signed_in(email).user_id

    @staticmethod
    def signed_in(email: str) -> Any:
        return run_in_transaction(
            accounts.register,
            email=email,
            name="Ada Byron",
            password="three olive trees",
            token=new_token(),
        )

    def grant(self, minor: int, *, verb: Any = credit.grant, actor: Actor | None = None) -> UUID:
        return run_in_transaction(
            verb,
            key=str(self.user_id),
            amount=f"{minor / 100:.2f}",
            currency="EUR",
            reason="A parcel came late.",
            actor=actor or Actor("staff", "Sam", user_id=new_id()),
        )

    def take(self, minor: int) -> UUID:
        return self.grant(minor, verb=credit.take)

    def ready(self, *lines: tuple[int, int], visitor: Visitor | None = None) -> UUID:
        """A checkout that uses credit; lines are (place of the offer, pieces)."""
        chosen = [(self.offers[place], pieces) for place, pieces in lines or ((0, 1),)]
        checkout = run_in_transaction(ready_checkout, visitor or self.ada, *chosen)
        run_in_transaction(choose_credit, user_id=self.user_id, use=True)
        return checkout

    def page(self):
        return run_in_transaction(checkout_page, **self.ada.who, gateways=self.gateways)

    def pay(self, checkout: UUID, *, method: str = SUCCEEDS, credit_minor: int | None = None):
        page = self.page()
        return self.press(
            checkout,
            total=page.total_minor,
            credit_minor=page.credit_minor if credit_minor is None else credit_minor,
            method=method,
        )

    def press(
        self,
        checkout: UUID,
        *,
        total: int,
        credit_minor: int,
        method: str = SUCCEEDS,
        visitor: Visitor | None = None,
    ) -> Result:
        return place_order(
            checkout_id=checkout,
            **(visitor or self.ada).who,
            total_seen_minor=total,
            payment_method=method,
            gateways=self.gateways,
            credit_seen_minor=credit_minor,
        )

    def buy(self, *lines: tuple[int, int], method: str = SUCCEEDS) -> str:
        """An order paid with as much credit as there is; its number."""
        placed: Any = self.pay(self.ready(*lines), method=method)
        return placed.number

    def balance(self) -> tuple[int, int]:
        """What there is and what of it is held."""
        found = self.ask(
            "select balance_minor, held_minor from credit_balances where user_id = :id",
            id=self.user_id,
        )
        return (found[0].balance_minor, found[0].held_minor) if found else (0, 0)

    def sums(self) -> dict[str, int]:
        """What stands in the accounts of credit and in clearing."""
        found = self.ask(
            "select account, sum(amount_minor)::bigint as amount from ledger_entries"
            " where account in ('clearing', 'customer_credit', 'goodwill') group by 1"
            " having sum(amount_minor) <> 0"
        )
        return {row.account: row.amount for row in found}

    def broken(self) -> list[str]:
        """What does not hold in the books."""
        invariants = [
            *credit_proof.INVARIANTS,
            *ledger_proof.INVARIANTS,
            *orders_proof.INVARIANTS,
            *returns_proof.INVARIANTS,
        ]
        return [
            finding.name
            for finding in run_in_transaction(prove, invariants=invariants)
            if finding.breach
        ]

    def ask(self, sql: str, **values: Any) -> list[Any]:
        return run_in_transaction(rows, sql, **values)

    @staticmethod
    def request_key() -> str:
        return secrets.token_hex(16)
