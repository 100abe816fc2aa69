"""A plan in force is amended: the decision, the duties that follow, owners told, and the way back."""

from datetime import date, timedelta

import pytest

from caicach.amendments import errors
from caicach.amendments.differences import difference_of
from caicach.amendments.following import changes_of, fates_of, has_entries, keys_of
from caicach.amendments.models import Amendment, DutyChange, Fate
from caicach.amendments.services import Decision, amended_by, issue_amendment, link_document, version_before
from caicach.assigning.services import assign_plan
from caicach.documentregister.services import Head, register_document
from caicach.duties.services import Progress, report_progress
from caicach.issuing.errors import PlanAlreadyIssued, SomethingEntered
from caicach.issuing.services import withdraw_issue
from caicach.notices.models import Notice
from caicach.people.permissions import Role
from caicach.plandrafts.row_services import remove_item
from caicach.plandrafts.services import discard_draft, draft_new_version
from caicach.plans.models import PlanItem, PlanState
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory
from tests.factories.plans import AT, ItemDutyFactory, PlanFactory, PlanItemFactory, coordinator
from tests.factories.work import person_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
DECISION = Decision(number="77/QĐ-UBND", issued_on=TODAY, signer="Trần Văn Ký", reason="Sắp xếp lại đầu mối")


@pytest.fixture
def by():
    return coordinator()


@pytest.fixture
def plan(by):
    """A plan with three rows: each led by an agency of its own, handed to the agencies."""
    found = PlanFactory(issued=True, number="1/KH-UBND")
    for _place in range(3):
        ItemDutyFactory(item=PlanItemFactory(plan=found))
    assign_plan(plan=found, by=by, at=AT)
    found.refresh_from_db()
    return found


def rows_of(plan):
    return list(plan.items.order_by("order"))


def amended(plan, by):
    """A draft in which the first row is due later, the second is gone and a fourth is new; the third stays."""
    draft = draft_new_version(plan=plan, by=by)
    first, second, _third = rows_of(draft)
    PlanItem.objects.filter(pk=first.pk).update(due_on=date(2026, 9, 30), time_frame_text="Tháng 9/2026")
    remove_item(item=second, version=second.version, by=by)
    added = ItemDutyFactory(item=PlanItemFactory(plan=draft, title="Khảo sát sau sắp xếp"))
    draft.refresh_from_db()
    return draft, added.agency


def issued(draft, by, **more):
    decision = Decision(**{name: getattr(DECISION, name) for name in Decision.__dataclass_fields__} | more)
    return issue_amendment(plan=draft, decision=decision, version=draft.version, by=by, at=AT)


def test_what_is_foretold_is_what_happens(plan, by):
    draft, _new = amended(plan, by)
    draft.issued_on = TODAY
    foretold = keys_of(fates_of(plan, draft))
    new = issued(draft, by)
    done = {
        (change.assignment.item.lineage, change.assignment.agency_id, change.assignment.role): Fate(change.fate)
        for change in DutyChange.objects.filter(plan=new).select_related("assignment__item")
    }
    assert done == foretold
    assert sorted(done.values()) == sorted([Fate.DATES, Fate.WITHDRAWN, Fate.KEPT, Fate.NEW])


def test_duties_follow_an_amendment(plan, by):
    draft, added = amended(plan, by)
    first, second, third = Assignment.objects.of_plan(plan).order_by("item__order")
    new = issued(draft, by)
    rows = rows_of(new)
    for row in (first, second, third):
        row.refresh_from_db()
    assert (first.item, first.due_on) == (rows[0], date(2026, 9, 30))
    assert second.withdrawn_at is not None
    assert second.item.plan == plan
    assert (third.item, third.due_on) == (rows[1], date(2026, 6, 30))
    assert Assignment.objects.standing().filter(agency=added, item=rows[2]).exists()
    new.refresh_from_db()
    assert new.assigned_at == AT


