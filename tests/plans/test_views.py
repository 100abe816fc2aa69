import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from caicach.people.permissions import Role
from caicach.plans.forms import row_initial
from caicach.plans.models import ItemLevel, Plan, PlanItem, PlanKind, PlanState
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    TargetFactory,
    coordinator,
    focal_point,
)

pytestmark = pytest.mark.django_db

ROW = {
    "level": "activity", "outline_code": "1", "title": "Mở lớp tập huấn", "acceptance_note": "", "deliverable": "",
    "lead_text": "", "coordinating_text": "", "start_text": "", "end_text": "Tháng 9", "budget_million_vnd": "",
    "note": "",
}  # fmt: skip


def as_(client, user):
    client.force_login(user)
    return client


def fields(item, **changes):
    values = ROW | {"title": item.title, "outline_code": item.outline_code, "version": item.version} | changes
    return {f"{item.pk}-{name}": value for name, value in values.items()}


def big_plan(count=300, **more):
    """A plan with one domain and many leaves that agencies lead."""
    plan = PlanFactory(**more)
    domain = PlanItemFactory(plan=plan, level=ItemLevel.DOMAIN, outline_code="I", path="I", is_leaf=False, order=1)
    agency = AgencyFactory()
    items = [
        PlanItemFactory.build(plan=plan, parent=domain, outline_code=str(n), path=f"I/{n}", order=n + 1)
        for n in range(1, count + 1)
    ]
    PlanItem.objects.bulk_create(items)
    ItemDutyFactory(item=items[0], agency=agency)
    return plan


@pytest.mark.parametrize("name", ["plan_detail", "plan_print", "plan_versions", "plan_docx", "plan_xlsx", "coverage"])
def test_an_issued_plan_is_shown_to_agencies_and_a_draft_is_not_there(client, name):
    as_(client, focal_point())
    issued, draft = PlanFactory(issued=True), PlanFactory()
    PlanItemFactory(plan=issued)
    TargetFactory(plan=issued)
    assert client.get(reverse(f"plans:{name}", args=[issued.pk])).status_code == 200
    assert client.get(reverse(f"plans:{name}", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("name", ["plan_issue", "plan_withdraw", "draft_grid", "draft_head", "item_add", "rows_paste"])
def test_pages_that_change_a_plan_are_refused_to_those_who_only_see_it(client, name):
    plan = PlanFactory(issued=True)
    as_(client, focal_point())
    assert client.get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 403


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


def three_rows():
    """Rows due in June, in March and on no day; the second has a budget, none says with which result."""
    plan = PlanFactory(issued=True)
    PlanItemFactory(plan=plan, title="Tháng sáu", search_text="thang sau")
    PlanItemFactory(plan=plan, title="Tháng ba", search_text="thang ba", due_on=date(2026, 3, 31), budget_million_vnd=5)
    PlanItemFactory(plan=plan, title="Không ngày", search_text="khong ngay", due_on=None, schedule={}, lead_text="")
    return plan


def shown(client, plan, **query):
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), query)
    return [line.item.title for section in page.context["sections"] for line in section.lines]


def test_rows_are_sorted_both_ways_and_unknown_ones_stand_last(client):
    as_(client, focal_point())
    plan = three_rows()
    assert shown(client, plan) == ["Tháng sáu", "Tháng ba", "Không ngày"]
    assert shown(client, plan, sort="due") == ["Tháng ba", "Tháng sáu", "Không ngày"]
    assert shown(client, plan, sort="-due") == ["Tháng sáu", "Tháng ba", "Không ngày"]
    assert shown(client, plan, sort="budget") == ["Tháng ba", "Tháng sáu", "Không ngày"]
    assert shown(client, plan, sort="gi-do") == ["Tháng sáu", "Tháng ba", "Không ngày"]


