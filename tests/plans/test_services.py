from datetime import date, timedelta
from decimal import Decimal

import pytest

from caicach.audit.models import AuditEvent
from caicach.people.permissions import Role
from caicach.plans import guards
from caicach.plans.contents import PlanHead
from caicach.plans.drafting import create_draft
from caicach.plans.errors import (
    DraftInTheWay,
    NothingCorrected,
    NumberTaken,
    PlanIsEmpty,
    PlanNotDraft,
    SomethingEntered,
    UndoTooLate,
)
from caicach.plans.models import Plan, PlanItem, PlanKind, PlanState
from caicach.plans.row_edits import RowEdit
from caicach.plans.services import (
    can_be_withdrawn,
    correct_item,
    discard_draft,
    draft_new_version,
    issue_plan,
    withdraw_issue,
)
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory, DomainFactory
from tests.factories.plans import (
    AT,
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    coordinator,
    focal_point,
)
from tests.factories.readings import draft_of, name, row, usual_rows

pytestmark = pytest.mark.django_db


def issued(plan, by=None, at=AT):
    return issue_plan(
        plan=plan, number="15/KH-UBND", issued_on=date(2026, 1, 10), version=plan.version, by=by or coordinator(), at=at
    )


def correct(item, edit, at=AT, by=None):
    version = Plan.objects.get(pk=item.plan_id).version
    return correct_item(item=item, edit=edit, reason="đọc sai", version=version, by=by or coordinator(), at=at)


def test_a_draft_holds_the_tree_the_times_the_targets_and_the_duties_of_a_reading():
    agency, domain = AgencyFactory(), DomainFactory(name="Cải cách thể chế")
    plan = draft_of(*usual_rows(agency))
    items = list(plan.items.all())
    assert [item.path for item in items] == ["I", "I/1", "I/1/1.1", "I/1/1.2"]
    assert [item.is_leaf for item in items] == [False, False, True, True]
    assert items[3].parent == items[1]
    assert items[3].domain == domain
    assert (items[3].start_on, items[3].due_on) == (date(2026, 4, 1), date(2026, 6, 30))
    assert items[3].budget_million_vnd == Decimal("12.5")
    assert items[2].duties.get().agency == agency
    assert items[2].source_place == {"page": 1, "table": 1, "row": 4}
    assert plan.targets.get().measures == [{"value": "98.5", "unit": "%", "comparator": ">=", "upper": None}]
    assert plan.duties == [{"agency": "Sở Nội vụ", "asked": ["Theo dõi chung"]}]


def test_a_name_that_nobody_knows_stays_printed_and_is_not_assigned():
    plan = draft_of(row(("1",), "Tập huấn", lead=(name("Ban Lạ"),)))
    item = plan.items.get()
    assert item.lead_text == "Ban Lạ"
    assert not item.duties.exists()


def test_a_group_is_kept_as_a_group():
    group = AgencyGroupFactory()
    plan = draft_of(row(("1",), "Tập huấn", lead=(name("Các sở", f"group:{group.code}"),)))
    assert plan.items.get().duties.get().group == group


def test_a_code_that_is_printed_twice_gets_two_paths():
    plan = draft_of(row(("1",), "Một"), row(("1",), "Hai"), row(("1", "1.1"), "Dưới hai"))
    assert [item.path for item in plan.items.all()] == ["1", "1~2", "1~2/1.1"]


def test_somebody_of_an_agency_may_not_draft_for_the_province():
    with pytest.raises(NotAllowed):
        draft_of(row(("1",), "Một"), by=focal_point())


def test_the_number_of_a_document_is_taken_once_for_an_owner_and_a_year():
    draft_of(row(("1",), "Một"))
    with pytest.raises(NumberTaken):
        draft_of(row(("1",), "Một"))


def test_issuing_puts_a_draft_into_force_and_tells_the_trail():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    assert plan.state == PlanState.ISSUED
    assert plan.issued_at == AT
    assert AuditEvent.objects.filter(code="plans.issued", target_key=str(plan.pk)).exists()


def test_an_empty_draft_is_not_issued():
    by = coordinator()
    head = PlanHead(year=2026, title="Cải cách hành chính năm 2026")
    plan = create_draft(head=head, owner=ProvinceFactory(), kind=PlanKind.ANNUAL, by=by)
    with pytest.raises(PlanIsEmpty):
        issued(plan)


def test_an_issued_plan_is_not_issued_again_and_not_discarded():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    with pytest.raises(PlanNotDraft):
        issued(plan)
    with pytest.raises(PlanNotDraft):
        discard_draft(plan=plan, version=plan.version, by=coordinator())


def test_issuing_with_a_version_that_has_moved_on_is_refused():
    plan = draft_of(*usual_rows(AgencyFactory()))
    Plan.objects.filter(pk=plan.pk).update(version=7)
    with pytest.raises(RowMovedOn):
        issued(plan)


def test_a_focal_point_may_not_issue_the_plan_of_the_agency_but_its_head_may():
    agency = AgencyFactory()
    plan = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    PlanItemFactory(plan=plan)
    with pytest.raises(NotAllowed):
        issued(plan, by=focal_point(agency))
    assert issued(plan, by=focal_point(agency, Role.AGENCY_HEAD)).state == PlanState.ISSUED


