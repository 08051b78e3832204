"""How shoppers talk of what they bought: stars first, then words that fit the thing."""

from __future__ import annotations

import random
from collections.abc import Iterator

from shop_app.demo.details import is_plural

_TITLES = {
    5: "Exactly right|Would buy again|Lovely|Well made|A keeper|Better than the picture|Very pleased|Just what I wanted|Worth every cent|Beautiful work|Bought a second one|Could not be happier|My new favourite|Simply good",
    4: "Very good|Nearly perfect|Happy with it|Solid|Good, with one small thing|Would recommend|Nice piece|Does what it says|Good value|Pleasant surprise",
    3: "It is fine|Mixed|Okay for the price|Not bad|Expected a little more|Good idea, fair make|Decent",
    2: "Not for me|Disappointing|Looks better than it is|Not quite as described|Had hoped for more",
    1: "Arrived damaged|Did not last|Sent it back|Not good enough",
}  # fmt: skip
_OPENINGS = {
    5: "The {noun} is even better than in the picture.|I have used it every day for a month and it looks new.|Bought one, then two more.|You notice the care as soon as you open the box.|Simple, solid, does what it should.|I looked for a {noun} like this for a year.|A present for my brother, who now asks where I got it.|This replaced one I had for ten years, and it is the better of the two.|Came two days early and well packed.|The {colour} is deeper than on the screen, in a good way.|I was in doubt about the price and am not any more.|We have three of these in the house by now.",
    4: "Good {noun}, good price.|I would have liked it a touch bigger, but the quality is there.|Nice {material}, well finished.|Took a few days to get used to, and now I like it.|Does what it says.|Almost everything is right about this {noun}.|Looks good and works well.|Second one I have bought from them.",
    3: "An ordinary {noun}. Not bad, not special.|I like the shape, less so the finish on the underside.|It works.|The {noun} is fine, the photographs are finer.|Half of what I hoped for.",
    2: "The {noun} is smaller than I thought.|There was a mark on it when it came.|The {material} feels thinner than I expected.|It is not the {colour} I had in mind.",
    1: "It came with a crack.|After two weeks something came loose.|The parcel was open when it got here.",
}  # fmt: skip
_ENDS = {
    5: "Would buy again.|Packed without any plastic, too.|My sister wants one now.|The seller answered my question within the hour.|Recommended.|It feels like it will outlive me.|No complaints at all.||||",
    4: "One star less because the parcel was left with a neighbour.|The colour is slightly lighter than I expected.|Delivery took a day longer than promised.|The instructions could be clearer.|I would still buy it again.|||",
    3: "For the price it is all right.|I keep it, but I would not buy it again.|Delivery was quick, at least.||",
    2: "Sending it back was easy, I must say.|The seller answered quickly.|A pity.||",
    1: "The refund was there in three days.|They sent a new one without asking, so two stars for that would be fair.|I have asked for my money back.||",
}  # fmt: skip
_GOOD = {
    "table": "Feels good in the hand.|Comes out of the dishwasher as it went in.|Guests ask about it.|It sits well beside the old ones.",
    "cooking": "I reach for it every day.|The weight is just right.|Easy to clean.|It looks good on the shelf, too.",
    "home": "It makes the room.|It looks more expensive than it was.|I look at it every morning.|The finish is flawless.",
    "furniture": "Up in ten minutes, no swearing.|Sturdy: nothing wobbles.|All the screws were there.|The cat approves, sadly.",
    "wear": "Comfortable from the first day.|I wear it most days.|Well cut.|Still in shape after a season.",
    "walk": "No blisters, not even on day one.|I took my usual size and it fits.|Good grip in the rain.",
    "carry": "The stitching is neat.|It has already been through three airports.|It looks better each week.",
    "listen": "The sound is clear, even when it is quiet.|My neighbours have not complained, and I have not turned it down.|Simple to set up.",
    "screen": "Quick, and no fuss.|Set up in a quarter of an hour.|Runs cool and silent.",
    "outdoors": "Took a wet weekend without complaint.|Feels solid.|Survived my teenagers.",
    "garden": "It has spent the winter outside and does not mind.|The right thing, at last.|Feels good to work with.",
    "play": "Played with every day since.|No sharp edges and no smell.|Survived being thrown downstairs.|Keeps two of them busy for an hour.",
    "body": "Part of my morning now.|Gentle, and it does what it should.|Looks good beside the basin.",
    "read": "Lovely to hold.|A pleasure every time.|Well made, down to the box.",
    "eat": "Tastes of what it should.|Gone in a week.|Better than the one from the market.",
    "pets": "Approved at once by the one who matters.|Easy to clean.|Stands up to chewing, so far.",
}  # fmt: skip
_BAD = {
    "table": "The finish has a rough spot.|It chips if you look at it.",
    "cooking": "It marks easily.|Heavier than I like.",
    "home": "It leans a little to the left.|The finish scratches easily.",
    "furniture": "One screw was missing.|It wobbles on our floor.",
    "wear": "It sits a little tight.|The colour faded.",
    "walk": "Half a size too small.|The sole squeaks.",
    "carry": "A stitch came loose.|It scratches easily.",
    "listen": "Too much bass for me.|It hums a little.",
    "screen": "The setup took the evening.|It gets warm.",
    "outdoors": "Heavier than stated.|The colour rubs off.",
    "garden": "It came loose after a week.|Not made for large hands.",
    "play": "Of interest for a day.|One part was missing.",
    "body": "Not what my skin wanted.|I prefer my old one.",
    "read": "A corner was bent.|It smudges a little.",
    "eat": "Too sweet for us.|A bit bland.",
    "pets": "Ignored so far.|Smaller than stated.",
}  # fmt: skip


