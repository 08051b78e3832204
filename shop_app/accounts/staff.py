"""Who works for the platform: people, the roles that they have, and what the roles may do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.enrolment import take_away
from shop_app.accounts.permissions import Permission
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound

ADMIN = "admin"  # the role that may everything; it is not in the table of roles
_CODE = re.compile(r"^[a-z][a-z0-9-]{1,29}$")


@dataclass(frozen=True, slots=True)
class StaffRoleView:
    """A role, its permissions, and how many people have it."""

    code: str
    name: str
    permissions: frozenset[str]
    people: int
    version: int


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """Somebody of the staff; `roles` are codes, "admin" among them for who may everything."""

    user_id: UUID
    name: str
    email: str
    roles: tuple[str, ...] = field(default_factory=tuple)
    has_second_step: bool = False


def roles(session: Session) -> list[StaffRoleView]:
    """All roles by name."""
    return [
        StaffRoleView(row.code, row.name, frozenset(row.permissions), row.people, row.version)
        for row in rows(
            session,
            "select r.code, r.name, r.permissions, r.version, count(m.user_id) as people"
            " from staff_roles r left join staff_memberships m on m.role_code = r.code"
            " group by r.code order by r.name",
        )
    ]


def people(session: Session) -> list[StaffPerson]:
    """Everybody of the staff by name, at most 500."""
    return [
        StaffPerson(row.id, row.name, row.email, tuple(row.roles), row.has_second_step)
        for row in rows(
            session,
            "select u.id, u.name, u.email, array("
            " select 'admin' from user_roles a where a.user_id = u.id and a.role = 'admin'"
            " union all select m.role_code from staff_memberships m where m.user_id = u.id"
            " order by 1) as roles, exists (select from second_factors f"
            " where f.user_id = u.id and f.confirmed_at is not null) as has_second_step"
            " from users u where exists (select from user_roles r where r.user_id = u.id)"
            " order by u.name, u.id limit 500",
        )
    ]


def give_roles(session: Session, *, actor: Actor, email: str, codes: Iterable[str]) -> None:
    """Make a person with an account staff with exactly these roles; none takes them off the staff.

    Raises NotFound for an address without an account, Invalid for an unknown role, NotAllowed for
    one's own roles, Conflict when nobody would be left who may everything.
    """
    wanted = sorted(set(codes))
    found = rows(
        session,
        "select id, name from users where lower(email) = lower(:email) for update",
        email=email.strip()[:254],
    )
    if not found:
        raise NotFound("Nobody has an account with {email}. Ask them to register.", email=email)
    person = found[0]
    if person.id == actor.user_id:
        raise NotAllowed("Nobody changes their own roles. Ask another admin.")
    known = {role.code for role in roles(session)} | {ADMIN}
    if unknown := [code for code in wanted if code not in known]:
        raise Invalid("There is no role {role}.", role=unknown[0][:40])
    before = next((p.roles for p in people(session) if p.user_id == person.id), ())
    _write_roles(session, person.id, wanted)
    if not rows(session, "select 1 from user_roles where role = 'admin' limit 1"):
        raise Conflict("Somebody must stay who may everything.")
    forget_everyone()
    audit(
        session,
        actor,
        "staff.roles_changed",
        subject="user",
        subject_id=person.id,
        before={"roles": list(before)},
        after={"roles": wanted},
    )


def _write_roles(session: Session, user_id: UUID, wanted: Sequence[str]) -> None:
    rows(session, "delete from user_roles where user_id = :id returning role", id=user_id)
    rows(
        session, "delete from staff_memberships where user_id = :id returning role_code", id=user_id
    )
    platform = [*(["staff"] if wanted else []), *([ADMIN] if ADMIN in wanted else [])]
    for role in platform:
        rows(
            session,
            "insert into user_roles (user_id, role, granted_at) values (:id, :role, :moment)"
            " returning role",
            id=user_id,
            role=role,
            moment=now(),
        )
    for code in wanted:
        if code != ADMIN:
            rows(
                session,
                "insert into staff_memberships (user_id, role_code, granted_at)"
                " values (:id, :code, :moment) returning role_code",
                id=user_id,
                code=code,
                moment=now(),
            )


def reset_second_step(session: Session, *, actor: Actor, email: str) -> None:
    """Take the second step from somebody of the staff who has lost it; their sessions end.

    Raises NotFound for who is not of the staff, NotAllowed for one's own, Conflict when it is off.
    """
    found = [each for each in people(session) if each.email.lower() == email.strip().lower()]
    if not found:
        raise NotFound("This person is not of the staff.")
    take_away(session, user_id=found[0].user_id, by=actor.user_id)
    audit(session, actor, "staff.second_step_reset", subject="user", subject_id=found[0].user_id)


def save_role(
    session: Session,
    *,
    actor: Actor,
    code: str,
    name: str,
    permissions: Iterable[str],
    version: int = 0,
) -> None:
    """Write a role; version 0 makes a new one. Raises Invalid, or Conflict when it has changed."""
    code, name = code.strip().lower(), " ".join(name.split())
    if not _CODE.match(code) or code == ADMIN:
        raise Invalid("A short name has 2 to 30 small letters, digits and dashes.", field="code")
    if not 1 <= len(name) <= 60:
        raise Invalid("Name the role with 1 to 60 characters.", field="name")
    wanted = sorted(set(permissions))
    if unknown := set(wanted) - {str(permission) for permission in Permission}:
        raise Invalid("There is no permission {name}.", name=min(unknown)[:60])
    before = rows(
        session,
        "select name, permissions, version from staff_roles where code = :code for update",
        code=code,
    )
    if (before[0].version if before else 0) != version:
        raise Conflict("Somebody else has changed this role. Look at it again.")
    rows(
        session,
        "insert into staff_roles (code, name, permissions, version)"
        " values (:code, :name, :permissions, 1) on conflict (code) do update"
        " set name = excluded.name, permissions = excluded.permissions,"
        " version = staff_roles.version + 1 returning code",
        code=code,
        name=name,
        permissions=wanted,
    )
    forget_everyone()
    audit(
        session,
        actor,
        "staff.role_saved",
        subject="staff_role",
        subject_id=code,
        before={"name": before[0].name, "permissions": before[0].permissions} if before else None,
        after={"name": name, "permissions": wanted},
    )


def drop_role(session: Session, *, actor: Actor, code: str) -> None:
    """Take a role away that nobody has. Raises NotFound or Conflict."""
    found = {role.code: role for role in roles(session)}.get(code)
    if found is None:
        raise NotFound("There is no such role.")
    if found.people:
        raise Conflict("People still have this role. Give them another first.")
    rows(session, "delete from staff_roles where code = :code returning code", code=code)
    audit(
        session,
        actor,
        "staff.role_dropped",
        subject="staff_role",
        subject_id=code,
        before={"name": found.name, "permissions": sorted(found.permissions)},
    )
