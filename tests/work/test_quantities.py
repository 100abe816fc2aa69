"""How much was reached of how much was planned: per instance and in sum, and blank is not nought."""

from datetime import date

import pytest
from django.urls import reverse

from caicach.duties import services
from caicach.people.permissions import Role
from caicach.work.models import Assignment, Occurrence, ProgressReport
from caicach.work.quantities import Quantity, quantity_in, quantity_of, with_quantities
from tests.factories.work import TODAY, AssignmentFactory, person_in

pytestmark = pytest.mark.django_db
DONE = date(2026, 3, 1)
CASES = [
    ([], [], None),
    ([], [7], Quantity(7, None)),
    ([], [7, 9], Quantity(9, None)),
    ([], [0], Quantity(0, None)),
    ([(None, None, DONE)], [], None),
    ([(None, None, DONE)], [4], Quantity(4, None)),
    ([(1, None, None), (2, None, None)], [], Quantity(None, 3)),
    ([(1, 0, DONE), (2, None, DONE)], [5], Quantity(0, 3, 1)),
    ([(None, 3, DONE), (None, 4, DONE)], [], Quantity(7, None)),
]


def duty_with(instances, told):
    duty, by = AssignmentFactory(), person_in(AssignmentFactory().agency, Role.STAFF)
    for number, (planned, actual, done_on) in enumerate(instances, 1):
        day = date(2026, number, 28)
        Occurrence.objects.create(
            assignment=duty, first_on=day, due_on=day, planned_quantity=planned, actual_quantity=actual, done_on=done_on
        )
    for number in told:
        ProgressReport.objects.create(assignment=duty, actual_quantity=number, reported_on=TODAY, reported_by=by)
    return duty


@pytest.mark.parametrize(("instances", "told", "expected"), CASES)
def test_the_page_of_a_duty_and_the_database_say_the_same(instances, told, expected):
    duty = duty_with(instances, told)
    assert quantity_of(list(duty.reports.all()), list(duty.occurrences.all())) == expected
    assert quantity_in(with_quantities(Assignment.objects.all()).get(pk=duty.pk)) == expected


def test_list_shows_what_is_known_and_how_many_have_not_told(client):
    duty = duty_with([(4, 3, DONE), (4, None, DONE)], [])
    client.force_login(person_in(duty.agency, Role.FOCAL_POINT))
    row = client.get(reverse("work:my_work")).context["rows"][0]
    assert row.quantity == Quantity(3, 8, 1)


def test_a_quantity_may_be_told_after_the_instance_was_done_and_blank_takes_none_away():
    duty = duty_with([(4, None, DONE), (4, None, None)], [])
    by, first = person_in(duty.agency, Role.FOCAL_POINT), duty.occurrences.first()
    assert first.is_untold
    for quantity in (3, None):
        duty.refresh_from_db()
        progress = services.Progress(text="Bổ sung.", quantity=quantity, occurrence=first)
        services.report_progress(assignment=duty, version=duty.version, progress=progress, by=by, on=TODAY)
    first.refresh_from_db()
    assert (first.actual_quantity, first.done_on, first.is_untold) == (3, DONE, False)
