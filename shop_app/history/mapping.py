"""Mappings: which columns of another system's files mean what; ours, or a person's YAML file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from shop_app.core.errors import Invalid
from shop_app.core.money import exponent

BUILT_IN = Path(__file__).parent / "mappings"
Kind = Literal["orders", "lines", "customers", "sellers", "products", "payments", "reviews"]
Status = Literal["placed", "preparing", "shipped", "delivered", "cancelled"]

# What a file of each kind may say, and what it must.
FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "orders": (
        frozenset({"order", "placed_at"}),
        frozenset({"customer", "status", "shipped_at", "delivered_at", "promised_to", "country"}),
    ),
    "lines": (
        frozenset({"order", "product", "unit_price"}),
        frozenset({"line", "seller", "quantity", "delivery", "tax", "title", "category"})
        | {"placed_at", "customer", "country"},
    ),
    "customers": (
        frozenset({"customer"}),
        frozenset({"person", "name", "email", "postal_code", "city", "region", "country"}),
    ),
    "sellers": (frozenset({"seller"}), frozenset({"name", "city", "region", "country"})),
    "products": (frozenset({"product"}), frozenset({"title", "category"})),
    "payments": (frozenset({"order", "amount"}), frozenset({"part", "method"})),
    "reviews": (
        frozenset({"order", "rating"}),
        frozenset({"review", "title", "body", "created_at"}),
    ),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileMapping(_Strict):
    """One kind of file: the columns by which it is known, and what its columns mean."""

    recognised_by: list[str] = Field(min_length=1)
    columns: dict[str, str]


class OnlySeller(_Strict):
    """The seller of everything, where lines name none."""

    key: str = Field(min_length=1, max_length=80)
    name: str = Field(min_length=1, max_length=200)


class Mapping(_Strict):
    """A whole mapping; amounts in the files are decimals of `currency`."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    seller: OnlySeller | None = None
    files: dict[Kind, FileMapping]
    statuses: dict[str, Status] = {}

    @field_validator("currency")
    @classmethod
    def _is_known(cls, currency: str) -> str:
        exponent(currency)
        return currency

    @field_validator("files")
    @classmethod
    def _is_whole(cls, files: dict[Kind, FileMapping]) -> dict[Kind, FileMapping]:
        if "lines" not in files:
            raise ValueError("`files` needs `lines`: what was sold")
        for kind, file in files.items():
            must, may = FIELDS[kind]
            said = set(file.columns)
            if missing := must - said:
                raise ValueError(f"`{kind}` does not say which column is {sorted(missing)}")
            if unknown := said - must - may:
                raise ValueError(f"`{kind}` has {sorted(unknown)}; known are {sorted(must | may)}")
        if "orders" not in files and "placed_at" not in files["lines"].columns:
            raise ValueError("without `orders`, `lines` must say which column is `placed_at`")
        return files


def mapping_of(named: str) -> Mapping:
    """The mapping with this name, or the one in this YAML file. Raises Invalid, saying why."""
    built_in = BUILT_IN / f"{named}.yaml"
    file = built_in if named.replace("-", "").isalnum() and built_in.is_file() else Path(named)
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in BUILT_IN.glob("*.yaml")))
        raise Invalid(
            "There is no mapping {named}. Known are {known}; or give the path of a YAML file.",
            named=named,
            known=known,
        )
    try:
        return Mapping.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Invalid("{file} is not YAML: {why}", file=file.name, why=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Invalid(
            "{file} cannot be used: {place}: {why}",
            file=file.name,
            place=place or "the whole",
            why=first["msg"],
        ) from error
