"""Writing letters into the outgoing mail, once each, and noting what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.ids import new_id
from shop_app.core.settings import settings
from shop_app.core.words import PlainWords, plain_words
from shop_app.notifications.letters import Letter, html_of, text_of

MOST_TRIES = 8
KEPT = timedelta(days=90)
FIRST_REST = timedelta(seconds=30)
CLAIM = timedelta(minutes=5)  # so long a letter is left alone by others while one process sends it

_CLAIM_KEY = """
    insert into outgoing_mail (id, key, kind, recipient, locale, subject, html, text, has_secret,
        state, tries, problem, next_try_at, created_at)
    values (:id, :key, :kind, :recipient, :locale, '', '', '', :has_secret, 'waiting', 0, '',
        :moment, :moment)
    on conflict (key) do nothing returning id
"""
_BODY = """
    update outgoing_mail set subject = :subject, html = :html, text = :text where id = :id
    returning id
"""
_DUE = """
    update outgoing_mail m set next_try_at = :until, tries = m.tries + 1
    where m.id in (select id from outgoing_mail
                   where state = 'waiting' and next_try_at <= :moment
                   order by next_try_at limit :most for update skip locked)
    returning m.id, m.recipient, m.subject, m.html, m.text, m.tries
"""
# The body of a letter whose link opens something is nobody's business once it has left.
_SENT = """
    update outgoing_mail set state = cast(:state as text), problem = '', sent_at = :moment,
        html = case when has_secret and cast(:state as text) = 'sent' then '' else html end,
        text = case when has_secret and cast(:state as text) = 'sent' then '' else text end
    where id = :id and state = 'waiting' returning id
"""
_NOT_SENT = """
    update outgoing_mail set problem = :problem, next_try_at = :next,
        state = case when :over then 'failed' else state end
    where id = :id and state = 'waiting' returning id
"""

_OLD = """
    delete from outgoing_mail where id in (
        select id from outgoing_mail where state <> 'waiting' and created_at < :before limit :most)
    returning id
"""

Compose = Callable[[PlainWords], Letter]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that is due, claimed for this process."""

    id: UUID
    recipient: str
    subject: str
    html: str
    text: str
    tries: int


def write(
    session: Session,
    *,
    key: str,
    kind: str,
    recipient: str,
    locale: str,
    compose: Compose,
    has_secret: bool = False,
) -> bool:
    """Write a letter unless one with this key is there; whether it was written now.

    `compose` is called only then, with the words of the recipient's locale: it may make a link
    that is good once.
    """
    if not recipient:
        return False
    claimed = rows(
        session,
        _CLAIM_KEY,
        id=new_id(),
        key=f"{key}:{recipient.casefold()}"[:400],
        kind=kind,
        recipient=recipient,
        locale=locale,
        has_secret=has_secret,
        moment=now(),
    )
    if not claimed:
        return False
    words = plain_words(locale)
    letter = compose(words)
    shop, home = settings().shop_name, settings().origin
    reason = words.t(
        "You get this e-mail because of something that you did, or that waits for you, at {shop}.",
        shop=shop,
    )
    rows(
        session,
        _BODY,
        id=claimed[0].id,
        subject=one_line(letter.subject),
        html=html_of(letter, shop=shop, home=home, reason=reason, locale=locale),
        text=text_of(letter, shop=shop, home=home, reason=reason),
    )
    return True


def take_due(session: Session, *, most: int = 50) -> list[Outgoing]:
    """Letters to send now; nobody else gets them for some minutes."""
    moment = now()
    found = rows(session, _DUE, moment=moment, until=moment + CLAIM, most=most)
    return [Outgoing(**row._asdict()) for row in found]


def note_sent(session: Session, *, mail_id: UUID, captured: bool) -> None:
    """The letter has left, or stays here to be read (captured)."""
    state = "captured" if captured else "sent"
    rows(session, _SENT, id=mail_id, state=state, moment=now())


def note_failed(session: Session, *, mail: Outgoing, problem: str, for_good: bool) -> None:
    """The letter could not be sent: later again, each time later; for good after eight tries."""
    over = for_good or mail.tries >= MOST_TRIES
    rows(
        session,
        _NOT_SENT,
        id=mail.id,
        problem=problem[:300],
        next=next_try(mail.tries),
        over=over,
    )


def forget_old(session: Session, *, most: int = 5000) -> int:
    """Delete letters that have left, or were given up, three months ago; how many."""
    return len(rows(session, _OLD, before=now() - KEPT, most=most))


def next_try(tries: int) -> datetime:
    """When to try again after so many tries: 30 s, 1 min, 2 min … an hour at most."""
    return now() + min(FIRST_REST * 2 ** (tries - 1), timedelta(hours=1))


def one_line(text: str) -> str:
    """A subject without line breaks: what follows one would be read as another header."""
    return " ".join(text.split())[:200]
