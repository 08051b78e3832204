"""Wishlists as people see them: frozen, formatted for one region and locale."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WishView:
    """A thing in a list. `fell_text` is the amount by which its price fell since it was put there;
    what cannot be bought here has no `offer_id`."""

    product_id: str
    title: str
    href: str
    image: str
    price_text: str = ""
    was_text: str = ""
    fell_text: str = ""
    added_text: str = ""
    offer_id: str = ""
    stock_status: str = "out"
    stock_left: int = 0
    needs_choice: bool = False


@dataclass(frozen=True, slots=True)
class ListLink:
    """One of a person's lists."""

    list_id: str
    name: str
    count: int
    is_current: bool
    is_shared: bool
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class WishlistView:
    """A list, with the person's others beside it; a shared one that is another's stands alone."""

    list_id: str = ""
    name: str = ""
    share_path: str = ""
    is_mine: bool = True
    is_current: bool = True
    wishes: list[WishView] = field(default_factory=list)
    lists: list[ListLink] = field(default_factory=list)
