"""Applying to sell: from a draft to a seller, or back with reasons; and what suspension means."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

from shop_app.accounts.permissions import SellerPermission
from shop_app.accounts.queries import who
from shop_app.accounts.service import register
from shop_app.core.audit import Actor
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.sellers import applications, standing

STAFF = Actor("staff", "Ada", user_id=UUID(int=1))
WHOLE = {
    "name": "Ōtaki <Pottery> & Söhne",
    "legal_name": "Otaki GmbH",
    "registration_number": "HRB 12",
    "phone": "+49 30 1",
    "about": "Cups and bowls, thrown by hand in a small workshop.",
    "line1": "Weg 1", "postal_code": "10115", "city": "Berlin", "country": "de",
    "returns_line1": "Weg 2", "returns_postal_code": "10115", "returns_city": "Berlin",
    "returns_country": "DE", "terms": "1",
}  # fmt: skip


@pytest.fixture
def person(session):
    return register(
        session, email="ota@example.org", name="Ota", password="long enough 9!", token="t" * 43
    )


def hand_in(session, person) -> str:
    applications.save(session, user_id=person.user_id, said=WHOLE)
    for kind in ("identity", "registration"):
        applications.add_document(
            session,
            user_id=person.user_id,
            kind=kind,
            file_name=f"{kind}.pdf",
            media_type="application/pdf",
            key="a" * 32 + ".pdf",
            size_bytes=10,
        )
    applications.submit(session, user_id=person.user_id)
    return applications.application_of(session, user_id=person.user_id).id


@pytest.mark.feature("MKT-03")
def test_a_draft_keeps_what_is_there_and_says_what_is_missing(session, person):
    applications.save(session, user_id=person.user_id, said={"name": "Ota"})

    view = applications.application_of(session, user_id=person.user_id)
    assert (view.status, view.name) == ("draft", "Ota")
    assert view.missing == ["profile", "address", "returns address", "documents", "terms"]
    with pytest.raises(Invalid, match="still missing: profile, address"):
        applications.submit(session, user_id=person.user_id)


@pytest.mark.feature("MKT-02")
def test_approval_makes_a_seller_its_owner_and_its_warehouse(session, person):
    key = hand_in(session, person)
    applications.approve(session, actor=STAFF, key=key)

    visitor = who(session, person.token)
    assert visitor.may_for(visitor.seller_ids[0], SellerPermission.TEAM)
    seller = session.execute(text("select slug, name, status, country from sellers")).one()
    assert tuple(seller) == ("otaki-pottery-sohne", WHOLE["name"], "approved", "DE")
    assert session.execute(text("select code from warehouses")).scalar() == "otaki-pottery-sohne-1"
    told = session.execute(text("select kind from outbox where kind like 'seller.%'")).scalars()
    assert list(told) == ["seller.applied", "seller.approved"]
    log = session.execute(text("select action from audit_log")).scalars()
    assert list(log) == ["application.approved"]
    with pytest.raises(Conflict, match="does not wait"):
        applications.approve(session, actor=STAFF, key=key)
    with pytest.raises(Conflict, match="you sell here already"):
        applications.save(session, user_id=person.user_id, said=WHOLE)


@pytest.mark.feature("MKT-02")
def test_sent_back_with_reasons_mended_and_handed_in_again(session, person):
    key = hand_in(session, person)
    with pytest.raises(Conflict, match="We are looking"):
        applications.save(session, user_id=person.user_id, said=WHOLE)
    with pytest.raises(Invalid, match="Say in a sentence"):
        applications.reject(session, actor=STAFF, key=key, note="no")
    applications.reject(session, actor=STAFF, key=key, note="The register entry cannot be read.")

    view = applications.application_of(session, user_id=person.user_id)
    assert (view.status, view.reasons) == ("rejected", "The register entry cannot be read.")
    applications.save(session, user_id=person.user_id, said=WHOLE)
    applications.submit(session, user_id=person.user_id)
    applications.approve(session, actor=STAFF, key=key)


def test_documents_are_the_applicants_and_the_staffs_alone(session, person):
    hand_in(session, person)
    document = applications.application_of(session, user_id=person.user_id).documents[0]

    found = applications.document_file(session, document_id=UUID(document.id), user_id=None)
    assert found.file_name == "identity.pdf"
    with pytest.raises(NotFound):
        applications.document_file(session, document_id=UUID(document.id), user_id=UUID(int=5))
    with pytest.raises(Conflict):
        applications.remove_document(session, user_id=person.user_id, document_id=UUID(document.id))


@pytest.mark.parametrize("key", ["", "x", "'; drop table sellers; --", str(UUID(int=3))])
def test_an_application_that_is_not_there_is_said(session, key):
    with pytest.raises(NotFound):
        applications.approve(session, actor=STAFF, key=key)


def test_text_that_is_too_long_names_its_field(session, person):
    with pytest.raises(Invalid) as refused:
        applications.save(session, user_id=person.user_id, said={"legal_name": "x" * 121})
    assert refused.value.field == "legal_name"


@pytest.mark.feature("MKT-02")
def test_standing_moves_by_its_table_with_reasons(session, person):
    applications.approve(session, actor=STAFF, key=hand_in(session, person))
    slug = "otaki-pottery-sohne"
    with pytest.raises(Invalid, match="Give a reason"):
        standing.change_standing(session, actor=STAFF, slug=slug, to="suspended")
    standing.change_standing(session, actor=STAFF, slug=slug, to="suspended", reason="Late often")
    with pytest.raises(Conflict):
        standing.change_standing(session, actor=STAFF, slug=slug, to="suspended", reason="again!")
    standing.change_standing(session, actor=STAFF, slug=slug, to="approved")
    standing.change_standing(session, actor=STAFF, slug=slug, to="closed", reason="Asked for it")
    with pytest.raises(Conflict):
        standing.change_standing(session, actor=STAFF, slug=slug, to="approved")
