"""What staff sets: regions, tax from a day on, the platform's ways to deliver."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.pricing import regions as region_settings
from shop_app.pricing.models import Region
from shop_app.pricing.queries import tax_rate
from shop_app.shipping import platform_methods as ways
from tests.makers import make_world

STAFF = Actor("staff", "Ada")
JAPAN = {
    "code": "jp",
    "name": "Japan",
    "currency": "jpy",
    "countries": "jp, JP",
    "default_country": "jp",
    "locale": "ja-JP",
    "tax": "included",
    "position": "2",
}


def actions(session):
    return [row.action for row in rows(session, "select action from audit_log order by position")]


@pytest.mark.feature("ADM-08")
def test_a_region_is_added_and_changed_and_both_are_written_down(session):
    make_world(session)
    assert region_settings.add_region(session, actor=STAFF, said=JAPAN) == "JP"
    region_settings.change_region(
        session,
        actor=STAFF,
        said={**JAPAN, "name": "Japan and Korea", "countries": "JP KR", "tax": "on top"},
    )
    session.expire_all()
    region = session.exec(select(Region).where(Region.code == "JP")).one()
    assert (region.name, region.countries, region.tax_included, region.currency, region.locale) == (
        "Japan and Korea",
        ["JP", "KR"],
        False,
        "JPY",
        "ja-JP",
    )
    assert actions(session)[-2:] == ["region.added", "region.changed"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "'; drop"),
        ("code", ""),
        ("name", "\x00"),
        ("currency", "XXQ"),
        ("currency", "euro"),
        ("countries", "JP, Atlantis"),
        ("countries", ""),
        ("countries", "JP " * 300),
        ("default_country", "NL"),
        ("default_country", "<b>"),
        ("locale", "../../etc"),
        ("position", "-1"),
        ("position", "٣"),
    ],
)
def test_a_region_that_cannot_be_is_refused_beside_the_field(session, field, value):
    with pytest.raises(Invalid) as refused:
        region_settings.add_region(session, actor=STAFF, said={**JAPAN, field: value})
    assert refused.value.field == field


def test_a_region_keeps_code_and_currency(session):
    make_world(session)
    with pytest.raises(Conflict):
        region_settings.add_region(session, actor=STAFF, said={**JAPAN, "code": "EU"})
    with pytest.raises(Invalid, match="keeps its currency"):
        region_settings.change_region(session, actor=STAFF, said={**JAPAN, "code": "EU"})
    with pytest.raises(NotFound):
        region_settings.change_region(session, actor=STAFF, said=JAPAN)


def test_a_tax_rate_begins_today_or_later_and_the_past_stays(session):
    make_world(session)
    today = now().date()
    said = {"country": "nl", "class": "standard", "percent": "22.5%", "from": ""}
    region_settings.set_rate(
        session, actor=STAFF, said={**said, "from": str(today + timedelta(days=3))}
    )
    assert tax_rate(session, country="NL") == 2100
    assert tax_rate(session, country="NL", on=today + timedelta(days=3)) == 2250
    region_settings.set_rate(session, actor=STAFF, said=said)
    assert tax_rate(session, country="NL") == 2250
    assert tax_rate(session, country="NL", on=today - timedelta(days=1)) == 2100
    told = [
        (str(rate.valid_from), rate.is_coming, rate.is_past)
        for rate in region_settings.rates(session)
        if (rate.country, rate.tax_class) == ("NL", "standard")
    ]
    assert told == [
        (str(today + timedelta(days=3)), True, False),
        (str(today), False, False),
        (str(date(2020, 1, 1)), False, True),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("from", "2020-01-01"),
        ("from", "tomorrow"),
        ("percent", "101"),
        ("percent", "-1"),
        ("percent", "NaN"),
        ("percent", "1.234"),
        ("percent", ""),
        ("country", "QQ"),
        ("class", "Über"),
    ],
)
def test_a_rate_that_cannot_be_is_refused_beside_the_field(session, field, value):
    said = {"country": "NL", "class": "standard", "percent": "21", "from": "", field: value}
    with pytest.raises(Invalid) as refused:
        region_settings.set_rate(session, actor=STAFF, said=said)
    assert refused.value.field == field


def test_ways_to_deliver_come_change_and_go_but_never_the_last(session):
    make_world(session)
    said = {
        "region": "EU",
        "name": "By bicycle",
        "price": "3.50",
        "free_from": "",
        "days_min": "1",
        "days_max": "2",
    }
    ways.add_platform_method(session, actor=STAFF, said=said)
    with pytest.raises(Conflict):
        ways.add_platform_method(session, actor=STAFF, said=said)
    added = next(way for way in ways.platform_methods(session) if way.name == "By bicycle")
    ways.change_platform_method(
        session, actor=STAFF, said={**said, "id": added.id, "price": "4", "free_from": "60"}
    )
    changed = next(way for way in ways.platform_methods(session) if way.id == added.id)
    assert (changed.price_minor, changed.free_from_minor) == (400, 6000)
    of_region = [way.id for way in ways.platform_methods(session) if way.region_code == "EU"]
    for method_id in of_region[:-1]:
        ways.drop_platform_method(session, actor=STAFF, method_id=method_id)
    with pytest.raises(Conflict, match="one way to deliver"):
        ways.drop_platform_method(session, actor=STAFF, method_id=of_region[-1])
    with pytest.raises(NotFound):
        ways.drop_platform_method(session, actor=STAFF, method_id="' or 1=1 --")
