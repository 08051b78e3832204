"""What accounts refuse, and why."""

from __future__ import annotations

from shop_app.core.errors import Conflict, Invalid


class WrongPassword(Invalid):
    """The e-mail address and the password do not belong together; which one is wrong stays open."""

    code = "wrong_password"


class EmailTaken(Conflict):
    """An account with this address may exist already."""

    code = "email_taken"


class WeakPassword(Invalid):
    """The password is too short, too long, or among the first that anyone would try."""

    code = "weak_password"
