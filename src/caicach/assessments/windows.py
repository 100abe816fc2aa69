"""When a phase of a round is open, for all and for one agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caicach.agencies.models import Agency
from caicach.assessments.errors import AgencyLeft, PhaseClosed, RoundNotOpen
from caicach.assessments.models import Assessment, Phase, Round, Window
from caicach.ui.formats import shown_day


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of a round, each the newest of its kind."""

    general: dict[str, Window]
    own: dict[tuple[str, int], Window]

    def of(self, phase: Phase, agency: Agency | None = None) -> Window | None:
        """The window that holds for an agency: of its own and the general one that which closes later."""
        held = [self.general.get(phase), self.own.get((phase, agency.pk)) if agency else None]
        return max((one for one in held if one), key=lambda one: (one.closes_on, one.pk), default=None)

    def is_open(self, phase: Phase, agency: Agency | None, today: date) -> bool:
        window = self.of(phase, agency)
        return window is not None and window.is_open(today)


def windows_of(round: Round) -> Windows:
    """All windows of a round in one query."""
    return newest_of(round.windows.select_related("agency", "set_by"))


def newest_of(rows: Iterable[Window]) -> Windows:
    """Of each kind the row that was written last."""
    found = Windows({}, {})
    for row in rows:
        if row.agency_id is None:
            found.general[row.phase] = row
        else:
            found.own[row.phase, row.agency_id] = row
    return found


def require_open(assessment: Assessment, phase: Phase, today: date) -> None:
    """Raise unless the round runs, the agency has not left it, and this phase is open for it today."""
    round, agency = assessment.round, assessment.agency
    if not round.is_open:
        raise RoundNotOpen(round=round)
    if assessment.left_at is not None:
        raise AgencyLeft(agency=agency)
    window = windows_of(round).of(phase, agency)
    if window is None or not window.is_open(today):
        raise PhaseClosed(
            phase=phase.label,
            agency=agency,
            opens_on=shown_day(window.opens_on if window else None),
            closes_on=shown_day(window.closes_on if window else None),
        )
