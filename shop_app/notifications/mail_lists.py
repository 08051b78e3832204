"""Questions of staff about the outgoing mail: the list, and one letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.lists import Listing, Sort

OUTGOING = Listing(
    columns="m.id, m.kind, m.recipient, m.subject, m.state, m.tries, m.problem, m.created_at,"
    " m.sent_at",
    source="outgoing_mail m",
    key="m.id",
    sorts={
        "written": Sort("m.id", "uuid"),
        "recipient": Sort("m.recipient"),
        "tries": Sort("m.tries", "integer"),
    },
    default_sort="-written",
    filters={"state": "m.state = :state", "kind": "m.kind = :kind"},
    search="m.recipient ilike '%' || :search || '%' or m.subject ilike '%' || :search || '%'",
)


@dataclass(frozen=True, slots=True)
class MailFacts:
    """One letter. One whose link opens something shows its body only where it was captured."""

    id: UUID
    kind: str
    recipient: str
    subject: str
    html: str
    text: str
    state: str
    tries: int
    problem: str
    created_at: datetime
    sent_at: datetime | None
    is_hidden: bool


def mail_page(session: Session, *, mail_id: str) -> MailFacts:
    """The letter with this id. Raises NotFound."""
    try:
        wanted = UUID(mail_id)
    except ValueError as error:
        raise NotFound("This letter is not here.") from error
    found = rows(
        session,
        "select id, kind, recipient, subject, html, text, state, tries, problem, created_at,"
        " sent_at, has_secret and state <> 'captured' as is_hidden"
        " from outgoing_mail where id = :id",
        id=wanted,
    )
    if not found:
        raise NotFound("This letter is not here.")
    facts = found[0]._asdict()
    if facts["is_hidden"]:
        facts |= {"html": "", "text": ""}
    return MailFacts(**facts)
