"""For which seller a request acts: the same rule as the screens have (ui/shell/actors.py)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request

from shop_app.accounts.demands import ensure_none_owed
from shop_app.accounts.permissions import SellerPermission
from shop_app.accounts.queries import who
from shop_app.accounts.views import SELLERS
from shop_app.api.forms import asks_from, session_token
from shop_app.core.audit import Actor
from shop_app.core.cookies import SELLER, cookie_of
from shop_app.core.db import in_reading
from shop_app.core.errors import NotAllowed, SignInNeeded


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a seller's team who may do what was asked for."""

    seller_id: UUID
    actor: Actor


async def member_of_request(request: Request, permission: SellerPermission) -> Member:
    """Who sent the request, and for which seller. Raises SignInNeeded or NotAllowed."""
    visitor = await in_reading(who, session_token(request))
    if not visitor.is_signed_in:
        raise SignInNeeded("Sign in first.")
    ensure_none_owed(visitor, SELLERS)
    choice = cookie_of(request.headers.get("cookie"), SELLER)
    chosen = next((each for each in visitor.seller_ids if str(each) == choice), None)
    seller_id = chosen or next(iter(visitor.seller_ids), None)
    if seller_id is None:
        raise NotAllowed("This page is for sellers.")
    if not visitor.may_for(seller_id, permission):
        raise NotAllowed("Your role in this team does not include this. Ask an owner for it.")
    actor = Actor("seller", visitor.name, visitor.user_id, seller_id, asks_from(request))
    return Member(seller_id, actor)
