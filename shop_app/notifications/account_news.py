"""Letters about an account: prove the address, set a new password, and what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session

from shop_app.accounts import codes
from shop_app.accounts.models import Purpose
from shop_app.core.db import rows
from shop_app.core.settings import settings
from shop_app.core.words import PlainWords
from shop_app.notifications.letters import Letter
from shop_app.notifications.news import News, Teller
from shop_app.notifications.post import Compose, write

_PERSON = """
    select id, email, name, locale, verified_at from users
    where id = :id and disabled_at is null
"""


def _verify(session: Session, news: News) -> None:
    person = _person(session, news)
    if person is None or person.verified_at is not None:
        return

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Confirm your e-mail address"),
            heading=words.t("Welcome, {name}", name=person.name),
            paragraphs=[
                words.t("Please confirm that this address is yours. The link is good for 3 days.")
            ],
            button=words.t("Confirm this address"),
            address=_link(session, person, "/verify-email", Purpose.VERIFY_EMAIL),
            closing=[words.t("Was this not you? Then somebody mistyped. You need do nothing.")],
        )

    _tell(session, news, person, "verify_email", compose, has_secret=True)


def _reset(session: Session, news: News) -> None:
    person = _person(session, news)
    if person is None:
        return

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Set a new password"),
            heading=words.t("Set a new password"),
            paragraphs=[
                words.t(
                    "Somebody asked for a new password for this account. The link is good for "
                    "one hour, and once."
                )
            ],
            button=words.t("Choose a new password"),
            address=_link(session, person, "/reset-password", Purpose.RESET_PASSWORD),
            closing=[words.t("Was this not you? Your password stays as it is.")],
        )

    _tell(session, news, person, "reset_password", compose, has_secret=True)


def _changed(session: Session, news: News) -> None:
    person = _person(session, news)
    if person is None:
        return

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("Your password was changed"),
            heading=words.t("Your password was changed"),
            paragraphs=[
                words.t("All other places where you were signed in are signed out now."),
                words.t("Was this not you? Set a new password at once."),
            ],
            button=words.t("Set a new password"),
            address=f"{settings().origin}/reset-password",
        )

    _tell(session, news, person, "password_changed", compose)


def _factor_changed(session: Session, news: News) -> None:
    person = _person(session, news)
    if person is None:
        return
    is_on = news.kind == "account.second_factor_on"

    def compose(words: PlainWords) -> Letter:
        told = (
            words.t("Signing in now asks for a code of your authenticator app.")
            if is_on
            else words.t("Signing in no longer asks for a code. Your password alone opens it.")
        )
        return Letter(
            subject=words.t("Two-step sign-in was changed"),
            heading=words.t("Two-step sign-in was changed"),
            paragraphs=[told, words.t("Was this not you? Set a new password at once.")],
            button=words.t("Open security"),
            address=f"{settings().origin}/account/security",
        )

    _tell(session, news, person, "second_factor_changed", compose)


def _person(session: Session, news: News) -> Any | None:
    found = rows(session, _PERSON, id=news.aggregate_id)
    return found[0] if found else None


def _link(session: Session, person: Any, path: str, purpose: Purpose) -> str:
    code = codes.issue(session, user_id=person.id, email=person.email, purpose=purpose)
    return f"{settings().origin}{path}?{urlencode({'code': code})}"


def _tell(
    session: Session,
    news: News,
    person: Any,
    kind: str,
    compose: Compose,
    *,
    has_secret: bool = False,
) -> None:
    write(
        session,
        key=news.key(kind),
        kind=kind,
        recipient=person.email,
        locale=person.locale,
        compose=compose,
        has_secret=has_secret,
    )


TELLERS: Mapping[str, Teller] = {
    "account.registered": _verify,
    "account.verification_asked": _verify,
    "account.reset_asked": _reset,
    "account.password_changed": _changed,
    "account.second_factor_on": _factor_changed,
    "account.second_factor_off": _factor_changed,
}
