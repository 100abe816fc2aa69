"""A year of 14 departments and 100 communes by a clock: what the system tells on each day is what was counted apart."""

from datetime import timedelta

import pytest

from caicach.agencies.models import Agency
from caicach.duties import services
from caicach.people.permissions import Role
from caicach.reports.models import PartFigure, ReportPart, ReportRound
from caicach.reports.opening import open_due_rounds
from caicach.reports.records import sending_of
from caicach.work.models import Assignment
from tests.databases import keep_house
from tests.factories.agencies import AgencyFactory
from tests.factories.reports import load_all, signed
from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory, person_in
from tests.year.counting import figures_at, sending_on, status_on
from tests.year.script import CUT_OFFS, FIRST, LAST, Act, agencies, duties, sends_report_on

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMERATORS = {
    "duties_completed": "completed",
    "duties_on_time": "on_time",
    "duties_late": "late",
    "duties_overdue": "overdue",
}


class Province:
    """The agencies, people and duties of the script in the database."""

    def __init__(self):
        load_all()
        self.coordinator = person_in(AgencyFactory(kind="province"), Role.COORDINATOR)
        self.heads, self.keys, self.agencies = [], [], []
        plan = IssuedPlanFactory()
        for number, kind in enumerate(agencies()):
            agency = AgencyFactory(code=f"a-{number:03}", name=f"Cơ quan số {number}", kind=kind)
            self.agencies.append(agency)
            self.heads.append(person_in(agency, Role.AGENCY_HEAD, username=f"head-{number:03}"))
        for duty in duties():
            row = LeafFactory(plan=plan, title=f"Việc {duty.number}", due_on=duty.due_on, start_on=FIRST)
            kept = AssignmentFactory(
                item=row, agency=self.agencies[duty.agency], due_on=duty.due_on, start_on=FIRST,
                waits_for_event=duty.waits_for_event,
            )  # fmt: skip
            self.keys.append(kept.pk)

    def do(self, duty, act, day):
        """Carry out one act of the script with the services of the house."""
        row, head = Assignment.objects.get(pk=self.keys[duty.number]), self.heads[duty.agency]
        known = {"assignment": row, "version": row.version, "on": day}
        if act is Act.REPORT:
            services.report_progress(**known, progress=services.Progress(text="Đang làm"), by=head)
        elif act is Act.SUBMIT:
            services.submit(**known, by=head)
        elif act is Act.RETURN:
            services.return_(**known, reason="Thiếu báo cáo", by=self.coordinator)
        else:
            services.confirm(**known, by=self.coordinator)

    def sign_reports(self, day):
        """Every agency whose day it is signs its part."""
        for cut_off in CUT_OFFS:
            for number, agency in enumerate(self.agencies):
                if sends_report_on(number, cut_off) == day:
                    part = ReportPart.objects.get(round__last=cut_off, agency=agency)
                    signed(part, self.heads[number], on=day)


def compare_statuses(province, plan, day):
    told = dict(Assignment.objects.with_status(day).values_list("pk", "status"))
    assert told == {province.keys[duty.number]: status_on(duty, day) for duty in plan}, day


def compare_reports(province, day):
    known = {cut_off: kind for cut_off, kind in CUT_OFFS.items() if cut_off < day}
    rounds = ReportRound.objects.filter(last__gte=FIRST)  # the report of the year before is opened too
    assert dict(rounds.values_list("last", "kind__code")) == known, day
    parts = ReportPart.objects.filter(round__in=rounds).select_related("round", "agency")
    told = {(part.round.last, part.agency.code): sending_of(part, day).value for part in parts}
    counted = {
        (cut_off, agency.code): sending_on(number, cut_off, day)
        for cut_off in known
        for number, agency in enumerate(province.agencies)
    }
    assert told == counted, day


def compare_figures(province, plan):
    """The numbers in all parts of all rounds, frozen at each cut-off."""
    rows = PartFigure.objects.filter(indicator__code__in=NUMERATORS).exclude(figure=None)
    rows = rows.filter(section__part__round__last__gte=FIRST)
    names = ("section__part__round__last", "section__part__agency__code", "indicator__code")
    told = {tuple(row[:3]): row[3:] for row in rows.values_list(*names, "figure__numerator", "figure__denominator")}
    counted = {}
    for cut_off, kind in CUT_OFFS.items():
        for number, agency in enumerate(province.agencies):
            found = figures_at(plan, number, cut_off, kind)
            for code, what in NUMERATORS.items():
                if (cut_off, agency.code, code) in told or found["due"]:
                    counted[cut_off, agency.code, code] = (found[what], found["due"])
    assert told == counted
    assert len(counted) > len(province.agencies)


def test_statuses_rounds_and_figures_of_a_year_are_what_was_counted_apart():
    province, plan, day = Province(), duties(), FIRST
    seen = set()
    while day <= LAST:
        for duty in plan:
            for act in duty.on(day):
                province.do(duty, act, day)
        if open_due_rounds(today=day) or day == FIRST:
            keep_house()
        province.sign_reports(day)
        if day.day in (1, 11, 17, 19, 25):
            compare_statuses(province, plan, day)
            compare_reports(province, day)
            seen |= {status_on(duty, day) for duty in plan}
        day += timedelta(days=1)
    compare_figures(province, plan)
    assert len(seen) == 10, "every status was met"
    assert Agency.objects.filter(code__startswith="a-").count() == len(province.agencies)
