"""Mail by SMTP: `smtp://user:password@host:587`, `smtps://…:465`, `smtp://localhost:25`.

Where `SMTP_URL` is not set, a shop in demo mode captures its mail: it is read at
/admin/system/mail and leaves the machine never.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from shop_app.core.settings import Settings
from shop_app.notifications.post import Outgoing

SECONDS = 20.0
_FOR_GOOD = range(500, 600)  # what a server answers when trying again is of no use


class NotSent(Exception):
    """The server did not take the letter; `for_good` when it never will."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class Mailer:
    """One connection to the mail server, for as long as a `with` block lasts."""

    def __init__(self, settings: Settings) -> None:
        self._url = urlsplit(settings.smtp_url)
        self._from = formataddr((settings.shop_name, settings.sender))
        self._domain = settings.sender.rpartition("@")[2]
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def send(self, mail: Outgoing) -> None:
        """Hand the letter to the server. Raises NotSent with the reason."""
        try:
            message = self._message(mail)
        except ValueError as error:
            raise NotSent(str(error), for_good=True) from error
        try:
            self._connected().send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, told = next(iter(error.recipients.values()))
            raise NotSent(_told(code, told), for_good=code in _FOR_GOOD) from error
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            # What is wrong with our own sign-in or sender may be mended: those are tried again.
            is_about_the_letter = isinstance(error, smtplib.SMTPDataError)
            raise NotSent(
                _told(error.smtp_code, error.smtp_error),
                for_good=is_about_the_letter and error.smtp_code in _FOR_GOOD,
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise NotSent(str(error) or type(error).__name__) from error

    def _message(self, mail: Outgoing) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = mail.subject
        message["From"] = self._from
        message["To"] = mail.recipient
        message["Date"] = formatdate(localtime=False)
        # The same at each try, so that a letter taken twice is shown once.
        message["Message-ID"] = f"<{mail.id}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        return message

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._connect()
        return self._server

    def _connect(self) -> smtplib.SMTP:
        url, context = self._url, ssl.create_default_context()
        if url.scheme not in ("smtp", "smtps") or not url.hostname:
            raise NotSent("SMTP_URL must look like smtp://user:password@host:587.")
        if url.scheme == "smtps":
            port = url.port or 465
            server = smtplib.SMTP_SSL(url.hostname, port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(url.hostname, url.port or 587, timeout=SECONDS)
        if url.scheme == "smtp":
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif url.username:
                server.close()
                raise NotSent("The mail server offers no TLS: the password is not sent to it.")
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        return server

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()


def _told(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {said}"
