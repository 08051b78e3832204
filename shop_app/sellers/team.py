"""A seller's team: who is in it, invitations by e-mail, roles; the last owner stays."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.enrolment import take_away
from shop_app.accounts.service import clean_email
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Expired, Invalid, NotAllowed, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.sellers.models import MemberRole

INVITATION_DAYS = 7
MOST_MEMBERS = 50


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """A member."""

    user_id: str
    name: str
    email: str
    role: str
    has_second_step: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that nobody has followed yet."""

    id: str
    email: str
    role: str
    expires_at: datetime


def members(session: Session, *, seller_id: UUID) -> list[TeamPerson]:
    """Everybody of the team, owners first."""
    found = rows(
        session,
        "select u.id, u.name, u.email, m.role, exists (select from second_factors f"
        " where f.user_id = u.id and f.confirmed_at is not null) as has_second_step"
        " from seller_members m"
        " join users u on u.id = m.user_id where m.seller_id = :seller_id"
        " order by m.role = 'owner' desc, u.name, u.id",
        seller_id=seller_id,
    )
    return [
        TeamPerson(str(row.id), row.name, row.email, row.role, row.has_second_step) for row in found
    ]


def invitations(session: Session, *, seller_id: UUID) -> list[Invitation]:
    """Invitations that still hold."""
    found = rows(
        session,
        "select id, email, role, expires_at from seller_invitations where seller_id = :seller_id"
        " and used_at is null and expires_at > :moment order by created_at",
        seller_id=seller_id,
        moment=now(),
    )
    return [Invitation(str(row.id), row.email, row.role, row.expires_at) for row in found]


def invite(session: Session, *, actor: Actor, seller_id: UUID, email: str, role: str) -> None:
    """Send somebody a link into the team, good for seven days and once. Raises Invalid."""
    email, role = clean_email(email), _role(role)
    team = members(session, seller_id=seller_id)
    if len(team) + len(invitations(session, seller_id=seller_id)) >= MOST_MEMBERS:
        raise Invalid("A team has at most {most} people.", most=MOST_MEMBERS)
    if email.lower() in {person.email.lower() for person in team}:
        raise Invalid("This person is in the team already.", field="email")
    code = secrets.token_urlsafe(32)
    rows(
        session,
        "delete from seller_invitations where seller_id = :seller_id"
        " and lower(email) = lower(:email) and used_at is null returning id",
        seller_id=seller_id,
        email=email,
    )
    rows(
        session,
        "insert into seller_invitations (id, seller_id, email, role, code_hash, created_at,"
        " expires_at) values (:id, :seller_id, :email, :role, :code_hash, :moment, :expires_at)"
        " returning id",
        id=new_id(),
        seller_id=seller_id,
        email=email,
        role=role,
        code_hash=_hash(code),
        moment=now(),
        expires_at=now() + timedelta(days=INVITATION_DAYS),
    )
    record(
        session, "seller.invited", aggregate="seller", aggregate_id=seller_id, email=email,
        path=f"/sell/join?code={code}", role=role,
    )  # fmt: skip
    audit(session, actor, "team.invited", subject="seller", subject_id=seller_id,
          after={"role": role}, seller_id=seller_id)  # fmt: skip


def withdraw(session: Session, *, actor: Actor, seller_id: UUID, invitation_id: str) -> None:
    """Make an invitation worth nothing. Raises NotFound."""
    gone = rows(
        session,
        "delete from seller_invitations where seller_id = :seller_id and id::text = :id"
        " and used_at is null returning id",
        seller_id=seller_id,
        id=invitation_id,
    )
    if not gone:
        raise NotFound("This invitation is not here.")
    audit(session, actor, "team.invitation_withdrawn", subject="seller", subject_id=seller_id,
          seller_id=seller_id)  # fmt: skip


