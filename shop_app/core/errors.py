"""The refusals that a person may be told.

ShopError                code, sentence, facts; edges catch this and nothing else
├── NotFound             404  what was asked for is not here (or not yours: the same answer)
├── NotAllowed           403  who asks may not do this
│   └── SignInNeeded     401
├── Invalid              422  input that must be changed; names the field
├── Conflict             409  it has changed since you looked; look again
│   ├── OutOfStock            a line asks for more than there is
│   ├── PriceChanged          the total is not the one that was shown
│   └── Expired               the hold, the link or the checkout has run out
├── TooManyRequests      429  come back in `retry_after` seconds
└── Unavailable          503  an engine or a provider is away; nothing was lost
"""

from __future__ import annotations

from typing import Any, ClassVar


class ShopError(Exception):
    """A refusal with a stable code, a sentence for the person and the facts behind it.

    The sentence may name facts in braces: OutOfStock("Only {left} left of {title}.", left=2, …).
    The unfilled form stays in `template`, so that an edge can say it in another language.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, sentence: str, /, *, field: str = "", **facts: Any) -> None:
        self.template = sentence
        self.sentence = sentence.format_map(facts) if facts else sentence
        super().__init__(self.sentence)
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence


class NotFound(ShopError):
    """What was asked for does not exist for the one who asks."""

    code = "not_found"
    status = 404


class NotAllowed(ShopError):
    """The person is known but may not do this."""

    code = "not_allowed"
    status = 403


class SignInNeeded(NotAllowed):
    """Nobody is signed in, and this needs somebody."""

    code = "sign_in_needed"
    status = 401


class Invalid(ShopError):
    """Input that the person must change; `field` says where."""

    code = "invalid"
    status = 422


class Conflict(ShopError):
    """The thing has moved on since the person saw it."""

    code = "conflict"
    status = 409


class OutOfStock(Conflict):
    """A line asks for more than is left: facts `sku`, `title`, `left`, `wanted`."""

    code = "out_of_stock"


class PriceChanged(Conflict):
    """The total is not what the shopper saw: facts `seen_minor`, `now_minor`, `currency`."""

    code = "price_changed"


class Expired(Conflict):
    """A hold, link or checkout has run out."""

    code = "expired"


class TooManyRequests(ShopError):
    """The rate limit is reached: fact `retry_after` in seconds."""

    code = "too_many_requests"
    status = 429


class Unavailable(ShopError):
    """An engine or a provider does not answer; the request may be repeated."""

    code = "unavailable"
    status = 503
