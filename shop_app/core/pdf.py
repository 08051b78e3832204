"""Papers as PDF: one sheet with the house's type, made in memory.

Roboto carries Latin with all its accents, Greek and Cyrillic. Japanese, Korean and Chinese come
from faces that are read when words ask for them (`pdf_scripts`); what all lack prints as a box.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

from fpdf import FPDF
from fpdf.fonts import FontFace

from shop_app.core.pdf_scripts import faces_for, font_file

INK, MUTED, LINE = (33, 29, 25), (105, 97, 88), (214, 206, 194)
_MARGIN = 18  # millimetres
_FONT = "Roboto"
_STYLES = {"": "Roboto-Regular.ttf", "B": "Roboto-Medium.ttf"}

# Cutting a font into a subset tells every table of it.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class Sheet(FPDF):
    """An A4 sheet after sheet; `foot` stands at the bottom of each, with the page's number."""

    def __init__(self, *, title: str, foot: str = "") -> None:
        super().__init__(format="A4", unit="mm")
        self._foot = foot
        self._said = ""
        for style, name in _STYLES.items():
            self.add_font(_FONT, style, str(files("font_roboto") / "files" / name))
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_MARGIN + 6)
        self.set_title(self._words_of(title))
        self.set_creator("Stoa")
        self.add_page()
        self.words()

    def _words_of(self, text: str) -> str:
        """The text without characters that no paper shows; its letters are made ready."""
        clean = "".join(letter if letter.isprintable() else " " for letter in text)
        if not clean.isascii():
            self._said += clean
            faces = faces_for(self._said)
            for face in faces:
                if face.lower() not in self.fonts:
                    self.add_font(face, "", str(font_file(face)))
            self.set_fallback_fonts(faces, exact_match=False)
        return clean

    def footer(self) -> None:
        """The line at the bottom of each page."""
        self.set_y(-_MARGIN)
        self.set_font(_FONT, size=8)
        self.set_text_color(*MUTED)
        self.cell(0, 5, self._words_of(self._foot), align="L")
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")

    def words(self, *, size: float = 9.5, bold: bool = False, muted: bool = False) -> None:
        """How the next words look; size in points."""
        self.set_font(_FONT, "B" if bold else "", size)
        self.set_text_color(*(MUTED if muted else INK))

    def heading(self, text: str, *, size: float = 18) -> None:
        """A title on a line of its own."""
        self.words(size=size, bold=True)
        self.multi_cell(0, size * 0.5, self._words_of(text), new_x="LMARGIN", new_y="NEXT")
        self.ln(2)
        self.words()

    def paragraph(self, text: str, *, bold: bool = False, muted: bool = False) -> None:
        """Words over the full width."""
        self.words(bold=bold, muted=muted)
        self.multi_cell(0, 5, self._words_of(text), new_x="LMARGIN", new_y="NEXT")
        self.words()

    def blocks(self, blocks: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Blocks side by side, each with its title: addresses, numbers, dates."""
        width = self.epw / max(1, len(blocks))
        top, lowest = self.get_y(), self.get_y()
        for place, (title, lines) in enumerate(blocks):
            self.set_xy(self.l_margin + place * width, top)
            self.words(size=8, muted=True)
            self.multi_cell(width - 4, 4.5, self._words_of(title), new_x="LEFT", new_y="NEXT")
            self.words()
            for line in lines:
                self.multi_cell(
                    width - 4, 5, self._words_of(line), new_x="LEFT", new_y="NEXT", align="L"
                )
            lowest = max(lowest, self.get_y())
        self.set_xy(self.l_margin, lowest + 5)

    def rows(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        widths: Sequence[int],
        align: Sequence[Literal["LEFT", "RIGHT"]],
        last_bold: bool = False,
    ) -> None:
        """A table with a head that comes again on each page; widths are shares."""
        listed = [list(row) for row in rows]
        self.words(size=9)
        self.set_draw_color(*LINE)
        with self.table(
            col_widths=tuple(widths),
            text_align=tuple(align),
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD", color=MUTED),
            line_height=5,
            padding=1.2,
            first_row_as_headings=bool(head),
        ) as table:
            if head:
                table.row([self._words_of(cell) for cell in head])
            for number, row in enumerate(listed, start=1):
                style = FontFace(emphasis="BOLD") if last_bold and number == len(listed) else None
                table.row([self._words_of(cell) for cell in row], style=style)
        self.words()
        self.ln(4)

    def bytes(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        self.output(buffer)
        return buffer.getvalue()
