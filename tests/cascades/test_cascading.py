import pytest
from django.urls import reverse

from caicach.agencies.models import Agency
from caicach.cascades.cascading import (
    cascade_plan,
    coverage,
    link_choices,
    link_rows,
    provincial_plan_for,
)
from caicach.cascades.errors import AgencyPlanThere, NothingToCascade
from caicach.core.documents.reading import Level
from caicach.issuing.services import correct_item
from caicach.people.permissions import Role
from caicach.plandrafts.row_services import add_item, change_draft_item
from caicach.plans.contents import RowContent
from caicach.plans.errors import PlanNotIssued
from caicach.plans.listing import duties_naming
from caicach.plans.models import DutyRole, ItemLink, Plan, PlanKind, PlanState
from caicach.plans.row_edits import RowEdit
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory
from tests.factories.plans import (
    AT,
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
    coordinator,
    focal_point,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def plan(agency):
    """A provincial plan: one row led by the agency, one that it coordinates, one of others, all below a domain."""
    plan = PlanFactory(issued=True)
    domain = PlanItemFactory(plan=plan, level="domain", outline_code="I", path="I", is_leaf=False, title="Thể chế")
    for code, role in (("1", DutyRole.LEAD), ("2", DutyRole.COORDINATING)):
        item = PlanItemFactory(plan=plan, parent=domain, outline_code=code, path=f"I/{code}")
        ItemDutyFactory(item=item, agency=agency, role=role)
    ItemDutyFactory(item=PlanItemFactory(plan=plan, parent=domain, outline_code="3", path="I/3"))
    return plan


def cascade(plan, agency, **more):
    values = {"with_coordinating": False, "title": "Kế hoạch của sở", "by": focal_point(agency)} | more
    return cascade_plan(plan=plan, agency=agency, **values)


def lines(plan):
    return {line.agency: line for line in coverage(plan, Agency.objects.all(), seen=Plan.objects.all())}


def test_an_agency_begins_its_plan_with_the_rows_that_it_leads(plan, agency):
    draft = cascade(plan, agency)
    assert (draft.kind, draft.owner, draft.parent) == (PlanKind.AGENCY, agency, plan)
    assert list(draft.items.values_list("path", flat=True)) == ["I", "I/1"]
    link = ItemLink.objects.get()
    assert (link.item.outline_code, link.carried.plan) == ("1", plan)
    assert link.item.duties.get().agency == agency


def test_rows_that_the_agency_takes_part_in_come_on_demand(plan, agency):
    draft = cascade(plan, agency, with_coordinating=True)
    assert draft.items.leaves().count() == 2


def test_rows_of_a_group_belong_to_its_members(plan):
    group = AgencyGroupFactory(rule_kinds=["commune"])
    ward = AgencyFactory(commune=True)
    ItemDutyFactory(item=plan.items.get(outline_code="3"), agency=None, group=group, printed=group.name)
    assert cascade(plan, ward).items.leaves().get().outline_code == "3"


def test_an_agency_without_rows_has_nothing_to_cascade(plan):
    with pytest.raises(NothingToCascade):
        cascade(plan, AgencyFactory())


def test_an_agency_cascades_a_plan_once(plan, agency):
    cascade(plan, agency)
    with pytest.raises(AgencyPlanThere):
        cascade(plan, agency)


def test_nobody_cascades_for_another_agency(plan, agency):
    with pytest.raises(NotAllowed):
        cascade(plan, agency, by=focal_point())
    with pytest.raises(NotAllowed):
        cascade(plan, agency, by=focal_point(agency, Role.STAFF))


def test_coverage_counts_both_ways(plan, agency):
    line = lines(plan)[agency]
    assert (len(line.asked), line.covered, line.plan) == (1, 0, None)
    draft = cascade(plan, agency)
    add_item(
        plan=draft, content=RowContent(level=Level.TASK, code="9", title="Riêng"), under=None, by=focal_point(agency)
    )
    line = lines(plan)[agency]
    assert line.covered == 1
    assert [item.title for item in line.without_parent] == ["Riêng"]


def test_a_row_that_only_repeats_the_province_is_named(plan, agency):
    draft = cascade(plan, agency)
    assert len(lines(plan)[agency].copied) == 1
    item = draft.items.get(outline_code="1")
    change_draft_item(item=item, edits=[RowEdit("title", "Việc của sở")], version=item.version, by=focal_point(agency))
    assert lines(plan)[agency].copied == []


def test_a_draft_that_one_may_not_see_does_not_count(plan, agency):
    cascade(plan, agency)
    seen = Plan.objects.visible_to(focal_point())
    assert [line.covered for line in coverage(plan, [agency], seen=seen)] == [0]


def test_rows_of_an_own_document_are_linked_by_a_person(plan, agency):
    own = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    asked = plan.items.get(outline_code="1")
    item = PlanItemFactory(plan=own, title=asked.title + " của sở")
    (choice,) = link_choices(own, plan)
    assert (choice.linked, choice.likely[0]) == (None, asked)
    by = focal_point(agency)
    assert link_rows(plan=own, parent=plan, pairs={item.pk: asked.pk}, version=1, by=by) == 1
    assert link_choices(own, plan)[0].linked == asked.pk
    assert lines(plan)[agency].covered == 1
    assert link_rows(plan=own, parent=plan, pairs={item.pk: None}, version=2, by=by) == 1
    assert not ItemLink.objects.exists()


def test_rows_of_a_plan_in_force_are_linked_too_and_of_an_older_version_no_more(plan, agency):
    own = PlanFactory(owner=agency, kind=PlanKind.AGENCY, issued=True)
    item, asked = PlanItemFactory(plan=own), plan.items.get(outline_code="1")
    by = focal_point(agency)
    assert link_rows(plan=own, parent=plan, pairs={item.pk: asked.pk}, version=own.version, by=by) == 1
    Plan.objects.filter(pk=own.pk).update(state=PlanState.AMENDED)
    with pytest.raises(PlanNotIssued):
        link_rows(plan=own, parent=plan, pairs={item.pk: None}, version=own.version + 1, by=by)


def test_every_row_that_names_the_agency_may_be_chosen_the_likely_ones_first(plan, agency):
    own = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    PlanItemFactory(plan=own, title="Không giống dòng nào cả xyz")
    (choice,) = link_choices(own, plan)
    named = duties_naming(plan, agency).filter(item__is_leaf=True).values("item").distinct().count()
    assert len(choice.likely) + len(choice.others) == named > 0


def test_a_row_is_linked_only_to_rows_of_that_plan(plan, agency):
    own = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    item, stranger = PlanItemFactory(plan=own), PlanItemFactory(plan__issued=True)
    assert link_rows(plan=own, parent=plan, pairs={item.pk: stranger.pk}, version=1, by=focal_point(agency)) == 0


def test_links_hold_when_the_plan_of_the_province_gets_a_new_version(plan, agency):
    draft = cascade(plan, agency)
    item = plan.items.get(outline_code="1")
    row = correct_item(
        item=item, edit=RowEdit("note", "xem lại"), reason="đọc sai", version=plan.version, by=coordinator(), at=AT
    )
    assert provincial_plan_for(draft) == row.plan
    assert link_choices(draft, row.plan)[0].linked == row.pk
    assert lines(row.plan)[agency].covered == 1


def test_links_are_typed_on_their_page(client, plan, agency):
    own = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    item = PlanItemFactory(plan=own)
    client.force_login(focal_point(agency))
    address = reverse("cascades:plan_links", args=[own.pk])
    Plan.objects.filter(pk=plan.pk).update(year=own.year)
    assert client.get(address).status_code == 200
    typed = {str(item.pk): str(plan.items.get(outline_code="1").pk), "csrfmiddlewaretoken": "x"}
    client.post(address, typed | {"version": 1})
    assert ItemLink.objects.get().item == item
    answer = client.post(address, {str(item.pk): "", "version": 1})
    assert (answer.status_code, ItemLink.objects.count()) == (409, 1)
    assert "Đang lưu (người khác vừa ghi)" in answer.content.decode()
    client.force_login(focal_point())
    assert client.get(address).status_code == 404


def test_a_plan_in_force_says_how_many_of_its_rows_are_not_linked_to_whom_may_link_them(client, plan, agency):
    own = PlanFactory(owner=agency, kind=PlanKind.AGENCY, issued=True)
    PlanItemFactory(plan=own)
    page = reverse("plans:plan_detail", args=[own.pk])
    client.force_login(focal_point(agency))
    assert "1 dòng chưa nối với kế hoạch của tỉnh" in client.get(page).content.decode()
    client.force_login(coordinator())
    assert "chưa nối với kế hoạch của tỉnh" not in client.get(page).content.decode()
