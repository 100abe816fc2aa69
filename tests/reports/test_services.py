"""People write words; a changed number needs a reason and stands beside the counted one; what is signed is locked."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.audit.models import AuditEvent
from caicach.indicators.models import Figure
from caicach.people.permissions import Role
from caicach.reports import errors
from caicach.reports.models import PartFigure
from caicach.reports.records import Sending, sending_of, write_record
from caicach.reports.services import (
    change_figure,
    hash_of,
    put_before_head,
    reopen_part,
    return_sections,
    sign_part,
    write_section,
)
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.reports import half_year, person_of, signed, written
from tests.factories.work import coordinator

pytestmark = pytest.mark.django_db

ON_TIME, LATE = date(2026, 6, 17), date(2026, 6, 18)


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def part(agency):
    return half_year().parts.get(agency=agency)


@pytest.fixture
def head(agency):
    return person_of(agency)


def counted(part):
    return PartFigure.objects.get(section__part=part, indicator__code="case_files_on_time")


def changed(row, head, **more):
    numbers = {"numerator": Decimal(95), "denominator": Decimal(100)}
    return change_figure(
        figure=row, by=head, **{"version": row.version, "numbers": numbers, "reason": "Sổ sót", **more}
    )


def test_a_changed_number_needs_a_reason_of_which_something_is_seen(part, head):
    for reason in ("", "  ", "\u202e"):
        with pytest.raises(errors.NoReason):
            changed(counted(part), head, reason=reason)


def test_both_values_stay_and_no_number_takes_the_change_back(part, head):
    row = changed(counted(part), head)
    assert (row.number("numerator"), row.figure, row.reason) == (95, None, "Sổ sót")
    row = changed(row, head, numbers={}, reason="")
    assert (row.is_given, row.reason, row.number("numerator")) == (False, "", None)
    assert AuditEvent.objects.filter(code="reports.figure_changed").count() == 2


@pytest.mark.parametrize("numbers", [{"numerator": Decimal(1)}, {"value": Decimal(1)}])
def test_a_ratio_is_changed_with_both_counts(part, head, numbers):
    with pytest.raises(errors.WrongNumbers):
        changed(counted(part), head, numbers=numbers)


def test_a_part_with_an_empty_section_is_neither_ready_nor_signed(part, head):
    for act in (put_before_head, sign_part):
        with pytest.raises(errors.PartNotComplete, match="10 mục"):
            act(part=part, version=part.version, by=head, today=ON_TIME)


def test_only_the_head_signs(part, agency, head):
    written(part, head)
    for somebody in (person_of(agency, Role.FOCAL_POINT), person_of(AgencyFactory()), coordinator()):
        with pytest.raises(NotAllowed):
            sign_part(part=part, version=part.version, by=somebody, today=ON_TIME)


def test_what_is_signed_is_locked(part, head):
    row = signed(part, head)
    section = row.sections.first()
    with pytest.raises(errors.SectionLocked):
        write_section(section=section, version=section.version, text="Khác", by=head)
    with pytest.raises(errors.SectionLocked):
        changed(counted(row), head)
    with pytest.raises(errors.PartSigned):
        sign_part(part=row, version=row.version, by=head, today=ON_TIME)
    assert row.signed_hash == hash_of(row)


def test_the_hash_stands_for_words_numbers_and_rows(part, head):
    before = hash_of(part)
    changed(counted(part), head)
    after = hash_of(part)
    assert before != after
    section = part.sections.first()
    write_section(section=section, version=section.version, text="Chữ", by=head)
    assert hash_of(part) not in (before, after)


def test_the_second_of_two_writers_is_refused(part, head):
    section = part.sections.first()
    write_section(section=section, version=section.version, text="Một", by=head)
    with pytest.raises(RowMovedOn):
        write_section(section=section, version=section.version, text="Hai", by=head)


def test_only_the_sections_with_a_note_come_back(part, head):
    row = signed(part, head)
    row = return_sections(
        part=row, version=row.version, notes={"procedure": "Thiếu số liệu", "steering": " "}, by=coordinator(),
        today=LATE,
    )  # fmt: skip
    opened = {one.code: one.return_note for one in row.sections.filter(is_open=True)}
    assert opened == {"procedure": "Thiếu số liệu"}
    locked = row.sections.get(code="steering")
    with pytest.raises(errors.SectionLocked):
        write_section(section=locked, version=locked.version, text="Khác", by=head)


def test_a_return_names_a_section(part, head):
    row = signed(part, head)
    with pytest.raises(errors.NothingChosen):
        return_sections(part=row, version=row.version, notes={"steering": ""}, by=coordinator(), today=LATE)


def test_reopening_is_an_act_with_a_reason_and_opens_everything(part, head):
    row = signed(part, head)
    with pytest.raises(errors.NoReason):
        reopen_part(part=row, version=row.version, reason=" ", by=coordinator(), today=LATE)
    row = reopen_part(part=row, version=row.version, reason="Nhầm kỳ", by=coordinator(), today=LATE)
    assert not row.sections.filter(is_open=False).exists()
    assert row.moves.first().reason == "Nhầm kỳ"


def test_what_was_not_signed_is_neither_returned_nor_reopened(part):
    with pytest.raises(errors.PartNotSigned):
        reopen_part(part=part, version=part.version, reason="x", by=coordinator(), today=LATE)


@pytest.mark.parametrize(("on", "sending"), [(ON_TIME, Sending.ON_TIME), (LATE, Sending.LATE)])
def test_on_time_is_decided_by_the_first_day_of_sending(part, head, on, sending):
    row = signed(part, head, on)
    assert sending_of(row, LATE) == sending
    row = reopen_part(part=row, version=row.version, reason="Nhầm kỳ", by=coordinator(), today=LATE)
    assert sending_of(row, LATE) == Sending.RETURNED
    row = signed(row, head, date(2026, 7, 30))
    assert sending_of(row, date(2026, 8, 1)) == sending


def test_nobody_is_late_on_the_due_day(part):
    assert sending_of(part, part.due_on) == Sending.WAITING
    assert sending_of(part, LATE) == Sending.ABSENT


def test_late_and_absent_reports_become_figures_of_the_year(part, agency, head):
    silent, good = AgencyFactory(), AgencyFactory()
    for one in (silent, good):
        part.pk, part._state.adding, part.agency = None, True, one
        part.save()
    part = part.round.parts.get(agency=agency)
    signed(part, head, LATE)
    signed(part.round.parts.get(agency=good), person_of(good), ON_TIME)
    write_record(round=part.round, today=date(2026, 6, 20), by=None)
    found = {(row.agency, row.indicator.code): row.value for row in Figure.objects.filter(source="reports").current()}
    assert found == {
        (agency, "reports_late"): 1, (agency, "reports_absent"): 0,
        (silent, "reports_late"): 0, (silent, "reports_absent"): 1,
        (good, "reports_late"): 0, (good, "reports_absent"): 0,
    }  # fmt: skip
    assert set(Figure.objects.filter(source="reports").values_list("period_first", "period_last")) == {
        (date(2025, 12, 15), date(2026, 12, 14))
    }
    again = write_record(round=part.round, today=date(2026, 6, 21), by=None)
    assert (again.new, again.changed) == (0, 0)


def test_before_the_due_date_there_is_no_record(part):
    assert write_record(round=part.round, today=part.due_on, by=None).new == 0
