"""Files that sellers send in and take away: pictures of products, stock lists, product files."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts.permissions import SellerPermission
from shop_app.api.forms import refused, see
from shop_app.api.members import member_of_request
from shop_app.api.uploads import store_pictures, upload_form
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotAllowed, NotFound, ShopError
from shop_app.listings.content import PictureLine
from shop_app.listings.pictures import add_pictures
from shop_app.listings.service import listing_of

ROOM = "listings"
MOST_AT_ONCE = 6


async def pictures(request: Request) -> Response:
    """POST /api/seller/products/{id}/pictures: the form's pictures join the listing."""
    address = "/seller/products"
    try:
        member = await member_of_request(request, SellerPermission.LISTINGS)
        product_id = _id(request)
        address = f"{address}/{product_id}"
        await in_reading(listing_of, seller_id=member.seller_id, product_id=product_id)
        form = await upload_form(request, most_files=MOST_AT_ONCE)
        stored = await store_pictures(form.files, room=ROOM)
        await in_transaction(
            add_pictures,
            actor=member.actor,
            seller_id=member.seller_id,
            product_id=product_id,
            pictures=[
                PictureLine(
                    url=each.url, small_url=each.small_url, width=each.width, height=each.height
                )
                for each in stored
            ],
        )
    except NotAllowed as error:
        return PlainTextResponse(error.sentence, error.status)
    except ShopError as error:
        return refused(error, address=address)
    return see(f"{address}#pictures")


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["product_id"])
    except ValueError:
        raise NotFound("This product is not among yours.") from None


routes = [
    Route("/api/seller/products/{product_id}/pictures", pictures, methods=["POST"]),
]
