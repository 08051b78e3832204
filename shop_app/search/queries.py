"""The questions behind every list of products, and behind the search box."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.formats import number_text
from shop_app.pricing.views import RegionView
from shop_app.search import popular
from shop_app.search.address import SORTS, Address, major_text, read_address
from shop_app.search.cards import cards_of
from shop_app.search.correction import corrected
from shop_app.search.facet_views import Names, chips_of, facets_of_list, names_of
from shop_app.search.facets import FacetPlan, facet_plan
from shop_app.search.index import MOST_COUNTED, Found, Index, Question
from shop_app.search.listing import last_page, look_up
from shop_app.search.places import Place, place_of
from shop_app.search.remembered import Remembered
from shop_app.search.store import catalogue_version
from shop_app.search.suggestions import suggest
from shop_app.search.views import Chip, ListPage, PageLink, ProductCard, SortChoice

__all__ = ["catalogue_version", "list_page", "popular_cards", "suggest"]

_SHOWN_POPULAR = 8
_POPULAR = """
    select product_id from search_documents
    where prices ? :currency and in_stock order by sold desc, product_id desc limit :most
"""
_lists: Remembered[ListPage | None] = Remembered(most=1000, seconds=900)
_plans: Remembered[FacetPlan] = Remembered(most=4, seconds=60)


def list_page(
    session: Session,
    index: Index,
    *,
    kind: str,
    slug: str = "",
    query_string: str = "",
    region: RegionView,
    locale: str = "en",
) -> ListPage | None:
    """The list at an address; None when there is no such category, collection or seller.

    `kind` is search, category, collection, seller or sale. Whatever the query string holds, the
    answer is a list: what makes no sense in it is left out.
    """
    place = place_of(session, kind=kind, slug=slug, currency=region.currency)
    if place is None:
        return None
    address = read_address(
        query_string,
        path=place.path,
        currency=region.currency,
        default_sort=place.default_sort,
    )
    version = str(catalogue_version(session))
    key = (kind, slug, address.href(), region.code, locale)
    page = _lists.get(
        key, version, lambda: _compose(session, index, place, address, region, locale, version)
    )
    if page is not None and page.is_fallback:
        _lists.drop(key)  # the engine may be back for the next one
    if page is not None and kind == "search" and address.page == 1:
        popular.note(address.query, found=0 if page.corrected_query else page.total)
    return page


def popular_cards(
    session: Session, *, region: RegionView, locale: str, most: int = _SHOWN_POPULAR
) -> list[ProductCard]:
    """What sells best in a region now."""
    found = rows(session, _POPULAR, currency=region.currency, most=most)
    ids = [row.product_id for row in found]
    return cards_of(session, product_ids=ids, region=region, locale=locale)


def _compose(
    session: Session,
    index: Index,
    place: Place,
    address: Address,
    region: RegionView,
    locale: str,
    version: str,
) -> ListPage:
    plan = _plans.get("plan", version, lambda: facet_plan(session))
    asked = address
    found = look_up(session, index, place=place, address=address, plan=plan)
    better = ""
    if not found.total and address.query and (better := corrected(session, address.query)):
        other = replace(address, query=better, page=1)
        found_better = look_up(session, index, place=place, address=other, plan=plan)
        if found_better.total:
            address, found = other, found_better
        else:
            better = ""
    address = replace(address, page=min(address.page, last_page(found)))
    names = names_of(session, address, found.counts, plan=plan, locale=locale)
    chips = chips_of(address, names)
    page = ListPage(
        title=place.title,
        address=asked.href(),
        query=asked.query,
        kind=place.kind,
        description=place.description,
        total=min(found.total, MOST_COUNTED),
        total_text=_total_text(found, locale),
        is_capped=found.is_cut,
        cards=cards_of(session, product_ids=found.product_ids, region=region, locale=locale),
        facets=facets_of_list(address, found.counts, names),
        chips=chips,
        clear_href=address.cleared() if chips else "",
        sorts=_sorts(address),
        sort_href=address.sorted_by(address.sort),
        pages=_pages(address, found),
        previous_href=address.at_page(address.page - 1) if address.page > 1 else "",
        next_href=address.at_page(address.page + 1) if address.page < last_page(found) else "",
        crumbs=place.crumbs,
        subcategories=place.subcategories,
        price_from_text=_price_text(address.filters.price_from, address.currency),
        price_to_text=_price_text(address.filters.price_to, address.currency),
        corrected_query=better,
        corrected_href=asked.asking(better) if better else "",
        is_fallback=found.is_fallback,
        version=version,
    )
    if found.total:
        return page
    return replace(
        page,
        relaxed=_relaxed(session, index, place, address, names),
        popular=popular_cards(session, region=region, locale=locale),
    )


def _relaxed(
    session: Session, index: Index, place: Place, address: Address, names: Names
) -> list[Chip]:
    """The filters without which something is found, those that open most first."""
    active = address.filters.active()
    if not active:
        return []
    question = Question(
        text=address.query, currency=address.currency, scope=place.scope, filters=address.filters
    )
    counts = index.counts_without(session, question, active)
    by_code = {chip.code: chip for chip in reversed(chips_of(address, names))}
    opened = [
        replace(by_code[code], href=address.without(code), count=count)
        for code, count in counts.items()
        if count
    ]
    return sorted(opened, key=lambda chip: -chip.count)


def _total_text(found: Found, locale: str) -> str:
    total = number_text(min(found.total, MOST_COUNTED), locale)
    return f"{total}+" if found.is_cut else total


def _sorts(address: Address) -> list[SortChoice]:
    codes = SORTS if address.query else [code for code in SORTS if code != "relevance"]
    return [
        SortChoice(code, code, address.sorted_by(code), selected=code == address.sort)
        for code in codes
    ]


def _pages(address: Address, found: Found) -> list[PageLink]:
    """The first, the last and those around the present one; a gap is shown as "…"."""
    last = last_page(found)
    if last == 1:
        return []
    near = range(address.page - 2, address.page + 3)
    numbers = [n for n in range(1, last + 1) if n in near or n in (1, last)]
    links: list[PageLink] = []
    before = 0
    for number in numbers:
        if number != before + 1:
            links.append(PageLink("…", ""))
        is_current = number == address.page
        href = "" if is_current else address.at_page(number)
        links.append(PageLink(str(number), href, is_current))
        before = number
    return links


def _price_text(minor: int | None, currency: str) -> str:
    return "" if minor is None else major_text(minor, currency)
