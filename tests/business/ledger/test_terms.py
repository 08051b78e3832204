"""Payout terms by staff: what is refused, versions, exceptions, and that balances follow."""

from __future__ import annotations

import pytest

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.ledger import terms
from shop_app.ledger.balances import terms_of

ANN = Actor("staff", "Ann", user_id=new_id())
GOOD = {
    "hold_days": "14",
    "reserve": "12.5 %",
    "weekday": "5",
    "minimums": {"EUR": "25", "JPY": "3000", "USD": ""},
}


@pytest.fixture
def slug(session, seller):
    return rows(session, "select slug from sellers where id = :id", id=seller)[0].slug


@pytest.mark.feature("MKT-10")
def test_the_usual_terms_change_by_version_and_the_change_is_audited(session, seller):
    (usual,) = terms.all_terms(session)
    assert (usual.slug, usual.hold_days, usual.weekday, usual.version) == ("", 7, 1, 1)
    terms.save_terms(session, actor=ANN, **GOOD, version=1)
    (usual,) = terms.all_terms(session)
    assert (usual.hold_days, usual.reserve_basis_points, usual.weekday) == (14, 1250, 5)
    assert (usual.minimums, usual.version) == ({"EUR": 2500, "JPY": 3000}, 2)
    with pytest.raises(Conflict):
        terms.save_terms(session, actor=ANN, **GOOD, version=1)
    with pytest.raises(Conflict):
        terms.save_terms(session, actor=ANN, **GOOD, version=0)
    assert terms_of(session, seller_id=seller).hold_days == 14
    written = rows(session, "select * from audit_log where subject = 'payout_terms'")
    assert [row.action for row in written] == ["payout_terms.changed"]
    assert (written[0].before["hold_days"], written[0].after["hold_days"]) == (7, 14)


def test_an_exception_holds_for_its_seller_alone_until_it_is_dropped(session, seller, slug):
    terms.save_terms(session, actor=ANN, slug=slug, **GOOD, version=0)
    own = terms_of(session, seller_id=seller)
    assert (own.hold_days, own.minimums, own.is_own) == (14, {"EUR": 2500, "JPY": 3000}, True)
    other = terms_of(session, seller_id=new_id())
    assert (other.hold_days, other.is_own) == (7, False)
    assert [row.slug for row in terms.all_terms(session)] == ["", slug]
    with pytest.raises(Conflict):
        terms.save_terms(session, actor=ANN, slug=slug, **GOOD, version=0)
    with pytest.raises(Conflict):
        terms.drop_terms(session, actor=ANN, slug=slug, version=9)
    terms.drop_terms(session, actor=ANN, slug=slug, version=1)
    assert not terms_of(session, seller_id=seller).is_own
    with pytest.raises(NotFound):
        terms.drop_terms(session, actor=ANN, slug=slug, version=1)


def test_the_usual_terms_cannot_be_dropped(session):
    with pytest.raises(NotFound):
        terms.drop_terms(session, actor=ANN, slug="", version=1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hold_days": "-1"}, "hold_days"),
        ({"hold_days": "366"}, "hold_days"),
        ({"hold_days": "٧"}, "hold_days"),
        ({"hold_days": "9" * 5000}, "hold_days"),
        ({"reserve": "100.01"}, "reserve"),
        ({"reserve": "-1"}, "reserve"),
        ({"reserve": "NaN"}, "reserve"),
        ({"reserve": "a lot"}, "reserve"),
        ({"weekday": "0"}, "weekday"),
        ({"weekday": "8"}, "weekday"),
        ({"minimums": {"EUR": "-1"}}, "minimum_EUR"),
        ({"minimums": {"EUR": "1.234"}}, "minimum_EUR"),
        ({"minimums": {"JPY": "1.5"}}, "minimum_JPY"),
        ({"minimums": {"XXQ": "1"}}, "minimum_XXQ"),
        ({"slug": "no-such-seller"}, "slug"),
    ],
)
def test_what_cannot_be_terms_is_refused_with_its_field_and_changes_nothing(session, wrong, field):
    with pytest.raises(Invalid) as refused:
        terms.save_terms(session, actor=ANN, **{**GOOD, "version": 1, **wrong})
    assert refused.value.field == field
    assert terms.all_terms(session)[0].version == 1