def voices(
    chance: random.Random, *, use: str, noun: str, material: str, colour: str
) -> Iterator[tuple[int, str, str]]:
    """Endless reviews (stars, title, text) of one thing; drawn so that neighbours differ.

    Ratings follow the J that real shops know: most people are pleased, few are in between.
    """
    quality = chance.choice(((14, 10, 16, 30, 40), (5, 5, 10, 30, 62), (2, 2, 6, 24, 80)))
    packs = {key: _Pack(chance) for key in ("title", "opening", "end", "good", "bad")}
    while True:
        stars = chance.choices((1, 2, 3, 4, 5), quality)[0]
        kind = "good" if stars > 3 or (stars == 3 and chance.random() < 0.5) else "bad"
        said = (_GOOD if kind == "good" else _BAD)[use]
        parts = [packs["opening"].draw(f"o{stars}", _OPENINGS[stars])]
        if chance.random() < 0.7:
            parts.append(packs[kind].draw(kind, said))
        parts.append(packs["end"].draw(f"e{stars}", _ENDS[stars]))
        text = " ".join(part for part in parts if part)
        words = text.format(noun=noun, material=material, colour=colour)
        title = packs["title"].draw(f"t{stars}", _TITLES[stars])
        yield stars, title, _agreed(words, noun) if is_plural(noun) else words


def _agreed(words: str, noun: str) -> str:
    """The same with verbs and pronouns that suit a plural noun."""
    for said, meant in (
        (f"The {noun} is", f"The {noun} are"), (f"a {noun} like this", f"{noun} like these"),
        (f"this {noun}", f"these {noun}"), (f"An ordinary {noun}", f"Ordinary {noun}"),
    ):  # fmt: skip
        words = words.replace(said, meant)
    return words


class _Pack:
    """Deals phrases like cards: none comes twice before all have come once."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._cards: dict[str, list[str]] = {}

    def draw(self, name: str, phrases: str) -> str:
        cards = self._cards.get(name)
        if not cards:
            cards = self._cards[name] = self._chance.sample(
                phrases.split("|"), phrases.count("|") + 1
            )
        return cards.pop()
