import pytest
from django.urls import reverse

from caicach.people.permissions import Role
from caicach.plans.models import Plan, PlanItem, PlanKind
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    coordinator,
    focal_point,
)
from tests.plans.pages import ROW, as_, big_plan, fields, seen_fields

pytestmark = pytest.mark.django_db


def test_a_draft_of_300_rows_is_edited_page_by_page_with_few_queries(client, django_assert_max_num_queries):
    plan = big_plan()
    as_(client, coordinator())
    with django_assert_max_num_queries(18):
        page = client.get(reverse("plandrafts:draft_grid", args=[plan.pk]))
    assert len(page.context["rows"]) == 60


def test_a_draft_is_begun_by_hand(client):
    as_(client, coordinator())
    plan = PlanFactory()
    form = {"kind": "annual", "owner": plan.owner.pk, "year": 2027, "title": "Kế hoạch năm 2027", "number": ""}
    page = client.post(reverse("plandrafts:draft_new"), form)
    draft = Plan.objects.get(year=2027)
    assert page.headers["Location"] == reverse("plandrafts:draft_grid", args=[draft.pk])


def test_a_head_without_a_title_comes_back(client):
    as_(client, coordinator())
    ProvinceFactory()
    page = client.post(reverse("plandrafts:draft_new"), {"kind": "annual", "year": 2027})
    assert page.status_code == 422


def test_without_the_province_in_the_register_a_coordinator_is_told_so(client):
    as_(client, coordinator())
    assert client.get(reverse("plandrafts:draft_new")).status_code == 409
    as_(client, focal_point(role=Role.STAFF))
    assert client.get(reverse("plandrafts:draft_new")).status_code == 403


def test_an_agency_begins_only_plans_of_its_own(client):
    agency = AgencyFactory()
    as_(client, focal_point(agency))
    form = {"kind": "agency", "owner": PlanFactory().owner.pk, "year": 2027, "title": "Của tỉnh"}
    assert client.post(reverse("plandrafts:draft_new"), form).status_code == 422
    client.post(reverse("plandrafts:draft_new"), form | {"owner": agency.pk, "title": "Của sở"})
    assert Plan.objects.get(title="Của sở").kind == PlanKind.AGENCY


def test_a_row_is_added_and_saved(client):
    as_(client, coordinator())
    plan = PlanFactory()
    client.post(reverse("plandrafts:item_add", args=[plan.pk]), ROW)
    item = plan.items.get()
    assert item.due_on.isoformat() == "2026-09-30"
    page = client.post(reverse("plandrafts:item_edit", args=[item.pk]), fields(item, title="Mở hai lớp tập huấn"))
    assert page.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.version) == ("Mở hai lớp tập huấn", 2)


