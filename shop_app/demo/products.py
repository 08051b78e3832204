"""The goods of the demo shop: each shelf's products with variants, offers, pictures and facts.

Everything is drawn from one seed, so the same shop comes out every time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from shop_app.catalog.importing.records import (
    AttributeRecord,
    AttributeValue,
    MediaRecord,
    OfferRecord,
    OptionRecord,
    OptionValue,
    PriceRecord,
    ProductRecord,
    VariantRecord,
)
from shop_app.demo.details import CARE, DETAILS, OPENINGS, PLURAL_OPENINGS, is_plural
from shop_app.demo.makers import SERIES, SellerRecord, maker_names, seller_records
from shop_app.demo.shelves import SHELVES, Shelf
from shop_app.demo.words import CLOSINGS, MATERIALS, USES
from shop_app.pictures.gallery import address
from shop_app.pictures.palette import COLOURS

SEED = 1832
WAREHOUSES = ("RTM", "BHX", "MEM", "OSA")
_RATES = {"USD": 1.09, "GBP": 0.86, "JPY": 162.0}
_ACCENTS = ("cream", "navy", "terracotta", "sage", "mustard", "charcoal")
_PACKED = frozenset({
    "tea_tin", "coffee_bag", "jam_jar", "oil_bottle", "chocolate", "honey", "pasta", "spices",
    "cordial", "biscuits", "perfume", "cream_jar", "pump_bottle", "serum", "soap", "bath_bombs",
    "lipstick", "paint_tin", "seeds",
})  # fmt: skip
_PLAIN_KINDS = frozenset(
    {"cutlery", "pan", "ring", "watch", "chair", "table", "desk", "bed", "jar"}
)
_UNNAMED_MATERIAL = ("listen", "screen", "read", "eat", "play", "body")
_VIEWS = ("", ", close up", ", in use", ", from another side")


def product_records(now: datetime) -> Iterator[ProductRecord]:
    """All products, shelf by shelf. `now` (aware, UTC) dates their sales and first days."""
    sellers = seller_records()
    number = 0
    for shelf in SHELVES:
        chance = random.Random(f"{SEED} {shelf.category} {shelf.kind}")
        series = chance.sample(SERIES, shelf.count)
        for name in series:
            number += 1
            yield _product(shelf, name, number, chance, sellers, now)


def _product(
    shelf: Shelf,
    series: str,
    number: int,
    chance: random.Random,
    sellers: tuple[SellerRecord, ...],
    now: datetime,
) -> ProductRecord:
    noun, material = chance.choice(shelf.nouns), chance.choice(shelf.materials)
    maker = chance.choice(maker_names(shelf.department))
    facts = _facts(shelf, chance)
    colours = chance.sample(shelf.colours, min(len(shelf.colours), chance.choice((2, 3, 3, 4))))
    seed = number % 9973
    base = _base_price(shelf, chance)
    age = timedelta(days=chance.choice((3, 9, 20, *range(40, 900, 35))))
    is_shared = chance.random() < 0.14
    owners = _owners(shelf, sellers, chance, 2 if is_shared else 1)
    popularity = chance.paretovariate(1.35)
    return ProductRecord(
        source_key=f"demo-{number:05d}",
        title=_title(series, noun, material, shelf),
        category_path=tuple(shelf.category.split("/")),
        brand=maker,
        summary=_summary(shelf, material, chance),
        description=_description(maker, series, noun, material, shelf, facts, number),
        highlights=_highlights(shelf, material, facts, colours),
        product_type=shelf.nouns[0],
        attributes={
            _stuff(shelf)[0]: material.capitalize(),
            **{c: v for c, (_, v) in facts.items()},
        },
        attribute_records=(
            AttributeRecord(*_stuff(shelf), "enum", filterable=True),
            *(record for record, _ in facts.values()),
        ),
        options=_options(shelf, colours),
        media=tuple(_media(shelf, colours, material, seed, noun)),
        variants=tuple(_variants(shelf, colours, number, base, owners, chance, now)),
        tax_class=_tax_class(shelf),
        units_sold=int(popularity * 4),
        created_at=now - age,
    )


def _stuff(shelf: Shelf) -> tuple[str, str]:
    """Code and name of the attribute for what it is made of, or what it comes in."""
    return ("packaging", "Packaging") if shelf.kind in _PACKED else ("material", "Material")


def _summary(shelf: Shelf, material: str, chance: random.Random) -> str:
    stuff, use = chance.choice(MATERIALS[material]), chance.choice(USES[shelf.use])
    details = DETAILS[shelf.kind]
    if shelf.kind in _PACKED:
        stuff = details[len(stuff) % len(details)]
    return f"{stuff} {use}"


def _title(series: str, noun: str, material: str, shelf: Shelf) -> str:
    if shelf.use in _UNNAMED_MATERIAL or shelf.kind in _PACKED or material == "plastic":
        return f"{series} {_lowered(noun)}"
    return f"{series} {_lowered(noun)} in {material}"


def _base_price(shelf: Shelf, chance: random.Random) -> float:
    low, high = shelf.price
    return low + (high - low) * chance.betavariate(1.6, 3.0)


def _tax_class(shelf: Shelf) -> str:
    if shelf.kind == "book":
        return "books"
    return "reduced" if shelf.department == "Food and drink" else "standard"


def _facts(
    shelf: Shelf, chance: random.Random
) -> dict[str, tuple[AttributeRecord, AttributeValue]]:
    facts: dict[str, tuple[AttributeRecord, AttributeValue]] = {}
    for text in shelf.facts:
        name, _, rest = text.partition("|")
        code = name.lower().replace(" ", "_")
        unit, _, values = rest.partition("|")
        if unit == "?":
            record = AttributeRecord(code, name, "boolean", filterable=True)
            facts[code] = (record, chance.random() < 0.6)
        elif unit:
            record = AttributeRecord(code, name, "number", unit, filterable=True)
            value = float(chance.choice(values.split(",")))
            facts[code] = (record, int(value) if value.is_integer() else value)
        else:
            choices = tuple(values.split(","))
            record = AttributeRecord(code, name, "enum", choices=choices, filterable=True)
            facts[code] = (record, chance.choice(choices))
    return facts


def _highlights(
    shelf: Shelf,
    material: str,
    facts: dict[str, tuple[AttributeRecord, AttributeValue]],
    colours: list[str],
) -> tuple[str, ...]:
    lines = [] if shelf.kind in _PACKED else [f"Made of {material}"]
    for record, value in facts.values():
        if value is True:
            lines.append(record.name)
        elif value is not False:
            lines.append(f"{record.name}: {value} {record.unit}".strip())
    lines.append("In " + ", ".join(colours[:-1]) + f" and {colours[-1]}")
    return tuple(lines)


def _description(
    maker: str,
    series: str,
    noun: str,
    material: str,
    shelf: Shelf,
    facts: dict[str, tuple[AttributeRecord, AttributeValue]],
    number: int,
) -> str:
    """Two short paragraphs; neighbours on a shelf begin, continue and end differently."""
    chance = random.Random(f"words {SEED} {number}")
    name = _lowered(noun)
    openings = PLURAL_OPENINGS if is_plural(name) else OPENINGS
    first = openings[number % len(openings)].format(
        series=series, maker=maker, noun=name, article="An" if name[0] in "aeio" else "A"
    )
    is_packed = shelf.kind in _PACKED
    details = _some(chance, DETAILS[shelf.kind], 2)
    stuff = [] if is_packed else _some(chance, MATERIALS[material], 1)
    care = [] if is_packed else _some(chance, CARE[material], 1)
    rest = [*_told(facts, chance), details[1], *_some(chance, USES[shelf.use], 1), *care]
    if shelf.use != "eat" and chance.random() < 0.4:
        rest.append(chance.choice(CLOSINGS))
    return f"<p>{' '.join([first, *stuff, details[0]])}</p><p>{' '.join(rest)}</p>"


def _some(chance: random.Random, sentences: tuple[str, ...], most: int) -> list[str]:
    return chance.sample(sentences, min(most, len(sentences)))


def _lowered(noun: str) -> str:
    """The noun within a sentence: `T-shirt` and `LED lamp` keep their capitals."""
    return noun if noun[1:2].isupper() or noun[1:2] == "-" else noun[0].lower() + noun[1:]


def _told(
    facts: dict[str, tuple[AttributeRecord, AttributeValue]], chance: random.Random
) -> list[str]:
    """The facts that are numbers, as a sentence, so that words and table agree."""
    measured = [(r.name, v, r.unit) for r, v in facts.values() if r.kind == "number"]
    if not measured:
        return []
    name, value, unit = measured[0]
    size = f"{value:,} {unit}"
    form = chance.choice(("{name}: {size}.", "{name} {size}.", "{name}: {size}, measured by us."))
    return [form.format(name=name, size=size)]


def _options(shelf: Shelf, colours: list[str]) -> tuple[OptionRecord, ...]:
    options = [
        OptionRecord(
            _colour_name(shelf), tuple(OptionValue(_named(c), COLOURS[c]) for c in colours)
        ),
    ]
    if shelf.sizes:
        name = "Storage" if shelf.sizes[0].endswith("GB") else "Size"
        options.append(OptionRecord(name, tuple(OptionValue(size) for size in shelf.sizes)))
    return tuple(options)


def _colour_name(shelf: Shelf) -> str:
    return {"eat": "Label", "read": "Cover"}.get(shelf.use, "Colour")


def _named(colour: str) -> str:
    return colour.capitalize()


def _media(
    shelf: Shelf, colours: list[str], material: str, seed: int, noun: str
) -> Iterator[MediaRecord]:
    for place, colour in enumerate(colours):
        second = _accent(shelf, colour, seed)
        for view in range(4 if place == 0 else 2):
            yield MediaRecord(
                address(shelf.kind, colour, material, view, accent=second, seed=seed),
                f"{noun} in {colour}{_VIEWS[view]}",
                _named(colour),
            )


def _accent(shelf: Shelf, colour: str, seed: int) -> str | None:
    """A second colour for four products in ten, so that a shelf is not all of one pattern."""
    chance = random.Random(f"accent {shelf.kind} {seed}")
    if chance.random() > 0.4 or shelf.kind in _PLAIN_KINDS:
        return None
    return chance.choice([c for c in _ACCENTS if c != colour])


def _owners(
    shelf: Shelf, sellers: tuple[SellerRecord, ...], chance: random.Random, count: int
) -> list[SellerRecord]:
    fitting = [seller for seller in sellers if shelf.department in seller.departments]
    chosen = chance.sample(fitting, min(count, len(fitting)))
    return chosen or [sellers[0]]


def _variants(
    shelf: Shelf,
    colours: list[str],
    number: int,
    base: float,
    owners: list[SellerRecord],
    chance: random.Random,
    now: datetime,
) -> Iterator[VariantRecord]:
    on_sale = chance.random() < 0.16
    cut = chance.choice((0.75, 0.8, 0.85, 0.9))
    size_name = "Storage" if shelf.sizes and shelf.sizes[0].endswith("GB") else "Size"
    first_picture = 0
    position = 0
    for place, colour in enumerate(colours):
        for step, size in enumerate(shelf.sizes or ("",)):
            position += 1
            price = base * (1 + 0.22 * step if size_name == "Storage" and size else 1)
            options = {_colour_name(shelf): _named(colour)} | ({size_name: size} if size else {})
            yield VariantRecord(
                sku=f"{shelf.kind[:3].upper()}-{number:05d}-{position:02d}",
                options=options,
                barcode=ean13(20_0000_00000_0 + number * 64 + position),
                weight_grams=shelf.grams + chance.randrange(0, max(2, shelf.grams // 8)),
                dimensions_mm=(120 + number % 300, 90 + number % 200, 60 + number % 150),
                image_position=first_picture,
                offers=tuple(
                    _offer(owner, rank, price, cut if on_sale else None, chance, now)
                    for rank, owner in enumerate(owners)
                ),
            )
        first_picture += 4 if place == 0 else 2


def _offer(
    seller: SellerRecord,
    rank: int,
    price: float,
    cut: float | None,
    chance: random.Random,
    now: datetime,
) -> OfferRecord:
    is_refurbished = rank > 0 and seller.name in ("Second Current", "Bay Circuit")
    factor = 0.78 if is_refurbished else 1 + 0.06 * rank
    sale_from, sale_to = now - timedelta(days=9), now + timedelta(days=24)
    prices = {}
    for currency in ("EUR", "USD", "GBP", "JPY"):
        amount = ending(price * factor, currency)
        lower = ending(price * factor * cut, currency) if cut and rank == 0 else None
        if lower is not None and lower < amount:
            prices[currency] = PriceRecord(amount, lower, sale_from, sale_to)
        else:
            prices[currency] = PriceRecord(amount)
    return OfferRecord(
        seller=seller.name,
        prices=prices,
        stock=_stock(chance),
        condition="refurbished" if is_refurbished else "new",
        handling_days=seller.handling_days,
    )


def _stock(chance: random.Random) -> dict[str, int]:
    luck = chance.random()
    if luck < 0.05:
        return {"RTM": 0}
    if luck < 0.15:
        return {chance.choice(WAREHOUSES): chance.randint(1, 5)}
    places = chance.sample(WAREHOUSES, chance.choice((1, 2, 2, 3)))
    return {code: chance.randint(8, 140) for code in places}


def ending(euros: float, currency: str) -> int:
    """The price in minor units of the currency, with the ending that shops like."""
    if currency == "JPY":
        return max(180, round(euros * _RATES["JPY"] / 100) * 100 - 20)
    amount = euros * _RATES.get(currency, 1.0)
    if amount < 20:
        return round(amount * 2) * 50 - 1 if amount >= 2 else 195
    if amount < 200:
        return round(amount) * 100 - 5
    return round(amount / 10) * 1000 - 100


def ean13(number: int) -> str:
    """A valid EAN-13 of the range 20–29, which is free for use within a shop."""
    digits = f"20{number % 10**10:010d}"
    weighted = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits))
    return f"{digits}{(10 - weighted % 10) % 10}"