def join(session: Session, *, user_id: UUID, email: str, code: str) -> str:
    """Follow an invitation; returns the seller's name.

    Raises Expired for a link that is none, was used or is too old, NotAllowed for who was not
    invited.
    """
    found = rows(
        session,
        "select i.id, i.seller_id, i.email, i.role, s.name from seller_invitations i"
        " join sellers s on s.id = i.seller_id where i.code_hash = :code_hash"
        " and i.used_at is null and i.expires_at > :moment for update of i",
        code_hash=_hash(code[:200]),
        moment=now(),
    )
    if not found:
        raise Expired("This invitation was used or has run out. Ask for a new one.")
    invited = found[0]
    if invited.email.lower() != email.lower():
        raise NotAllowed("This invitation is for {email}. Sign in as them.", email=invited.email)
    rows(
        session,
        "update seller_invitations set used_at = :moment where id = :id returning id",
        moment=now(),
        id=invited.id,
    )
    rows(
        session,
        "insert into seller_members (seller_id, user_id, role, joined_at)"
        " values (:seller_id, :user_id, :role, :moment) on conflict do nothing returning role",
        seller_id=invited.seller_id,
        user_id=user_id,
        role=invited.role,
        moment=now(),
    )
    forget_everyone()
    actor = Actor("seller", email, user_id=user_id, seller_id=invited.seller_id)
    audit(session, actor, "team.joined", subject="user", subject_id=user_id,
          after={"role": invited.role})  # fmt: skip
    return invited.name


def change_role(
    session: Session, *, actor: Actor, seller_id: UUID, user_id: str, role: str
) -> None:
    """Give a member another role. Raises NotFound, Invalid, or Conflict for the last owner."""
    role, before = _role(role), _member(session, seller_id, user_id)
    if before.role == "owner" and role != "owner":
        _ensure_another_owner(session, seller_id, user_id)
    rows(
        session,
        "update seller_members set role = :role where seller_id = :seller_id"
        " and user_id::text = :user_id returning role",
        role=role,
        seller_id=seller_id,
        user_id=user_id,
    )
    forget_everyone()
    audit(session, actor, "team.role_changed", subject="user", subject_id=user_id,
          before={"role": before.role}, after={"role": role}, seller_id=seller_id)  # fmt: skip


def remove(session: Session, *, actor: Actor, seller_id: UUID, user_id: str) -> None:
    """Take a member out of the team. Raises NotFound, or Conflict for the last owner."""
    before = _member(session, seller_id, user_id)
    if before.role == "owner":
        _ensure_another_owner(session, seller_id, user_id)
    rows(
        session,
        "delete from seller_members where seller_id = :seller_id and user_id::text = :user_id"
        " returning role",
        seller_id=seller_id,
        user_id=user_id,
    )
    forget_everyone()
    audit(session, actor, "team.removed", subject="user", subject_id=user_id,
          before={"role": before.role}, seller_id=seller_id)  # fmt: skip


def reset_second_step(session: Session, *, actor: Actor, seller_id: UUID, user_id: str) -> None:
    """Take the second step from a member who has lost it; their sessions end.

    Raises NotFound for who is not in the team, NotAllowed for one's own and for people who work
    for others too (their safety is not this team's alone), Conflict when it is off.
    """
    member = _member(session, seller_id, user_id)
    elsewhere = rows(
        session,
        "select 1 from user_roles where user_id = :id"
        " union all select 1 from seller_members where user_id = :id and seller_id <> :seller_id",
        id=UUID(member.user_id),
        seller_id=seller_id,
    )
    if elsewhere and actor.user_id != UUID(member.user_id):
        raise NotAllowed("This person works for others here too. Ask the shop's staff to do it.")
    take_away(session, user_id=UUID(member.user_id), by=actor.user_id)
    audit(session, actor, "team.second_step_reset", subject="user", subject_id=member.user_id,
          seller_id=seller_id)  # fmt: skip


def _member(session: Session, seller_id: UUID, user_id: str) -> TeamPerson:
    rows(session, "select 1 from sellers where id = :id for update", id=seller_id)
    team: Sequence[TeamPerson] = members(session, seller_id=seller_id)
    found = next((person for person in team if person.user_id == user_id), None)
    if found is None:
        raise NotFound("This person is not in the team.")
    return found


def _ensure_another_owner(session: Session, seller_id: UUID, user_id: str) -> None:
    owners = [p for p in members(session, seller_id=seller_id) if p.role == "owner"]
    if all(person.user_id == user_id for person in owners):
        raise Conflict("A team needs an owner. Make somebody else one first.")


def _role(role: str) -> str:
    if role not in set(MemberRole):
        raise Invalid("Choose a role.", field="role")
    return role


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
