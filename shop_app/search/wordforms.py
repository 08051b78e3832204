"""Words as people write them: plurals, codes without dashes, other words for the same thing."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NOT_IN_CODES = re.compile(r"[^0-9a-z]+")
_DIGIT = re.compile(r"\d")
_ESSES = ("ss", "us", "is")
_HISSING = ("ses", "xes", "zes", "ches", "shes")
_FEWEST_LETTERS = 3

# Words that lead to each other in any direction; the shop's departments speak so.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("sofa", "couch", "settee"),
    ("tv", "television"),
    ("laptop", "notebook computer"),
    ("phone", "smartphone", "mobile phone"),
    ("headphones", "headset", "earphones"),
    ("earbuds", "in ear headphones"),
    ("sneakers", "trainers"),
    ("jumper", "sweater", "pullover"),
    ("trousers", "pants"),
    ("rucksack", "backpack"),
    ("handbag", "purse"),
    ("duvet", "comforter", "quilt"),
    ("lamp", "light"),
    ("rug", "carpet"),
    ("cup", "mug"),
    ("pan", "frying pan", "skillet"),
    ("hob", "cooker", "stove"),
    ("kettle", "water boiler"),
    ("torch", "flashlight"),
    ("bike", "bicycle"),
    ("pram", "stroller", "buggy"),
    ("nappy", "diaper"),
    ("cot", "crib"),
    ("toy car", "model car"),
    ("lawnmower", "lawn mower"),
    ("secateurs", "pruning shears"),
    ("spanner", "wrench"),
    ("screwdriver set", "bit set"),
    ("moisturiser", "moisturizer", "face cream"),
    ("perfume", "fragrance", "eau de parfum"),
    ("colour", "color"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("biscuit", "cookie"),
    ("sunglasses", "shades"),
    ("t-shirt", "tee"),
    ("hoodie", "hooded sweatshirt"),
    ("swimsuit", "swimming costume", "bathing suit"),
    ("hard drive", "hdd"),
    ("solid state drive", "ssd"),
    ("usb stick", "flash drive", "pen drive"),
    ("cartridge", "toner"),
    ("charger", "power adapter"),
    ("cat food", "kitten food"),
    ("dog lead", "dog leash"),
)


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters; signs part them."""
    return _WORD.findall(text.lower())


def code_of(text: str) -> str:
    """A SKU, barcode or model number as it is compared: small letters and digits alone."""
    return _NOT_IN_CODES.sub("", text.lower())


def may_be_code(text: str) -> bool:
    """Whether a query may be a code: it has a digit, and is about as long as codes are."""
    return bool(_DIGIT.search(text)) and 3 <= len(code_of(text)) <= 40


def other_number(word: str) -> str:
    """The plural of a singular word and the singular of a plural one, for most English words."""
    if len(word) < _FEWEST_LETTERS or not word.isalpha():
        return ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_HISSING):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_ESSES):
        return word[:-1]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def forms_of(text: str) -> str:
    """The words of a text in their other number: what a title must also be found by."""
    words = dict.fromkeys(words_of(text))
    return " ".join(dict.fromkeys(other for word in words if (other := other_number(word))))


def synonyms_in(text: str) -> str:
    """Other words for what a title names, in both numbers: found from their first letters on."""
    plain = f" {' '.join(words_of(text))} "
    found = [
        other
        for group in SYNONYMS
        for phrase in group
        if f" {phrase} " in plain or f" {other_number(phrase)} " in plain
        for other in group
        if other != phrase
    ]
    return " ".join(dict.fromkeys(f"{other} {other_number(other)}".strip() for other in found))


def same_meaning(text: str) -> list[str]:
    """Queries that mean the same, with one phrase changed for its synonym."""
    plain = " ".join(words_of(text))
    found = []
    for group in SYNONYMS:
        for phrase in group:
            for form in (phrase, other_number(phrase)):
                if form and re.search(rf"\b{re.escape(form)}\b", plain):
                    found += [
                        re.sub(rf"\b{re.escape(form)}\b", other, plain)
                        for other in group
                        if other != phrase
                    ]
    return list(dict.fromkeys(found))[:6]