def test_an_issue_is_withdrawn_within_a_day():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    assert can_be_withdrawn(plan, AT + timedelta(hours=24))
    plan = withdraw_issue(plan=plan, version=plan.version, by=coordinator(), at=AT + timedelta(hours=24))
    assert plan.state == PlanState.WITHDRAWN


def test_an_issue_is_not_withdrawn_after_a_day():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    with pytest.raises(UndoTooLate):
        withdraw_issue(plan=plan, version=plan.version, by=coordinator(), at=AT + timedelta(hours=24, seconds=1))


def test_an_issue_is_not_withdrawn_once_an_agency_has_entered_something(monkeypatch):
    monkeypatch.setattr(guards, "_entry_checks", [lambda plan: True])
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    with pytest.raises(SomethingEntered):
        withdraw_issue(plan=plan, version=plan.version, by=coordinator(), at=AT)


def test_a_withdrawn_plan_frees_its_number_and_may_be_begun_anew():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    plan = withdraw_issue(plan=plan, version=plan.version, by=coordinator(), at=AT)
    again = draft_new_version(plan=plan, by=coordinator())
    assert again.items.count() == 4
    assert issued(again).number_of_version == 2


def test_a_correction_sets_one_cell_in_a_new_version_and_leaves_the_old_one_as_it_was():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    before = list(plan.items.values_list("lineage", "title", "time_frame_text", "due_on"))
    item = plan.items.get(outline_code="1.1")
    row = correct(item, RowEdit("time_frame_text", "", "Tháng 8/2026"))
    plan.refresh_from_db()
    assert plan.state == PlanState.AMENDED
    assert list(plan.items.values_list("lineage", "title", "time_frame_text", "due_on")) == before
    assert row.due_on == date(2026, 8, 31)
    assert row.lineage == item.lineage
    new = row.plan
    assert (new.state, new.number_of_version, new.correction_reason) == (PlanState.ISSUED, 2, "đọc sai")
    assert new.correction["old"] == "Tháng 3/2026"
    assert new.correction["place"] == item.source_place
    same = new.items.exclude(lineage=item.lineage).values_list("lineage", "title", "time_frame_text", "due_on")
    assert list(same) == [values for values in before if values[0] != item.lineage]


def test_a_corrected_agency_gets_the_duty():
    wrong, right = AgencyFactory(), AgencyFactory(name="Sở Tài chính")
    plan = issued(draft_of(*usual_rows(wrong)))
    row = correct(plan.items.get(outline_code="1.1"), RowEdit("lead_text", "Sở Tài chính"))
    assert row.duties.get().agency == right


def test_a_correction_that_changes_nothing_is_refused():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    item = plan.items.get(outline_code="1.1")
    with pytest.raises(NothingCorrected):
        correct(item, RowEdit("title", item.title))


def test_rooms_above_are_told_of_the_new_version(monkeypatch):
    told = []
    monkeypatch.setattr(guards, "_version_followers", [lambda old, new, by: told.append((old.pk, new.pk))])
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    row = correct(plan.items.get(outline_code="1.1"), RowEdit("note", "xem lại"))
    assert told == [(plan.pk, row.plan_id)]


def test_withdrawing_a_correction_revives_the_version_before():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    new = correct(plan.items.get(outline_code="1.1"), RowEdit("note", "xem lại")).plan
    withdraw_issue(plan=new, version=new.version, by=coordinator(), at=AT)
    plan.refresh_from_db()
    assert plan.state == PlanState.ISSUED


def test_a_series_has_one_draft_at_a_time():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    draft_new_version(plan=plan, by=coordinator())
    with pytest.raises(DraftInTheWay):
        draft_new_version(plan=plan, by=coordinator())


def test_a_changed_document_becomes_the_next_version_with_the_lineage_of_the_rows():
    agency = AgencyFactory()
    plan = issued(draft_of(*usual_rows(agency)))
    rows = usual_rows(agency)
    changed = (*rows[:2], row(("I", "1", "1.1"), "Lập danh mục các văn bản cần rà soát"), rows[3], row(("II",), "Mới"))
    new = draft_of(*changed, follows=plan)
    lineages = {item.title: item.lineage for item in plan.items.all()}
    assert new.series == plan.series
    assert new.items.get(outline_code="1.1").lineage == lineages["Lập danh mục văn bản cần rà soát"]
    assert new.items.get(outline_code="1.2").lineage == lineages["Công bố kết quả rà soát"]
    assert new.items.get(outline_code="II").lineage not in lineages.values()


def test_plans_are_seen_by_those_they_concern():
    agency, other = AgencyFactory(), AgencyFactory()
    province_draft, province_plan = PlanFactory(), PlanFactory(issued=True)
    agency_draft = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    agency_plan = PlanFactory(owner=agency, kind=PlanKind.AGENCY, issued=True)
    assert set(Plan.objects.visible_to(coordinator())) == {province_draft, province_plan, agency_plan}
    assert set(Plan.objects.visible_to(focal_point(agency))) == {province_plan, agency_draft, agency_plan}
    assert set(Plan.objects.visible_to(focal_point(agency, Role.STAFF))) == {province_plan, agency_plan}
    assert set(Plan.objects.visible_to(focal_point(other))) == {province_plan}
    assert not PlanItem.objects.visible_to(focal_point(agency, Role.SYSADMIN)).exists()