def test_the_decision_stays_with_its_version_and_the_old_one_can_be_read(plan, by):
    paper = register_document(
        agency=plan.owner, by=by, head=Head(title="Quyết định sửa đổi", number="77/QĐ-UBND", issued_on=TODAY)
    )
    draft, _added = amended(plan, by)
    new = issued(draft, by, effective_on=date(2026, 7, 15), document=paper)
    told = Amendment.objects.get(plan=new)
    assert (told.reason, told.effective_on, told.document) == ("Sắp xếp lại đầu mối", date(2026, 7, 15), paper)
    assert (new.number, new.issued_on, new.signer) == ("77/QĐ-UBND", TODAY, "Trần Văn Ký")
    plan.refresh_from_db()
    assert (plan.state, plan.number, plan.items.count()) == (PlanState.AMENDED, "1/KH-UBND", 3)
    assert version_before(new) == plan


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"reason": "  "}, errors.NoReason),
        ({"issued_on": date(2026, 1, 1)}, errors.IssuedBeforeTheOldOne),
        ({"effective_on": date(2026, 6, 30)}, errors.EffectiveBeforeIssue),
    ],
)
def test_a_decision_without_reason_or_with_wrong_days_is_refused(plan, by, more, error):
    draft, _added = amended(plan, by)
    with pytest.raises(error):
        issued(draft, by, **more)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_draft_that_changes_nothing_is_not_issued(plan, by):
    draft = draft_new_version(plan=plan, by=by)
    assert difference_of(plan, draft).is_nothing
    with pytest.raises(errors.NothingAmended):
        issued(draft, by)


def test_a_first_version_is_no_amendment(by):
    draft = PlanFactory()
    PlanItemFactory(plan=draft)
    assert amended_by(draft) is None
    with pytest.raises(errors.NothingToAmend):
        issued(draft, by)


def test_two_who_issue_at_once_issue_it_once(plan, by):
    draft, _added = amended(plan, by)
    issued(draft, by)
    with pytest.raises(PlanAlreadyIssued):
        issued(draft, by)
    assert Amendment.objects.count() == 1
    assert DutyChange.objects.count() == 4


def test_who_has_not_seen_the_newest_draft_does_not_issue_it(plan, by):
    draft, _added = amended(plan, by)
    with pytest.raises(RowMovedOn):
        issue_amendment(plan=draft, decision=DECISION, version=draft.version + 1, by=by, at=AT)


def test_only_who_may_issue_amends(plan, by):
    draft, _added = amended(plan, by)
    with pytest.raises(NotAllowed):
        issued(draft, person_in(AgencyFactory(), Role.AGENCY_HEAD))


def test_a_draft_is_thrown_away_and_nothing_has_happened(plan, by):
    before = list(Assignment.objects.of_plan(plan).values_list("pk", "due_on", "withdrawn_at", "version"))
    draft, _added = amended(plan, by)
    discard_draft(plan=draft, version=draft.version, by=by)
    plan.refresh_from_db()
    assert plan.state == PlanState.ISSUED
    assert list(Assignment.objects.of_plan(plan).values_list("pk", "due_on", "withdrawn_at", "version")) == before


def test_an_amendment_is_withdrawn_and_every_duty_is_as_it_was(plan, by):
    facts = ("pk", "item", "due_on", "start_on", "extended_from", "withdrawn_at")
    moved = Assignment.objects.of_plan(plan).order_by("item__order")[0]
    Assignment.objects.filter(pk=moved.pk).update(due_on=date(2026, 8, 5), extended_from=date(2026, 6, 30), version=4)
    before = set(Assignment.objects.values_list(*facts))
    draft, _added = amended(plan, by)
    new = issued(draft, by)
    new.refresh_from_db()
    assert not has_entries(new)
    withdraw_issue(plan=new, version=new.version, by=by, at=AT + timedelta(hours=1))
    assert set(Assignment.objects.values_list(*facts)) == before
    plan.refresh_from_db()
    assert (plan.state, plan.assigned_at) == (PlanState.ISSUED, AT)


