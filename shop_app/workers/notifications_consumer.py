"""The consumer `mail` writes letters and notices from events; a periodic job sends the letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shop_app.core.db import run_in_transaction
from shop_app.core.logging import logger
from shop_app.core.settings import settings
from shop_app.integrations.smtp import Mailer, NotSent
from shop_app.notifications import notices, post
from shop_app.notifications.news import News
from shop_app.notifications.service import TELLERS, tell
from shop_app.workers.events import Event

log = logger(__name__)


def handle(events: Sequence[Event]) -> None:
    """Tell people of each event, in a transaction of its own: one that fails holds up no other."""
    for event in events:
        if event.kind in TELLERS:
            news = News(
                event.event_id, event.kind, event.aggregate_id, event.payload, event.created_at
            )
            run_in_transaction(tell, news=news)


def send_due(_since: datetime) -> int:
    """Send the letters that are due, or capture them in a demo shop without SMTP; how many left."""
    if not settings().smtp_url:
        return _capture() if settings().mode == "demo" else 0
    done = 0
    with Mailer(settings()) as mailer:
        for mail in run_in_transaction(post.take_due):
            try:
                mailer.send(mail)
            except NotSent as error:
                log.warning("mail_not_sent", mail=str(mail.id), tries=mail.tries)
                run_in_transaction(
                    post.note_failed, mail=mail, problem=str(error), for_good=error.for_good
                )
            else:
                run_in_transaction(post.note_sent, mail_id=mail.id, captured=False)
                done += 1
    return done


def forget_old(_since: datetime) -> int:
    """Delete notices and letters of more than three months ago; how many."""
    return run_in_transaction(notices.forget_old) + run_in_transaction(post.forget_old)


def _capture() -> int:
    taken = run_in_transaction(post.take_due)
    for mail in taken:
        run_in_transaction(post.note_sent, mail_id=mail.id, captured=True)
    return len(taken)
