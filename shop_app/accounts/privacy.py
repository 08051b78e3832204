"""What the shop knows of a person: all of it as a file, and its erasure.

Two tables below say what belongs to a person and what becomes of it. They name tables of other
parts by their names, since accounts lie below them. A test holds them to the database: a new
table with a person in it must be named here. The rule for people is docs/privacy.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.service import sign_out_everywhere
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict
from shop_app.core.outbox import record

ERASED_DOMAIN = "erased.invalid"

# Who has not proven an address may not be its owner: what was sent there for other reasons than
# their account is not theirs to read.
_OWN_LETTER = """
    (u.verified_at is not null or m.kind in
        ('verify_email', 'reset_password', 'password_changed', 'second_factor_changed'))
"""

# Sections of the file, each a question with `:id` (the person) and `:owner` (their lists).
EXPORTS: Mapping[str, str] = {
    "account": "select id, email, name, phone, locale, created_at, verified_at from users"
    " where id = :id",
    "roles": "select role, granted_at from user_roles where user_id = :id order by role",
    "staff": "select role_code, granted_at from staff_memberships where user_id = :id order by 1",
    "teams": "select s.name as seller, m.role, m.joined_at from seller_members m"
    " join sellers s on s.id = m.seller_id where m.user_id = :id order by s.name",
    "applications_to_sell": "select status, name, legal_name, registration_number, about, phone,"
    " address, returns_address, created_at, submitted_at, decided_at from seller_applications"
    " where user_id = :id order by created_at",
    "papers_to_sell": "select d.kind, d.file_name, d.uploaded_at from seller_documents d"
    " join seller_applications a on a.id = d.application_id where a.user_id = :id"
    " order by d.uploaded_at",
    "invitations": "select s.name as seller, i.email, i.role from seller_invitations i"
    " join sellers s on s.id = i.seller_id join users u on lower(u.email) = lower(i.email)"
    " where u.id = :id and u.verified_at is not null order by s.name",
    "sessions": "select user_agent, created_at, seen_at, expires_at, revoked_at from sessions"
    " where user_id = :id order by created_at",
    "two_step": "select created_at, confirmed_at from second_factors where user_id = :id",
    "letters_with_links": "select purpose, email, created_at, expires_at, used_at"
    " from account_codes where user_id = :id order by created_at",
    "addresses": "select name, line1, line2, postal_code, city, region, country, phone, is_default,"
    " created_at from addresses where user_id = :id order by id",
    "orders": "select number, email, address, region_code, currency, status, items_minor,"
    " discount_minor, delivery_minor, tax_minor, total_minor, created_at, placed_at from orders"
    " where user_id = :id order by id",
    "order_lines": "select o.number, l.line_no, l.sku, l.title, l.variant_title, l.quantity,"
    " l.unit_price_minor, l.discount_minor, l.tax_minor, l.total_minor from order_lines l"
    " join orders o on o.id = l.order_id where o.user_id = :id order by o.id, l.line_no",
    "order_steps": "select o.number, e.kind, e.from_status, e.to_status, e.happened_at"
    " from order_events e join orders o on o.id = e.order_id where o.user_id = :id"
    " order by e.happened_at, e.id",
    "payments": "select o.number, p.method, p.status, p.amount_minor, p.credit_minor,"
    " p.refunded_minor, p.credit_back_minor, p.currency,"
    " p.created_at from payments p join orders o on o.id = p.order_id where o.user_id = :id"
    " order by p.created_at",
    "store_credit": "select t.kind, e.amount_minor, t.currency, n.number as order_number, g.reason,"
    " t.happened_at from ledger_transactions t join ledger_entries e on e.transaction_id = t.id"
    " and e.account = 'customer_credit' left join order_numbers n on n.order_id = t.order_id"
    " left join credit_grants g on t.key = 'credit_grant:' || g.id where t.user_id = :id"
    " order by t.id",
    "returns": "select r.number, o.number as order_number, r.status, r.words, r.requested_at,"
    " r.decided_at, r.refunded_at from returns r join orders o on o.id = r.order_id"
    " where r.user_id = :id order by r.id",
    "return_lines": "select r.number, l.line_no, l.quantity, l.reason, l.words, l.refund_minor"
    " from return_lines l join returns r on r.id = l.return_id where r.user_id = :id"
    " order by r.id, l.line_no",
    "checkouts": "select status, email, address, delivery, currency, created_at from checkouts"
    " where user_id = :id order by id",
    "cart": "select c.status, c.currency, l.offer_id, l.quantity, l.added_at from carts c"
    " join cart_lines l on l.cart_id = c.id where c.user_id = :id order by l.id",
    "reviews": "select product_id, author_name, rating, title, body, verified, status, created_at"
    " from reviews where user_id = :id order by created_at",
    "review_photos": "select p.url from review_photos p join reviews r on r.id = p.review_id"
    " where r.user_id = :id order by p.review_id, p.position",
    "review_votes": "select review_id, voted_at from review_votes where user_id = :id order by 2",
    "review_reports": "select review_id, reason, words, reported_at from review_reports"
    " where user_id = :id order by reported_at",
    "wishlists": "select w.name, i.product_id, i.added_at from wishlists w"
    " left join wishlist_items i on i.wishlist_id = w.id where w.user_id = :id"
    " order by w.id, i.added_at",
    "viewed_products": "select product_id, viewed_at from viewed_products where owner = :owner"
    " order by viewed_at",
    "behaviour": "select act, product_id, seller_id, category_id, order_id, region, device, source,"
    " happened_at from behaviour_facts where user_id = :id order by id",
    "notices": "select kind, facts, created_at from notices where user_id = :id order by id",
    "letters": "select m.kind, m.subject, m.state, m.created_at, m.sent_at from outgoing_mail m"
    " join users u on lower(u.email) = lower(m.recipient)"
    f" where u.id = :id and {_OWN_LETTER} order by m.id",
    "saved_views": "select list_name, name, query from saved_views where user_id = :id order by 1",
}

# What becomes of it, in this order. `:gone` is an address that never was one.
ERASURES: tuple[str, ...] = (
    # The law keeps orders, their amounts and their country; who it was goes.
    (
        "update orders set email = :gone, key_hash = '', address = jsonb_strip_nulls("
        "jsonb_build_object('country', address ->> 'country', 'region', address ->> 'region'))"
        " where user_id = :id"
    ),
    "update checkouts set email = '', address = '{}' where user_id = :id",
    "update returns set words = '' where user_id = :id",
    "update credit_grants set reason = '' where user_id = :id",
    (
        "update return_lines set words = '' where return_id in"
        " (select id from returns where user_id = :id)"
    ),
    "delete from return_photos where return_id in (select id from returns where user_id = :id)",
    (
        "update order_events set note = '' where actor = 'shopper' and order_id in"
        " (select id from orders where user_id = :id)"
    ),
    # Reviews stay as words on a product, without their author.
    "update reviews set author_name = 'Anonymous' where user_id = :id",
    "update review_reports set words = '' where user_id = :id",
    "delete from review_photos where review_id in (select id from reviews where user_id = :id)",
    (
        "delete from wishlist_items where wishlist_id in"
        " (select id from wishlists where user_id = :id)"
    ),
    "delete from wishlists where user_id = :id",
    "delete from viewed_products where owner = :owner",
    "update behaviour_facts set user_id = null where user_id = :id",
    (
        "delete from seller_documents where application_id in"
        " (select id from seller_applications where user_id = :id)"
    ),
    "delete from seller_applications where user_id = :id",
    "delete from addresses where user_id = :id",
    "delete from recovery_codes where user_id = :id",
    "delete from second_factors where user_id = :id",
    "delete from account_codes where user_id = :id",
    (
        "delete from notice_reads where user_id = :id or notice_id in"
        " (select id from notices where user_id = :id)"
    ),
    "delete from notices where user_id = :id",
    "delete from saved_views where user_id = :id",
    "delete from outgoing_mail where lower(recipient) = lower(:email)",
    "delete from seller_invitations where lower(email) = lower(:email)",
    "update sessions set user_agent = '' where user_id = :id",
    (
        "delete from cart_lines where cart_id in"
        " (select id from carts where user_id = :id and status = 'open')"
    ),
    (
        "update users set email = :gone, name = '', phone = '', password_hash = null,"
        " verified_at = null, disabled_at = :moment, erased_at = :moment where id = :id"
    ),
)

# Tables with a person in them that erasure leaves alone, and why.
KEPT: Mapping[str, str] = {
    "audit_log": "who of the staff and sellers did what: kept by law, chained, never changed",
    "user_roles": "no personal data; the account is disabled",
    "staff_memberships": "staff leave the team first",
    "seller_members": "sellers leave the team first",
    "ledger_transactions": "the books: ids and amounts, no person; never changed",
    "ledger_entries": "the books, as above",
    "credit_balances": "nothing: credit is spent or given up first",
    "carts": "empty, and of a person without a name",
    "review_votes": "a vote, of a person without a name",
    "outbox": "events name ids and amounts, no person; gone after 35 days",
}

_OPEN_ORDERS = """
    select 1 from orders where user_id = :id
      and status in ('pending', 'placed', 'partly_shipped', 'shipped') limit 1
