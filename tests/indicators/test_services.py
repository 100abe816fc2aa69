"""The ledger adds rows, never overwrites; frozen figures change by a correction only."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from caicach.agencies.models import Agency
from caicach.audit.models import AuditEvent
from caicach.core.period import Period
from caicach.indicators import errors
from caicach.indicators.entries import Entry
from caicach.indicators.models import HAND, IMPORT, Figure, Writer
from caicach.indicators.services import correct_figure, freeze_figures, write_figure, write_figures
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.indicators import YEAR, FigureFactory, IndicatorFactory

pytestmark = pytest.mark.django_db

SOURCE = {"source": HAND, "source_text": "Báo cáo số 12/BC-STN, mục 3", "as_of": YEAR[1], "by": None}
SPAN = {"first": YEAR[0], "last": YEAR[1]}


def written(indicator, agency, numerator, denominator, **changes):
    counts = {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}
    return write_figure(indicator=indicator, agency=agency, **{**SPAN, **counts, **SOURCE, **changes})


def test_another_number_supersedes_the_old_row_which_stays():
    indicator, agency = IndicatorFactory(), AgencyFactory()
    first = written(indicator, agency, 98, 100)
    second = written(indicator, agency, 99, 100)
    first.refresh_from_db()
    assert (second.supersedes, first.numerator, first.is_current, second.is_current) == (first, 98, False, True)
    assert list(Figure.objects.current()) == [second]


def test_the_same_number_from_the_same_source_adds_no_row():
    indicator, agency = IndicatorFactory(), AgencyFactory()
    first = written(indicator, agency, 98, 100)
    assert written(indicator, agency, "98.0", 100, as_of=date(2026, 12, 13)) == first
    assert Figure.objects.count() == 1
    assert written(indicator, agency, 98, 100, source_text="Báo cáo số 13/BC-STN").supersedes == first


def test_there_is_one_current_row_for_an_indicator_an_agency_and_a_period():
    figure = FigureFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureFactory(indicator=figure.indicator, agency=figure.agency)
    FigureFactory(indicator=figure.indicator, agency=figure.agency, period_last=date(2026, 6, 14))


@pytest.mark.parametrize(
    "numbers",
    [{"numerator": Decimal(1)}, {"denominator": Decimal(1)}, {"value": Decimal(1)}, {}],
)
def test_a_ratio_needs_both_counts_and_nothing_else(numbers):
    with pytest.raises(errors.WrongParts):
        write_figure(indicator=IndicatorFactory(), agency=AgencyFactory(), **SPAN, **SOURCE, **numbers)
    assert not Figure.objects.exists()


def test_nothing_to_count_is_a_denominator_of_zero_and_has_no_rate():
    figure = written(IndicatorFactory(), AgencyFactory(), 0, 0)
    assert (figure.denominator, figure.rate) == (0, None)


@pytest.mark.parametrize(
    "number", ["12345678901234", "12345678901234.5", "999999999.999999", "0.000001", "123456789012.345", "-0.5", "0"]
)
def test_what_the_ledger_takes_comes_back_exactly(number):
    indicator = IndicatorFactory(value=True)
    figure = write_figure(indicator=indicator, agency=AgencyFactory(), **SPAN, **SOURCE, value=Decimal(number))
    assert Figure.objects.get(pk=figure.pk).value == Decimal(number)
    assert Figure.objects.filter(value=Decimal(number)).exists()


@pytest.mark.parametrize("number", ["123456789012345", "9999999999.999999", "0.0000001"])
def test_what_a_database_would_round_is_refused(number):
    indicator = IndicatorFactory(value=True)
    with pytest.raises(errors.TooManyDigits):
        write_figure(indicator=indicator, agency=AgencyFactory(), **SPAN, **SOURCE, value=Decimal(number))


def test_counts_below_zero_and_figures_without_a_source_are_refused():
    indicator, agency = IndicatorFactory(), AgencyFactory()
    with pytest.raises(errors.BelowZero):
        written(indicator, agency, -1, 100)
    with pytest.raises(errors.NoSource):
        written(indicator, agency, 1, 100, source_text="  ")


def test_a_period_outside_the_days_of_the_indicator_is_refused():
    indicator = IndicatorFactory(valid_from=date(2027, 1, 1))
    with pytest.raises(errors.OutsideValidity):
        written(indicator, AgencyFactory(), 1, 100)


def test_what_the_system_has_counted_nobody_types_over_but_it_counts_over_what_was_typed():
    indicator, agency = IndicatorFactory(written_by=Writer.WORK), AgencyFactory()
    typed = written(indicator, agency, 1, 2, source=IMPORT)
    counted = written(indicator, agency, 2, 2, source="work")
    assert counted.supersedes == typed
    with pytest.raises(errors.CountedByTheSystem):
        written(indicator, agency, 1, 2)
    with pytest.raises(errors.CountedByTheSystem):
        write_figures(entries=[entry(counted, 1)], by=None)


def test_a_frozen_figure_is_not_superseded_and_the_same_number_is_no_offence():
    indicator, agency = IndicatorFactory(), AgencyFactory()
    figure = written(indicator, agency, 98, 100)
    assert freeze_figures(period=Period(*YEAR), agencies=[agency], by=None) == 1
    assert freeze_figures(period=Period(*YEAR), agencies=[agency], by=None) == 0
    with pytest.raises(errors.FigureFrozen):
        written(indicator, agency, 99, 100)
    assert written(indicator, agency, 98, 100) == figure


def test_freezing_reaches_only_the_agencies_and_the_period_that_are_named():
    figure, other = FigureFactory(), FigureFactory()
    earlier = FigureFactory(indicator=figure.indicator, agency=figure.agency, period_last=date(2026, 6, 14))
    assert freeze_figures(period=Period(*YEAR), agencies=[figure.agency], by=None) == 1
    assert [Figure.objects.get(pk=one.pk).is_frozen for one in (figure, other, earlier)] == [True, False, False]


def corrected(figure, **changes):
    told = {"numerator": Decimal(97), "denominator": Decimal(100), "source_text": "Công văn 5/SNV", "as_of": YEAR[1]}
    return correct_figure(figure=figure, **{**told, "by": None, "reason": "Đếm trùng một hồ sơ", **changes})


def test_a_correction_is_a_new_frozen_row_with_its_reason():
    figure = FigureFactory()
    freeze_figures(period=Period(*YEAR), agencies=[figure.agency], by=None)
    new = corrected(figure)
    assert (new.supersedes, new.is_frozen, new.correction_reason) == (figure, True, "Đếm trùng một hồ sơ")
    assert AuditEvent.objects.filter(code="indicators.figure_corrected").count() == 1
    with pytest.raises(errors.FigureMovedOn):
        corrected(figure)


def test_a_correction_needs_a_frozen_figure_and_a_reason():
    figure = FigureFactory()
    with pytest.raises(errors.FigureNotFrozen):
        corrected(figure)
    freeze_figures(period=Period(*YEAR), agencies=[figure.agency], by=None)
    with pytest.raises(errors.NoReason):
        corrected(figure, reason=" ")


def entry(figure: Figure, numerator: int, agency: Agency | None = None) -> Entry:
    return Entry(
        indicator=figure.indicator, agency=agency or figure.agency, first=YEAR[0], last=YEAR[1],
        numerator=Decimal(numerator), denominator=Decimal(100), source=HAND,
        source_text=figure.source_text, as_of=YEAR[1],
    )  # fmt: skip


def test_many_entries_are_written_with_one_event_and_frozen_ones_stay():
    changed, same, frozen = FigureFactory(), FigureFactory(), FigureFactory()
    freeze_figures(period=Period(*YEAR), agencies=[frozen.agency], by=None)
    before = AuditEvent.objects.count()
    told = write_figures(
        entries=[entry(changed, 1), entry(same, 98), entry(frozen, 1), entry(same, 5, agency=AgencyFactory())], by=None
    )
    assert (told.new, told.changed, told.same, told.frozen) == (1, 1, 1, 1)
    assert AuditEvent.objects.count() == before + 1
    assert Figure.objects.current().get(agency=frozen.agency).numerator == 98


def test_one_bad_entry_among_many_keeps_all_from_being_written():
    figure = FigureFactory()
    with pytest.raises(errors.BelowZero):
        write_figures(entries=[entry(figure, 1, agency=AgencyFactory()), entry(figure, -1)], by=None)
    assert Figure.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordinator_writes_freezes_and_corrects(role):
    person = MembershipFactory(role=role)
    figure = FigureFactory(agency=person.agency)
    with pytest.raises(NotAllowed):
        written(figure.indicator, person.agency, 1, 2, by=person.user)
    with pytest.raises(NotAllowed):
        write_figures(entries=[entry(figure, 1)], by=person.user)
    with pytest.raises(NotAllowed):
        freeze_figures(period=Period(*YEAR), agencies=[person.agency], by=person.user)
    with pytest.raises(NotAllowed):
        corrected(figure, by=person.user)


def test_many_entries_take_few_queries(django_assert_max_num_queries):
    figure, by = FigureFactory(), MembershipFactory(role=Role.COORDINATOR).user
    entries = [entry(figure, 5, agency=agency) for agency in AgencyFactory.create_batch(30)]
    with django_assert_max_num_queries(16):
        assert write_figures(entries=entries, by=by).new == 30


def test_the_coordinator_writes_for_every_agency():
    person = MembershipFactory(role=Role.COORDINATOR)
    figure = written(IndicatorFactory(), AgencyFactory(), 1, 2, by=person.user)
    assert figure.written_by == person.user
