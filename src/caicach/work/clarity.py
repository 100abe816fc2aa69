"""How clear one agency's duty is; what is to be clear, and in the rows of a plan, the room of plans says."""

from caicach.plans.clarity import CLEAR_WITHOUT_DATE, ClarityMark, clarities, clarity_marks, clarity_of_item
from caicach.plans.models import DutyRole
from caicach.work.models import Assignment

__all__ = ["ClarityMark", "clarities", "clarity_of_assignment", "clarity_of_item"]


def clarity_of_assignment(assignment: Assignment, *, is_handed_out: bool) -> list[ClarityMark]:
    """How clear one duty is: the person is the one inside the agency."""
    is_led = assignment.role == DutyRole.LEAD or bool(assignment.item.lead_text)
    time = assignment.due_on is not None or assignment.item.schedule.get("kind") in CLEAR_WITHOUT_DATE
    return clarity_marks(assignment.item, person=is_handed_out, time=time, responsibility=is_led)
