"""The head of a plan: as it was read, as a person has confirmed it, and that as the value of a decision."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from caicach.agencies.models import Agency
from caicach.core.dates import dates_in
from caicach.core.documents.reading import Reading
from caicach.core.text import fold
from caicach.plans.contents import PlanHead

HEAD_KEY = "head"  # of the decision about the head, among the answers to questions
_ATTACHED = re.compile(
    r"(?P<kind>[^\d:]{3,50}?)\s+số\s*:?\s*(?P<number>\d[^\s,;)]*)(?:.*\bcủa\s+(?P<issuer>[^()]{3,200}))?", re.IGNORECASE
)


def head_of(reading: Reading) -> PlanHead:
    """The head as it was read; year 0 and empty texts where the document does not say.

    A bare annex has neither number nor kind of its own: they are those of the document to which it is attached.
    """
    head = reading.head
    is_annex = not head.number or fold(head.kind).startswith("phu luc")
    main = _ATTACHED.match(head.attached_to) if is_annex else None
    return PlanHead(
        year=head.year or 0,
        title=head.plan_title or head.title,
        theme=head.theme,
        document_kind=main["kind"] if main else head.kind,
        number=head.number or (main["number"] if main else ""),
        issued_on=head.issued_on or (next(iter(dates_in(head.attached_to)), None) if main else None),
        issuer=head.issuer or (main["issuer"] or "" if main else ""),
        signer=head.signer,
        legal_bases=head.legal_bases,
        recipients=head.recipients,
    )


def head_from_answer(value: Mapping[str, Any], reading: Reading) -> PlanHead:
    """The confirmed head out of its decision; legal bases and recipients as they were read."""
    day = value.get("issued_on")
    names = ("title", "theme", "document_kind", "number", "issuer", "signer")
    texts = {name: str(value.get(name, "")) for name in names}
    return PlanHead(
        year=int(value["year"]),
        issued_on=date.fromisoformat(day) if day else None,
        legal_bases=reading.head.legal_bases,
        recipients=reading.head.recipients,
        **texts,
    )


def head_answer(head: PlanHead, *, kind: str, owner: Agency) -> dict[str, Any]:
    """The confirmed head as the value of a decision."""
    names = ("year", "title", "theme", "document_kind", "number", "issuer", "signer")
    value: dict[str, Any] = {name: getattr(head, name) for name in names}
    value["issued_on"] = head.issued_on.isoformat() if head.issued_on else None
    return value | {"kind": kind, "owner": owner.code, "label": f"{head.number} {head.title}".strip()}
