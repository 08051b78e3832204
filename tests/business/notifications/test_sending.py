"""Sending: to a real mail server, tried again when it fails, given up when it is of no use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from shop_app.core.clock import moved, now
from shop_app.core.db import run_in_transaction
from shop_app.core.settings import forget_settings
from shop_app.notifications import post
from shop_app.notifications.letters import Letter
from shop_app.workers.notifications_consumer import send_due
from tests.business.notifications.telling import ask, mails
from tests.shop import free_port

pytestmark = pytest.mark.usefixtures("database")


class Server:
    """A mail server that keeps what it takes; `refusals` are its answers before it takes any."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refusals: list[str] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, ARG002
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def server() -> Iterator[Server]:
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    os.environ["SMTP_URL"] = f"smtp://127.0.0.1:{controller.port}"
    forget_settings()
    yield handler
    controller.stop()
    del os.environ["SMTP_URL"]
    forget_settings()


def _letter(subject: str = "Hello", *, has_secret: bool = False) -> None:
    run_in_transaction(
        post.write,
        key=f"test:{subject}",
        kind="test",
        recipient="zoë@example.com" if subject == "Odd" else "ada@example.com",
        locale="en",
        compose=lambda _words: Letter(subject=subject, heading="Ünïcode ✓", paragraphs=["Secret"]),
        has_secret=has_secret,
    )


def test_a_letter_reaches_the_server_as_text_and_html_and_leaves_once(server):
    _letter()
    assert send_due(now()) == 1
    assert send_due(now()) == 0
    (message,) = server.taken
    assert message["subject"] == "Hello"
    assert message["to"] == "ada@example.com"
    assert message["from"] == "Stoa <no-reply@localhost>"
    assert message["auto-submitted"] == "auto-generated"
    assert "Ünïcode ✓" in message.get_body(("plain",)).get_content()
    assert "Ünïcode ✓" in message.get_body(("html",)).get_content()
    assert mails()[0].state == "sent"


@pytest.mark.feature("NOT-06")
def test_a_server_that_is_busy_is_asked_again_later_each_time(server):
    _letter()
    server.refusals = ["451 busy", "451 busy"]
    assert send_due(now()) == 0
    waiting = mails()[0]
    assert (waiting.state, waiting.tries, waiting.problem) == ("waiting", 1, "451 busy")
    assert send_due(now()) == 0
    assert mails()[0].tries == 1
    with moved(timedelta(seconds=31)):
        assert send_due(now()) == 0
    with moved(timedelta(seconds=32)):
        assert send_due(now()) == 0
    with moved(timedelta(seconds=95)):
        assert send_due(now()) == 1
    assert (mails()[0].state, mails()[0].tries, len(server.taken)) == ("sent", 3, 1)


def test_an_address_that_does_not_exist_is_given_up_at_once(server):
    _letter()
    server.refusals = ["550 no such user"]
    assert send_due(now()) == 0
    assert (mails()[0].state, mails()[0].problem) == ("failed", "550 no such user")
    with moved(timedelta(days=1)):
        assert send_due(now()) == 0
    assert server.taken == []


def test_one_letter_that_cannot_be_sent_holds_up_no_other(server):
    _letter("First")
    _letter("Second")
    server.refusals = ["550 no"]
    assert send_due(now()) == 1
    assert sorted(mail.state for mail in mails()) == ["failed", "sent"]


def test_a_link_that_opens_something_is_forgotten_once_it_has_left(server):
    _letter(has_secret=True)
    send_due(now())
    (mail,) = mails()
    assert (mail.state, mail.html, mail.text) == ("sent", "", "")


def test_a_subject_cannot_smuggle_a_header(server):
    _letter("Hello\r\nBcc: all@example.com")
    send_due(now())
    (message,) = server.taken
    assert message["bcc"] is None
    assert message["subject"] == "Hello Bcc: all@example.com"


def test_a_server_that_is_away_loses_nothing(server):
    _letter()
    there = os.environ["SMTP_URL"]
    os.environ["SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"
    forget_settings()
    assert send_due(now()) == 0
    assert mails()[0].state == "waiting"
    os.environ["SMTP_URL"] = there
    forget_settings()
    with moved(timedelta(minutes=2)):
        assert send_due(now()) == 1


def test_eight_tries_are_enough(server):
    _letter()
    server.refusals = ["451 busy"] * 20
    for hours in range(12):
        with moved(timedelta(hours=2 * hours)):
            send_due(now())
    assert (mails()[0].state, mails()[0].tries) == ("failed", 8)


def test_a_demo_shop_without_a_server_captures_its_mail():
    _letter(has_secret=True)
    assert send_due(now()) == 1
    (mail,) = mails()
    assert mail.state == "captured"
    assert "Secret" in mail.text
    assert ask("select count(*) as n from outgoing_mail where state = 'waiting'")[0].n == 0