def test_a_row_of_the_grid_is_saved_by_itself(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    address = reverse("plandrafts:item_edit", args=[item.pk])
    page = client.post(address, fields(item, title="Khác"), headers={"hx-request": "true"})
    assert page.status_code == 200
    assert f'id="state-{item.pk}"' in page.content.decode()
    assert "<tr" not in page.content.decode()
    item.refresh_from_db()
    assert item.title == "Khác"


def test_two_people_in_different_cells_of_a_row_do_not_disturb_each_other(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    mine = seen_fields(item, title="Chữ của tôi")
    PlanItem.objects.filter(pk=item.pk).update(deliverable="Báo cáo của đồng nghiệp", version=2)
    page = client.post(reverse("plandrafts:item_edit", args=[item.pk]), mine, headers={"hx-request": "true"})
    assert (page.status_code, page["HX-Retarget"]) == (200, f"#row-{item.pk}")
    item.refresh_from_db()
    assert (item.title, item.deliverable) == ("Chữ của tôi", "Báo cáo của đồng nghiệp")


def test_two_people_in_one_cell_are_both_shown_and_the_other_cells_stay(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    mine = seen_fields(item, title="Chữ của tôi")
    PlanItem.objects.filter(pk=item.pk).update(title="Chữ của đồng nghiệp", note="Ghi chú mới", version=2)
    address = reverse("plandrafts:item_edit", args=[item.pk])
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
    page = client.get(reverse("plandrafts:item_edit", args=[item.pk]), headers={"hx-request": "true"})
    assert page.content.decode().strip().startswith("<tr")


def test_a_conflict_keeps_what_was_typed_and_shows_what_is_stored(client):
    as_(client, coordinator())
    item = PlanItemFactory()
    typed = fields(item, title="Chữ của tôi")
    PlanItem.objects.filter(pk=item.pk).update(title="Chữ của đồng nghiệp", version=2)
    address = reverse("plandrafts:item_edit", args=[item.pk])
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
    page = client.post(reverse("plandrafts:item_edit", args=[item.pk]), fields(item, budget_million_vnd="nhiều"))
    assert page.status_code == 422
    assert "nhiều" in page.content.decode()


def test_rows_are_pasted_after_a_preview(client):
    as_(client, coordinator())
    plan = PlanFactory()
    address = reverse("plandrafts:rows_paste", args=[plan.pk])
    text = "STT\tNội dung\tKết thúc\n1\tTập huấn\tTháng 5\n2\tKiểm tra\tTháng 6\n"
    assert len(client.post(address, {"text": text}).context["pasted"].rows) == 2
    assert not plan.items.exists()
    added = client.post(address, {"text": text, "confirm": "1"})
    assert plan.items.count() == 2
    grid = client.get(added.headers["Location"])
    assert grid.context["fresh"] == set(plan.items.values_list("pk", flat=True))
    client.post(reverse("plandrafts:rows_unpaste", args=[plan.pk]))
    assert not plan.items.exists()
    assert plan.removed_rows.count() == 2
    client.post(reverse("plandrafts:rows_unpaste", args=[plan.pk]))
    assert plan.removed_rows.count() == 2
    assert client.post(address, {"text": "STT\tNội dung\n1\t\n"}).status_code == 422
    page = client.post(address, {"text": "".join(f"{n}\tViệc {n}\n" for n in range(501)), "confirm": "1"})
    assert [problem.code for problem in page.context["pasted"].problems] == ["too_many"]


def test_rows_are_moved_removed_and_put_back(client):
    as_(client, coordinator())
    plan = PlanFactory()
    one, two = PlanItemFactory(plan=plan), PlanItemFactory(plan=plan)
    client.post(reverse("plandrafts:item_move", args=[two.pk]), {"version": 1, "direction": "up"})
    assert list(plan.items.all()) == [two, one]
    two.refresh_from_db()
    moved = client.post(reverse("plandrafts:item_move", args=[two.pk]), {f"{two.pk}-version": 2, "direction": "down"})
    assert moved.headers["Location"].endswith(f"#row-{two.pk}")
    client.post(reverse("plandrafts:item_move", args=[two.pk]), {"version": 3, "direction": "up"})
    client.post(reverse("plandrafts:item_remove", args=[one.pk]), {"version": 1})
    assert list(plan.items.all()) == [two]
    client.post(reverse("plandrafts:rows_restore", args=[plan.removed_rows.get().pk]))
    assert plan.items.count() == 2


def test_a_new_version_is_begun_and_discarded(client):
    as_(client, coordinator())
    plan = PlanItemFactory(plan__issued=True).plan
    address = reverse("plandrafts:plan_new_version", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    draft = Plan.objects.get(number_of_version=2)
    assert client.get(reverse("plandrafts:draft_grid", args=[draft.pk])).status_code == 200
    address = reverse("plandrafts:draft_discard", args=[draft.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"version": draft.version})
    assert not Plan.objects.filter(pk=draft.pk).exists()


def test_the_head_of_a_draft_is_changed(client):
    as_(client, coordinator())
    plan = PlanFactory()
    address = reverse("plandrafts:draft_head", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"version": 1, "year": 2026, "title": "Tên mới", "number": plan.number})
    plan.refresh_from_db()
    assert plan.title == "Tên mới"
