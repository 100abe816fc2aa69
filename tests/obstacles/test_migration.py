"""What reports told of before there were obstacles becomes obstacles, since the day of the report."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from caicach.obstacles.models import Obstacle
from caicach.people.permissions import Role
from caicach.work.models import ProgressReport
from tests.factories.work import AssignmentFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
MIGRATION = import_module("caicach.obstacles.migrations.0002_obstacles_of_reports")


def told(duty, by, on, obstacle):
    return ProgressReport.objects.create(assignment=duty, obstacle=obstacle, reported_on=on, reported_by=by)


def test_earlier_texts_are_obstacles_since_their_day_and_the_same_words_are_one():
    centre, duty = coordinator(), AssignmentFactory()
    by = person_in(duty.agency, Role.STAFF)
    told(duty, by, date(2026, 3, 2), "Thiếu người ")
    first = told(duty, by, date(2026, 2, 2), "thiếu  người")
    told(duty, by, date(2026, 4, 2), "Thiếu kinh phí")
    told(duty, by, date(2026, 4, 3), " ")
    MIGRATION.open_obstacles(apps, None)
    rows = Obstacle.objects.order_by("since_on")
    assert [(row.text, row.since_on) for row in rows] == [
        ("thiếu  người", date(2026, 2, 2)),
        ("Thiếu kinh phí", date(2026, 4, 2)),
    ]
    assert (rows[0].report, rows[0].raised_by) == (first, by)
    assert rows[0].addressed_to == centre.memberships.get().agency


def test_where_nobody_coordinates_it_is_put_before_the_owner_of_the_plan():
    duty = AssignmentFactory()
    told(duty, person_in(duty.agency, Role.STAFF), date(2026, 3, 2), "Thiếu người")
    MIGRATION.open_obstacles(apps, None)
    assert Obstacle.objects.get().addressed_to == duty.item.plan.owner
