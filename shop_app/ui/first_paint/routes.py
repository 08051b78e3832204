"""The HTTP routes of the screens: each address answers with its first paint, or with the shell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n.catalogues import script_of
from shop_app.ui.i18n.locales import PSEUDO, offered_locales
from shop_app.ui.routes import NOT_FOUND, SCREENS, Screen

Handler = Callable[[Request], Awaitable[Response]]


def screen_routes(screens: tuple[Screen, ...]) -> list[Route]:
    """One route for each screen, and the words of each locale."""
    routes = [
        Route(screen.route, _handler(screen), methods=["GET"], name=screen.address)
        for screen in screens
        if screen.address != NOT_FOUND
    ]
    return [*routes, Route("/words/{locale}.js", words, methods=["GET"])]


def _handler(screen: Screen) -> Handler:
    paint = screen.found(screen.first_paint) if screen.first_paint else None

    async def handler(request: Request) -> Response:
        request.scope["stoa_screen"] = screen.address
        if paint is None:
            # Nothing is painted before the live page here: these screens are somebody's own.
            return page_response(request, head=Head(title=screen.title, robots="noindex"))
        response = paint(request)
        return await response if isawaitable(response) else response

    return handler


async def words(request: Request) -> Response:
    """The words of one locale for the live page."""
    locale = request.path_params["locale"]
    if locale not in (*offered_locales(), PSEUDO):
        return PlainTextResponse("There is no such locale.", 404)
    return Response(
        script_of(locale),
        media_type="text/javascript",
        headers={"cache-control": "public, max-age=3600"},
    )


async def not_found_response(request: Request) -> Response:
    """The page that says that nothing is here, with status 404."""
    screen = next(screen for screen in SCREENS if screen.address == NOT_FOUND)
    request.scope["stoa_screen"] = NOT_FOUND
    assert screen.first_paint
    return await screen.found(screen.first_paint)(request)
