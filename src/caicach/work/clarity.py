"""The "rõ": who, what, when, with which result, on whose responsibility. What is not clear is named."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.plans.models import DutyRole, PlanItem
from caicach.work.models import Assignment

_CLEAR_WITHOUT_DATE = frozenset({"continuous", "recurring"})


class Clarity(models.TextChoices):
    """One thing that must be clear in a duty."""

    PERSON = "person", _("người")
    WORK = "work", _("việc")
    TIME = "time", _("thời gian")
    RESULT = "result", _("kết quả")
    RESPONSIBILITY = "responsibility", _("trách nhiệm")


@dataclass(frozen=True, slots=True)
class ClarityMark:
    """Whether one of them is clear."""

    clarity: Clarity
    is_clear: bool


def clarities() -> list[Clarity]:
    """Those that the province asks for: all five unless a setting names others."""
    return [Clarity(code) for code in getattr(settings, "CAICACH_CLARITIES", Clarity.values)]


def clarity_of_assignment(assignment: Assignment, *, is_handed_out: bool) -> list[ClarityMark]:
    """How clear one duty is: the person is the one inside the agency."""
    is_led = assignment.role == DutyRole.LEAD or bool(assignment.item.lead_text)
    return _marks(assignment.item, person=is_handed_out, time=_has_time(assignment), responsibility=is_led)


def clarity_of_item(item: PlanItem, *, leads: int) -> list[ClarityMark]:
    """How clear a row of a plan is: the person is the agency that it names."""
    time = item.due_on is not None or item.schedule.get("kind") in _CLEAR_WITHOUT_DATE
    return _marks(item, person=leads > 0, time=time, responsibility=leads > 0)


def _has_time(assignment: Assignment) -> bool:
    return assignment.due_on is not None or assignment.item.schedule.get("kind") in _CLEAR_WITHOUT_DATE


def _marks(item: PlanItem, *, person: bool, time: bool, responsibility: bool) -> list[ClarityMark]:
    clear = {
        Clarity.PERSON: person,
        Clarity.WORK: bool(item.title.strip()),
        Clarity.TIME: time,
        Clarity.RESULT: bool(item.deliverable.strip()),
        Clarity.RESPONSIBILITY: responsibility,
    }
    return [ClarityMark(one, clear[one]) for one in clarities()]
