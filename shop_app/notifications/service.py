"""Tell people what happened: the one door for events."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.notifications import (
    account_news,
    order_news,
    parcel_news,
    return_news,
    seller_news,
)
from shop_app.notifications.news import NEWS, News, Teller

TELLERS: Mapping[str, Teller] = {
    **account_news.TELLERS,
    **order_news.TELLERS,
    **parcel_news.TELLERS,
    **return_news.TELLERS,
    **seller_news.TELLERS,
}


def tell(session: Session, *, news: News) -> bool:
    """Write the letters and notices of an event, each once; whether there are any for its kind.

    Seeing an event twice changes nothing. What happened more than a week ago is not told.
    """
    teller = TELLERS.get(news.kind)
    if teller is None or now() - news.created_at > NEWS:
        return False
    teller(session, news)
    return True
