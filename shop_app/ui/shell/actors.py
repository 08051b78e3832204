"""Who acts in a portal: staff with a permission, or a member of a seller's team with one.

The first line of every handler and endpoint of the portals asks here; the answer comes from the
session's cookie, never from what the page knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.requests import Request

from shop_app.accounts.demands import ensure_none_owed
from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.proofs import ensure_proven
from shop_app.accounts.views import SELLERS, STAFF, Visitor
from shop_app.core.audit import Actor
from shop_app.core.cookies import SELLER, cookie_of
from shop_app.core.db import in_reading
from shop_app.core.errors import NotAllowed, SignInNeeded
from shop_app.core.limits import client_address
from shop_app.ui.shell.identity import visitor_of, visitor_of_request


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a seller's team who may do what was asked for."""

    seller_id: UUID
    actor: Actor


async def staff_of(state: Any, permission: Permission, *, proven: bool = False) -> Actor:
    """The member of staff who sent the event. Raises SignInNeeded or NotAllowed.

    With `proven` it raises ProofNeeded too, for who has a second step and gave no code lately:
    before money leaves or rights change (ui.shell.proof asks for the code).
    """
    visitor = await visitor_of(state)
    actor = _staff(visitor, permission, _address_of(state))
    if proven:
        await _prove(visitor)
    return actor


async def staff_of_request(request: Request, permission: Permission) -> Actor:
    """The member of staff who sent the request. Raises SignInNeeded or NotAllowed."""
    return _staff(await visitor_of_request(request), permission, _address_of_request(request))


async def member_of(state: Any, permission: SellerPermission, *, proven: bool = False) -> Member:
    """For which seller the sender of the event acts. Raises SignInNeeded or NotAllowed.

    With `proven` it raises ProofNeeded too, as `staff_of` does.
    """
    choice = cookie_of(state.router.headers.cookie, SELLER)
    visitor = await visitor_of(state)
    member = _member(visitor, permission, choice, _address_of(state))
    if proven:
        await _prove(visitor)
    return member


async def member_of_request(request: Request, permission: SellerPermission) -> Member:
    """For which seller the sender of the request acts. Raises SignInNeeded or NotAllowed."""
    choice = cookie_of(request.headers.get("cookie"), SELLER)
    return _member(
        await visitor_of_request(request), permission, choice, _address_of_request(request)
    )


async def team_of(state: Any) -> tuple[UUID, frozenset[SellerPermission]]:
    """The seller for which the sender of the event acts, and what they may do there.

    For pages that each role sees differently. Raises SignInNeeded or NotAllowed.
    """
    visitor = await visitor_of(state)
    _signed_in(visitor)
    ensure_none_owed(visitor, SELLERS)
    seller_id = seller_chosen(visitor, cookie_of(state.router.headers.cookie, SELLER))
    if seller_id is None:
        raise NotAllowed("This page is for sellers.")
    return seller_id, frozenset(p for p in SellerPermission if visitor.may_for(seller_id, p))


def seller_chosen(visitor: Visitor, choice: str | None) -> UUID | None:
    """The seller that the person chose, or their first; None for who sells nothing."""
    chosen = next((known for known in visitor.seller_ids if str(known) == choice), None)
    return chosen or next(iter(visitor.seller_ids), None)


def _staff(visitor: Visitor, permission: Permission, address: str) -> Actor:
    _signed_in(visitor)
    ensure_none_owed(visitor, STAFF)
    if not visitor.may(permission):
        raise NotAllowed("Your role does not include this. Ask an admin for it.")
    return Actor("staff", visitor.name, user_id=visitor.user_id, address=address)


def _member(
    visitor: Visitor, permission: SellerPermission, choice: str | None, address: str
) -> Member:
    _signed_in(visitor)
    ensure_none_owed(visitor, SELLERS)
    seller_id = seller_chosen(visitor, choice)
    if seller_id is None:
        raise NotAllowed("This page is for sellers.")
    if not visitor.may_for(seller_id, permission):
        raise NotAllowed("Your role in this team does not include this. Ask an owner for it.")
    actor = Actor("seller", visitor.name, visitor.user_id, seller_id, address)
    return Member(seller_id, actor)


def _signed_in(visitor: Visitor) -> None:
    if not visitor.is_signed_in:
        raise SignInNeeded("Sign in first.")


async def _prove(visitor: Visitor) -> None:
    if visitor.user_id is not None:
        await in_reading(ensure_proven, user_id=visitor.user_id, session_key=visitor.session_key)


def _address_of(state: Any) -> str:
    return client_address(state.router.session.client_ip)


def _address_of_request(request: Request) -> str:
    peer = request.client.host if request.client else ""
    return client_address(peer, request.headers.get("x-forwarded-for", ""))
