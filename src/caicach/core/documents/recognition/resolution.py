"""Agencies of a reading looked up in the caller's directory; who is not found for certain becomes a problem."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from caicach.core.documents.directory import AgencyDirectory
from caicach.core.documents.reading import AgencyName, CriterionReading, DutyReading, Problem, Reading, RowReading
from caicach.core.documents.resolving import resolve
from caicach.core.documents.source import Place

_SURE = {"exact", "alias", "abbreviation", "group", "head"}


@dataclass(slots=True)
class _Desk:
    """Looks names up once each, and keeps the doubts."""

    directory: AgencyDirectory
    known: dict[tuple[str, str], AgencyName] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def names(self, names: tuple[AgencyName, ...], place: Place, subject: str, side: str) -> tuple[AgencyName, ...]:
        return tuple(self.name(name, place, subject, side) for name in names)

    def name(self, name: AgencyName, place: Place, subject: str, side: str) -> AgencyName:
        key = (name.printed, name.name)
        if key not in self.known:
            self.known[key] = resolve(name, self.directory, on=self.directory.on)
        found = self.known[key]
        self.problems.extend(_doubt(found, place, subject, side))
        return found


def resolve_agencies(reading: Reading, directory: AgencyDirectory) -> Reading:
    """The reading with keys of agencies in it, and a problem for each name that is not certain."""
    desk = _Desk(directory)
    rows = tuple(_row(row, desk) for row in reading.rows)
    survey_tasks = tuple(_row(row, desk) for row in reading.survey_tasks)
    criteria = tuple(_criterion(row, desk) for row in reading.criteria)
    duties = tuple(_duty(duty, desk) for duty in reading.duties)
    return replace(
        reading,
        rows=rows,
        survey_tasks=survey_tasks,
        criteria=criteria,
        duties=duties,
        problems=(*reading.problems, *desk.problems),
    )


def _doubt(name: AgencyName, place: Place, subject: str, side: str) -> Iterator[Problem]:
    if name.key and name.match in _SURE:
        return
    proposals = tuple(key for key, _, _ in name.proposals)
    best = name.proposals[0][1] if name.proposals else ""
    code = (
        "documents.agency_doubtful" if name.key or (best and name.match == "spelling") else "documents.agency_unknown"
    )
    params = (("best", best),) if best else ()
    yield Problem(code, place, subject=subject, field=side, value=name.printed, proposals=proposals, params=params)


def _row(row: RowReading, desk: _Desk) -> RowReading:
    subject = "/".join(row.path)
    return replace(
        row,
        lead=desk.names(row.lead, row.place, subject, "lead"),
        coordinating=desk.names(row.coordinating, row.place, subject, "coordinating"),
    )


def _criterion(row: CriterionReading, desk: _Desk) -> CriterionReading:
    return replace(
        row,
        lead=desk.names(row.lead, row.place, row.code, "lead"),
        coordinating=desk.names(row.coordinating, row.place, row.code, "coordinating"),
    )


def _duty(duty: DutyReading, desk: _Desk) -> DutyReading:
    return replace(duty, agencies=desk.names(duty.agencies, duty.place, "duties", "agency"))
