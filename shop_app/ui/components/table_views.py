"""What a list shows: plain values, so that a state can hold them and a component lay them out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `tone` makes it a badge: success, warning, danger, accent or plain."""

    text: str = ""
    sub: str = ""
    href: str = ""
    tone: str = ""
    image: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `label` names it to people (in the name of its checkbox)."""

    key: str = ""
    label: str = ""
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `direction` is ascending, descending or none."""

    label: str = ""
    href: str = ""
    direction: str = "none"
    number: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a filter, of the bulk actions or of the columns."""

    value: str = ""
    label: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter: a choice (with `choices`), or a field of type `kind` (date, text, number)."""

    name: str = ""
    label: str = ""
    kind: str = "choice"
    value: str = ""
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SavedViewLink:
    """A view that the person has saved."""

    name: str = ""
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A list as it is shown now."""

    caption: str = ""
    search_label: str = ""
    address: str = ""
    search: str = ""
    sort: str = ""
    filters: list[FilterView] = field(default_factory=list)
    narrowed: bool = False  # some filter is set
    asked: bool = False  # some filter is set, or something is searched for
    heads: list[Head] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    columns: list[Choice] = field(default_factory=list)
    actions: list[Choice] = field(default_factory=list)
    note_label: str = ""
    saved: list[SavedViewLink] = field(default_factory=list)
    query: str = ""  # what a saved view keeps
    count_text: str = ""
    following_href: str = ""
    previous_href: str = ""
    export_href: str = ""
    clear_href: str = ""
