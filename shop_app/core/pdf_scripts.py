"""Which type a paper needs beside the house's: Japanese, Korean and Chinese letters.

The faces are Noto Sans (SIL Open Font Licence) from wheels, 4 to 8 MB each, so a paper reads only
those that its words ask for. A Chinese letter looks a little different by country: Japan's comes
first, unless there are letters that only China's has, or Korean ones without any Japanese.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

JAPANESE, KOREAN, CHINESE = "Noto Sans JP", "Noto Sans KR", "Noto Sans SC"
_FILES = {
    JAPANESE: ("pylopdf_fonts_jp", "NotoSansJP-Regular.otf"),
    KOREAN: ("pylopdf_fonts_ko", "NotoSansKR-Regular.otf"),
    CHINESE: ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
}
_FIRST_EAST_ASIAN = 0x2E80  # radicals; every letter of the three scripts stands behind


def font_file(face: str) -> Path:
    """Where a face lies. Raises KeyError for one that is none of these."""
    package, name = _FILES[face]
    return Path(str(files(package) / name))


def faces_for(text: str) -> list[str]:
    """The faces that the words need beside the house's own, the first choice first."""
    letters = {letter for letter in text if ord(letter) >= _FIRST_EAST_ASIAN}
    if not letters:
        return []
    has_kana = any("\u3041" <= letter <= "\u30ff" for letter in letters)
    has_hangul = any("\uac00" <= letter <= "\ud7a3" for letter in letters)
    order = [JAPANESE, KOREAN, CHINESE]
    if has_hangul and not has_kana:
        order = [KOREAN, JAPANESE, CHINESE]
    elif not has_kana and any(ord(letter) not in _letters(JAPANESE) for letter in letters):
        order = [CHINESE, JAPANESE, KOREAN]
    needed = []
    for face in order:
        known = {letter for letter in letters if ord(letter) in _letters(face)}
        if known:
            needed.append(face)
        letters -= known
        if not letters:
            break
    return needed


@cache
def _letters(face: str) -> frozenset[int]:
    with TTFont(str(font_file(face)), lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
