"""A plan of the province from what a whole round loses: means over who has points, domain by domain."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from caicach.agencies.models import Domain, DomainLead, Membership
from caicach.annexes.annex_docx import annex_docx
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.recognition import recognise
from caicach.core.officialdocs.linting import lint
from caicach.files.services import open_file
from caicach.improvement.means import domain_gaps, leads_of, mean_scores, proposed_measures, usually_chosen
from caicach.improvement.standing import board_of
from caicach.papers.models import MadePaper
from caicach.people.permissions import Role
from caicach.plans.models import Plan, PlanKind, PlanState
from tests.factories.assessments import TODAY, WHOLE, person
from tests.factories.plans import ProvinceFactory
from tests.factories.publications import closed_world

pytestmark = pytest.mark.django_db


def rows_of(world):
    board = board_of(world.round, world.coordinator)
    return {row.criterion.code: row for one in domain_gaps(board, today=TODAY) for row in one.rows}


def address(round):
    return reverse("improvement:round_plan_new", args=[round.pk])


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def filled_in(*codes, **more):
    data = {"title": "Kế hoạch cải thiện chỉ số năm 2027", "year": "2027", "tc": codes}
    for code in codes:
        data |= {
            f"{code}-target": {"1.1": "2", "2": "4,75"}.get(code, "3"),
            f"{code}-solutions": f"Đôn đốc các cơ quan về tiêu chí {code}",
            f"{code}-lead": "Sở Nội vụ",
            f"{code}-start": "01/2027",
            f"{code}-end": "06/2027",
        }
    return data | more


def test_the_mean_is_over_the_agencies_that_have_points_and_says_how_many(closed):
    rows = rows_of(closed)
    # 1.1: 1 and 2 of 2; 1.2: 1.5 and 1.5 of 3; 2: 2 and 5 of 5
    assert {code: (row.reached, row.lost) for code, row in rows.items()} == {
        "1.1": (Decimal("1.5"), Decimal("0.5")),
        "1.2": (Decimal("1.5"), Decimal("1.5")),
        "2": (Decimal("3.5"), Decimal("1.5")),
    }
    assert {(row.counted, row.missing) for row in rows.values()} == {(2, 0)}
    assert {code: len(row.losing) for code, row in rows.items()} == {"1.1": 1, "1.2": 2, "2": 1}


def test_an_agency_without_points_is_counted_apart_and_no_nought_in_the_mean(db):
    row = rows_of(closed_world(without_survey=True))["1.2"]
    assert (row.reached, row.lost, row.counted, row.missing) == (Decimal("1.5"), Decimal("1.5"), 1, 1)


def test_a_round_in_which_nobody_has_points_has_nothing_to_improve(running):
    ProvinceFactory()
    board = board_of(running.round, running.coordinator)
    assert (domain_gaps(board, today=TODAY), mean_scores(board)) == ([], {})
    assert "Không mất điểm nào" in client_of(running.coordinator).get(address(running.round)).content.decode()


def test_leads_are_the_agencies_in_charge_of_the_domain_on_the_day(closed):
    names = [top.name for top in board_of(closed.round, closed.coordinator).criteria_set.criteria]
    domain = Domain.objects.create(code="mot", name=names[0], order=1)
    DomainLead.objects.create(domain=domain, agency=closed.rounds.body, source="QĐ 1")
    DomainLead.objects.create(domain=domain, agency=closed.rounds.own.agency, source="QĐ 0", valid_to="2020-12-31")
    assert leads_of(names, TODAY) == {names[0]: "Sở Nội vụ", names[1]: ""}


def test_measures_name_what_to_change_and_who_loses_most(closed):
    rows = rows_of(closed)
    label = next(one.label for one in rows["1.1"].criterion.inputs)
    assert label in proposed_measures(rows["1.1"])
    assert "tập trung vào Sở Y tế" in proposed_measures(rows["1.1"])
    assert proposed_measures(rows["1.2"]) == ""  # by survey: no agency fills it in
    assert usually_chosen(domain_gaps(board_of(closed.round, closed.coordinator), today=TODAY)) == {"1.1", "2"}


def test_a_draft_of_the_province_has_means_targets_and_leads(closed):
    province = ProvinceFactory()
    client = client_of(closed.coordinator)
    assert not client.get(address(closed.round)).context["wishes"]
    forms = client.get(address(closed.round), {"tc": ["1.1", "2"]}).context["wishes"]
    assert [(form.leaf.code, form.previous, form.initial["target"]) for form in forms] == [
        ("1.1", Decimal("1.5"), Decimal(2)),
        ("2", Decimal("3.5"), Decimal(5)),
    ]
    assert client.post(address(closed.round), filled_in("1.1", "1.2", "2")).status_code == 302
    plan = Plan.objects.get()
    assert (plan.kind, plan.owner, plan.state) == (PlanKind.IMPROVEMENT, province, PlanState.DRAFT)
    rows = {item.outline_code: item for item in plan.items.all()}
    assert rows["1"].scores == {"max": "5", "previous": "3", "target": "5"}
    assert rows["2"].scores == {"max": "5", "previous": "3.5", "target": "4.75"}
    assert [duty.agency for duty in rows["2"].duties.filter(role="lead")] == [closed.rounds.body]


def test_its_table_is_read_again_equal(closed, tmp_path):
    ProvinceFactory()
    client_of(closed.coordinator).post(address(closed.round), filled_in("1.1", "1.2", "2"))
    plan, path = Plan.objects.get(), tmp_path / "phu-luc.docx"
    path.write_bytes(annex_docx(plan))
    reading = recognise(open_source(path))
    read = [(row.code, row.name, row.max_score, row.previous_score, row.target_score) for row in reading.criteria]
    names = ("max", "previous", "target")
    assert read == [
        (item.outline_code, item.title, *(Decimal(item.scores[name]) for name in names)) for item in plan.items.all()
    ]
    assert [row.solutions for row in reading.criteria] == [item.acceptance_note for item in plan.items.all()]


def test_its_paper_made_from_the_template_is_read_again_equal(closed, tmp_path, settings):
    settings.FILES_ROOT = tmp_path / "files"
    ProvinceFactory()
    client = client_of(closed.coordinator)
    client.post(address(closed.round), filled_in("1.1", "1.2", "2"))
    plan, path = Plan.objects.get(), tmp_path / "ke-hoach.docx"
    url = reverse("letters:improvement_new", args=[plan.pk])
    form = client.get(url).context["form"]
    client.post(url, {name: form[name].value() or "" for name in form.fields})
    with open_file(MadePaper.objects.get().file) as stream:
        path.write_bytes(stream.read())
    reading = recognise(open_source(path))
    read = [(row.code, row.name, row.previous_score, row.target_score, row.solutions) for row in reading.criteria]
    assert read == [
        (item.outline_code, item.title, Decimal(item.scores["previous"]), Decimal(item.scores["target"]),
         item.acceptance_note)
        for item in plan.items.all()
    ]  # fmt: skip
    assert lint(Document(str(path))) == ()


def test_what_comes_back_keeps_the_words(closed):
    ProvinceFactory()
    answer = client_of(closed.coordinator).post(address(closed.round), filled_in("2", **{"2-target": "3"}))
    assert answer.status_code == 422
    assert "3,5 (điểm đã đạt) đến 5" in str(answer.context["wishes"][0].errors)
    assert "Đôn đốc các cơ quan về tiêu chí 2" in answer.content.decode()
    assert not Plan.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR, Role.APPRAISER])
def test_only_who_drafts_plans_of_the_province_begins_one(closed, role):
    ProvinceFactory()
    assert client_of(person(closed.rounds.body, role)).get(address(closed.round)).status_code == 403
    assert client_of(closed.rounds.focal).get(address(closed.round)).status_code == 403


def test_the_page_of_where_points_are_lost_leads_here(closed):
    page = reverse("improvement:round_gaps", args=[closed.round.pk])
    assert address(closed.round) in client_of(closed.coordinator).get(page).content.decode()
    assert address(closed.round) not in client_of(closed.rounds.focal).get(page).content.decode()


def test_who_may_draft_for_both_says_whose_plan_it_is(closed):
    """The province has plans for improvement, an agency plans of its own: another kind there is not for either."""
    ProvinceFactory()
    agency = closed.rounds.own.agency
    Membership.objects.create(user=closed.coordinator, agency=agency, role=Role.FOCAL_POINT)
    client, of_agency = client_of(closed.coordinator), reverse("improvement:plan_new", args=[closed.rounds.own.pk])
    form = client.get(of_agency, {"tc": "1.1"}).context["head"]
    assert [kind for kind, _label in form.fields["whose"].choices] == [PlanKind.IMPROVEMENT, PlanKind.AGENCY]
    assert client.post(of_agency, filled_in("1.1")).status_code == 422
    assert client.post(of_agency, filled_in("1.1", whose="annual")).status_code == 422
    assert client.post(of_agency, filled_in("1.1", whose="agency")).status_code == 302
    assert (Plan.objects.get().kind, Plan.objects.get().owner) == (PlanKind.AGENCY, agency)


def test_who_may_draft_for_one_is_not_asked(closed):
    of_agency = reverse("improvement:plan_new", args=[closed.rounds.own.pk])
    form = client_of(closed.rounds.focal).get(of_agency, {"tc": "1.1"}).context["head"]
    assert "whose" not in form.fields


def test_full_points_everywhere_lose_nothing(closed):
    entry = closed.rounds.entry("1.1", closed.rounds.own)
    entry.appraised.claim["values"] = {name: str(value) for name, value in WHOLE.values.items()}
    entry.appraised.save()
    assert "1.1" not in rows_of(closed)
