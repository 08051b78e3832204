"""Who acts in a portal: staff with a permission, or a member of a seller's team with one.

The first line of every handler and endpoint of the portals asks here; the answer comes from the
session's cookie, never from what the page knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.requests import Request

from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.views import Visitor
from shop_app.core.audit import Actor
from shop_app.core.cookies import SELLER, cookie_of
from shop_app.core.errors import NotAllowed, SignInNeeded
from shop_app.core.limits import client_address
from shop_app.ui.shell.identity import visitor_of, visitor_of_request


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a seller's team who may do what was asked for."""

    seller_id: UUID
    actor: Actor


async def staff_of(state: Any, permission: Permission) -> Actor:
    """The member of staff who sent the event. Raises SignInNeeded or NotAllowed."""
    return _staff(await visitor_of(state), permission, _address_of(state))


async def staff_of_request(request: Request, permission: Permission) -> Actor:
    """The member of staff who sent the request. Raises SignInNeeded or NotAllowed."""
    return _staff(await visitor_of_request(request), permission, _address_of_request(request))


async def member_of(state: Any, permission: SellerPermission) -> Member:
    """For which seller the sender of the event acts. Raises SignInNeeded or NotAllowed."""
    choice = cookie_of(state.router.headers.cookie, SELLER)
    return _member(await visitor_of(state), permission, choice, _address_of(state))


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
    if not visitor.may(permission):
        raise NotAllowed("Your role does not include this. Ask an admin for it.")
    return Actor("staff", visitor.name, user_id=visitor.user_id, address=address)


def _member(
    visitor: Visitor, permission: SellerPermission, choice: str | None, address: str
) -> Member:
    _signed_in(visitor)
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


def _address_of(state: Any) -> str:
    return client_address(state.router.session.client_ip)


def _address_of_request(request: Request) -> str:
    peer = request.client.host if request.client else ""
    return client_address(peer, request.headers.get("x-forwarded-for", ""))
