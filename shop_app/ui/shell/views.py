"""What the frame of a page needs to know, for both renderings; the live one takes ShellState."""

from __future__ import annotations

from dataclasses import dataclass, field

from shop_app.search.views import CategoryLink


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """A region in the header's combobox."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ShellView:
    """The header and footer of a page. The vars of ShellState bear the same names."""

    signed_in: bool = False
    display_name: str = ""
    sells: bool = False
    is_staff: bool = False
    cart_count: int = 0
    notice_count: int = 0
    region_code: str = ""
    regions: list[RegionChoice] = field(default_factory=list)
    departments: list[CategoryLink] = field(default_factory=list)
    notice: str = ""
    query: str = ""
