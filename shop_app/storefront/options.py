"""The options of a product page: every value is shown, what cannot be bought is marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shop_app.catalog.views import MediaFacts, VariantFacts
from shop_app.storefront.views import OptionChoice, OptionGroup, Picture


def chosen_variant(
    variants: Sequence[VariantFacts], *, sku: str | None, buyable: Collection[UUID]
) -> VariantFacts | None:
    """The variant of the SKU; else the first that can be bought; else the first."""
    named = next((variant for variant in variants if variant.sku == sku), None)
    free = next((variant for variant in variants if variant.variant_id in buyable), None)
    return named or free or next(iter(variants), None)


def option_groups(
    options: Sequence[Mapping[str, Any]],
    variants: Sequence[VariantFacts],
    chosen: VariantFacts,
    *,
    slug: str,
    buyable: Collection[UUID],
    media: Sequence[MediaFacts],
) -> list[OptionGroup]:
    """A group for each option with all values that any variant has."""
    pictures = {item.option_value: item.url for item in reversed(media) if item.option_value}
    groups = []
    for option in options:
        name = option["name"]
        choices = []
        for told in option["values"]:
            value = told["value"]
            target = _nearest(variants, chosen, name, value, buyable)
            if target is None:
                continue
            keeps_the_rest = all(
                target.options.get(other) == wanted
                for other, wanted in chosen.options.items()
                if other != name
            )
            choices.append(
                OptionChoice(
                    value=value,
                    hex=told.get("hex", ""),
                    sku=target.sku,
                    href=f"/p/{slug}?sku={quote(target.sku, safe='')}",
                    selected=chosen.options.get(name) == value,
                    available=keeps_the_rest and target.variant_id in buyable,
                    image=pictures.get(value, ""),
                )
            )
        if choices:
            groups.append(OptionGroup(name, chosen.options.get(name, ""), choices))
    return groups


def _nearest(
    variants: Sequence[VariantFacts],
    chosen: VariantFacts,
    name: str,
    value: str,
    buyable: Collection[UUID],
) -> VariantFacts | None:
    """The variant with this value that keeps most of the other choices, buyable ones first."""

    def kept(variant: VariantFacts) -> tuple[int, bool]:
        same = sum(
            variant.options.get(other) == wanted
            for other, wanted in chosen.options.items()
            if other != name
        )
        return same, variant.variant_id in buyable

    fitting = [variant for variant in variants if variant.options.get(name) == value]
    return max(fitting, key=kept, default=None)


def pictures_of(media: Sequence[MediaFacts], chosen: VariantFacts, title: str) -> list[Picture]:
    """The gallery: the variant's own picture, those of its values, those of no value.

    Pictures of other values are left out, unless nothing would remain.
    """
    values = set(chosen.options.values())

    def order(item: MediaFacts) -> tuple[bool, bool, int]:
        return (
            item.position != chosen.image_position,
            item.option_value not in values,
            item.position,
        )

    fitting = [
        item
        for item in media
        if not item.option_value
        or item.option_value in values
        or item.position == chosen.image_position
    ]
    return [
        Picture(item.url, item.alt or title, item.option_value)
        for item in sorted(fitting or media, key=order)
    ]
