"""Two sellers of one order: each sees their own part of the numbers and nothing of the other's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shop_app.analytics import queries, rollups, seller_queries
from shop_app.analytics.models import Dimension
from shop_app.analytics.periods import Span
from tests.business.analytics.past import buy, give_back, make_wares

MARCH = Span(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.feature("MKT-14")
def test_two_sellers_see_their_own_numbers_alone(session):
    wares = make_wares(session, sellers=2, each=1)
    mine, other = wares
    moment = datetime(2026, 3, 10, 9, tzinfo=UTC)
    order = buy(session, moment, [(mine, 2), (other, 5)])
    give_back(session, order, other.seller, 700, moment)
    rollups.rebuild(session)

    def of(seller):
        return queries.totals(
            session, span=MARCH, currency="EUR", dimension=Dimension.SELLER, member=str(seller)
        )

    assert (of(mine.seller).orders, of(mine.seller).units) == (1, 2)
    assert (of(mine.seller).total_minor, of(mine.seller).refund_minor) == (2495, 0)
    assert (of(other.seller).total_minor, of(other.seller).refund_minor) == (5495, 700)
    products = seller_queries.products_of(
        session, seller_id=mine.seller, span=MARCH, currency="EUR", views={}
    )
    assert [(row.units, row.goods_minor) for row in products] == [(2, 2000)]
