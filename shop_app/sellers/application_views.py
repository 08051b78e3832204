"""An application as the applicant and the staff see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

ADDRESS_FIELDS = ("line1", "line2", "postal_code", "city", "country")


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file of an application; `key` names it in the private folder and is for the edge only."""

    id: str = ""
    kind: str = ""
    file_name: str = ""
    media_type: str = ""
    key: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """What is known so far; `status` is draft, submitted, rejected or approved."""

    id: str = ""
    user_id: str = ""
    person: str = ""
    email: str = ""
    status: str = "draft"
    name: str = ""
    legal_name: str = ""
    registration_number: str = ""
    about: str = ""
    phone: str = ""
    address: dict[str, str] = field(default_factory=dict)
    returns_address: dict[str, str] = field(default_factory=dict)
    terms: bool = False
    reasons: str = ""
    seller_slug: str = ""
    submitted_at: datetime | None = None
    documents: list[DocumentView] = field(default_factory=list)

    @property
    def steps(self) -> dict[str, bool]:
        """What an application needs, and whether it is there."""
        return {
            "profile": bool(self.name and self.legal_name and self.phone and len(self.about) >= 20),
            "address": _is_whole(self.address),
            "returns address": _is_whole(self.returns_address),
            "documents": {"identity", "registration"} <= {d.kind for d in self.documents},
            "terms": self.terms,
        }

    @property
    def missing(self) -> list[str]:
        """The steps that are not done."""
        return [step for step, done in self.steps.items() if not done]


def _is_whole(address: dict[str, str]) -> bool:
    return all(address.get(name) for name in ("line1", "postal_code", "city", "country"))
