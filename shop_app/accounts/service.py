"""What people do with their accounts: register, sign in and out, end sessions elsewhere.

A session is a row known by the SHA-256 of its cookie. Each sign-in makes a new cookie, so that one
which somebody planted or saw before is worth nothing after.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select, update

from shop_app.accounts import second_factor
from shop_app.accounts.errors import EmailTaken, SecondFactorNeeded, WrongCode, WrongPassword
from shop_app.accounts.models import Role, User, UserRole, WebSession
from shop_app.accounts.passwords import ensure_good, hash_password, is_outdated, matches
from shop_app.accounts.people import clean_email, clean_name
from shop_app.accounts.proofs import note_proof
from shop_app.accounts.views import SignedIn
from shop_app.accounts.visitors import forget, forget_everyone
from shop_app.core.clock import now
from shop_app.core.cookies import new_token, session_key_of
from shop_app.core.errors import NotFound
from shop_app.core.outbox import record
from shop_app.core.settings import settings

_LONGEST_EMAIL = 320
_LONGEST_USER_AGENT = 300


def register(
    session: Session,
    *,
    email: str,
    name: str,
    password: str,
    token: str,
    user_agent: str = "",
    locale: str = "en",
) -> SignedIn:
    """Open an account and sign in. Someone who has one and gives its password is just signed in.

    Raises Invalid (WeakPassword among them) with the field, and EmailTaken with a sentence that
    tells a stranger no more than that this address cannot be used.
    """
    email, name = clean_email(email), clean_name(name)
    ensure_good(password, email=email, name=name)
    user = user_by_email(session, email)
    if user is not None:
        if not matches(user.password_hash, password) or user.disabled_at:
            raise EmailTaken(
                "We cannot open an account with this address. If it is yours, sign in instead.",
                field="email",
            )
        if second_factor.is_on(session, user_id=user.id):
            raise SecondFactorNeeded(user.id, user.password_hash or "")
        return _begin_session(session, user, token=token, user_agent=user_agent)
    user = _insert_user(
        session, User(email=email, name=name, password_hash=hash_password(password), locale=locale)
    )
    record(session, "account.registered", aggregate="user", aggregate_id=user.id)
    return _begin_session(session, user, token=token, user_agent=user_agent)


def sign_in(
    session: Session, *, email: str, password: str, token: str, user_agent: str = ""
) -> SignedIn:
    """Begin a session for the person; unknown addresses cost as much time.

    Raises WrongPassword, and SecondFactorNeeded when the password is right but not enough.
    """
    user = user_by_email(session, email.strip())
    fits = matches(user.password_hash if user else None, password)
    if user is None or not fits or user.disabled_at:
        raise WrongPassword(
            "The e-mail address or the password is not right. Check both and try again.",
            field="password",
        )
    if user.password_hash and is_outdated(user.password_hash):
        user.password_hash = hash_password(password)
    if second_factor.is_on(session, user_id=user.id):
        raise SecondFactorNeeded(user.id, user.password_hash or "")
    return _begin_session(session, user, token=token, user_agent=user_agent)


def sign_in_with_code(
    session: Session, *, user_id: UUID, code: str, token: str, user_agent: str = ""
) -> SignedIn:
    """The second step, after the password was right. Raises WrongCode."""
    user = session.exec(select(User).where(User.id == user_id)).first()
    if user is None or user.disabled_at:
        raise WrongCode("This code is not right. Take the newest one.", field="code")
    second_factor.check(session, user_id=user_id, code=code)
    signed_in = _begin_session(session, user, token=token, user_agent=user_agent)
    note_proof(session, session_key=signed_in.session_key)
    return signed_in


def check_password(session: Session, *, user_id: UUID, password: str) -> None:
    """That it is really the person, before something is changed. Raises WrongPassword."""
    user = session.exec(select(User).where(User.id == user_id)).one()
    if not matches(user.password_hash, password):
        raise WrongPassword("The password is not right.", field="password")


def password_hash_of(session: Session, *, user_id: UUID) -> str:
    """The kept hash; "" for nobody: so that a half-done sign-in ends when the password changes."""
    found = session.exec(select(User.password_hash).where(User.id == user_id)).first()
    return found or ""


def sign_out(session: Session, *, token: str) -> None:
    """End the session of this cookie; nothing happens when there is none."""
    _end(session, col(WebSession.token_hash) == session_key_of(token))


def end_session(session: Session, *, user_id: UUID, session_id: UUID) -> None:
    """End one of the person's own sessions. Raises NotFound for anybody else's."""
    ended = _end(session, col(WebSession.id) == session_id, col(WebSession.user_id) == user_id)
    if not ended:
        raise NotFound("This session has ended already.")


def sign_out_everywhere(session: Session, *, user_id: UUID, but_session_key: str = "") -> int:
    """End all of the person's sessions but the one named; returns how many were ended."""
    ended = _end(
        session,
        col(WebSession.user_id) == user_id,
        col(WebSession.token_hash) != but_session_key,
    )
    record(session, "account.sessions_ended", aggregate="user", aggregate_id=user_id, count=ended)
    return ended


