"""Applying to sell: a draft in steps, submitted when it is whole, approved or sent back by staff.

draft → submitted → approved (a seller, its owner and its first warehouse are made)
                  ↘ rejected, with reasons → (mended) → submitted
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from slugify import slugify
from sqlmodel import Session

from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.sellers.application_views import ADDRESS_FIELDS, ApplicationView, DocumentView

MOST_DOCUMENTS = 10
KINDS = ("identity", "registration", "bank", "other")
_FIELDS = """
    a.id, a.user_id, a.status, a.name, a.legal_name, a.registration_number, a.about, a.phone,
    a.address, a.returns_address, a.terms_accepted_at, a.reasons, a.version, a.submitted_at,
    a.decided_at, a.decided_by, s.slug as seller_slug, u.name as person, u.email
"""
_FROM = """
    from seller_applications a join users u on u.id = a.user_id
    left join sellers s on s.id = a.seller_id
"""


def application_of(session: Session, *, user_id: UUID) -> ApplicationView:
    """The person's application; an empty draft when they have none."""
    return _view(session, "a.user_id = :key", user_id) or ApplicationView()


def application(session: Session, *, application_id: UUID) -> ApplicationView:
    """An application for staff. Raises NotFound."""
    found = _view(session, "a.id = :key", application_id)
    if found is None:
        raise NotFound("There is no such application.")
    return found


def save(session: Session, *, user_id: UUID, said: Mapping[str, str]) -> None:
    """Keep what the form says as a draft, however much is missing yet.

    Raises Invalid with the field for what is too long or cannot be read, Conflict while staff looks
    at it or after it was approved.
    """
    _open_for_changes(session, user_id)
    profile = {
        "name": _words(said, "name", 60),
        "legal_name": _words(said, "legal_name", 120),
        "registration_number": _words(said, "registration_number", 40),
        "phone": _words(said, "phone", 30),
        "about": _words(said, "about", 2000),
    }
    rows(
        session,
        "insert into seller_applications (id, user_id, status, name, legal_name,"
        " registration_number, about, phone, address, returns_address, terms_accepted_at, reasons,"
        " decided_by, version, created_at) values (:id, :user_id, 'draft', :name, :legal_name,"
        " :registration_number, :about, :phone, cast(:address as jsonb),"
        " cast(:returns_address as jsonb), :terms, '', '', 1, :moment)"
        " on conflict (user_id) do update set name = excluded.name,"
        " legal_name = excluded.legal_name, registration_number = excluded.registration_number,"
        " about = excluded.about, phone = excluded.phone, address = excluded.address,"
        " returns_address = excluded.returns_address, terms_accepted_at = case"
        " when excluded.terms_accepted_at is null then null"
        " else coalesce(seller_applications.terms_accepted_at, excluded.terms_accepted_at) end,"
        " version = seller_applications.version + 1 returning id",
        id=new_id(),
        user_id=user_id,
        **profile,
        address=_address(said, ""),
        returns_address=_address(said, "returns_"),
        terms=now() if said.get("terms") else None,
        moment=now(),
    )


def submit(session: Session, *, user_id: UUID) -> None:
    """Hand the application in. Raises Invalid naming what is missing, Conflict when it is in."""
    _open_for_changes(session, user_id)
    view = application_of(session, user_id=user_id)
    if missing := view.missing:
        raise Invalid("This is still missing: {what}.", what=", ".join(missing))
    rows(
        session,
        "update seller_applications set status = 'submitted', submitted_at = :moment, reasons = '',"
        " version = version + 1 where user_id = :user_id returning id",
        user_id=user_id,
        moment=now(),
    )
    record(session, "seller.applied", aggregate="application", aggregate_id=UUID(view.id),
           name=view.name, user_id=str(user_id))  # fmt: skip


