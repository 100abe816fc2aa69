"""When an agency may still change a leaf of its self-assessment."""

from datetime import date

from django.utils.translation import gettext as _

from caicach.assessments.errors import AgencyLeft, AlreadySubmitted, NotScoredHere
from caicach.assessments.models import AppraisalState, Entry, Phase
from caicach.assessments.windows import require_open, windows_of
from caicach.core.scoring.criteria import ScoredBy
from caicach.ui.formats import shown_day


def require_changeable(entry: Entry, today: date, *, proves_only: bool = False) -> None:
    """Raise unless the agency may change this leaf today.

    That is: before it has signed, in the window; after that a leaf that was returned, until the day given for it.
    proves_only: evidence may also be added while appeals are open, for a leaf that was scored otherwise.
    """
    assessment, scored_by = entry.assessment, entry.criterion.as_core.scored_by
    if scored_by is not ScoredBy.APPRAISAL:
        raise NotScoredHere(code=entry.criterion.code, source=source_words(scored_by))
    if assessment.left_at is not None:
        raise AgencyLeft(agency=assessment.agency)
    if is_returned(entry, today):
        return
    if assessment.submitted_at is None:
        require_open(assessment, Phase.FILLING, today)
        return
    if proves_only and may_appeal(entry, today):
        return
    raise AlreadySubmitted(agency=assessment.agency, at=shown_day(assessment.submitted_at))


def source_words(scored_by: ScoredBy) -> str:
    """Where the points of a leaf come from that no agency scores itself."""
    words = {
        ScoredBy.SURVEY: _("kết quả khảo sát"),
        ScoredBy.INDEX: _("chỉ số đã công bố"),
        ScoredBy.CENTRE: _("kết luận của cơ quan có thẩm quyền"),
    }
    return words.get(scored_by, "")


def is_returned(entry: Entry, today: date) -> bool:
    """Whether the appraiser waits for the agency to put something right."""
    is_back = entry.appraisal == AppraisalState.RETURNED
    return is_back and entry.return_until is not None and today <= entry.return_until


def is_different(entry: Entry) -> bool:
    """Whether the appraisal came to something else than the agency."""
    filled, appraised = entry.filled, entry.appraised
    if filled is None or appraised is None:
        return False
    return (filled.points, filled.is_not_applicable) != (appraised.points, appraised.is_not_applicable)


def may_appeal(entry: Entry, today: date) -> bool:
    """Whether the agency may explain itself against the appraisal of a leaf today."""
    assessment = entry.assessment
    is_time = windows_of(assessment.round).is_open(Phase.APPEAL, assessment.agency, today)
    is_standing = assessment.round.is_open and assessment.left_at is None
    return is_standing and is_time and is_different(entry) and not hasattr(entry, "appeal")
