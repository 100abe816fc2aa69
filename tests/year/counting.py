"""What should be seen on a day, counted from the script alone; nothing of the system is asked."""

from collections import Counter
from datetime import timedelta

from tests.year.script import WINDOW_BEGINS, Act, report_due_on, sends_report_on

SOON = timedelta(days=7)


def facts_on(duty, day):
    """Handed in on, accepted on, sent back (or not) and said of, as known on a day."""
    sent = accepted = returned = said = None
    for when, act in duty.until(day):
        if act is Act.REPORT:
            said = when
        elif act is Act.SUBMIT:
            sent, returned = when, None
        elif act is Act.RETURN:
            sent, returned = None, when
        else:
            accepted = when
    return sent, accepted, returned, said


def status_on(duty, day):
    """The words of the handbook on how a duty stands, one after the other."""
    sent, accepted, returned, said = facts_on(duty, day)
    if accepted:
        return "completed_late" if sent > duty.due_on else "completed_on_time"
    if sent:
        return "submitted"
    if duty.due_on is None:
        return "waiting_for_event" if duty.waits_for_event else "ongoing"
    if day > duty.due_on:
        return "overdue"
    if returned:
        return "returned"
    if duty.due_on - day <= SOON:
        return "due_soon"
    return "in_progress" if said else "not_started"


def figures_at(duties, agency, cut_off, kind):
    """Numerators and the common denominator of the figures of an agency in a reporting period."""
    found = Counter(due=0, completed=0, on_time=0, late=0, overdue=0)
    for duty in duties:
        if duty.agency != agency or duty.due_on is None or not WINDOW_BEGINS[kind] <= duty.due_on <= cut_off:
            continue
        sent, accepted, _returned, _said = facts_on(duty, cut_off)
        found["due"] += 1
        found["completed"] += bool(accepted)
        found["late"] += bool(accepted and sent > duty.due_on)
        found["on_time"] += bool(accepted and sent <= duty.due_on)
        found["overdue"] += bool(not sent and duty.due_on < cut_off)
    return found


def sending_on(agency, cut_off, day):
    """How an agency's part stands on a day."""
    due = report_due_on(agency, cut_off)
    sent = sends_report_on(agency, cut_off)
    if sent is None or sent > day:
        return "absent" if day > due else "waiting"
    return "late" if sent > due else "on_time"
