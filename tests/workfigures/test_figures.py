"""The duties of a period in the ledger: lead duties only, as known on a day; ongoing and waiting ones apart."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from caicach.core.period import Period
from caicach.indicators.loading import load_indicators
from caicach.indicators.models import Figure
from caicach.jobs.models import Job, JobState
from caicach.jobs.worker import run_now
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole
from caicach.work.models import Assignment
from caicach.workfigures.errors import NoIndicators
from caicach.workfigures.figures import write_work_figures
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory

pytestmark = pytest.mark.django_db

YEAR = Period(date(2025, 12, 15), date(2026, 12, 14))
ON = date(2026, 7, 15)


@pytest.fixture
def agency():
    load_indicators(by=None)
    plan, one = IssuedPlanFactory(), AgencyFactory()
    due = date(2026, 6, 30)

    def duty(**facts):
        return AssignmentFactory(item=LeafFactory(plan=plan), agency=one, **{"due_on": due, **facts})

    duty(submitted_on=date(2026, 6, 30), confirmed_on=date(2026, 7, 2))  # on time: handed in on the last day
    duty(submitted_on=date(2026, 7, 1), confirmed_on=date(2026, 7, 2))  # late
    duty(submitted_on=date(2026, 6, 20))  # waits for confirmation: not completed
    duty()  # overdue
    duty(due_on=date(2026, 11, 30))  # due later in the period
    duty(due_on=date(2026, 12, 15))  # outside the period
    duty(due_on=None)  # ongoing
    duty(due_on=None, waits_for_event=True)
    duty(role=DutyRole.COORDINATING)
    duty(withdrawn_at="2026-03-01T00:00:00Z")
    return one


def numbers_of(agency):
    rows = Figure.objects.current().filter(agency=agency).select_related("indicator")
    return {
        row.indicator.code: row.value if row.value is not None else (row.numerator, row.denominator) for row in rows
    }


def test_what_is_counted_of_an_agency(agency):
    told = write_work_figures(period=YEAR, on=ON, by=None)
    assert (told.new, told.changed) == (6, 0)
    assert numbers_of(agency) == {
        "duties_completed": (2, 5),
        "duties_on_time": (1, 5),
        "duties_late": (1, 5),
        "duties_overdue": (1, 5),
        "duties_ongoing": Decimal(1),
        "duties_waiting": Decimal(1),
    }


def test_a_past_day_gives_what_was_known_then(agency):
    write_work_figures(period=YEAR, on=date(2026, 7, 1), by=None)
    assert numbers_of(agency)["duties_completed"] == (0, 5)
    write_work_figures(period=YEAR, on=date(2026, 6, 19), by=None)
    assert numbers_of(agency)["duties_overdue"] == (0, 5)


def test_counting_again_changes_only_what_has_changed(agency):
    write_work_figures(period=YEAR, on=ON, by=None)
    assert write_work_figures(period=YEAR, on=ON, by=None).same == 6
    Assignment.objects.filter(agency=agency, submitted_on=date(2026, 6, 20)).update(confirmed_on=date(2026, 7, 10))
    told = write_work_figures(period=YEAR, on=ON, by=None)
    assert (told.new, told.changed, told.same) == (0, 2, 4)
    assert Figure.objects.filter(agency=agency).count() == 8


def test_an_agency_that_got_nothing_has_no_figure_and_one_that_lost_all_has_a_counted_zero(agency):
    silent = AgencyFactory()
    write_work_figures(period=YEAR, on=ON, by=None)
    assert numbers_of(silent) == {}
    Assignment.objects.filter(agency=agency).update(withdrawn_at="2026-08-01T00:00:00Z")
    write_work_figures(period=YEAR, on=ON, by=None)
    assert numbers_of(agency)["duties_completed"] == (0, 0)


def test_each_figure_leads_to_the_rows_that_made_it(agency):
    Assignment.objects.filter(due_on=date(2026, 11, 30)).delete()  # the list looks at today: nothing may fall due
    write_work_figures(period=YEAR, on=ON, by=None)
    client = Client()
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    for figure in Figure.objects.filter(agency=agency):
        answer = client.get(figure.rows_url)
        assert (answer.status_code, answer.context["page"].paginator.count) == (200, figure.row_count), figure.rows_url


def test_counting_takes_the_same_number_of_queries_for_any_number_of_agencies(agency, django_assert_max_num_queries):
    for item in LeafFactory.create_batch(8):
        AssignmentFactory(item=item)
    with django_assert_max_num_queries(25):
        assert write_work_figures(period=YEAR, on=ON, by=None).new == 54


def test_without_the_indicators_it_is_said_what_to_do():
    with pytest.raises(NoIndicators, match="load-indicators"):
        write_work_figures(period=YEAR, on=ON, by=None)


def test_the_command_counts_and_refuses_a_period_that_ends_before_it_begins(agency, capsys):
    days = ("--from", "2025-12-15", "--to", "2026-12-14", "--on", "2026-07-15")
    call_command("write_figures", *days)
    assert "6 new, 0 changed, 0 as before, 0 frozen" in capsys.readouterr().out
    with pytest.raises(CommandError, match="before"):
        call_command("write_figures", "--from", "2026-12-15", "--to", "2026-12-14")


def test_the_coordinator_lets_a_worker_count_and_is_led_to_the_figures(agency):
    person = MembershipFactory(role=Role.COORDINATOR).user
    client = Client()
    client.force_login(person)
    address = "/viec/tinh-so-lieu/"
    assert client.post(address, {"first": "15/12/2026", "last": "14/12/2026"}).status_code == 422
    answer = client.post(address, {"first": "15/12/2025", "last": "14/12/2026"})
    job = Job.objects.get(kind="work.write_figures")
    assert answer.url == f"/tac-vu/{job.pk}/"
    run_now(job)
    job.refresh_from_db()
    assert (job.state, job.result["new"]) == (JobState.DONE, 6)
    assert Figure.objects.filter(written_by=person).count() == 6
    shown = client.get(client.get(answer.url).url).content.decode()
    assert "15/12/2025 – 14/12/2026" in shown
