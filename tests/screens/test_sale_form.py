"""What a form of a sale holds is read or refused at its field, whatever was sent."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shop_app.core.audit import Actor
from shop_app.core.errors import Invalid
from shop_app.ui.admin.promotions import SALES
from shop_app.ui.shell.sales import SaleAhead, asked_range, make_looked_at, sent_fields
from tests.reflex_client import run_apart


def test_the_last_day_is_whole():
    asked = asked_range(sent_fields({"starts": "2026-12-24", "ends": "2026-12-26"}))
    assert asked["starts"] == datetime(2026, 12, 24, tzinfo=UTC)
    assert asked["ends"] == datetime(2026, 12, 27, tzinfo=UTC)


@pytest.mark.parametrize("day", ["9999-12-31", "2026-13-01", "tomorrow", "275760-09-13"])
def test_a_day_that_cannot_be_is_refused_at_its_field(day):
    with pytest.raises(Invalid) as refusal:
        asked_range(sent_fields({"ends": day}))
    assert refusal.value.field == "ends"


def test_a_second_press_makes_no_second_sale_and_is_no_error():
    class Pressed:
        form_problem = error_field = notice = ""
        ahead, asked = SaleAhead(), {}

    async def staff():
        return {}, Actor("staff", "Ada")

    pressed = Pressed()
    run_apart(make_looked_at(pressed, SALES, who=staff()))
    assert (pressed.form_problem, pressed.notice) == ("", "")
