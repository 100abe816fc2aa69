"""A round opens by itself, once, and tells what was known at the cut-off, whenever it is opened."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from caicach.core.period import Period
from caicach.indicators.models import Figure, Indicator
from caicach.indicators.services import write_figure
from caicach.people.permissions import Role
from caicach.reports.errors import NoKinds, RoundNotYet
from caicach.reports.loading import load_report_kinds, shipped_kinds
from caicach.reports.models import PartFigure, ReportKind, ReportPart, ReportRound
from caicach.reports.opening import open_due_rounds, open_round
from caicach.ui.errors import NotAllowed
from caicach.work.models import ProgressReport
from tests.factories.agencies import AgencyFactory, DomainFactory
from tests.factories.reports import DAY_AFTER, HALF, half_year, load_all, person_of
from tests.factories.work import AssignmentFactory, coordinator

pytestmark = pytest.mark.django_db

WINDOWS = {
    "q1": (date(2025, 12, 15), date(2026, 3, 14)),
    "h1": (date(2025, 12, 15), date(2026, 6, 14)),
    "q3": (date(2026, 6, 15), date(2026, 9, 14)),
    "year": (date(2025, 12, 15), date(2026, 12, 14)),
}


def test_the_shipped_kinds_have_the_official_windows():
    windows = {kind.code: kind.yearly.of(2026) for kind in shipped_kinds() if kind.yearly}
    assert windows == {code: Period(*days) for code, days in WINDOWS.items()}


def test_the_province_sends_on_the_20th_of_the_last_month_and_each_level_before_the_next():
    for kind in shipped_kinds():
        days = [level["due_day"] for level in kind.levels]
        assert days == sorted(days)
        assert kind.levels[-1]["code"] == "province"
        assert days[-1] == 20


def test_kinds_are_loaded_once():
    load_all()
    assert load_report_kinds(by=None).same == ReportKind.objects.count() == len(shipped_kinds())


@pytest.mark.parametrize(("code", "days"), WINDOWS.items())
def test_the_report_opens_on_the_day_after_its_cut_off(code, days):
    load_all()
    day_after = date.fromordinal(days[1].toordinal() + 1)
    opened = open_due_rounds(today=day_after)
    assert [(row.kind.code, row.first, row.last) for row in opened] == [(code, *days)]


def test_opened_again_nothing_is_made_twice():
    AgencyFactory()
    load_all()
    assert len(open_due_rounds(today=DAY_AFTER)) == 1
    told = ReportRound.objects.count(), ReportPart.objects.count(), PartFigure.objects.count(), Figure.objects.count()
    assert open_due_rounds(today=date(2026, 6, 16)) == []
    half = open_round(kind=ReportKind.objects.get(code="h1"), period=HALF, today=date(2026, 6, 20), by=None)
    assert half == ReportRound.objects.get()
    assert told == (
        ReportRound.objects.count(), ReportPart.objects.count(), PartFigure.objects.count(), Figure.objects.count()
    )  # fmt: skip


def test_a_period_that_is_not_over_has_no_round():
    load_all()
    with pytest.raises(RoundNotYet):
        open_round(kind=ReportKind.objects.get(code="h1"), period=HALF, today=HALF.last, by=None)


def test_only_who_manages_reports_opens_one():
    load_all()
    with pytest.raises(NotAllowed):
        open_round(kind=ReportKind.objects.get(code="h1"), period=HALF, today=DAY_AFTER, by=person_of(AgencyFactory()))
    assert open_round(kind=ReportKind.objects.get(code="h1"), period=HALF, today=DAY_AFTER, by=coordinator())


def test_every_agency_of_the_day_of_the_cut_off_has_one_part_with_the_due_date_of_its_level():
    department, commune = AgencyFactory(), AgencyFactory(commune=True)
    gone, later = AgencyFactory(valid_to=date(2026, 6, 13)), AgencyFactory(valid_from=date(2026, 6, 15))
    body = AgencyFactory(kind="body")
    parts = {part.agency: part.due_on for part in half_year().parts.all()}
    assert parts[department] == date(2026, 6, 17)
    assert parts[commune] == date(2026, 6, 16)
    assert not {gone, later, body} & parts.keys()


def test_a_round_opened_late_tells_what_was_known_at_the_cut_off():
    agency = AgencyFactory()
    due = {"agency": agency, "due_on": date(2026, 6, 1)}
    AssignmentFactory(**due, submitted_on=date(2026, 5, 30), confirmed_on=date(2026, 6, 2))
    AssignmentFactory(**due, submitted_on=date(2026, 6, 20), confirmed_on=date(2026, 6, 21))
    load_all()
    row = open_round(kind=ReportKind.objects.get(code="h1"), period=HALF, today=date(2026, 7, 30), by=None)
    numbers = {one.indicator.code: one for one in PartFigure.objects.filter(section__part__round=row)}
    assert (numbers["duties_completed"].number("numerator"), numbers["duties_completed"].number("denominator")) == (
        1,
        2,
    )
    assert numbers["duties_overdue"].number("numerator") == 1
    assert numbers["duties_completed"].figure.as_of == HALF.last


def test_figures_of_the_part_stay_when_the_ledger_moves_on():
    agency = AgencyFactory()
    load_all()
    indicator = Indicator.objects.get(code="case_files_on_time")
    told = {"indicator": indicator, "agency": agency, "first": HALF.first, "last": HALF.last, "source": "hand"}
    told |= {"denominator": Decimal(100), "as_of": HALF.last, "by": None}
    write_figure(**told, numerator=Decimal(98), source_text="Báo cáo 1")
    round = half_year()
    write_figure(**told, numerator=Decimal(99), source_text="Báo cáo 2")
    row = PartFigure.objects.get(section__part__round=round, section__part__agency=agency, indicator=indicator)
    assert row.number("numerator") == 98
    assert not row.figure.is_current


def test_what_the_ledger_does_not_know_is_missing_and_not_zero():
    AgencyFactory()
    round = half_year()
    row = PartFigure.objects.get(section__part__round=round, indicator__code="feedback_answered")
    assert row.figure is None
    assert row.number("numerator") is None


def test_done_and_overdue_duties_stand_in_the_section_of_their_domain_and_obstacles_in_shortcomings():
    agency, domain = AgencyFactory(), DomainFactory(code="procedure")
    due = {"agency": agency, "due_on": date(2026, 6, 1), "item__domain": domain}
    done = AssignmentFactory(**due, submitted_on=date(2026, 5, 30), confirmed_on=date(2026, 6, 2))
    open_one = AssignmentFactory(**due)
    person = person_of(agency, Role.STAFF)
    for day, text in ((date(2026, 5, 1), "Thiếu người"), (date(2026, 6, 20), "Sau ngày chốt")):
        ProgressReport.objects.create(assignment=open_one, obstacle=text, reported_on=day, reported_by=person)
    sections = {one.code: one.rows for one in half_year().parts.get(agency=agency).sections.all()}
    assert [(row["assignment"], row["state"]) for row in sections["procedure"]] == [
        (str(done.pk), "done"),
        (str(open_one.pk), "overdue"),
    ]
    told = [(row["state"], row.get("text")) for row in sections["shortcomings"]]
    assert told == [("overdue", None), ("obstacle", "Thiếu người")]
    assert sections["steering"] == []


def test_a_special_report_has_its_own_days():
    agency = AgencyFactory()
    load_all()
    row = open_round(
        kind=ReportKind.objects.get(code="special"),
        period=Period(date(2026, 4, 1), date(2026, 4, 30)),
        today=date(2026, 5, 4),
        by=coordinator(),
        name="Báo cáo chuyên đề về một cửa",
        due_on={"department": date(2026, 5, 12)},
    )
    assert row.parts.get(agency=agency).due_on == date(2026, 5, 12)
    assert [one.code for one in row.parts.get(agency=agency).sections.all()] == ["content", "shortcomings", "proposals"]


def test_without_kinds_the_command_says_what_to_do():
    with pytest.raises(NoKinds, match="load-report-kinds"):
        open_due_rounds(today=DAY_AFTER)


def test_the_commands_may_run_each_day():
    AgencyFactory()
    for day, opened in (("2026-06-15", 1), ("2026-06-16", 0)):
        for name in ("load_indicators", "load_report_kinds"):
            call_command(name, stdout=StringIO())
        out = StringIO()
        call_command("open_reports", "--on", day, stdout=out)
        assert f"rounds opened: {opened}" in out.getvalue()