def test_a_file_has_exactly_the_rows_of_the_page_in_its_order(client):
    as_(client, focal_point())
    plan = three_rows()
    query = {"due_from": "01/01/2026", "sort": "due"}
    assert shown(client, plan, **query) == ["Tháng ba", "Tháng sáu"]
    docx = Document(io.BytesIO(client.get(reverse("plans:plan_docx", args=[plan.pk]), query).content))
    assert [row.cells[1].text for row in docx.tables[0].rows][1:] == ["Tháng ba", "Tháng sáu"]
    assert "Trích: 2 dòng – Kết thúc từ: 01/01/2026" in docx.paragraphs[3].text
    sheet = load_workbook(io.BytesIO(client.get(reverse("plans:plan_xlsx", args=[plan.pk]), query).content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=5)] == ["Tháng ba", "Tháng sáu"]
    print_page = client.get(reverse("plans:plan_print", args=[plan.pk]), query).content.decode()
    assert print_page.index("Tháng ba") < print_page.index("Tháng sáu")
    assert "Không ngày" not in print_page


def test_the_links_to_files_ask_for_the_same_rows(client):
    as_(client, focal_point())
    plan = three_rows()
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"q": "thang", "sort": "due"}).content.decode()
    assert reverse("plans:plan_xlsx", args=[plan.pk]) + "?q=thang&amp;sort=due" in page


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
    address = reverse("work:assign_preview", args=[plan.pk])
    as_(client, coordinator())
    assert address in client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    as_(client, focal_point())
    assert address not in client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()


@pytest.mark.parametrize("tab", ["", "chi-tieu", "to-chuc", "van-ban", "khong-co"])
def test_each_part_of_a_plan_has_its_page(client, tab):
    as_(client, focal_point())
    plan = TargetFactory(plan__issued=True, plan__duties=[{"agency": "Sở Y tế", "asked": ["Báo cáo"]}]).plan
    assert client.get(reverse("plans:plan_detail", args=[plan.pk]), {"xem": tab}).status_code == 200


@pytest.mark.parametrize(("name", "ceiling"), [("plan_detail", 22), ("plan_print", 12), ("coverage", 18)])
def test_a_plan_of_300_rows_takes_few_queries(client, django_assert_max_num_queries, name, ceiling):
    plan = big_plan(issued=True)
    as_(client, coordinator())
    with django_assert_max_num_queries(ceiling):
        assert client.get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 200


def test_the_list_of_plans_takes_few_queries(client, django_assert_max_num_queries):
    PlanFactory.create_batch(60, issued=True)
    as_(client, coordinator())
    with django_assert_max_num_queries(22):
        client.get(reverse("plans:plan_list"))


def test_a_draft_of_300_rows_is_edited_page_by_page_with_few_queries(client, django_assert_max_num_queries):
    plan = big_plan()
    as_(client, coordinator())
    with django_assert_max_num_queries(18):
        page = client.get(reverse("plans:draft_grid", args=[plan.pk]))
    assert len(page.context["rows"]) == 60


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


def test_a_cell_is_corrected_from_the_row_with_its_present_words_in_the_field(client):
    as_(client, coordinator())
    item = PlanItemFactory(plan__issued=True, plan__issued_at=timezone.now(), lead_text="Sở Nội vu")
    address = reverse("plans:item_correct", args=[item.pk]) + "?o=lead_text"
    assert address in client.get(reverse("plans:item_detail", args=[item.pk])).content.decode()
    form = client.get(address).context["form"]
    assert (form["value"].value(), form["field"].value(), "end" in form.fields) == ("Sở Nội vu", "lead_text", False)
    sent = {"version": item.plan.version, "field": "lead_text", "value": "Sở Nội vụ", "reason": "đọc thiếu dấu"}
    page = client.get(client.post(address, sent).headers["Location"])
    assert page.context["history"][0].reason == "đọc thiếu dấu"


