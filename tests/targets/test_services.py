"""How targets are measured: what is written, what is refused, what a new version of the plan does."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.agencies.models import AgencyKind
from caicach.audit.models import AuditEvent
from caicach.core.targets import Standing
from caicach.issuing.services import issue_plan, withdraw_issue
from caicach.people.permissions import Role
from caicach.plandrafts.services import draft_new_version
from caicach.plans.contents import PlanContent, PlanHead, TargetContent
from caicach.plans.drafting import draft_from_content
from caicach.targets import errors
from caicach.targets.models import Gauge, Reach, TargetValue, Way
from caicach.targets.proposals import clause_of, proposals_of, propose
from caicach.targets.readings import read_gauges, read_plan
from caicach.targets.services import (
    GaugeFacts,
    ValueEntry,
    drop_gauge,
    set_gauge,
    take_back_value,
    write_values,
)
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory, DomainFactory, DomainLeadFactory, MembershipFactory
from tests.factories.indicators import FigureFactory, IndicatorFactory
from tests.factories.plans import AT, PlanFactory, PlanItemFactory, ProvinceFactory, TargetFactory, coordinator
from tests.factories.targets import MEASURES, GaugeFactory, TargetValueFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


def facts(**more):
    told = {
        "name": "Tỷ lệ đúng hạn", "unit": "%", "way": Way.TYPED, "indicator": None, "reach": Reach.WHOLE,
        "keeper": None, "direction": "at_least", "aim": Decimal(98), "upper": None, "is_strict": False,
        "course": "level", "first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31), "start": None,
        "quarters": ("", "", "", ""),
    }  # fmt: skip
    return GaugeFacts(**told | more)


def entry(gauge, value="97.5", **more):
    told = {"agency": gauge.target.plan.owner, "as_of": date(2026, 6, 30), "source_text": "Báo cáo 1/BC"}
    return ValueEntry(gauge=gauge, value=Decimal(value), **told | more)


def whole(gauge, day=TODAY):
    return read_gauges(Gauge.objects.filter(pk=gauge.pk), day=day)[0].whole


def test_a_coordinator_says_how_a_target_is_measured_and_says_it_anew():
    target, by = TargetFactory(plan__issued=True), coordinator()
    gauge = set_gauge(target=target, place=0, facts=facts(), version=0, by=by)
    again = set_gauge(target=target, place=0, facts=facts(aim=Decimal(99)), version=1, by=by)
    assert (again.pk, again.aim, again.version) == (gauge.pk, 99, 2)
    assert AuditEvent.objects.filter(code="targets.gauge_set").count() == 2


def test_two_who_say_it_at_once_do_not_overwrite_each_other():
    target, by = TargetFactory(plan__issued=True), coordinator()
    set_gauge(target=target, place=0, facts=facts(), version=0, by=by)
    with pytest.raises(RowMovedOn):
        set_gauge(target=target, place=0, facts=facts(aim=Decimal(99)), version=0, by=by)


def test_only_who_may_draft_the_plan_says_how_it_is_measured_and_only_when_it_is_in_force():
    with pytest.raises(NotAllowed):
        set_gauge(
            target=TargetFactory(plan__issued=True), place=0, facts=facts(), version=0,
            by=MembershipFactory(role=Role.AGENCY_HEAD).user,
        )  # fmt: skip
    with pytest.raises(errors.PlanNotInForce):
        set_gauge(target=TargetFactory(), place=0, facts=facts(), version=0, by=coordinator())


def test_single_values_of_agencies_are_not_added_up_for_the_province():
    indicator, target = IndicatorFactory(value=True), TargetFactory(plan__issued=True)
    by_ledger = facts(way=Way.LEDGER, indicator=indicator)
    with pytest.raises(errors.NotOneValue):
        set_gauge(target=target, place=0, facts=by_ledger, version=0, by=coordinator())
    counts = {"numerator": None, "denominator": None, "value": Decimal(4)}
    FigureFactory(indicator=indicator, agency=target.plan.owner, as_of=date(2026, 6, 14), **counts)
    gauge = set_gauge(target=target, place=0, facts=by_ledger, version=0, by=coordinator())
    assert whole(gauge).known.value == 4


def test_the_newest_value_counts_with_its_day_and_source():
    gauge, by = GaugeFactory(), coordinator()
    write_values(entries=[entry(gauge, "96", as_of=date(2026, 3, 31))], by=by, today=TODAY)
    write_values(entries=[entry(gauge, "99", source_text=" Báo cáo 2/BC ")], by=by, today=TODAY)
    reading = whole(gauge)
    assert (reading.known.value, reading.known.as_of, reading.known.source) == (99, date(2026, 6, 30), "Báo cáo 2/BC")
    assert reading.standing is Standing.MET
    assert whole(gauge, day=date(2026, 5, 1)).known.value == 96
    assert whole(gauge, day=date(2026, 2, 1)).known is None
    assert whole(gauge, day=date(2026, 2, 1)).standing is Standing.UNMEASURED


def test_the_same_value_again_adds_nothing_and_another_takes_its_place():
    gauge, by = GaugeFactory(), coordinator()
    told = [
        write_values(entries=[entry(gauge, value)], by=by, today=TODAY) for value in ("97.5", "97.5", "97.8")
    ]  # fmt: skip
    assert [(one.new, one.changed, one.same) for one in told] == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
    assert TargetValue.objects.count() == 2
    assert TargetValue.objects.current().get().supersedes.value == Decimal("97.5")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"as_of": date(2026, 7, 2)}, errors.DayAhead),
        ({"as_of": date(2025, 12, 31)}, errors.DayOutside),
        ({"source_text": "  "}, errors.NoSource),
    ],
)
def test_a_value_without_a_source_or_of_a_wrong_day_is_refused(more, error):
    with pytest.raises(error):
        write_values(entries=[entry(GaugeFactory(), **more)], by=coordinator(), today=TODAY)
    assert not TargetValue.objects.exists()


def test_nobody_types_what_the_ledger_tells():
    with pytest.raises(errors.MeasuredByLedger):
        write_values(entries=[entry(GaugeFactory(ledger=True))], by=coordinator(), today=TODAY)


def test_the_agency_that_keeps_a_figure_tells_it_and_no_other_does():
    keeper, other = AgencyFactory(), AgencyFactory()
    gauge = GaugeFactory(keeper=keeper)
    with pytest.raises(NotAllowed):
        write_values(
            entries=[entry(gauge)], by=MembershipFactory(agency=other, role=Role.FOCAL_POINT).user, today=TODAY
        )
    told = write_values(
        entries=[entry(gauge)], by=MembershipFactory(agency=keeper, role=Role.FOCAL_POINT).user, today=TODAY
    )
    assert told.new == 1


def test_an_agency_tells_its_own_value_and_no_others():
    one, other = AgencyFactory(), AgencyFactory()
    gauge = GaugeFactory(reach=Reach.DEPARTMENTS)
    by = MembershipFactory(agency=one, role=Role.FOCAL_POINT).user
    write_values(entries=[entry(gauge, agency=one)], by=by, today=TODAY)
    with pytest.raises(NotAllowed):
        write_values(entries=[entry(gauge, agency=other)], by=by, today=TODAY)
    with pytest.raises(errors.NotMeasuredThere):
        write_values(entries=[entry(gauge, agency=AgencyFactory(commune=True))], by=coordinator(), today=TODAY)


def test_an_agency_that_told_nothing_is_unmeasured_and_the_target_not_met():
    one, silent = AgencyFactory(), AgencyFactory()
    gauge = GaugeFactory(reach=Reach.DEPARTMENTS)
    TargetValueFactory(gauge=gauge, agency=one, value=Decimal(99))
    (reading,) = read_plan(gauge.target.plan, day=TODAY)
    told = {part.agency: part.standing for part in reading.parts}
    assert told == {one: Standing.MET, silent: Standing.UNMEASURED}
    assert reading.standing is Standing.ON_PATH


def test_a_value_taken_back_counts_no_more_and_stays_in_the_history():
    gauge, by = GaugeFactory(), coordinator()
    TargetValueFactory(gauge=gauge)
    wrong = TargetValueFactory(gauge=gauge, as_of=date(2026, 6, 30), value=Decimal("9.75"))
    take_back_value(value=wrong, reason="Gõ nhầm dấu phẩy", by=by)
    assert whole(gauge).known.value == Decimal("97.5")
    assert TargetValue.objects.get(pk=wrong.pk).taken_back_reason == "Gõ nhầm dấu phẩy"
    with pytest.raises(errors.AlreadyTakenBack):
        take_back_value(value=wrong, reason="Lần nữa", by=by)


def test_a_gauge_with_values_is_not_dropped():
    gauge, by = GaugeFactory(), coordinator()
    value = TargetValueFactory(gauge=gauge)
    take_back_value(value=value, reason="Nhầm", by=by)
    with pytest.raises(errors.HasValues):
        drop_gauge(gauge=gauge, version=1, by=by)
    other = GaugeFactory(target__order=900)
    drop_gauge(gauge=other, version=1, by=by)
    assert not Gauge.objects.filter(pk=other.pk).exists()


def test_the_province_is_the_sum_of_its_agencies_and_says_who_is_missing():
    ProvinceFactory()
    gauge = GaugeFactory(ledger=True, aim=Decimal(90))
    told = [(90, 100), (10, 20), (300, 300)]
    for numerator, denominator in told:
        FigureFactory(
            indicator=gauge.indicator, agency=AgencyFactory(), numerator=numerator, denominator=denominator,
            period_last=date(2026, 6, 14), as_of=date(2026, 6, 14),
        )  # fmt: skip
    AgencyFactory(commune=True)  # nobody of its kind tells this indicator
    reading = whole(gauge)
    assert reading.known.value == Decimal(400) * 100 / Decimal(420)
    assert (reading.known.parts, reading.known.wanted, reading.standing) == (3, 3, Standing.MET)
    AgencyFactory()
    reading = whole(gauge)
    assert (reading.known.parts, reading.known.wanted, reading.standing) == (3, 4, Standing.ON_PATH)


def test_a_late_figure_of_one_agency_is_not_the_figure_of_all():
    gauge = GaugeFactory(ledger=True)
    agencies = [AgencyFactory(), AgencyFactory()]
    spring = {"period_last": date(2026, 3, 14), "as_of": date(2026, 3, 14)}
    for agency in agencies:
        FigureFactory(indicator=gauge.indicator, agency=agency, numerator=50, denominator=100, **spring)
    FigureFactory(
        indicator=gauge.indicator, agency=agencies[0], numerator=90, denominator=100,
        period_last=date(2026, 6, 14), as_of=date(2026, 6, 20),
    )  # fmt: skip
    assert [(one.as_of, one.value) for one in whole(gauge).history] == [
        (date(2026, 3, 14), 50),
        (date(2026, 6, 20), 70),
    ]


def test_a_quarter_by_itself_is_not_the_year():
    gauge = GaugeFactory(ledger=True)
    FigureFactory(
        indicator=gauge.indicator, period_first=date(2026, 6, 15), period_last=date(2026, 9, 14),
        as_of=date(2026, 6, 30),
    )  # fmt: skip
    assert whole(gauge).known is None


def test_gauges_follow_the_plan_to_its_new_version_and_back():
    gauge, by = GaugeFactory(), coordinator()
    TargetValueFactory(gauge=gauge)
    plan = gauge.target.plan
    PlanItemFactory(plan=plan)
    draft = draft_new_version(plan=plan, by=by)
    new = issue_plan(plan=draft, number="9/QĐ", issued_on=date(2026, 7, 1), version=1, by=by, at=AT)
    gauge.refresh_from_db()
    assert (gauge.target.plan_id, gauge.is_to_check) == (new.pk, False)
    withdraw_issue(plan=new, version=new.version, by=by, at=AT)
    gauge.refresh_from_db()
    assert gauge.target.plan_id == plan.pk


def test_a_target_in_other_words_is_unmeasured_until_somebody_has_looked():
    gauge, by = GaugeFactory(), coordinator()
    TargetValueFactory(gauge=gauge, value=Decimal(99))
    plan = gauge.target.plan
    PlanItemFactory(plan=plan)
    draft = draft_new_version(plan=plan, by=by)
    target = draft.targets.get()
    target.text, target.measures = "Tỷ lệ hồ sơ đúng hạn đạt 100%", [MEASURES[0] | {"value": "100"}]
    target.save()
    issue_plan(plan=draft, number="9/QĐ", issued_on=date(2026, 7, 1), version=1, by=by, at=AT)
    gauge.refresh_from_db()
    assert gauge.is_to_check
    assert whole(gauge).standing is Standing.UNMEASURED
    set_gauge(target=gauge.target, place=0, facts=facts(aim=Decimal(100)), version=gauge.version, by=by)
    assert whole(gauge).standing is Standing.BEHIND


def test_a_version_that_is_read_from_a_document_carries_the_targets_on():
    gauge, by = GaugeFactory(), coordinator()
    plan = gauge.target.plan
    head = PlanHead(year=2026, title="Kế hoạch sửa đổi", number="9/QĐ")
    texts = ("Có thêm 02 đơn vị tự chủ", gauge.target.text.replace("98%", "99%"), "Đạt chuẩn kỹ năng số 60%")
    content = PlanContent(targets=[TargetContent(text=text) for text in texts])
    draft = draft_from_content(head=head, content=content, owner=plan.owner, kind=plan.kind, by=by, follows=plan)
    lineages = list(draft.targets.values_list("lineage", flat=True))
    assert [lineage == gauge.target.lineage for lineage in lineages] == [False, True, False]
    assert len(set(lineages)) == 3


def test_words_propose_an_indicator_and_nothing_is_linked():
    domain = DomainFactory(code="procedure")
    lead = DomainLeadFactory(domain=domain)
    late = IndicatorFactory(name="Hồ sơ TTHC giải quyết trước hạn và đúng hạn", domain_code="procedure")
    IndicatorFactory(name="Thu ngân sách trên địa bàn", domain_code="public_finance")
    target = TargetFactory(
        plan__issued=True, domain=domain, measures=[*MEASURES, {"value": "100", "unit": "%", "comparator": "="}],
        text="Từ 98% trở lên hồ sơ TTHC được giải quyết đúng hạn và trước hạn; 100% hồ sơ quá hạn có thư xin lỗi.",
    )  # fmt: skip
    first, second = proposals_of(target.plan, today=TODAY)
    assert first.best == late
    assert (first.facts["aim"], first.facts["direction"], first.facts["keeper"]) == (98, "at_least", lead.agency)
    assert second.name == "100% hồ sơ quá hạn có thư xin lỗi"
    assert not Gauge.objects.exists()


def test_words_without_a_figure_leave_the_aim_to_a_person():
    better = {"value": None, "unit": "bậc", "comparator": ">", "upper": None}
    target = TargetFactory(text="Chỉ số tăng bậc so với năm 2025", measures=[better])
    assert propose(target, 0, []).facts["aim"] is None


def test_a_sentence_is_divided_only_where_it_has_a_part_for_each_figure():
    assert clause_of("Đạt 75%; thanh toán 60%.", 1, 2) == "Thanh toán 60%"
    assert clause_of("Đạt 75% và 60%, trong đó một nửa.", 1, 3) == "Đạt 75% và 60%, trong đó một nửa."


def test_a_plan_of_an_agency_is_measured_by_its_own_figures_only():
    agency = AgencyFactory()
    plan = PlanFactory(owner=agency, kind="agency", issued=True)
    gauge = GaugeFactory(ledger=True, target__plan=plan)
    FigureFactory(indicator=gauge.indicator, agency=AgencyFactory(), as_of=date(2026, 6, 14))
    assert agency.kind == AgencyKind.DEPARTMENT
    assert whole(gauge).known is None
