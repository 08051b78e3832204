"""What the form of a product shows: views made from a listing, and the listing from the form."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shop_app.core.errors import Invalid
from shop_app.core.money import exponent, parse_minor
from shop_app.listings.content import Content, OptionLine, VariantLine
from shop_app.listings.queries import AttributeField
from shop_app.ui.i18n import t

OPTION_ROWS = 3
Price = tuple[str, int]
_PARAGRAPH = re.compile(r"</p>\s*<p>")


@dataclass(frozen=True, slots=True)
class Pick:
    """An entry of a combobox."""

    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A typed field for an attribute; `name` is that of its input."""

    name: str = ""
    code: str = ""
    label: str = ""
    kind: str = "text"
    value: str = ""
    required: bool = False
    choices: list[Pick] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as it is typed: its values between commas."""

    number: str = ""
    name: str = ""
    value_list: str = ""


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price as it is typed, and what the seller gets of it."""

    currency: str = ""
    text: str = ""
    receives: str = ""


@dataclass(frozen=True, slots=True)
class VariantView:
    """A row of the matrix."""

    key: str = ""
    label: str = ""
    sku: str = ""
    barcode: str = ""
    weight: str = ""
    stock: str = ""
    on: bool = True
    is_live: bool = False
    prices: list[PriceView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture of the product."""

    key: str = ""
    src: str = ""
    alt: str = ""
    number: int = 1


def plain_description(text: str) -> str:
    """A description for a text field: paragraphs as blank lines when it has no other markup."""
    bare = _PARAGRAPH.sub("\n\n", text).removeprefix("<p>").removesuffix("</p>")
    return text if "<" in bare else html.unescape(bare)


def field_views(fields: Sequence[AttributeField], content: Content) -> list[FieldView]:
    """The typed fields with what stands in them."""
    return [
        FieldView(
            name=f"attribute_{item.code}",
            code=item.code,
            label=f"{item.name} ({item.unit})" if item.unit else item.name,
            kind=item.kind,
            value=_attribute_text(content.attributes.get(item.code)),
            required=item.required,
            choices=_choices(item),
        )
        for item in fields
    ]


def option_views(content: Content) -> list[OptionView]:
    """Three rows of options, filled as far as there are some."""
    known = [(option.name, ", ".join(option.values)) for option in content.options]
    known += [("", "")] * (OPTION_ROWS - len(known))
    return [OptionView(str(number), name, values) for number, (name, values) in enumerate(known, 1)]


def variant_views(
    content: Content, *, currencies: Sequence[str], live: set, received: Mapping[Price, str]
) -> list[VariantView]:
    """The rows of the matrix; `received` has the words for each price."""

    def price(line: VariantLine, currency: str) -> PriceView:
        minor = line.prices.get(currency)
        if minor is None:
            return PriceView(currency)
        words = received.get((currency, minor), "")
        return PriceView(currency, amount_text(minor, currency), words)

    return [
        VariantView(
            key=str(line.id),
            label=" / ".join(line.options.values()) or t("The product"),
            sku=line.sku,
            barcode=line.barcode,
            weight=str(line.weight_grams or ""),
            stock=str(line.stock or ""),
            on=line.on,
            is_live=line.id in live,
            prices=[price(line, currency) for currency in currencies],
        )
        for line in content.variants
    ]


def prices_in(content: Content) -> set[Price]:
    """Every price of the content, each once."""
    return {(code, minor) for line in content.variants for code, minor in line.prices.items()}


def picture_views(content: Content) -> list[PictureView]:
    """The pictures in their order."""
    return [
        PictureView(picture.url, picture.small_url or picture.url, picture.alt, number)
        for number, picture in enumerate(content.pictures, 1)
    ]


def with_details(
    content: Content, asked: Mapping[str, Any], fields: Sequence[AttributeField]
) -> Content:
    """The content with what stands in the form of words. Raises Invalid for a field's kind."""
    known = {item.code: item for item in fields}
    attributes = {code: value for code, value in content.attributes.items() if code not in known}
    for code, item in known.items():
        value = _attribute(item, str(asked.get(f"attribute_{code}") or "").strip())
        if value is not None:
            attributes[code] = value
    return content.model_copy(
        update={
            "title": str(asked.get("title") or ""),
            "brand": str(asked.get("brand") or ""),
            "description": str(asked.get("description") or ""),
            "category_id": _uuid(str(asked.get("category") or "")),
            "attributes": attributes,
        }
    )


def options_asked(asked: Mapping[str, Any]) -> list[OptionLine]:
    """The options in the form of options."""
    return [
        OptionLine(
            name=str(asked.get(f"option_{number}") or "")[:200],
            values=str(asked.get(f"values_{number}") or "")[:5000].split(","),
        )
        for number in range(1, OPTION_ROWS + 1)
    ]


def with_cell(line: VariantLine, column: str, text: str) -> VariantLine:
    """The variant with another value in one column of the matrix. Raises Invalid."""
    text = text.strip()[:200]
    if column.startswith("price:"):
        currency = column.removeprefix("price:")
        exponent(currency)
        prices = {code: minor for code, minor in line.prices.items() if code != currency}
        if text:
            minor = parse_minor(text.replace(",", ".") if text.count(",") == 1 else text, currency)
            if minor <= 0:
                raise Invalid("A price must be more than nothing.", field="variants")
            prices[currency] = minor
        return line.model_copy(update={"prices": prices})
    if column in ("weight", "stock"):
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Invalid("{given} is not a whole number.", field="variants", given=text[:20])
        name = "weight_grams" if column == "weight" else "stock"
        return line.model_copy(update={name: int(text or 0)})
    if column in ("sku", "barcode"):
        return line.model_copy(update={column: text})
    raise Invalid("This column is not known.", field="variants")


def amount_text(minor: int, currency: str) -> str:
    """Minor units as they are typed: 1999 as 19.99."""
    digits = exponent(currency)
    return f"{minor / 10**digits:.{digits}f}"


def _choices(item: AttributeField) -> list[Pick]:
    if item.kind == "enum":
        return [Pick("", "—"), *(Pick(str(each), str(each)) for each in item.choices)]
    if item.kind == "boolean":
        return [Pick("", "—"), Pick("yes", t("Yes")), Pick("no", t("No"))]
    return []


def _attribute_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _attribute(item: AttributeField, text: str) -> Any:
    if not text:
        return None
    if item.kind == "boolean":
        return text == "yes"
    if item.kind == "number":
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            raise Invalid(
                "{name} is a number.", field=f"attributes.{item.code}", name=item.name
            ) from None
        return int(number) if number.is_integer() else number
    return text


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
