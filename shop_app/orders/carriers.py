"""Who carries parcels, and where a parcel of theirs is looked up."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from shop_app.core.errors import Invalid

LONGEST_NUMBER = 100
LONGEST_ADDRESS = 500
LONGEST_NAME = 60

# The page of the carrier on which a number is looked up.
CARRIERS: dict[str, str] = {
    "DHL": "https://www.dhl.com/en/express/tracking.html?AWB={number}",
    "DPD": "https://tracking.dpd.de/parcelstatus?query={number}",
    "FedEx": "https://www.fedex.com/fedextrack/?trknbr={number}",
    "GLS": "https://gls-group.eu/track/{number}",
    "La Poste": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
    "PostNL": "https://postnl.nl/tracktrace/?B={number}",
    "PostNord": "https://www.postnord.com/track-and-trace?shipmentId={number}",
    "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
    "UPS": "https://www.ups.com/track?tracknum={number}",
    "USPS": "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
}


def tracking_of(carrier: str, number: str, address: str) -> tuple[str, str, str]:
    """Carrier, number and link as they are kept; the link of a known carrier is made.

    Raises Invalid for odd characters, for too long ones, and for a link that is not https.
    """
    name = _text(carrier, LONGEST_NAME, "carrier", "A carrier's name has at most {most} letters.")
    code = _text(
        number, LONGEST_NUMBER, "tracking", "A tracking number has at most {most} characters."
    )
    known = {each.casefold(): each for each in CARRIERS}.get(name.casefold())
    link = address.strip()
    if not link and known and code:
        link = CARRIERS[known].format(number=quote(code, safe=""))
    if link and not _is_link(link):
        raise Invalid("A tracking link starts with https:// and a host.", field="tracking_url")
    return known or name, code, link


def _text(given: str, most: int, field: str, too_long: str) -> str:
    text = given.strip()
    if len(text) > most or not text.isprintable():
        raise Invalid(too_long, field=field, most=most)
    return text


def _is_link(address: str) -> bool:
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username
