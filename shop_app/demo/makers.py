"""The sellers and the makers' names of the demo shop. All are invented."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SellerRecord:
    """A business that sells in the demo shop; `departments` are the shelves it serves."""

    name: str
    city: str
    country: str
    description: str
    departments: tuple[str, ...]
    handling_days: int
    return_days: int
    commission_basis_points: int


_SELLERS = """
Kettle & Crumb|Utrecht|NL|Kitchen|Two sisters who test every pan on their own stove before it goes on the shelf.
Huis van Klei|Delft|NL|Kitchen,Home|Potters by the canal; most of what we sell was turned within twenty kilometres.
Tafelgoed|Ghent|BE|Kitchen,Food and drink|Everything for the table, from the plate to what is on it.
Werkstatt Lindner|Leipzig|DE|Kitchen,Garden and tools|Knives, boards and tools from workshops that sharpen what they sell.
Nordlys Interiors|Aarhus|DK|Home,Furniture|Light and textiles for long evenings.
Maison Belloc|Lyon|FR|Home,Kitchen|A house shop since 1978, run by the second generation.
Casa Oliveira|Porto|PT|Home,Kitchen|Linen, cork and clay from the north of Portugal.
Atelier Sannio|Bologna|IT|Home,Furniture|Restorers who started to make lamps and could not stop.
Lichthof|Berlin|DE|Home|A courtyard full of lamps, repaired for life.
Holm & Birk|Gothenburg|SE|Furniture|Furniture of northern wood, delivered flat and put up in ten minutes.
Stoelen en Meer|Eindhoven|NL|Furniture,Home|Chairs we would sit on ourselves for the length of a dinner.
Marlow Furnishing|Leeds|GB|Furniture|Sofas and beds built to order by six people in Yorkshire.
Oak & Anchor|Bristol|GB|Furniture,Home|Solid wood, honest joints, no veneer.
Fjell Outfitters|Bergen|NO|Sports and outdoors,Clothing|Made for weather that does not ask first.
Cotton Parade|Manchester|GB|Clothing|Heavy cotton, plain cuts, and buttons that stay on.
Rue des Tisserands|Lille|FR|Clothing|Weavers' street: shirts and dresses from cloth we choose by hand.
Ropa Clara|Valencia|ES|Clothing,Shoes and bags|Light clothes for bright places.
Sartoria Vento|Naples|IT|Clothing|Overshirts and trousers, cut in small numbers.
Loom & Thread|Portland|US|Clothing|Knitwear that is meant to be mended.
Steps & Soles|Nijmegen|NL|Shoes and bags|Shoes that can be soled again, and the people who do it.
Calzado Luna|Elche|ES|Shoes and bags|Third-generation shoemakers.
Carry On Co|Denver|US|Shoes and bags|Bags and cases for people who walk to the gate.
Tide Watchworks|Plymouth|GB|Jewellery and watches|Watches checked for a week on our own wrists.
Goldschmiede Arn|Pforzheim|DE|Jewellery and watches|A bench, a flame, and forty years of rings.
Klankkamer|Rotterdam|NL|Electronics|A listening room with a shop around it.
Pixelhaus|Munich|DE|Electronics|Screens, cameras and honest advice on which one not to buy.
Signal & Noise|London|GB|Electronics|Audio and desks for people who work with sound.
Bay Circuit|Oakland|US|Electronics|New and refurbished, tested with the results in the box.
Second Current|Antwerp|BE|Electronics|Refurbished electronics with a year of warranty.
Denki Koubou|Osaka|JP|Electronics,Books and paper|Small machines and fine pens from a workshop by the station.
Trailhead Supply|Boulder|US|Sports and outdoors|Gear that came back from the hills with us.
Groene Vingers|Haarlem|NL|Garden and tools,Home|Plants that arrive alive, and the cans to keep them so.
Garten Ott|Graz|AT|Garden and tools|Garden tools with handles that you can replace.
Houtje Touwtje|Zwolle|NL|Toys and games|Wooden toys, sanded twice.
Petit Train|Nantes|FR|Toys and games,Books and paper|Toys and books from people who read the rules.
Savonnerie Alba|Marseille|FR|Beauty and care|Soap boiled in the old way, and creams in the new.
Apothecary Row|Edinburgh|GB|Beauty and care|Creams and scents mixed in small batches.
Boekhandel De Kade|Leiden|NL|Books and paper|A bookshop on the water with a table of notebooks.
Rösterei Kolb|Hamburg|DE|Food and drink|We roast on Tuesdays and Fridays and send it the same day.
Hond & Huis|Apeldoorn|NL|Pets,Home|For dogs, and for the sofas they sleep on.
"""


def seller_records() -> tuple[SellerRecord, ...]:
    """The forty sellers."""
    chance = random.Random(40)
    records = []
    for line in _SELLERS.strip().splitlines():
        name, city, country, shelves, story = line.split("|")
        records.append(
            SellerRecord(
                name,
                city,
                country,
                story,
                tuple(shelves.split(",")),
                chance.choice((0, 1, 1, 2)),
                chance.choice((14, 30, 30, 60)),
                chance.choice((800, 1000, 1200, 1200, 1500)),
            )
        )
    return tuple(records)


_FIRST = [
    "Hal",
    "Bri",
    "Tor",
    "Mar",
    "Vel",
    "Os",
    "Kar",
    "Lin",
    "Sol",
    "Ner",
    "Fen",
    "Al",
    "Dov",
    "Ren",
    "Mil",
    "Tav",
    "Eli",
    "Gor",
    "Ash",
    "Pel",
]
_LAST = [
    "den",
    "sa",
    "vik",
    "low",
    "ano",
    "mund",
    "ria",
    "wick",
    "ine",
    "stad",
    "by",
    "ett",
    "ova",
    "mere",
    "ley",
    "horn",
    "une",
    "dal",
]


def maker_names(department: str) -> tuple[str, ...]:
    """Seven makers of a department."""
    chance = random.Random(f"makers of {department}")
    names: list[str] = []
    while len(names) < 7:
        name = chance.choice(_FIRST) + chance.choice(_LAST)
        if name not in names:
            names.append(name)
    return tuple(names)


SERIES = [
    "Alder",
    "Amber",
    "Arbor",
    "Aster",
    "Atlas",
    "Aurora",
    "Bank",
    "Basin",
    "Birch",
    "Bloom",
    "Bluff",
    "Bower",
    "Bramble",
    "Brook",
    "Cairn",
    "Calm",
    "Canto",
    "Cedar",
    "Chalk",
    "Clover",
    "Coast",
    "Comet",
    "Copse",
    "Cove",
    "Crest",
    "Dale",
    "Dawn",
    "Delta",
    "Drift",
    "Dune",
    "Dusk",
    "Echo",
    "Elm",
    "Ember",
    "Fable",
    "Fallow",
    "Fern",
    "Field",
    "Finch",
    "Fjord",
    "Flint",
    "Ford",
    "Forum",
    "Frost",
    "Gable",
    "Garnet",
    "Glen",
    "Grove",
    "Gull",
    "Harbour",
    "Hazel",
    "Heath",
    "Heron",
    "Hollow",
    "Holt",
    "Indigo",
    "Iris",
    "Isle",
    "Ivy",
    "Juniper",
    "Kelp",
    "Knoll",
    "Lagoon",
    "Lantern",
    "Larch",
    "Laurel",
    "Ledge",
    "Lichen",
    "Linden",
    "Loft",
    "Lumen",
    "Lyra",
    "Maple",
    "Marsh",
    "Meadow",
    "Mesa",
    "Mill",
    "Mist",
    "Moor",
    "Moss",
    "Nave",
    "North",
    "Nook",
    "Oasis",
    "Ochre",
    "Olive",
    "Onda",
    "Opal",
    "Orchard",
    "Osier",
    "Otter",
    "Pavo",
    "Pebble",
    "Piazza",
    "Pine",
    "Plain",
    "Plume",
    "Poppy",
    "Portico",
    "Prairie",
    "Quarry",
    "Quill",
    "Rail",
    "Reed",
    "Ridge",
    "Rill",
    "River",
    "Rook",
    "Rowan",
    "Rush",
    "Sable",
    "Saffron",
    "Salt",
    "Sand",
    "Selva",
    "Shale",
    "Shore",
    "Sill",
    "Sky",
    "Slate",
    "Sorrel",
    "Spruce",
    "Stem",
    "Stone",
    "Strand",
    "Summit",
    "Sweep",
    "Tansy",
    "Tarn",
    "Teal",
    "Terra",
    "Thicket",
    "Thyme",
    "Tide",
    "Timber",
    "Trail",
    "Umber",
    "Vale",
    "Verso",
    "Vesper",
    "Vigil",
    "Vista",
    "Walden",
    "Ward",
    "Weald",
    "Weir",
    "Wharf",
    "Willow",
    "Wren",
    "Yarrow",
    "Yew",
    "Zephyr",
]
