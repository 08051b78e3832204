"""What accounts refuse, and why."""

from __future__ import annotations

from uuid import UUID

from shop_app.core.errors import Conflict, Invalid, NotAllowed


class WrongPassword(Invalid):
    """The e-mail address and the password do not belong together; which one is wrong stays open."""

    code = "wrong_password"


class EmailTaken(Conflict):
    """An account with this address may exist already."""

    code = "email_taken"


class WeakPassword(Invalid):
    """The password is too short, too long, or among the first that anyone would try."""

    code = "weak_password"


class WrongCode(Invalid):
    """The code of the second step is wrong, too old, or was used."""

    code = "wrong_code"


class SecondStepOwed(NotAllowed):
    """The shop demands a second step of this role, and the person has none yet."""

    code = "second_step_owed"


class ProofNeeded(NotAllowed):
    """A code of the person's app is asked for once more before this is done."""

    code = "proof_needed"


class SecondFactorNeeded(NotAllowed):
    """The password is right; a code of the person's app is asked for before they are let in."""

    code = "second_factor_needed"

    def __init__(self, user_id: UUID, password_hash: str) -> None:
        super().__init__("Enter the code of your authenticator app.")
        self.user_id = user_id
        self.password_hash = password_hash
