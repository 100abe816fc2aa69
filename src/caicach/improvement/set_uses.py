"""Which rounds use a criteria set, told to the room of criteria, which stands below the rounds."""

from django.urls import reverse

from caicach.assessments.models import Round, RoundState
from caicach.criteria.models import CriteriaSet
from caicach.criteria.uses import SetUse

_RUNNING = (RoundState.DRAFT, RoundState.OPEN)


def rounds_of(row: CriteriaSet) -> list[SetUse]:
    """The rounds of a set, the newest first; one in preparation needs it as much as one that is open."""
    return [
        SetUse(
            name=one.name,
            state=one.get_state_display(),
            address=reverse("assessments:round_detail", args=[one.pk]),
            is_running=one.state in _RUNNING,
        )
        for one in Round.objects.filter(criteria_set=row)
    ]
