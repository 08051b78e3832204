"""The content of a listing: what a seller may write, how it is cleaned, what must be there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product as combinations
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session

from shop_app.catalog.attributes import checked_attributes
from shop_app.catalog.importing.cleaning import is_barcode, plain, safe_html
from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.core.ids import new_id
from shop_app.core.money import exponent

LONGEST_TITLE = 300
LONGEST_DESCRIPTION = 50_000
MOST_VARIANTS = 250
MOST_OPTIONS = 3
MOST_VALUES = 100
MOST_PICTURES = 12
HIGHEST_PRICE = 10**11
MOST_PIECES = 1_000_000
_SKU = re.compile(r"^\S(?:.{0,62}\S)?$")
_PICTURE = re.compile(r"^(https://[^\s<>\"]+|/media/[^\s<>\"]+)$")

_SKUS_OF_OTHERS = """
    select sku from variants where sku = any(:skus) and product_id <> :product_id
    union
    select line->>'sku' from listings l, jsonb_array_elements(l.content->'variants') line
    where l.product_id <> :product_id and l.seller_id = :seller_id
      and line->>'sku' = any(:skus)
"""
# The product type that most products of a category have: it decides which attributes are asked.
_TYPE_OF_CATEGORY = """
    select product_type_id from products
    where category_id = :category_id and product_type_id is not null
    group by product_type_id order by count(*) desc, product_type_id limit 1
"""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OptionLine(_Part):
    """Something that variants differ in, such as Colour, and its values."""

    name: str
    values: list[str] = Field(default_factory=list)


class PictureLine(_Part):
    """A picture in its place."""

    url: str
    small_url: str = ""
    alt: str = ""
    option_value: str = ""
    width: int = 800
    height: int = 800


class VariantLine(_Part):
    """One buyable form: prices in minor units by currency; `stock` are its first pieces."""

    id: UUID = Field(default_factory=new_id)
    sku: str = ""
    options: dict[str, str] = Field(default_factory=dict)
    barcode: str = ""
    weight_grams: int = 0
    prices: dict[str, int] = Field(default_factory=dict)
    stock: int = 0
    on: bool = True

    @property
    def label(self) -> str:
        """Its options in words; the SKU when it has none."""
        return " / ".join(self.options.values()) or self.sku


class Content(_Part):
    """All that a seller writes about a product."""

    title: str = ""
    category_id: UUID | None = None
    brand: str = ""
    description: str = ""
    attributes: dict[str, Any] = Field(default_factory=dict)
    options: list[OptionLine] = Field(default_factory=list)
    variants: list[VariantLine] = Field(default_factory=list)
    pictures: list[PictureLine] = Field(default_factory=list)

    def words(self) -> dict[str, Any]:
        """What staff look at: all but prices, stock and what is switched on."""
        shown = self.model_dump(mode="json")
        for line in shown["variants"]:
            for name in ("prices", "stock", "on"):
                line.pop(name)
        for picture in shown["pictures"]:
            picture.pop("small_url")
        return shown


def content_of(value: Mapping[str, Any]) -> Content:
    """The content in a JSON document. Raises Invalid for what is none."""
    try:
        return Content.model_validate(value)
    except ValidationError as error:
        raise Invalid("This listing cannot be read. Load the page again.") from error


def type_of_category(session: Session, category_id: UUID | None) -> UUID | None:
    """The product type of a category's products, by what most of them are."""
    found = rows(session, _TYPE_OF_CATEGORY, category_id=category_id)
    return found[0].product_type_id if found else None


def matrix(content: Content, options: list[OptionLine]) -> Content:
    """The content with these options and one variant for every combination of their values.

    Variants whose options are the same stay as they are. Raises Invalid for too many.
    """
    chosen = _options(options)
    count = 1
    for option in chosen:
        count *= len(option.values)
    if count > MOST_VARIANTS:
        raise Invalid(
            "These options make {count} variants; {most} are possible. Take some values out.",
            field="options",
            count=count,
            most=MOST_VARIANTS,
        )
    known = {tuple(sorted(line.options.items())): line for line in content.variants}
    first = content.variants[0] if content.variants else VariantLine()
    lines = []
    for values in combinations(*[option.values for option in chosen]):
        picked = dict(zip([option.name for option in chosen], values, strict=True))
        kept = known.get(tuple(sorted(picked.items())))
        lines.append(
            kept
            or VariantLine(
                options=picked, prices=dict(first.prices), weight_grams=first.weight_grams
            )
        )
    return content.model_copy(update={"options": chosen, "variants": lines})