"""
_OPEN_RETURNS = """
    select 1 from returns where user_id = :id
      and status in ('requested', 'approved', 'received') limit 1
"""
_OWED = """
    select 1 from payments p join orders o on o.id = p.order_id where o.user_id = :id
      and p.refund_due_minor > p.refunded_minor limit 1
"""
_CREDIT = "select 1 from credit_balances where user_id = :id and balance_minor > 0 limit 1"
_WORKS_HERE = """
    select 1 from seller_members where user_id = :id
    union all select 1 from user_roles where user_id = :id limit 1
"""


def personal_data(session: Session, *, user_id: UUID) -> dict[str, Any]:
    """Everything about the person, by section: rows as names and values. Theirs and nobody else's.

    Hashes of passwords and codes, and the key of an authenticator app, are no part of it.
    """
    whose = {"id": user_id, "owner": owner_of(user_id)}
    sections = {
        name: [
            row._asdict()
            for row in rows(
                session, sql, **{key: value for key, value in whose.items() if f":{key}" in sql}
            )
        ]
        for name, sql in EXPORTS.items()
    }
    return {"exported_at": now(), "sections": sections}


def erase(session: Session, *, user_id: UUID, address: str = "") -> None:
    """Erase the person: names, addresses and words go, what the law needs of orders stays.

    Raises Conflict while orders, returns or refunds are under way, while store credit is left, and
    for people who work here: they leave their team first. There is no way back.
    """
    rows(session, "select id from users where id = :id for update", id=user_id)
    ensure_erasable(session, user_id=user_id)
    email = rows(session, "select email from users where id = :id", id=user_id)[0].email
    facts = {
        "id": user_id,
        "owner": owner_of(user_id),
        "email": email,
        "gone": f"{user_id.hex}@{ERASED_DOMAIN}",
        "moment": now(),
    }
    for statement in ERASURES:
        given = {name: value for name, value in facts.items() if f":{name}" in statement}
        rows(session, f"{statement} returning 1", **given)
    sign_out_everywhere(session, user_id=user_id)
    forget_everyone()
    record(session, "account.erased", aggregate="user", aggregate_id=user_id)
    actor = Actor("shopper", "", user_id=user_id, address=address)
    audit(session, actor, "account.erased", subject="user", subject_id=user_id)


def ensure_erasable(session: Session, *, user_id: UUID) -> None:
    """Raise Conflict with the reason why the person cannot be erased now, if there is one."""
    if rows(session, _WORKS_HERE, id=user_id):
        raise Conflict("You work for a seller or for the shop. Leave the team first.")
    if rows(session, _OPEN_ORDERS, id=user_id):
        raise Conflict("An order of yours is still under way. Wait until it has arrived.")
    if rows(session, _OPEN_RETURNS, id=user_id) or rows(session, _OWED, id=user_id):
        raise Conflict("A return or a refund is still under way. Wait until it is done.")
    if rows(session, _CREDIT, id=user_id):
        raise Conflict(
            "You have store credit left. Spend it, or give it up under Store credit, then erase."
        )


def owner_of(user_id: UUID) -> str:
    """How lists of an account are marked, beside those of guests."""
    return str(user_id)
