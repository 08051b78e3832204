"""Every address of the portals that the server answers itself, called by who has no business there.

The routes are found, not listed: a new one is walked by itself.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from sqlalchemy import text

import shop_app.api
from shop_app.accounts import service, staff
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction, transaction
from shop_app.core.ids import new_id

PORTALS = ("/seller", "/admin", "/lists")
PASSWORD = "three olive trees"


def portal_routes() -> list:
    """The routes of all modules that answer by themselves, below the portals' addresses."""
    modules = [
        *(f"shop_app.api.{module.name}" for module in iter_modules(shop_app.api.__path__)),
        "shop_app.ui.admin.report_files",
        "shop_app.ui.checkout.order_documents",
        "shop_app.ui.seller.packing",
        "shop_app.ui.shell.exports",
    ]
    found = [route for name in modules for route in getattr(import_module(name), "routes", ())]
    return [route for route in found if route.path.startswith(PORTALS)]


@pytest.fixture
def routes_of_api() -> list:
    return portal_routes()


def addresses() -> list[tuple[str, str]]:
    """Method and address of each route; every list's file by its name."""
    from shop_app.ui.routes import LISTS

    found = []
    for route in portal_routes():
        names = LISTS if route.path.startswith("/lists/") else ("",)
        for name in names:
            path = route.path
            for parameter in route.param_convertors:
                convertor = route.param_convertors[parameter]
                value = name or ("7" if "Integer" in type(convertor).__name__ else str(new_id()))
                kinds = (f"{{{parameter}}}", f"{{{parameter}:int}}", f"{{{parameter}:uuid}}")
                for kind in kinds:
                    path = path.replace(kind, value)
            found += [(method, path) for method in sorted(route.methods or ()) if method != "HEAD"]
    return found


def sign_in(http, who: str) -> None:
    """Be nobody, a shopper, another seller's packer, or staff that may only see reports."""
    http.cookies.clear()
    if who == "nobody":
        return
    token = new_token()
    person = run_in_transaction(
        service.register, email=f"{who}@example.org", name=who, password=PASSWORD, token=token
    )
    if who == "viewer":
        with transaction() as session:
            seller_id = new_id()
            session.execute(
                text(
                    "insert into sellers (id, slug, name, description, email, city, country,"
                    " logo_url, status, handling_days, return_days, commission_basis_points,"
                    " rating_average, rating_count, created_at) values (:id, 'v', 'V', '', '', '',"
                    " '', '', 'approved', 1, 30, 1200, 0, 0, now())"
                ),
                {"id": seller_id},
            )
            session.execute(
                text("insert into seller_members values (:s, :u, 'viewer', now())"),
                {"s": seller_id, "u": person.user_id},
            )
    if who == "analyst":
        boss = Actor("system", "test")
        run_in_transaction(
            service.make_staff, email="boss@example.org", name="Boss", password=PASSWORD
        )
        run_in_transaction(
            staff.give_roles, actor=boss, email="analyst@example.org", codes=["analyst"]
        )
    forget_everyone()
    http.cookies.set("stoa_session", person.token)


@pytest.mark.feature("ADM-01")
@pytest.mark.feature("MKT-01")
@pytest.mark.parametrize("who", ["nobody", "shopper", "viewer", "analyst"])
def test_nobody_gets_through_a_door_that_is_not_theirs(http, who):
    sign_in(http, who)
    allowed = {"viewer": ("/seller/analytics",), "analyst": ("/admin/reports", "/admin/dashboard")}
    walked = addresses()
    assert len(walked) > 15
    open_doors = []
    for method, path in walked:
        if path.startswith(allowed.get(who, ("-",))):
            continue
        answer = http.request(method, path, data={} if method == "POST" else None)
        if answer.status_code not in (303, 401, 403, 404):
            open_doors.append((method, path, answer.status_code))

    assert open_doors == []
    with transaction() as session:
        assert (
            session.execute(
                text("select count(*) from audit_log where actor_kind <> 'system'")
            ).scalar()
            == 0
        )
