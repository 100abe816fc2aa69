"""A report of six months for the small province: each agency's part, written; and another that both have signed."""

from datetime import date
from typing import Any

from caicach.agencies.models import Agency
from caicach.core.period import Period
from caicach.notes.models import Note
from caicach.notes.services import answer_note, settle_note, write_note
from caicach.people.models import User
from caicach.reports.models import PartFigure, PartSection, ReportKind, ReportPart, ReportRound
from caicach.reports.opening import open_round
from tests.factories.reports import DAY_AFTER, half_year, person_of, signed, written

Keys = dict[str, Any]


def things_of_reports(own: Agency, other: Agency) -> dict[str, Keys]:
    """Everything about reports that the table names."""
    half, quarter = half_year(), _quarter()
    things: dict[str, Keys] = {"a report": {"of_report": half.pk}}
    for whose, agency in (("own agency", own), ("other agency", other)):
        head = person_of(agency)
        things[f"{whose}'s part"] = _of_part(written(half.parts.get(agency=agency), head))
        things[f"{whose}'s part, signed"] = _of_part(signed(quarter.parts.get(agency=agency), head))
    done = _noted(PartSection.objects.get(pk=things["own agency's part"]["section_id"]), "Đã bổ sung", person_of(own))
    settle_note(note=done, version=done.version, by=done.by)
    things["own agency's done note"] = {"note_id": done.pk}
    return things


def _quarter() -> ReportRound:
    period = Period(date(2025, 12, 15), date(2026, 3, 14))
    return open_round(kind=ReportKind.objects.get(code="q1"), period=period, today=DAY_AFTER, by=None)


def _of_part(part: ReportPart) -> Keys:
    number = PartFigure.objects.get(section__part=part, indicator__code="case_files_on_time")
    writer = person_of(part.agency)
    note = _noted(number.section, "Nêu rõ số liệu", writer)
    answer_note(note=note, version=note.version, text="Sẽ bổ sung", by=writer)
    return {
        "part_id": part.pk, "section_id": number.section_id, "number_id": number.pk, "note_id": note.pk, "paragraph": 1,
    }  # fmt: skip


def _noted(section: PartSection, text: str, by: User) -> Note:
    return write_note(section=section, version=section.version, paragraph=1, text=text, by=by)
