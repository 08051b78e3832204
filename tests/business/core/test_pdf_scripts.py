"""Papers in Japanese, Korean and Chinese: every letter is drawn and can be read out again."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from shop_app.core.pdf import Sheet
from shop_app.core.pdf_scripts import CHINESE, JAPANESE, KOREAN, faces_for

MISSING = "is missing the following glyphs"  # what fpdf2 says of letters that it draws as a box
ADDRESSES = {
    "Japanese": ["山田 太郎", "東京都千代田区丸の内1-2-3", "〒100-0005", "ビルディング ヴィラ"],
    "Korean": ["김민수", "서울특별시 강남구 테헤란로 1"],
    "Chinese": ["张伟", "广东省深圳市南山区"],
    "European": ["Đặng Ångström", "Ελλάδα, Україна"],
}


def paper(lines):
    sheet = Sheet(title="Invoice", foot="Stoa")
    sheet.heading(lines[0])
    sheet.blocks([("Delivered to", lines), ("Order", ["S-1"])])
    sheet.rows(["Item", "Amount"], [(lines[-1], "€1.00"), ("Sum", "€1.00")],
               widths=[3, 1], align=["LEFT", "RIGHT"], last_bold=True)  # fmt: skip
    return sheet.bytes()


def glyphs(page, reader):
    """The numbers of the glyphs that the page draws; 0 is the box of a letter that is not there."""
    drawn = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator != b"Tj" and operator != b"TJ":
            continue
        parts = operands[0] if isinstance(operands[0], list) else operands
        for part in parts:
            if isinstance(part, (int, float)):
                continue
            codes = part if isinstance(part, bytes) else part.original_bytes
            drawn += [int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)]
    return drawn


@pytest.mark.feature("ORD-15")
@pytest.mark.parametrize("script", sorted(ADDRESSES))
def test_an_address_is_drawn_without_boxes_and_can_be_read_out(script, caplog):
    lines = ADDRESSES[script]
    reader = PdfReader(io.BytesIO(paper(lines)))
    (page,) = reader.pages
    # The reader takes the two bytes of a letter apart where the type brings its own coding.
    text = page.extract_text().replace("\x00", "")
    for line in lines:
        assert line.replace(" ", "") in text.replace(" ", "").replace("\n", "")
    drawn = glyphs(page, reader)
    assert len(drawn) > 20
    assert 0 not in drawn
    assert MISSING not in caplog.text


def test_a_letter_that_no_face_has_is_a_box_and_no_error(caplog):
    reader = PdfReader(io.BytesIO(paper(["ประเทศไทย"])))
    assert len(reader.pages) == 1
    assert MISSING in caplog.text


def test_only_the_faces_that_words_ask_for_are_read():
    assert faces_for("Ada Lovelace, Ελλάδα") == []
    assert faces_for("東京都") == [JAPANESE]
    assert faces_for("서울") == [KOREAN]
    assert faces_for("广东省") == [CHINESE]
    assert faces_for("东京 カタカナ")[0] == JAPANESE


def test_a_paper_without_such_letters_carries_none_of_the_faces():
    assert len(paper(["Ada Lovelace"])) < 40_000
    assert len(paper(ADDRESSES["Japanese"])) < 120_000
