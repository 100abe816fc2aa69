from datetime import date, timedelta

import pytest

from caicach.audit.models import AuditEvent
from caicach.issuing.errors import (
    NothingCorrected,
    PlanIsEmpty,
    SomethingEntered,
    UndoTooLate,
)
from caicach.issuing.services import withdraw_issue
from caicach.people.permissions import Role
from caicach.plandrafts.services import discard_draft, draft_new_version
from caicach.plans import guards
from caicach.plans.contents import PlanHead
from caicach.plans.drafting import create_draft
from caicach.plans.errors import PlanNotDraft
from caicach.plans.guards import can_be_withdrawn
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.plans.row_edits import RowEdit
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    AT,
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    coordinator,
    focal_point,
)
from tests.factories.readings import draft_of, usual_rows
from tests.issuing.acts import correct, issued

pytestmark = pytest.mark.django_db


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