def test_a_time_is_corrected_in_its_two_cells(client):
    as_(client, coordinator())
    item = PlanItemFactory(plan__issued=True, plan__issued_at=timezone.now())
    address = reverse("plans:item_correct", args=[item.pk]) + "?o=time_frame_text"
    form = client.get(address).context["form"]
    assert (form["value"].value(), form["end"].value()) == ("", "Tháng 6/2026")
    sent = {"version": item.plan.version, "field": "time_frame_text", "value": "", "end": "Tháng 8/2026"}
    client.post(address, sent | {"reason": "bản giấy ghi tháng 8"})
    assert Plan.objects.get(number_of_version=2).items.get().due_on == date(2026, 8, 31)


def test_a_row_names_agencies_and_groups_and_says_whom_nobody_knows(client):
    item = PlanItemFactory(plan__issued=True, lead_text="Sở Một; Các hội; Ban Lạ")
    ItemDutyFactory(item=item, agency__name="Sở Một")
    ItemDutyFactory(item=item, agency=None, group=AgencyGroupFactory(name="Các hội"), printed="Các hội")
    as_(client, coordinator())
    page = client.get(reverse("plans:item_detail", args=[item.pk]))
    assert page.context["unknown"] == ["Ban Lạ"]
    assert "Các hội" in page.content.decode()


def test_a_draft_is_begun_by_hand(client):
    as_(client, coordinator())
    plan = PlanFactory()
    form = {"kind": "annual", "owner": plan.owner.pk, "year": 2027, "title": "Kế hoạch năm 2027", "number": ""}
    page = client.post(reverse("plans:draft_new"), form)
    draft = Plan.objects.get(year=2027)
    assert page.headers["Location"] == reverse("plans:draft_grid", args=[draft.pk])


def test_a_head_without_a_title_comes_back(client):
    as_(client, coordinator())
    ProvinceFactory()
    page = client.post(reverse("plans:draft_new"), {"kind": "annual", "year": 2027})
    assert page.status_code == 422


def test_without_the_province_in_the_register_a_coordinator_is_told_so(client):
    as_(client, coordinator())
    assert client.get(reverse("plans:draft_new")).status_code == 409
    as_(client, focal_point(role=Role.STAFF))
    assert client.get(reverse("plans:draft_new")).status_code == 403


def test_an_agency_begins_only_plans_of_its_own(client):
    agency = AgencyFactory()
    as_(client, focal_point(agency))
    form = {"kind": "agency", "owner": PlanFactory().owner.pk, "year": 2027, "title": "Của tỉnh"}
    assert client.post(reverse("plans:draft_new"), form).status_code == 422
    client.post(reverse("plans:draft_new"), form | {"owner": agency.pk, "title": "Của sở"})
    assert Plan.objects.get(title="Của sở").kind == PlanKind.AGENCY


def test_a_row_is_added_and_saved(client):
    as_(client, coordinator())
    plan = PlanFactory()
    client.post(reverse("plans:item_add", args=[plan.pk]), ROW)
    item = plan.items.get()
    assert item.due_on.isoformat() == "2026-09-30"
    page = client.post(reverse("plans:item_edit", args=[item.pk]), fields(item, title="Mở hai lớp tập huấn"))
    assert page.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.version) == ("Mở hai lớp tập huấn", 2)


