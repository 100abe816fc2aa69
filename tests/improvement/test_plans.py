from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from caicach.annexes.annex_docx import annex_docx
from caicach.assigning.services import assign_plan
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.recognition import recognise
from caicach.issuing.services import issue_plan
from caicach.people.permissions import Role
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.work.models import Assignment
from tests.factories.assessments import person
from tests.factories.plans import ProvinceFactory

pytestmark = pytest.mark.django_db


def address(closed):
    return reverse("improvement:plan_new", args=[closed.rounds.own.pk])


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def filled_in(*codes, **more):
    data = {"title": "Kế hoạch cải thiện chỉ số năm 2027", "year": "2027", "tc": codes}
    for code in codes:
        data |= {
            f"{code}-target": {"1.1": "1,25", "2": "4,5"}.get(code, "2,5"),
            f"{code}-solutions": f"Rà soát, sửa quy trình của tiêu chí {code}",
            f"{code}-lead": "Sở Y tế",
            f"{code}-coordinating": "Sở Nội vụ",
            f"{code}-start": "01/2027",
            f"{code}-end": "06/2027",
        }
    return data | more


def drafted(closed, *codes):
    ProvinceFactory()
    answer = client_of(closed.coordinator).post(address(closed), filled_in(*codes))
    assert answer.status_code == 302, answer.context["wishes"]
    return Plan.objects.get(kind=PlanKind.IMPROVEMENT)


def test_leaves_are_chosen_first_and_those_with_a_next_step_are_ticked(closed):
    ProvinceFactory()
    answer = client_of(closed.coordinator).get(address(closed))
    assert not answer.context["wishes"]
    assert [row.criterion.code for row in answer.context["gaps"] if row.reach] == ["1.1"]
    answer = client_of(closed.coordinator).get(address(closed), {"tc": "1.1"})
    (form,) = answer.context["wishes"]
    assert form.initial["target"] == Decimal("1.06")


def test_a_draft_of_an_improvement_plan_has_points_measures_and_leads(closed):
    plan = drafted(closed, "1.1", "2")
    rows = {item.outline_code: item for item in plan.items.all()}
    assert list(rows) == ["1", "1.1", "2"]
    assert rows["1"].scores == {}  # not all its leaves are in the plan
    assert rows["1.1"].parent == rows["1"]
    assert rows["1.1"].scores == {"max": "2", "previous": "1", "target": "1.25"}
    assert rows["2"].scores == {"max": "5", "previous": "2", "target": "4.5"}
    assert [duty.agency for duty in rows["1.1"].duties.filter(role="lead")] == [closed.rounds.own.agency]
    assert [duty.agency for duty in rows["1.1"].duties.filter(role="coordinating")] == [closed.rounds.body]
    assert str(rows["1.1"].due_on) == "2027-06-30"


def test_a_heading_has_points_where_all_its_leaves_are_in_the_plan(closed):
    plan = drafted(closed, "1.1", "1.2")
    assert plan.items.get(outline_code="1").scores == {"max": "5", "previous": "2.5", "target": "3.75"}


def test_the_exported_table_is_read_again_equal(closed, tmp_path):
    plan = drafted(closed, "1.1", "1.2", "2")
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(annex_docx(plan))
    reading = recognise(open_source(path))
    assert not [problem for problem in reading.problems if problem.code == "documents.parent_differs"]
    read = [
        (row.code, row.name, row.max_score, row.previous_score, row.target_score, row.solutions)
        for row in reading.criteria
    ]
    written = [
        (
            item.outline_code,
            item.title,
            *map(points, (item, item, item), ("max", "previous", "target")),
            item.acceptance_note,
        )
        for item in plan.items.all()
    ]
    assert read == written
    leads = [[name.printed for name in row.lead] for row in reading.criteria]
    assert leads == [[item.lead_text] if item.lead_text else [] for item in plan.items.all()]
    others = [[name.printed for name in row.coordinating] for row in reading.criteria]
    assert others == [[item.coordinating_text] if item.coordinating_text else [] for item in plan.items.all()]


def points(item, name):
    return Decimal(item.scores[name]) if name in item.scores else None


def test_a_target_below_what_was_reached_or_above_the_maximum_comes_back(closed):
    ProvinceFactory()
    for wrong in ("0,5", "2,5"):
        answer = client_of(closed.coordinator).post(address(closed), filled_in("1.1", **{"1.1-target": wrong}))
        assert answer.status_code == 422
        assert "1 (điểm đã đạt) đến 2" in str(answer.context["wishes"][0].errors)
        assert "Rà soát, sửa quy trình" in answer.content.decode()
    assert not Plan.objects.exists()


def test_an_agency_drafts_a_plan_of_its_own(closed):
    answer = client_of(closed.rounds.focal).post(address(closed), filled_in("1.1"))
    assert answer.status_code == 302
    plan = Plan.objects.get()
    assert (plan.kind, plan.owner, plan.state) == (PlanKind.AGENCY, closed.rounds.own.agency, PlanState.DRAFT)


def test_who_drafts_no_plans_is_refused(closed):
    assert client_of(person(closed.rounds.body, Role.LEADER)).get(address(closed)).status_code == 403


def test_it_is_issued_and_handed_to_agencies_as_any_plan(closed):
    plan = drafted(closed, "1.1")
    at = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    given = {"number": "5/KH-UBND", "issued_on": date(2027, 1, 4), "version": plan.version}
    plan = issue_plan(plan=plan, by=closed.coordinator, at=at, **given)
    assert plan.state == PlanState.ISSUED
    assert assign_plan(plan=plan, by=closed.coordinator, at=at)
    duties = Assignment.objects.filter(item__plan=plan, item__outline_code="1.1")
    assert {(duty.agency, duty.role) for duty in duties} == {
        (closed.rounds.own.agency, "lead"),
        (closed.rounds.body, "coordinating"),
    }
