"""Store credit by a plain form: giving it up, as before an erasure."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts.views import Visitor
from shop_app.api.person_forms import answered
from shop_app.core.db import in_transaction
from shop_app.core.errors import Invalid
from shop_app.ledger import credit

CREDIT = "/account/credit"


async def give_up(request: Request) -> Response:
    """POST /account/credit/give-up: sure. What is left belongs to the shop afterwards."""

    async def work(_visitor: Visitor, user_id: UUID, form: dict[str, str]) -> str:
        if form.get("sure", "") != "1":
            raise Invalid("Tick the box to say that you are sure.", field="sure")
        await in_transaction(credit.give_up, user_id=user_id)
        return CREDIT

    return await answered(request, work, refused_to=lambda _form: CREDIT)


routes = [Route("/account/credit/give-up", give_up, methods=["POST"])]