def cleaned(session: Session, content: Content, *, product_id: UUID, seller_id: UUID) -> Content:
    """The content fit to keep as a draft: texts cleaned, everything that is there is right.

    Raises Invalid, with the field, for the first thing that must be changed.
    """
    title = plain(content.title)
    if len(title) > LONGEST_TITLE:
        raise Invalid("Give a title of at most {most} signs.", field="title", most=LONGEST_TITLE)
    if len(content.description) > LONGEST_DESCRIPTION:
        raise Invalid(
            "A description has at most {most} signs.",
            field="description",
            most=LONGEST_DESCRIPTION,
        )
    if content.category_id and not rows(
        session, "select 1 from categories where id = :id", id=content.category_id
    ):
        raise Invalid("Choose a category from the list.", field="category")
    if len(content.pictures) > MOST_PICTURES:
        raise Invalid("A product shows at most {most} pictures.", field="photo", most=MOST_PICTURES)
    return content.model_copy(
        update={
            "title": title,
            "brand": plain(content.brand)[:120],
            "description": safe_html(content.description),
            "attributes": checked_attributes(session, values=content.attributes),
            "options": _options(content.options),
            "variants": _variants(session, content, product_id, seller_id),
            "pictures": [
                picture.model_copy(update={"alt": plain(picture.alt)[:300]})
                for picture in content.pictures
                if _PICTURE.match(picture.url)
            ],
        }
    )


def require_whole(session: Session, content: Content) -> None:
    """Raises Invalid, with the field, for the first thing that a listing must have to be shown."""
    if not content.title:
        raise Invalid("Give the product a title.", field="title")
    if content.category_id is None:
        raise Invalid("Choose a category.", field="category")
    if not content.description:
        raise Invalid("Describe the product in a sentence or two.", field="description")
    if not content.pictures:
        raise Invalid("Add at least one picture.", field="photo")
    sold = [line for line in content.variants if line.on]
    if not sold:
        raise Invalid("Switch at least one variant on.", field="variants")
    for line in sold:
        if not line.sku:
            raise Invalid("Give {variant} a SKU.", field="variants", variant=line.label or "—")
        if not line.prices:
            raise Invalid("Give {variant} a price.", field="variants", variant=line.label)
    kind = type_of_category(session, content.category_id)
    checked_attributes(session, values=content.attributes, product_type_id=kind)


def _options(given: list[OptionLine]) -> list[OptionLine]:
    options: dict[str, OptionLine] = {}
    for option in given:
        name = plain(option.name)[:60]
        values = list(dict.fromkeys(v for each in option.values if (v := plain(each)[:120])))
        if not name and not values:
            continue
        if not name:
            raise Invalid("Name the option, such as Colour.", field="options")
        if not values:
            raise Invalid("Give {option} at least one value.", field="options", option=name)
        if len(values) > MOST_VALUES:
            raise Invalid(
                "{option} has more than {most} values.",
                field="options",
                option=name,
                most=MOST_VALUES,
            )
        if name in options:
            raise Invalid("The option {option} stands twice.", field="options", option=name)
        options[name] = OptionLine(name=name, values=values)
    if len(options) > MOST_OPTIONS:
        raise Invalid("At most {most} options are possible.", field="options", most=MOST_OPTIONS)
    return list(options.values())


def _variants(
    session: Session, content: Content, product_id: UUID, seller_id: UUID
) -> list[VariantLine]:
    if len(content.variants) > MOST_VARIANTS:
        raise Invalid(
            "A product has at most {most} variants.", field="variants", most=MOST_VARIANTS
        )
    lines = [_variant(line) for line in content.variants]
    skus = [line.sku for line in lines if line.sku]
    twice = next((sku for sku in skus if skus.count(sku) > 1), "")
    if twice:
        raise Invalid("The SKU {sku} stands twice.", field="variants", sku=twice)
    taken = rows(session, _SKUS_OF_OTHERS, skus=skus, product_id=product_id, seller_id=seller_id)
    if taken:
        raise Invalid(
            "Another product has the SKU {sku}. Put your shop's letters in front of it.",
            field="variants",
            sku=taken[0].sku,
        )
    return lines


def _variant(line: VariantLine) -> VariantLine:
    sku, barcode = plain(line.sku), plain(line.barcode)
    if sku and not _SKU.match(sku):
        raise Invalid("The SKU {sku} has more than 64 signs.", field="variants", sku=sku[:80])
    if barcode and not is_barcode(barcode):
        raise Invalid(
            "{barcode} is no EAN, UPC or GTIN: its check digit is wrong.",
            field="variants",
            barcode=barcode[:40],
        )
    if not 0 <= line.weight_grams <= 10**8:
        raise Invalid("Give the weight in grams, 0 or more.", field="variants")
    if not 0 <= line.stock <= MOST_PIECES:
        raise Invalid("Give pieces in stock from 0 to {most}.", field="variants", most=MOST_PIECES)
    for currency, minor in line.prices.items():
        exponent(currency)
        if not 0 < minor <= HIGHEST_PRICE:
            raise Invalid("A price must be more than nothing.", field="variants")
    options = {plain(n)[:60]: plain(v)[:120] for n, v in line.options.items() if plain(v)}
    return line.model_copy(update={"sku": sku, "barcode": barcode, "options": options})
