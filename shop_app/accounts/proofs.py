"""That the person is still there: the second step once more, before something weighty.

A session keeps when a code was given in it last. Weighty acts want that to be at most 15 minutes
ago, from people who have a second step.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts import second_factor
from shop_app.accounts.errors import ProofNeeded
from shop_app.core.clock import now
from shop_app.core.db import rows

GOOD_FOR = timedelta(minutes=15)
_PROVEN = """
    select 1 from sessions where token_hash = :session_key and user_id = :user_id
      and revoked_at is null and proved_at > :since
"""


def note_proof(session: Session, *, session_key: str) -> None:
    """A right code was given in this session just now."""
    rows(
        session,
        "update sessions set proved_at = :moment where token_hash = :session_key returning id",
        moment=now(),
        session_key=session_key,
    )


def prove(session: Session, *, user_id: UUID, session_key: str, code: str) -> None:
    """Take a code of the app, or a recovery code, as proof for this session. Raises WrongCode."""
    second_factor.check(session, user_id=user_id, code=code)
    note_proof(session, session_key=session_key)


def ensure_proven(session: Session, *, user_id: UUID, session_key: str) -> None:
    """Raise ProofNeeded when the person has a second step and gave no code for 15 minutes."""
    if not second_factor.is_on(session, user_id=user_id):
        return
    since = now() - GOOD_FOR
    if not rows(session, _PROVEN, session_key=session_key, user_id=user_id, since=since):
        raise ProofNeeded("Enter a code of your authenticator app to go on.")
