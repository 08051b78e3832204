"""Letters and notices of the marketplace: applying, listings, stock, and what waits for staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.permissions import Permission
from shop_app.core.db import rows
from shop_app.core.settings import settings
from shop_app.core.words import PlainWords
from shop_app.notifications import sellers_mail
from shop_app.notifications.letters import Letter
from shop_app.notifications.news import News, Teller
from shop_app.notifications.notices import notify
from shop_app.notifications.post import Compose, write
from shop_app.reviews.seller_lists import sellers_who_may_answer

_OFFER = """
    select o.seller_id, v.sku, v.title as variant_title, p.title from offers o
    join variants v on v.id = o.variant_id join products p on p.id = v.product_id
    where o.id = :id
"""
_REVIEWED = """
    select p.title, r.rating from reviews r join products p on p.id = r.product_id where r.id = :id
"""
_ANSWERED = """
    select r.user_id, p.slug, p.title, s.name as seller from review_answers a
    join reviews r on r.id = a.review_id and r.status = 'published'
    join products p on p.id = r.product_id join sellers s on s.id = a.seller_id
    where a.review_id = :id and a.status = 'published'
"""
_APPLICANT = """
    select a.user_id, a.name as shop_name, u.name, u.email, u.locale from seller_applications a
    join users u on u.id = a.user_id and u.disabled_at is null where a.id = :id
