"""What a new shop still needs before it can sell: reckoned from the database each time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows

_FACTS = """
    select
        exists (select from user_roles where role = 'admin') as admin,
        exists (select from regions) as region,
        array(select distinct default_country from regions r where not exists (
            select from tax_rates t where t.country = r.default_country
            and t.valid_from <= :today) order by default_country) as untaxed,
        array(select name from regions r where not exists (
            select from delivery_methods m where m.region_code = r.code
            and m.seller_id is null) order by position, code) as undelivered,
        exists (select from categories) as category,
        exists (select from sellers where status = 'approved') as seller,
        exists (
            select from products p
            join variants v on v.product_id = p.id
            join offers o on o.variant_id = v.id and o.status = 'active'
            join sellers s on s.id = o.seller_id and s.status = 'approved'
            join prices c on c.offer_id = o.id
            join regions r on r.currency = c.currency
            where p.status = 'active') as product
"""


@dataclass(frozen=True, slots=True)
class SetupStep:
    """A step by its name, whether it is done, and what of it is still missing."""

    name: str
    is_done: bool
    missing: tuple[str, ...] = ()


def checklist(session: Session, *, payments: bool, mail: bool) -> list[SetupStep]:
    """The steps in the order in which they are best taken.

    `payments` and `mail` say whether the installation names a gateway and a mail server: they are
    set outside the database.
    """
    facts = rows(session, _FACTS, today=now().date())[0]
    return [
        SetupStep("admin", facts.admin),
        SetupStep("region", facts.region),
        SetupStep("tax", facts.region and not facts.untaxed, tuple(facts.untaxed)),
        SetupStep("delivery", facts.region and not facts.undelivered, tuple(facts.undelivered)),
        SetupStep("category", facts.category),
        SetupStep("seller", facts.seller),
        SetupStep("product", facts.product),
        SetupStep("payments", payments),
        SetupStep("mail", mail),
    ]


def steps_missing(session: Session, *, payments: bool, mail: bool) -> int:
    """How many steps are not done."""
    return sum(not step.is_done for step in checklist(session, payments=payments, mail=mail))
