"""The documents that agencies of the demonstration registered and attach to their leaves."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.core.documents.numbers import number_key
from caicach.core.documents.recognition.letters import kind_of_number
from caicach.demo.proofs import make_proof
from caicach.demo.stories import chance, working_day
from caicach.demo.trail import Event
from caicach.files.models import Document
from caicach.people.models import User

_KINDS = {"kế hoạch": "KH", "quyết định": "QĐ", "tờ trình": "TTr", "quy chế": "QĐ", "văn bản": "CV"}
_YEAR_END = re.compile(r"\s+năm$")


@dataclass(slots=True)
class Shelf:
    """The documents of one round, each once for its agency and title."""

    year: int
    known: dict[tuple[int, str], Document] = field(default_factory=dict)
    added: list[Document] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def paper(self, agency: Agency, asked: str, *, by: User, at: datetime, has_file: bool) -> Document:
        """The agency's document for a piece of evidence that the set asks for."""
        title = f"{_YEAR_END.sub('', asked)} năm {self.year}"
        held = self.known.get((agency.pk, title))
        if held is not None:
            return held
        made = _document(agency, title, self.year, by, has_file=has_file)
        made.registered_at = at
        self.known[agency.pk, title] = made
        self.added.append(made)
        sha = made.file.sha256 if made.file else ""
        self.events.append((at - timedelta(minutes=3), "files.document_registered", by, made, {"sha256": sha}))
        return made


def _document(agency: Agency, title: str, year: int, by: User, *, has_file: bool) -> Document:
    number = 12 + chance(agency.code, title) * 4
    kind = next((short for word, short in _KINDS.items() if title.lower().startswith(word)), "BC")
    short = agency.short_name if agency.short_name.isupper() else "UBND" if "UBND" in agency.brief else "VP"
    row = Document(
        agency=agency,
        title=title[:300],
        number=f"{number}/{kind}-{short}",
        issuer=agency.brief[:200],
        issued_on=working_day(date(year, 3, 4) + timedelta(days=chance(agency.code, f"{title} day") * 5 // 2)),
        registered_by=by,
        kind=kind_of_number(f"{number}/{kind}") or "Công văn",
        checked_at=timezone.now(),
    )
    row.number_key = number_key(row.number)
    if has_file:
        row.file = make_proof(title=f"{agency.brief}: {title}", number=row.number, by=by)
    row.put_in_order()
    return row