"""


def _applied(session: Session, news: News) -> None:
    if (person := _applicant(session, news.aggregate_id)) is None:
        return

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("We have your application"),
            heading=words.t("Thank you, {name}", name=person.name),
            paragraphs=[
                words.t("We look at your papers now and write to you when there is an answer.")
            ],
            button=words.t("See where it stands"),
            address=f"{settings().origin}/sell/apply",
        )

    _tell_applicant(session, news, person, "seller_applied", compose)
    notify(
        session,
        key=news.key("seller_applied"),
        kind="seller_applied",
        permission=Permission.SELLERS_MANAGE,
        href="/admin/sellers",
        seller=person.shop_name,
    )


def _rejected(session: Session, news: News) -> None:
    if (person := _applicant(session, news.aggregate_id)) is None:
        return
    said = str(news.payload.get("words") or "")

    def compose(words: PlainWords) -> Letter:
        subject = words.t("Your application was not approved")
        told = words.t("Please look at what we ask, change it and send it again.")
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=[told, said] if said else [told],
            button=words.t("Open the application"),
            address=f"{settings().origin}/sell/apply",
        )

    _tell_applicant(session, news, person, "seller_rejected", compose)
    notify(
        session,
        key=news.key("seller_rejected"),
        kind="seller_rejected",
        user_id=person.user_id,
        href="/sell/apply",
        seller=person.shop_name,
    )


def _decided(session: Session, news: News) -> None:
    if (name := _name(session, news.aggregate_id)) is None:
        return
    said = str(news.payload.get("words") or "")
    kind = news.kind.replace(".", "_")

    def compose(words: PlainWords) -> Letter:
        if news.kind == "seller.approved":
            subject = words.t("Welcome to {shop}", shop=settings().shop_name)
            told = words.t("{name} may sell now. Your portal is open.", name=name)
        else:
            subject = words.t("Your shop is suspended")
            told = words.t("What {name} sells is not shown for now.", name=name)
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=[told, said] if said else [told],
            button=words.t("Open your portal"),
            address=f"{settings().origin}/seller",
        )

    seller_id = news.aggregate_id
    sellers_mail.tell(session, news, seller_id=seller_id, kind=kind, compose=compose)
    notify(session, key=news.key(kind), kind=kind, seller_id=seller_id, href="/seller", seller=name)


def _invited(session: Session, news: News) -> None:
    name, path = _name(session, news.aggregate_id), str(news.payload.get("path") or "")
    recipient = str(news.payload.get("email") or "")
    if name is None or not path.startswith("/"):
        return

    def compose(words: PlainWords) -> Letter:
        return Letter(
            subject=words.t("{name} invites you to its team", name=name),
            heading=words.t("{name} invites you to its team", name=name),
            paragraphs=[words.t("Accept to work for this seller at {shop}.", shop=_shop())],
            button=words.t("Accept the invitation"),
            address=f"{settings().origin}{path}",
            closing=[words.t("Do you not know them? Then you need do nothing.")],
        )

    write(
        session,
        key=news.key("seller_invited"),
        kind="seller_invited",
        recipient=recipient,
        locale=str(news.payload.get("locale") or "en"),
        compose=compose,
        has_secret=True,
    )


def _listing_submitted(session: Session, news: News) -> None:
    notify(
        session,
        key=news.key("listing_submitted"),
        kind="listing_submitted",
        permission=Permission.LISTINGS_REVIEW,
        href=f"/admin/listings/{news.aggregate_id}",
        title=_title(news),
    )


def _listing_decided(session: Session, news: News) -> None:
    seller_id, title = news.id_of("seller_id"), _title(news)
    kind, href = news.kind.replace(".", "_"), f"/seller/products/{news.aggregate_id}"
    said = str(news.payload.get("words") or "")

    def compose(words: PlainWords) -> Letter:
        if news.kind == "listing.approved":
            subject = words.t("Approved: {title}", title=title)
            told, button = words.t("It is in the shop now."), words.t("Open the product")
        else:
            subject = words.t("Please change: {title}", title=title)
            told = words.t("It cannot go into the shop yet. The reasons stand with the product.")
            button = words.t("See the reasons")
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=[told, said] if said else [told],
            button=button,
            address=f"{settings().origin}{href}",
        )

    sellers_mail.tell(session, news, seller_id=seller_id, kind=kind, compose=compose)
    notify(session, key=news.key(kind), kind=kind, seller_id=seller_id, href=href, title=title)


def _stock_low(session: Session, news: News) -> None:
    found = rows(session, _OFFER, id=news.aggregate_id)
    if found:
        notify(
            session,
            key=news.key("stock_low"),
            kind="stock_low",
            seller_id=found[0].seller_id,
            href=f"/seller/stock?q={found[0].sku}",
            title=found[0].title,
            left=int(news.payload.get("left", 0)),
        )


def _payout_waits(session: Session, news: News) -> None:
    notify(
        session,
        key=news.key("payout_waits"),
        kind="payout_waits",
        permission=Permission.PAYOUTS_APPROVE,
        href="/admin/payouts",
    )


def _review_waits(session: Session, news: News) -> None:
    notify(
        session,
        key=news.key("review_waits"),
        kind="review_waits",
        permission=Permission.REVIEWS_MODERATE,
        href="/admin/reviews",
    )


def _review_written(session: Session, news: News) -> None:
    """Tell those whose goods it is about; once, however often it is changed."""
    review_id = news.id_of("review_id")
    for seller_id in sellers_who_may_answer(session, review_id=review_id):
        notify(
            session,
            key=f"review:{review_id}",
            kind="seller_review",
            seller_id=seller_id,
            href=f"/seller/reviews/{review_id}",
            **_about(session, review_id),
        )


def _review_answered(session: Session, news: News) -> None:
    """Tell who wrote the review that the seller has answered it; once."""
    review_id = news.id_of("review_id")
    found = rows(session, _ANSWERED, id=review_id)
    if found and found[0].user_id:
        notify(
            session,
            key=f"answer:{review_id}",
            kind="review_answered",
            user_id=found[0].user_id,
            href=f"/p/{found[0].slug}#reviews",
            seller=found[0].seller,
            title=found[0].title,
        )


def _about(session: Session, review_id: UUID) -> dict[str, Any]:
    found = rows(session, _REVIEWED, id=review_id)
    return {"title": found[0].title, "stars": found[0].rating} if found else {}


def _applicant(session: Session, application_id: UUID) -> Any | None:
    found = rows(session, _APPLICANT, id=application_id)
    return found[0] if found else None


def _tell_applicant(session: Session, news: News, person: Any, kind: str, compose: Compose) -> None:
    write(
        session,
        key=news.key(kind),
        kind=kind,
        recipient=person.email,
        locale=person.locale,
        compose=compose,
    )


def _name(session: Session, seller_id: UUID) -> Any | None:
    found = rows(session, "select name from sellers where id = :id", id=seller_id)
    return found[0].name if found else None


def _title(news: News) -> str:
    return str(news.payload.get("title") or "")


def _shop() -> str:
    return settings().shop_name


TELLERS: Mapping[str, Teller] = {
    "seller.applied": _applied,
    "seller.approved": _decided,
    "seller.rejected": _rejected,
    "seller.suspended": _decided,
    "seller.invited": _invited,
    "listing.submitted": _listing_submitted,
    "listing.approved": _listing_decided,
    "listing.rejected": _listing_decided,
    "stock.low": _stock_low,
    "payout.proposed": _payout_waits,
    "review.submitted": _review_waits,
    "review.written": _review_written,
    "review.published": _review_written,
    "review.answered": _review_answered,
    "review.answer_decided": _review_answered,
}