def add_document(
    session: Session,
    *,
    user_id: UUID,
    kind: str,
    file_name: str,
    media_type: str,
    key: str,
    size_bytes: int,
) -> None:
    """Put a file that was kept already to the application. Raises Invalid or Conflict."""
    if kind not in KINDS:
        raise Invalid("Say what the document is.", field="kind")
    _open_for_changes(session, user_id)
    found = rows(
        session,
        "select a.id, count(d.id) as documents from seller_applications a"
        " left join seller_documents d on d.application_id = a.id"
        " where a.user_id = :user_id group by a.id",
        user_id=user_id,
    )
    if not found:
        save(session, user_id=user_id, said={})
        return add_document(
            session, user_id=user_id, kind=kind, file_name=file_name, media_type=media_type,
            key=key, size_bytes=size_bytes,
        )  # fmt: skip
    if found[0].documents >= MOST_DOCUMENTS:
        raise Invalid("There are {most} documents already. Take one away first.",
                      most=MOST_DOCUMENTS, field="document")  # fmt: skip
    rows(
        session,
        "insert into seller_documents (id, application_id, kind, file_name, media_type, key,"
        " size_bytes, uploaded_at) values (:id, :application_id, :kind, :file_name, :media_type,"
        " :key, :size_bytes, :moment) returning id",
        id=new_id(),
        application_id=found[0].id,
        kind=kind,
        file_name=" ".join(file_name.replace("\x00", "").split())[-120:] or "document",
        media_type=media_type,
        key=key,
        size_bytes=size_bytes,
        moment=now(),
    )
    return None


def remove_document(session: Session, *, user_id: UUID, document_id: UUID) -> None:
    """Take a document out of the person's own application. Raises NotFound or Conflict."""
    _open_for_changes(session, user_id)
    gone = rows(
        session,
        "delete from seller_documents d using seller_applications a"
        " where d.application_id = a.id and a.user_id = :user_id and d.id = :id returning d.id",
        user_id=user_id,
        id=document_id,
    )
    if not gone:
        raise NotFound("This document is not here.")


def document_file(session: Session, *, document_id: UUID, user_id: UUID | None) -> DocumentView:
    """A document: of the person's own application, or any with `user_id` None (for staff).

    Raises NotFound.
    """
    found = rows(
        session,
        "select d.id, d.kind, d.file_name, d.media_type, d.key, d.size_bytes"
        " from seller_documents d join seller_applications a on a.id = d.application_id"
        " where d.id = :id and (cast(:user_id as uuid) is null or a.user_id = :user_id)",
        id=document_id,
        user_id=user_id,
    )
    if not found:
        raise NotFound("This document is not here.")
    return _document(found[0])


