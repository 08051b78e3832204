"""The shelf of an Icecat product, read off its type and its title: the catalogue names none."""

from __future__ import annotations

import re
from functools import lru_cache

_DEPARTMENT = "Electronics"
_ELSEWHERE = (_DEPARTMENT, "More electronics")

# The first shelf that fits wins, so special things stand before what they are made for: a toner
# before a printer, a notebook's case before a notebook.
_SHELVES: dict[str, tuple[str, ...]] = {
    "Toys > Toys and games": (
        r"\bdoll\b", r"jigsaw", r"puzzle", r"\btoys?\b", r"playset", r"building (set|kit)",
        r"\bkids?\b", r"board game", r"baby (annabell|born)", r"\bplush\b", r"playhouse",
    ),
    "Printing > Ink and toner": (
        r"toner", r"ink cartridge", r"cartridge", r"singlepack", r"multipack",
        r"original (black|cyan|magenta|yellow|light|photo|matte|gr[ae]y|red|blue|green|\d+ pc)",
        r"printer (drum|ribbon|kit)", r"print head", r"fuser", r"label-making tape", r"ribbon",
        r"maintenance kit", r"developer unit", r"imaging unit",
    ),
    "Printing > Paper and labels": (
        r"photo paper", r"printing paper", r"large format media", r"printing film", r"sheets",
        r"transfer paper", r"label\b", r"labels\b", r"envelope", r"addressing label",
    ),
    "Printing > Printers": (
        r"printer", r"laserjet", r"multifunctional", r"plotter",
    ),
    "Printing > Scanners and feeders": (
        r"scanner", r"document feeder", r"tray/feeder", r"bar code reader",
    ),
    "Computers > Bags and cases": (
        r"notebook case", r"briefcase", r"backpack", r"sleeve case", r"messenger case",
        r"trolley case",
    ),
    "Computers > Spare parts": (
        r"notebook (spare|accessory|stand|dock|cooling)", r"keyboard cover", r"system specific",
        r"spare part",
    ),
    "Components > Memory": (
        r"memory module",
    ),
    "Storage > Cards and sticks": (
        r"memory card", r"usb flash drive",
    ),
    "Storage > Drives and discs": (
        r"(hard|solid state) (disk )?drive", r"\bhdd\b.*(internal|external)",
        r"internal (hard|solid)", r"disk array", r"\bnas\b", r"tape drive", r"blank data tape",
        r"cd-r", r"dvd[+-]r", r"optical disc drive",
    ),
    "Components > Motherboards": (
        r"motherboard", r"desktop board", r"server/workstation board",
    ),
    "Components > Graphics cards": (
        r"graphics card",
    ),
    "Components > Power supplies": (
        r"power supply unit",
    ),
    "Components > Cases and cooling": (
        r"computer case", r"computer cooling", r"\bfan\b", r"cooler\b",
    ),
    "Components > Cards and adapters": (
        r"interface cards?/adapter", r"\braid\b", r"networking card",
    ),
    "Computers > Laptops": (
        r"notebook", r"hybrid \(2-in-1\)", r"netbook", r"chromebook",
    ),
    "Computers > Tablets": (
        r"\btablet\b", r"\bipad\b",
    ),
    "Components > Processors": (
        r"processor",
    ),
    "Power > Uninterruptible power": (
        r"uninterruptible power", r"\bups\b",
    ),
    "Power > Distribution and protection": (
        r"power distribution", r"\bpdu\b", r"power extension", r"surge protector", r"ac outlet",
    ),
    "Power > Adapters and chargers": (
        r"power adapter/inverter", r"mobile device charger", r"power plug", r"power cable",
    ),
    "Power > Batteries": (
        r"battery",
    ),
    "Networking > Network cables": (
        r"networking cable", r"fib(re|er) optic", r"ethernet cable", r"patch cable",
        r"lan cable", r"patch panel",
    ),
    "Networking > Switches and routers": (
        r"network switch", r"network media converter", r"router", r"access point", r"wireless",
        r"gateway", r"firewall", r"bridge", r"network extender", r"transceiver", r"\bpoe\b",
    ),
    "Networking > Racks and consoles": (
        r"kvm", r"console (server|rack)", r"rack accessory", r"rack cabinet",
        r"freestanding rack", r"wall mounted rack",
    ),
    "Cables > USB cables": (
        r"usb cable",
    ),
    "Cables > Audio and video cables": (
        r"audio cable", r"video cable", r"hdmi", r"vga cable", r"displayport", r"coaxial cable",
        r"dvi",
    ),
    "Cables > More cables and connectors": (
        r"cable", r"wire connector", r"splitter", r"gender changer",
    ),
    "Screens > Projectors": (
        r"projector lamp", r"projector", r"projection screen",
    ),
    "Screens > Monitors": (
        r"computer monitor", r"monitor", r"privacy filter", r"screen protector", r"touch screen",
    ),
    "Screens > Televisions and mounts": (
        r"\btv\b", r"television", r"signage display", r"flat panel",
    ),
    "Audio > Headphones": (
        r"headphone", r"headset", r"earphone",
    ),
    "Audio > Speakers and players": (
        r"speaker", r"soundbar", r"audio system", r"micro system", r"amplifier", r"radio",
        r"mp3", r"mp4", r"player", r"recorder",
    ),
    "Computers > Keyboards": (
        r"keyboard",
    ),
    "Computers > Mice and controllers": (
        r"\bmouse\b", r"mice", r"trackball", r"game controller", r"gamepad",
    ),
    "Cameras > Lenses": (
        r"camera lens", r"lens",
    ),
    "Cameras > Digital cameras": (
        r"camera", r"camcorder", r"webcam", r"tripod", r"photo",
    ),
    "Phones > Cases": (
        r"phone case", r"mobile phone case",
    ),
    "Phones > Telephones": (
        r"\bandroid\b.*\bmah\b", r"telephone", r"\bphone", r"smartphone", r"handset",
        r"\bdect\b", r"\bgalaxy [as]\d",
    ),
    "Phones > Watches": (
        r"smart ?watch", r"activity tracker",
    ),
    "Home > Baby care": (
        r"\bbaby", r"breast", r"bottle", r"pacifier", r"nappies",
    ),
    "Home > Kitchen appliances": (
        r"coffee", r"espresso", r"kettle", r"toaster", r"blender", r"fryer", r"cooker", r"oven",
        r"microwave", r"grill\b", r"mixer", r"juicer",
    ),
    "Home > Personal care": (
        r"shaver", r"razor", r"hair", r"tooth", r"epilator", r"trimmer",
    ),
    "Home > Household appliances": (
        r"vacuum", r"\biron\b", r"washing", r"dishwasher", r"refrigerator", r"fridge",
        r"freezer", r"air purifier", r"humidifier", r"heater", r"dryer",
    ),
    "Home > Lighting": (
        r"\bbulb", r"\blamp", r"lighting", r"luminaire", r"\blights?\b",
    ),
    "Computers > Software": (
        r"software", r"license", r"windows server", r"office suite",
    ),
    "Computers > Servers and workstations": (
        r"server", r"workstation",
    ),
    "Computers > Desktop computers": (
        r"\bpc\b(?!\(s\))", r"all-in-one", r"mini pc", r"tower", r"desktop", r"thin client",
    ),
    "Office > Mounts and furniture": (
        r"mount", r"\bstand\b", r"bracket", r"\bcart\b", r"cabinet", r"shelf", r"holder",
        r"\barm\b",
    ),
    "Office > Office supplies": (
        r"binder", r"paper", r"pen\b", r"marker", r"folder", r"stapler", r"calculator",
        r"whiteboard", r"shredder", r"laminator",
    ),
    "Computers > Services": (
        r"warranty", r"service", r"support", r"maintenance",
    ),
}  # fmt: skip
_COMPILED = tuple(
    (re.compile("|".join(words)), (_DEPARTMENT, *shelf.split(" > ")))
    for shelf, words in _SHELVES.items()
)


@lru_cache(maxsize=4096)
def shelf_of(title: str, type_name: str) -> tuple[str, ...]:
    """The path of categories from the department down."""
    words = f"{title} {type_name}".lower()
    return next((shelf for pattern, shelf in _COMPILED if pattern.search(words)), _ELSEWHERE)
