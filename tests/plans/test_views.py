import pytest
from django.urls import reverse

from caicach.people.permissions import Role
from caicach.plans.models import PlanKind, PlanState
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
    TargetFactory,
    coordinator,
    focal_point,
)
from tests.plans.pages import as_, big_plan, shown, three_rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "plans:plan_detail",
        "annexes:plan_print",
        "plans:plan_versions",
        "annexes:plan_docx",
        "annexes:plan_xlsx",
        "cascades:coverage",
    ],
)
def test_an_issued_plan_is_shown_to_agencies_and_a_draft_is_not_there(client, name):
    as_(client, focal_point())
    issued, draft = PlanFactory(issued=True), PlanFactory()
    PlanItemFactory(plan=issued)
    TargetFactory(plan=issued)
    assert client.get(reverse(name, args=[issued.pk])).status_code == 200
    assert client.get(reverse(name, args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "issuing:plan_issue",
        "issuing:plan_withdraw",
        "plandrafts:draft_grid",
        "plandrafts:draft_head",
        "plandrafts:item_add",
        "plandrafts:rows_paste",
    ],
)
def test_pages_that_change_a_plan_are_refused_to_those_who_only_see_it(client, name):
    plan = PlanFactory(issued=True)
    as_(client, focal_point())
    assert client.get(reverse(name, args=[plan.pk])).status_code == 403


def test_nobody_sees_plans_without_signing_in(client):
    assert client.get(reverse("plans:plan_list")).status_code == 302


def test_the_list_is_searched_without_diacritics_and_filtered(client):
    PlanFactory(issued=True, title="Kế hoạch cải cách hành chính", search_text="ke hoach cai cach hanh chinh")
    PlanFactory(issued=True, title="Kế hoạch khác", search_text="ke hoach khac", year=2025)
    as_(client, coordinator())
    page = client.get(reverse("plans:plan_list"), {"q": "cải cach"})
    assert [plan.title for plan in page.context["page"]] == ["Kế hoạch cải cách hành chính"]
    page = client.get(reverse("plans:plan_list"), {"year": "2025"})
    assert [plan.title for plan in page.context["page"]] == ["Kế hoạch khác"]


def test_the_list_leaves_out_versions_that_are_history(client):
    PlanFactory(state=PlanState.AMENDED)
    as_(client, coordinator())
    assert not client.get(reverse("plans:plan_list")).context["page"].object_list
    assert client.get(reverse("plans:plan_list"), {"state": "amended"}).context["page"].object_list


def test_the_rows_of_a_plan_are_filtered_with_the_headings_above_them(client):
    plan = big_plan(5, issued=True)
    item = plan.items.get(path="I/2")
    item.search_text = "so hoa ho so"
    item.save()
    as_(client, focal_point())
    lines = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"q": "Số hóa"}).context["lines"]
    assert [(line.item.path, line.is_context) for line in lines] == [("I", True), ("I/2", False)]
    agency = plan.items.get(path="I/1").duties.get().agency
    lines = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"agency": agency.pk}).context["lines"]
    assert [line.item.path for line in lines] == ["I", "I/1"]
    lines = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"due_from": "01/07/2026"}).context["lines"]
    assert lines == []


def test_rows_are_sorted_both_ways_and_unknown_ones_stand_last(client):
    as_(client, focal_point())
    plan = three_rows()
    assert shown(client, plan) == ["Tháng sáu", "Tháng ba", "Không ngày"]
    assert shown(client, plan, sort="due") == ["Tháng ba", "Tháng sáu", "Không ngày"]
    assert shown(client, plan, sort="-due") == ["Tháng sáu", "Tháng ba", "Không ngày"]
    assert shown(client, plan, sort="budget") == ["Tháng ba", "Tháng sáu", "Không ngày"]
    assert shown(client, plan, sort="gi-do") == ["Tháng sáu", "Tháng ba", "Không ngày"]


def test_each_filter_can_be_taken_off_by_itself(client):
    as_(client, focal_point())
    plan = three_rows()
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"q": "thang", "due_to": "31/03/2026"})
    assert [chip.query for chip in page.context["rows"].chips] == ["?due_to=31%2F03%2F2026", "?q=thang"]
    assert "Bỏ bộ lọc" in client.get(reverse("plans:plan_detail", args=[plan.pk]), {"q": "xyz"}).content.decode()