def test_a_row_of_the_grid_is_saved_by_itself(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    address = reverse("plans:item_edit", args=[item.pk])
    page = client.post(address, fields(item, title="Khác"), headers={"hx-request": "true"})
    assert page.status_code == 200
    assert f'id="state-{item.pk}"' in page.content.decode()
    assert "<tr" not in page.content.decode()
    item.refresh_from_db()
    assert item.title == "Khác"


def seen_fields(item, **changes):
    """What the form of a row sends: its cells as they were shown, and what this person has changed in them."""
    shown = row_initial(item)
    return {f"{item.pk}-{name}": value for name, value in (shown | changes).items()}


def test_two_people_in_different_cells_of_a_row_do_not_disturb_each_other(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    mine = seen_fields(item, title="Chữ của tôi")
    PlanItem.objects.filter(pk=item.pk).update(deliverable="Báo cáo của đồng nghiệp", version=2)
    page = client.post(reverse("plans:item_edit", args=[item.pk]), mine, headers={"hx-request": "true"})
    assert (page.status_code, page["HX-Retarget"]) == (200, f"#row-{item.pk}")
    item.refresh_from_db()
    assert (item.title, item.deliverable) == ("Chữ của tôi", "Báo cáo của đồng nghiệp")


def test_two_people_in_one_cell_are_both_shown_and_the_other_cells_stay(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    mine = seen_fields(item, title="Chữ của tôi")
    PlanItem.objects.filter(pk=item.pk).update(title="Chữ của đồng nghiệp", note="Ghi chú mới", version=2)
    address = reverse("plans:item_edit", args=[item.pk])
    page = client.post(address, mine, headers={"hx-request": "true"})
    assert page.status_code == 409
    assert "Chữ của đồng nghiệp" in page.content.decode()
    again = {f"{item.pk}-{name}": page.context["form"][name].value() for name in ("version", "seen")}
    client.post(address, mine | again, headers={"hx-request": "true"})
    item.refresh_from_db()
    assert (item.title, item.note) == ("Chữ của tôi", "Ghi chú mới")


def test_a_row_is_fetched_anew_for_the_grid(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    page = client.get(reverse("plans:item_edit", args=[item.pk]), headers={"hx-request": "true"})
    assert page.content.decode().strip().startswith("<tr")


def test_a_conflict_keeps_what_was_typed_and_shows_what_is_stored(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    typed = fields(item, title="Chữ của tôi")
    PlanItem.objects.filter(pk=item.pk).update(title="Chữ của đồng nghiệp", version=2)
    address = reverse("plans:item_edit", args=[item.pk])
    page = client.post(address, typed)
    assert page.status_code == 409
    assert "Chữ của tôi" in page.content.decode()
    assert "Chữ của đồng nghiệp" in page.content.decode()
    client.post(address, typed | {f"{item.pk}-version": 2})
    item.refresh_from_db()
    assert item.title == "Chữ của tôi"


def test_money_that_is_not_a_number_comes_back(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    page = client.post(reverse("plans:item_edit", args=[item.pk]), fields(item, budget_million_vnd="nhiều"))
    assert page.status_code == 422
    assert "nhiều" in page.content.decode()


def test_rows_are_pasted_after_a_preview(client):
    as_(client, coordinator())
    plan = PlanFactory()
    address = reverse("plans:rows_paste", args=[plan.pk])
    text = "STT\tNội dung\tKết thúc\n1\tTập huấn\tTháng 5\n2\tKiểm tra\tTháng 6\n"
    assert len(client.post(address, {"text": text}).context["pasted"].rows) == 2
    assert not plan.items.exists()
    added = client.post(address, {"text": text, "confirm": "1"})
    assert plan.items.count() == 2
    grid = client.get(added.headers["Location"])
    assert grid.context["fresh"] == set(plan.items.values_list("pk", flat=True))
    client.post(reverse("plans:rows_unpaste", args=[plan.pk]))
    assert not plan.items.exists()
    assert plan.removed_rows.count() == 2
    client.post(reverse("plans:rows_unpaste", args=[plan.pk]))
    assert plan.removed_rows.count() == 2
    assert client.post(address, {"text": "STT\tNội dung\n1\t\n"}).status_code == 422
    page = client.post(address, {"text": "".join(f"{n}\tViệc {n}\n" for n in range(501)), "confirm": "1"})
    assert [problem.code for problem in page.context["pasted"].problems] == ["too_many"]


def test_rows_are_moved_removed_and_put_back(client):
    as_(client, coordinator())
    plan = PlanFactory()
    one, two = PlanItemFactory(plan=plan), PlanItemFactory(plan=plan)
    client.post(reverse("plans:item_move", args=[two.pk]), {"version": 1, "direction": "up"})
    assert list(plan.items.all()) == [two, one]
    two.refresh_from_db()
    moved = client.post(reverse("plans:item_move", args=[two.pk]), {f"{two.pk}-version": 2, "direction": "down"})
    assert moved.headers["Location"].endswith(f"#row-{two.pk}")
    client.post(reverse("plans:item_move", args=[two.pk]), {"version": 3, "direction": "up"})
    client.post(reverse("plans:item_remove", args=[one.pk]), {"version": 1})
    assert list(plan.items.all()) == [two]
    client.post(reverse("plans:rows_restore", args=[plan.removed_rows.get().pk]))
    assert plan.items.count() == 2


def test_a_plan_is_issued_and_withdrawn_by_its_pages(client):
    as_(client, coordinator())
    plan = PlanItemFactory().plan
    address = reverse("plans:plan_issue", args=[plan.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"version": plan.version, "number": "", "issued_on": ""}).status_code == 422
    client.post(address, {"version": plan.version, "number": "7/KH-UBND", "issued_on": "10/01/2026"})
    plan.refresh_from_db()
    assert (plan.state, plan.issued_on.isoformat()) == (PlanState.ISSUED, "2026-01-10")
    address = reverse("plans:plan_withdraw", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"version": plan.version})
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN


def test_an_issue_that_was_overtaken_is_answered_with_409(client):
    as_(client, coordinator())
    plan = PlanItemFactory().plan
    form = {"version": plan.version + 1, "number": "7/KH-UBND", "issued_on": "10/01/2026"}
    assert client.post(reverse("plans:plan_issue", args=[plan.pk]), form).status_code == 409


def test_a_cell_is_corrected_by_its_page(client):
    as_(client, coordinator())
    item = PlanItemFactory(plan__issued=True, plan__issued_at=timezone.now())
    address = reverse("plans:item_correct", args=[item.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"version": 1, "field": "title", "value": "", "reason": "x"}).status_code == 422
    form = {"version": 1, "field": "title", "value": "Tên đúng", "reason": "máy đọc sai"}
    page = client.post(address, form)
    new = Plan.objects.get(number_of_version=2)
    assert page.headers["Location"] == reverse("plans:item_detail", args=[new.items.get().pk])
    compare = client.get(reverse("plans:plan_compare", args=[new.pk, item.plan.pk]))
    assert "Tên đúng" in compare.content.decode()
    assert client.get(reverse("plans:plan_versions", args=[new.pk])).status_code == 200
    assert "máy đọc sai" in client.get(reverse("plans:plan_detail", args=[new.pk])).content.decode()


def test_a_new_version_is_begun_and_discarded(client):
    as_(client, coordinator())
    plan = PlanItemFactory(plan__issued=True).plan
    address = reverse("plans:plan_new_version", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    draft = Plan.objects.get(number_of_version=2)
    assert client.get(reverse("plans:draft_grid", args=[draft.pk])).status_code == 200
    address = reverse("plans:draft_discard", args=[draft.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"version": draft.version})
    assert not Plan.objects.filter(pk=draft.pk).exists()


def test_the_head_of_a_draft_is_changed(client):
    as_(client, coordinator())
    plan = PlanFactory()
    address = reverse("plans:draft_head", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"version": 1, "year": 2026, "title": "Tên mới", "number": plan.number})
    plan.refresh_from_db()
    assert plan.title == "Tên mới"


def test_an_agency_cascades_by_its_page(client):
    agency = AgencyFactory()
    item = PlanItemFactory(plan__issued=True)
    ItemDutyFactory(item=item, agency=agency)
    as_(client, focal_point(agency))
    address = reverse("plans:cascade", args=[item.plan.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"agency": agency.pk, "title": "Kế hoạch của sở"})
    draft = Plan.objects.get(owner=agency)
    assert client.get(reverse("plans:draft_grid", args=[draft.pk])).status_code == 200
    page = client.get(reverse("plans:coverage", args=[item.plan.pk]))
    assert [line.covered for line in page.context["lines"]] == [1]


def test_an_agency_does_not_see_the_coverage_of_others(client):
    item = PlanItemFactory(plan__issued=True)
    ItemDutyFactory(item=item)
    as_(client, focal_point())
    assert client.get(reverse("plans:coverage", args=[item.plan.pk])).context["lines"] == []


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