def approve(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Make the applicant a seller. Raises NotFound, or Conflict when it does not wait any more."""
    view = _waiting(session, key)
    seller_id = new_id()
    slug = _free_slug(session, view.name)
    rows(
        session,
        "insert into sellers (id, slug, name, description, email, city, country, logo_url, status,"
        " handling_days, return_days, commission_basis_points, rating_average, rating_count,"
        " created_at, approved_at) values (:id, :slug, :name, :about, :email, :city, :country, '',"
        " 'approved', 1, 30, 1200, 0, 0, :moment, :moment) returning id",
        id=seller_id,
        slug=slug,
        name=view.name,
        about=view.about,
        email=view.email,
        city=view.address.get("city", ""),
        country=view.address.get("country", ""),
        moment=now(),
    )
    rows(
        session,
        "insert into seller_members (seller_id, user_id, role, joined_at)"
        " values (:seller_id, :user_id, 'owner', :moment) returning role",
        seller_id=seller_id,
        user_id=UUID(view.user_id),
        moment=now(),
    )
    # Read by its name, as inventory lies above sellers: where the first goods can be counted.
    rows(
        session,
        "insert into warehouses (id, code, name, seller_id, country, address, cut_off_hour,"
        " is_open, created_at) values (:id, :code, :name, :seller_id, :country,"
        " cast(:address as jsonb), 15, true, :moment) returning id",
        id=new_id(),
        code=f"{slug}-1"[:60],
        name=view.name,
        seller_id=seller_id,
        country=view.address.get("country", ""),
        address=orjson.dumps(view.address).decode(),
        moment=now(),
    )
    _decide(session, actor, view, "approved", note, seller_id)
    forget_everyone()
    record(
        session, "seller.approved", aggregate="seller", aggregate_id=seller_id, words=note,
        name=view.name,
    )  # fmt: skip


def reject(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Send the application back with reasons. Raises Invalid without any, NotFound, Conflict."""
    if len(note.strip()) < 10:
        raise Invalid("Say in a sentence what is missing or wrong: the person reads it.",
                      field="note")  # fmt: skip
    view = _waiting(session, key)
    _decide(session, actor, view, "rejected", note, None)
    record(
        session, "seller.rejected", aggregate="application", aggregate_id=UUID(view.id), words=note,
        user_id=view.user_id,
    )  # fmt: skip


def _decide(
    session: Session,
    actor: Actor,
    view: ApplicationView,
    status: str,
    note: str,
    seller_id: UUID | None,
) -> None:
    rows(
        session,
        "update seller_applications set status = :status, reasons = :reasons, decided_by = :who,"
        " decided_at = :moment, seller_id = :seller_id, version = version + 1 where id = :id"
        " returning id",
        status=status,
        reasons=note[:2000],
        who=actor.name,
        moment=now(),
        seller_id=seller_id,
        id=UUID(view.id),
    )
    audit(
        session, actor, f"application.{status}", subject="application", subject_id=view.id,
        before={"status": "submitted"}, after={"status": status, "reasons": note},
        seller_id=seller_id,
    )  # fmt: skip


def _waiting(session: Session, key: str) -> ApplicationView:
    try:
        application_id = UUID(key)
    except ValueError as error:
        raise NotFound("There is no such application.") from error
    rows(session, "select 1 from seller_applications where id = :id for update", id=application_id)
    view = application(session, application_id=application_id)
    if view.status != "submitted":
        raise Conflict("This application does not wait for a decision any more.")
    return view


def _open_for_changes(session: Session, user_id: UUID) -> None:
    found = rows(
        session,
        "select status from seller_applications where user_id = :user_id for update",
        user_id=user_id,
    )
    if found and found[0].status == "submitted":
        raise Conflict("We are looking at your application. You hear from us by e-mail.")
    if found and found[0].status == "approved":
        raise Conflict("Your application was approved: you sell here already.")


def _view(session: Session, condition: str, key: UUID) -> ApplicationView | None:
    found = rows(session, f"select {_FIELDS} {_FROM} where {condition}", key=key)
    if not found:
        return None
    row = found[0]
    documents = rows(
        session,
        "select id, kind, file_name, media_type, key, size_bytes from seller_documents"
        " where application_id = :id order by uploaded_at, id",
        id=row.id,
    )
    return ApplicationView(
        id=str(row.id),
        user_id=str(row.user_id),
        person=row.person,
        email=row.email,
        status=row.status,
        name=row.name,
        legal_name=row.legal_name,
        registration_number=row.registration_number,
        about=row.about,
        phone=row.phone,
        address=row.address,
        returns_address=row.returns_address,
        terms=row.terms_accepted_at is not None,
        reasons=row.reasons,
        seller_slug=row.seller_slug or "",
        submitted_at=row.submitted_at,
        documents=[_document(document) for document in documents],
    )


def _document(row: Any) -> DocumentView:
    return DocumentView(
        id=str(row.id), kind=row.kind, file_name=row.file_name, media_type=row.media_type,
        key=row.key, size_bytes=row.size_bytes,
    )  # fmt: skip


def _words(said: Mapping[str, str], name: str, most: int) -> str:
    text = said.get(name, "").replace("\x00", "").strip()
    text = text if name == "about" else " ".join(text.split())
    if len(text) > most:
        raise Invalid("This may have at most {most} characters.", most=most, field=name)
    return text


def _address(said: Mapping[str, str], prefix: str) -> str:
    values = {name: _words(said, prefix + name, 120) for name in ADDRESS_FIELDS}
    values["country"] = values["country"].upper()[:2]
    return orjson.dumps(values).decode()


def _free_slug(session: Session, name: str) -> str:
    plain = slugify(name, max_length=50) or "seller"
    taken = {
        row.slug
        for row in rows(
            session,
            "select slug from sellers where slug = :slug or slug like :slug || '-%'",
            slug=plain,
        )
    }
    number = 2
    slug = plain
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