def test_what_is_not_clear_in_a_row_is_named(client):
    as_(client, focal_point())
    plan = three_rows()
    item = plan.items.get(title="Tháng sáu")
    ItemDutyFactory(item=item)
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]))
    lines = [line for section in page.context["sections"] for line in section.lines]
    assert [[mark.clarity.label for mark in line.marks if not mark.is_clear] for line in lines] == [
        ["kết quả"],
        ["người", "kết quả", "trách nhiệm"],
        ["người", "thời gian", "kết quả", "trách nhiệm"],
    ]


def test_an_issued_plan_leads_its_coordinator_to_handing_it_out(client):
    plan = three_rows()
    address = reverse("assigning:assign_preview", args=[plan.pk])
    as_(client, coordinator())
    assert address in client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    as_(client, focal_point())
    assert address not in client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()


@pytest.mark.parametrize("tab", ["", "chi-tieu", "to-chuc", "van-ban", "khong-co"])
def test_each_part_of_a_plan_has_its_page(client, tab):
    as_(client, focal_point())
    plan = TargetFactory(plan__issued=True, plan__duties=[{"agency": "Sở Y tế", "asked": ["Báo cáo"]}]).plan
    assert client.get(reverse("plans:plan_detail", args=[plan.pk]), {"xem": tab}).status_code == 200


@pytest.mark.parametrize(
    ("name", "ceiling"), [("plans:plan_detail", 22), ("annexes:plan_print", 12), ("cascades:coverage", 18)]
)
def test_a_plan_of_300_rows_takes_few_queries(client, django_assert_max_num_queries, name, ceiling):
    plan = big_plan(issued=True)
    as_(client, coordinator())
    with django_assert_max_num_queries(ceiling):
        assert client.get(reverse(name, args=[plan.pk])).status_code == 200


def test_the_list_of_plans_takes_few_queries(client, django_assert_max_num_queries):
    PlanFactory.create_batch(60, issued=True)
    as_(client, coordinator())
    with django_assert_max_num_queries(22):
        client.get(reverse("plans:plan_list"))


def test_a_row_is_shown_with_its_source_and_its_history(client):
    plan = PlanFactory(issued=True)
    item = PlanItemFactory(plan=plan, source_place={"page": 3, "table": 1, "row": 12})
    old = PlanItemFactory(plan__series=plan.series, plan__state=PlanState.AMENDED, lineage=item.lineage,
                          plan__number_of_version=2, title="Rà soát thủ tục cũ")  # fmt: skip
    as_(client, focal_point())
    page = client.get(reverse("plans:item_detail", args=[item.pk]))
    assert "trang 3, bảng 1, dòng 12" in page.content.decode()
    assert [step.item.pk for step in page.context["history"]] == [old.pk, item.pk]
    assert "title" in [change.name for change in page.context["history"][0].changes]
    assert "<ins>" in page.content.decode()


def test_the_rows_before_and_behind_are_a_click_away(client):
    plan = PlanFactory(issued=True)
    one, two, three = (PlanItemFactory(plan=plan) for _ in range(3))
    as_(client, focal_point())
    page = client.get(reverse("plans:item_detail", args=[two.pk]))
    assert (page.context["previous"], page.context["following"]) == (one, three)


def test_a_row_names_agencies_and_groups_and_says_whom_nobody_knows(client):
    item = PlanItemFactory(plan__issued=True, lead_text="Sở Một; Các hội; Ban Lạ")
    ItemDutyFactory(item=item, agency__name="Sở Một")
    ItemDutyFactory(item=item, agency=None, group=AgencyGroupFactory(name="Các hội"), printed="Các hội")
    as_(client, coordinator())
    page = client.get(reverse("plans:item_detail", args=[item.pk]))
    assert page.context["unknown"] == ["Ban Lạ"]
    assert "Các hội" in page.content.decode()


def test_staff_of_the_agency_see_its_draft_only_when_it_is_decided(client):
    agency = AgencyFactory()
    plan = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    as_(client, focal_point(agency, Role.STAFF))
    assert client.get(reverse("plans:plan_detail", args=[plan.pk])).status_code == 404


def test_an_empty_list_has_the_way_to_begin_and_a_filtered_one_the_way_back(client):
    as_(client, coordinator())
    first_year = client.get(reverse("plans:plan_list")).content.decode()
    assert "Chưa có kế hoạch nào" in first_year
    assert reverse("intake:upload", args=["ke-hoach"]) in first_year
    assert "Bỏ bộ lọc" in client.get(reverse("plans:plan_list"), {"q": "xyz"}).content.decode()
    as_(client, focal_point(role=Role.STAFF))
    assert "Kế hoạch hiện ra khi được ban hành" in client.get(reverse("plans:plan_list")).content.decode()