def test_an_amendment_is_not_withdrawn_when_an_agency_has_entered_something_since(plan, by):
    draft, _added = amended(plan, by)
    new = issued(draft, by)
    new.refresh_from_db()
    row = Assignment.objects.of_plan(new).first()
    clerk = person_in(row.agency, Role.STAFF)
    report_progress(assignment=row, version=row.version, progress=Progress(text="Bắt đầu."), by=clerk, on=TODAY)
    with pytest.raises(SomethingEntered):
        withdraw_issue(plan=new, version=new.version, by=by, at=AT + timedelta(hours=1))


def test_what_is_confirmed_keeps_its_own_dates(plan, by):
    first = Assignment.objects.of_plan(plan).order_by("item__order")[0]
    done = {"submitted_on": date(2026, 6, 1), "submitted_by": by, "confirmed_on": date(2026, 6, 2)}
    Assignment.objects.filter(pk=first.pk).update(**done)
    draft, _added = amended(plan, by)
    issued(draft, by)
    first.refresh_from_db()
    assert first.due_on == date(2026, 6, 30)


def test_an_agency_that_is_named_again_has_its_old_duty_back(plan, by):
    row = Assignment.objects.of_plan(plan).order_by("item__order")[0]
    draft = draft_new_version(plan=plan, by=by)
    rows_of(draft)[0].duties.all().delete()
    PlanItem.objects.filter(pk=rows_of(draft)[0].pk).update(lead_text="")
    new = issued(draft, by)
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    again = draft_new_version(plan=new, by=by)
    ItemDutyFactory(item=rows_of(again)[0], agency=row.agency)
    PlanItem.objects.filter(pk=rows_of(again)[0].pk).update(lead_text=row.agency.name)
    issued(again, by, number="78/QĐ-UBND")
    row.refresh_from_db()
    assert (row.withdrawn_at, Assignment.objects.filter(agency=row.agency).count()) == (None, 1)


def test_those_whose_duties_change_are_told_once_and_others_are_not(plan, by):
    rows = list(Assignment.objects.of_plan(plan).order_by("item__order"))
    people = [person_in(row.agency, Role.FOCAL_POINT) for row in rows]
    draft, added = amended(plan, by)
    people.append(person_in(added, Role.FOCAL_POINT))
    issued(draft, by)
    told = dict(Notice.objects.filter(kind="amended").values_list("user", "text"))
    assert set(told) == {people[0].pk, people[1].pk, people[3].pk}
    assert "1 đổi thời hạn" in told[people[0].pk]
    assert "1 thu hồi" in told[people[1].pk]


def test_a_document_is_linked_afterwards_by_one_of_two(plan, by):
    draft, _added = amended(plan, by)
    amendment = Amendment.objects.get(plan=issued(draft, by))
    paper = register_document(agency=plan.owner, by=by, head=Head(title="Quyết định", number="77/QĐ-UBND"))
    link_document(amendment=amendment, document=paper, version=1, by=by)
    with pytest.raises(RowMovedOn):
        link_document(amendment=amendment, document=paper, version=1, by=by)


@pytest.mark.slow
def test_the_duties_of_150_agencies_follow_in_few_queries(by, django_assert_max_num_queries):
    agencies = [AgencyFactory(commune=True) for _number in range(150)]
    everybody = AgencyGroupFactory(rule_kinds=["commune"])
    plan = PlanFactory(issued=True)
    for place in range(4):
        item = PlanItemFactory(plan=plan, title=f"Việc thứ {place} của mọi xã, phường")
        ItemDutyFactory(item=item, agency=None, group=everybody, printed="UBND cấp xã")
    assign_plan(plan=plan, by=by, at=AT)
    plan.refresh_from_db()
    draft = draft_new_version(plan=plan, by=by)
    first, second = rows_of(draft)[:2]
    PlanItem.objects.filter(pk=first.pk).update(due_on=date(2026, 9, 30))
    remove_item(item=second, version=second.version, by=by)
    draft.refresh_from_db()
    with django_assert_max_num_queries(120):
        new = issued(draft, by)
    assert Assignment.objects.standing().of_plan(new).count() == 3 * len(agencies)
    assert changes_of(new).filter(fate=Fate.DATES).count() == changes_of(new).filter(fate=Fate.WITHDRAWN).count() == 150
