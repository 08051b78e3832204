"""A second step set up, or taken from somebody who has lost it."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.accounts import second_factor
from shop_app.accounts.proofs import note_proof
from shop_app.accounts.service import sign_out_everywhere
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotAllowed


def enrol(session: Session, *, user_id: UUID, session_key: str, code: str) -> list[str]:
    """Switch the second step on with the app's first code; returns the recovery codes.

    Every other session of the person ends: it was begun without a code. Raises WrongCode, and
    Conflict when nothing was begun or it is on already.
    """
    shown = second_factor.confirm(session, user_id=user_id, code=code)
    note_proof(session, session_key=session_key)
    sign_out_everywhere(session, user_id=user_id, but_session_key=session_key)
    forget_everyone()
    return shown


def take_away(session: Session, *, user_id: UUID, by: UUID | None) -> None:
    """Somebody else's second step ends, and every session of theirs, so that they set up a new one.

    The password stays and is asked for as always. That `by` may do it is for the caller to have
    checked. Raises NotAllowed for one's own, Conflict when it is off.
    """
    if by == user_id:
        raise NotAllowed("Nobody resets their own second step. Switch it off under Security.")
    rows(session, "select id from users where id = :id for update", id=user_id)
    if not second_factor.is_on(session, user_id=user_id):
        raise Conflict("Two-step sign-in is off.")
    second_factor.switch_off(session, user_id=user_id)
    sign_out_everywhere(session, user_id=user_id)
    forget_everyone()