def note_seen(session: Session, *, session_key: str) -> None:
    """Note that the session is in use; written at most every ten minutes."""
    moment = now()
    session.connection().execute(
        update(WebSession)
        .where(
            col(WebSession.token_hash) == session_key,
            col(WebSession.seen_at) < moment - timedelta(minutes=10),
        )
        .values(seen_at=moment)
    )


def grant_role(session: Session, *, user_id: UUID, role: Role) -> None:
    """Give a person a role on the platform; it stays as it is when they have it."""
    row = {"user_id": user_id, "role": str(role), "granted_at": now()}
    done = session.connection().execute(insert(UserRole).values(row).on_conflict_do_nothing())
    if done.rowcount:
        record(
            session, "account.role_granted", aggregate="user", aggregate_id=user_id, role=str(role)
        )
    forget_everyone()


def make_staff(session: Session, *, email: str, name: str, password: str) -> UUID:
    """Make a person staff with all rights, with a new account or the one that is there.

    For the first run of a shop, from the command line. Returns the person's id. Raises Invalid
    with the field for a poor e-mail address, name or password.
    """
    email, name = clean_email(email), clean_name(name)
    ensure_good(password, email=email, name=name)
    user = user_by_email(session, email)
    if user is None:
        user = _insert_user(
            session, User(email=email, name=name, password_hash=hash_password(password))
        )
    user.password_hash = hash_password(password)
    for role in (Role.STAFF, Role.ADMIN):
        grant_role(session, user_id=user.id, role=role)
    record(session, "account.made_staff", aggregate="user", aggregate_id=user.id)
    return user.id


def user_by_email(session: Session, email: str) -> User | None:
    """The account with this address, without regard to case."""
    # What cannot be an address is not looked up: PostgreSQL's text knows no NUL, for one.
    if len(email) > _LONGEST_EMAIL or not email.isprintable():
        return None
    same = func.lower(User.email) == func.lower(email)
    return session.exec(select(User).where(same)).first()


def _insert_user(session: Session, user: User) -> User:
    """The user, or EmailTaken when another request was quicker with the same address."""
    values = user.model_dump()
    done = session.connection().execute(
        insert(User).values(values).on_conflict_do_nothing().returning(col(User.id))
    )
    if done.first() is None:
        raise EmailTaken(
            "We cannot open an account with this address. If it is yours, sign in instead.",
            field="email",
        )
    return session.exec(select(User).where(User.id == user.id)).one()


def _begin_session(session: Session, user: User, *, token: str, user_agent: str) -> SignedIn:
    previous = session_key_of(token)
    _end(session, col(WebSession.token_hash) == previous)
    fresh = new_token()
    moment = now()
    row = WebSession(
        token_hash=session_key_of(fresh),
        user_id=user.id,
        user_agent=user_agent.replace("\x00", "")[:_LONGEST_USER_AGENT],
        created_at=moment,
        seen_at=moment,
        expires_at=moment + timedelta(days=settings().session_days),
    )
    session.add(row)
    session.flush()
    return SignedIn(
        user_id=user.id,
        name=user.name,
        token=fresh,
        session_key=row.token_hash,
        previous_session_key=previous,
    )


def _end(session: Session, *which: object) -> int:
    """Revoke the running sessions that match; returns how many."""
    done = session.connection().execute(
        update(WebSession)
        .where(col(WebSession.revoked_at).is_(None), *which)  # pyright: ignore[reportArgumentType]
        .values(revoked_at=now())
        .returning(col(WebSession.token_hash))
    )
    keys = [row.token_hash for row in done]
    for key in keys:
        forget(key)
    return len(keys)
