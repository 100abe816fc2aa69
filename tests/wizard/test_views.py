import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caicach.annexes.annex_docx import annex_docx
from caicach.core.documents.reading import Problem
from caicach.core.documents.transfer import reading_to_plain
from caicach.intake.models import ImportRun, RunState
from caicach.intake.services import decide
from caicach.jobs.worker import run_now
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.wizard.importers import AGENCY_CODE, PROVINCE_CODE
from caicach.wizard.questions import problem_key
from caicach.wizard.review import Review
from tests.factories.agencies import AgencyFactory
from tests.factories.intake import ImportRunFactory
from tests.factories.plans import ProvinceFactory, coordinator, focal_point
from tests.factories.readings import name, reading, row, usual_rows

pytestmark = pytest.mark.django_db

HEAD = {"kind": "annual", "year": 2026, "title": "Cải cách hành chính năm 2026", "number": "15/KH-UBND", "seen": "0",
        "issued_on": "10/01/2026", "issuer": "UBND tỉnh Lạc Xuyên", "document_kind": "Kế hoạch"}  # fmt: skip


@pytest.fixture
def agency():
    return AgencyFactory(name="Sở Nội vụ")


@pytest.fixture
def user():
    return coordinator()


@pytest.fixture
def signed_in(client, user):
    ProvinceFactory()
    client.force_login(user)
    return client


def doubtful_rows(agency):
    return (
        *usual_rows(agency),
        row(("II",), "Tập huấn", lead=(name("Sở XYZ"),), end="lúc nào đó", at=6),
        row(("III",), "Khảo sát", lead=(name("Sở XYZ"),), end="Tháng 5", at=7),
    )


def doubts(rows):
    two, three = rows[-2:]
    return (
        Problem("documents.agency_unknown", two.place, "II", "lead", "Sở XYZ"),
        Problem("documents.agency_unknown", three.place, "III", "lead", "Sở XYZ"),
        Problem("documents.deadline_unreadable", two.place, "II", "schedule", "lúc nào đó"),
        Problem("documents.number_missing", three.place, "III", "outline_code", "III"),
    )


def run_of(read, **more):
    return ImportRunFactory(importer=PROVINCE_CODE, reading=reading_to_plain(read), **more)


def doubtful_run(agency, **more):
    rows = doubtful_rows(agency)
    return run_of(reading(*rows, problems=doubts(rows)), **more)


def url(name, run):
    return reverse(f"wizard:{name}", args=[run.pk])


def confirm_head(client, run, **changes):
    owner = changes.pop("owner", None) or ProvinceFactory()
    return client.post(url("structure", run), HEAD | {"owner": owner.pk} | changes)


def answer(client, run, number, **values):
    """Answer the questions of one open group as its form would, all rows ticked."""
    group = [one for one in client.get(url("review", run)).context["groups"] if one.is_open][number]
    tokens = [question.token for question in group.questions]
    return client.post(url("review", run), {"group": group.key, "tokens": tokens} | values)


def open_count(run):
    run.refresh_from_db()
    return Review(run).open_count


def test_the_structure_shows_the_read_head_and_the_counts(signed_in, agency):
    page = signed_in.get(url("structure", doubtful_run(agency)))
    assert page.context["form"]["number"].value() == "15/KH-UBND"
    assert page.context["structure"].counts["leaves"] == 4
    assert page.context["open_count"] == 4


def test_a_confirmed_head_is_kept_and_leads_on_to_the_doubts(signed_in, agency):
    run = doubtful_run(agency)
    page = confirm_head(signed_in, run, number="16/KH-UBND")
    assert page.headers["Location"] == url("review", run)
    run.refresh_from_db()
    assert Review(run).head.number == "16/KH-UBND"
    assert signed_in.get(url("structure", run)).context["form"]["number"].value() == "16/KH-UBND"


def test_a_head_without_a_year_comes_back(signed_in, agency):
    assert confirm_head(signed_in, doubtful_run(agency), year="").status_code == 422


def test_one_answer_serves_all_that_are_alike(signed_in, agency):
    run = doubtful_run(agency)
    answer(signed_in, run, 0, act="agency", agency="sở nội vụ")
    assert open_count(run) == 2
    assert [one.lead[0].key for one in Review(run).reading.rows[-2:]] == [agency.code] * 2


def test_an_answer_may_be_given_to_some_rows_only(signed_in, agency):
    run = doubtful_run(agency)
    group = signed_in.get(url("review", run)).context["groups"][0]
    signed_in.post(url("review", run), {"group": group.key, "tokens": [group.questions[1].token], "act": "keep"})
    assert open_count(run) == 3


def test_an_agency_that_is_not_in_the_register_is_asked_again(signed_in, agency):
    run = doubtful_run(agency)
    page = answer(signed_in, run, 0, act="agency", agency="Sở Không Có")
    assert page.status_code == 422
    assert "Sở Không Có" in page.content.decode()
    assert open_count(run) == 4


def test_a_typed_name_needs_no_further_choice_and_nothing_is_no_answer(signed_in, agency):
    run = doubtful_run(agency)
    assert answer(signed_in, run, 0).status_code == 422
    answer(signed_in, run, 0, agency="Sở Nội vụ")
    assert open_count(run) == 2


def test_a_time_that_is_not_understood_is_asked_again(signed_in, agency):
    run = doubtful_run(agency)
    assert answer(signed_in, run, 1, act="time", end="bao giờ cũng được").status_code == 422
    answer(signed_in, run, 1, act="time", end="Quý II/2026")
    assert open_count(run) == 3


def test_a_doubtful_amount_is_settled_with_one_of_its_two_meanings(signed_in, agency):
    only = row(("I",), "Tập huấn", lead=(name("Sở Tư pháp", agency.code),), end="Tháng 5", at=6)
    doubt = Problem(
        "documents.budget_unreadable", only.place, "I", "budget_million_vnd", "1.250", proposals=("1250", "1.25")
    )
    run = run_of(reading(only, problems=(doubt,)))
    page = signed_in.get(url("review", run))
    assert "1,25 triệu đồng" in page.content.decode()
    answer(signed_in, run, 0, act="proposal:1.25")
    run.refresh_from_db()
    assert [str(one.budget_million_vnd) for one in Review(run).reading.rows] == ["1.25"]


def test_what_is_only_to_be_known_is_kept_with_one_click(signed_in, agency):
    run = doubtful_run(agency)
    signed_in.post(url("keep", run))
    assert open_count(run) == 3


def test_an_answer_of_a_colleague_is_not_overwritten(signed_in, agency):
    run = doubtful_run(agency)
    group = signed_in.get(url("review", run)).context["groups"][0]
    seen = {"group": group.key, "tokens": [one.token for one in group.questions], "act": "agency"}
    for question in group.questions:
        value = {"act": "keep", "label": "giữ nguyên"}
        decide(run=run, key=question.key, value=value, version=0, by=coordinator())
    page = signed_in.post(url("review", run), seen | {"agency": agency.name})
    assert page.status_code == 409
    assert "giữ nguyên" in page.content.decode()
    assert {one.value["act"] for one in run.decisions.all()} == {"keep"}


def test_of_two_answers_both_are_shown_and_the_own_one_is_a_click_away(signed_in, user, agency):
    run = doubtful_run(agency)
    group = signed_in.get(url("review", run)).context["groups"][0]
    tokens = [one.token for one in group.questions]
    colleague = coordinator()
    for question in group.questions:
        decide(run=run, key=question.key, value={"act": "keep", "label": "giữ chữ"}, version=0, by=colleague)
    page = signed_in.post(url("review", run), {"group": group.key, "tokens": tokens, "agency": agency.name})
    assert str(colleague) in page.context["conflict"].sentence
    again = page.context["conflict"].typed
    signed_in.post(url("review", run), {"group": group.key, "tokens": [v for n, v in again if n == "tokens"],
                                        **{n: v for n, v in again if n != "tokens"}})  # fmt: skip
    assert {one.value["act"] for one in run.decisions.all()} == {"agency"}


def test_an_answer_leads_to_the_next_open_question_and_is_undone_there(signed_in, agency):
    run = doubtful_run(agency)
    groups = signed_in.get(url("review", run)).context["groups"]
    page = signed_in.get(answer(signed_in, run, 0, act="keep").headers["Location"])
    assert page.context["group"].key == groups[1].key
    just_now = page.context["just_now"]
    assert (just_now.key, just_now.newest.by) == (groups[0].key, page.wsgi_request.user)
    undone = {"group": just_now.key, "tokens": just_now.given_tokens}
    back = signed_in.post(reverse("wizard:undo", args=[run.pk]), undone)
    assert signed_in.get(back.headers["Location"]).context["group"].key == groups[0].key
    assert open_count(run) == 4


def test_an_undo_does_not_take_back_what_a_colleague_has_answered_since(signed_in, agency):
    run = doubtful_run(agency)
    answer(signed_in, run, 0, act="keep")
    group = signed_in.get(url("review", run)).context["groups"][0]
    changed = {"act": "agency", "key": agency.code, "label": agency.name}
    decide(run=run, key=group.questions[0].key, value=changed, version=1, by=coordinator())
    undone = {"group": group.key, "tokens": group.given_tokens}
    assert signed_in.post(reverse("wizard:undo", args=[run.pk]), undone).status_code == 409
    assert run.decisions.count() == 2


def test_a_question_that_is_asked_for_is_shown_with_the_colleague_who_answered_it(signed_in, agency):
    run = doubtful_run(agency)
    group = signed_in.get(url("review", run)).context["groups"][0]
    colleague = coordinator()
    for question in group.questions:
        decide(run=run, key=question.key, value={"act": "keep", "label": "giữ chữ"}, version=0, by=colleague)
    page = signed_in.get(url("review", run), {"cau": group.key})
    assert page.context["group"].newest.by == colleague
    assert str(colleague) in page.content.decode()


def test_the_last_answer_leads_on_to_the_check(signed_in, agency):
    run = doubtful_run(agency)
    confirm_head(signed_in, run)
    answer(signed_in, run, 0, act="keep")
    answer(signed_in, run, 0, act="keep")
    page = signed_in.post(url("keep", run))
    assert page.headers["Location"] == url("check", run)


def test_without_doubts_the_structure_leads_straight_to_the_check(signed_in, agency):
    run = run_of(reading(*usual_rows(agency)))
    assert confirm_head(signed_in, run).headers["Location"] == url("check", run)


def test_of_two_heads_nothing_typed_is_lost(signed_in, agency):
    run = doubtful_run(agency)
    confirm_head(signed_in, run, number="16/KH-UBND")
    page = confirm_head(signed_in, run, number="17/KH-UBND")
    assert page.status_code == 409
    assert page.context["form"]["number"].value() == "17/KH-UBND"
    confirm_head(signed_in, run, number="17/KH-UBND", seen=str(page.context["seen"]))
    run.refresh_from_db()
    assert Review(run).head.number == "17/KH-UBND"


@pytest.mark.parametrize("name", ["keep", "undo"])
def test_a_run_that_is_over_takes_no_more_answers(signed_in, agency, name):
    run = run_of(reading(*usual_rows(agency)), state=RunState.ABANDONED)
    page = signed_in.post(reverse(f"wizard:{name}", args=[run.pk]))
    assert page.status_code in (302, 409)
    assert not run.decisions.exists()


def test_a_run_is_left_and_resumed_by_a_colleague(signed_in, client, agency):
    run = doubtful_run(agency)
    confirm_head(signed_in, run)
    answer(signed_in, run, 0, act="keep")
    client.force_login(coordinator())
    assert client.get(url("review", run)).context["open_count"] == 2


def all_answered(client, run):
    confirm_head(client, run)
    answer(client, run, 0, act="agency", agency="Sở Nội vụ")
    answer(client, run, 0, act="time", end="Tháng 9/2026")
    client.post(url("keep", run))


def test_the_check_shows_source_and_result_side_by_side(signed_in, agency):
    run = doubtful_run(agency)
    all_answered(signed_in, run)
    page = signed_in.get(url("check", run))
    proof = page.context["proof"]
    assert len(proof.rows) == 4
    assert proof.counts["unassigned"] == 0
    assert "lúc nào đó" in page.content.decode()


def shown_titles(page):
    return [line.row.title for line in page.context["lines"] if line.is_duty]


def test_the_check_is_searched_without_diacritics_and_narrowed_to_what_answers_changed(signed_in, agency):
    run = doubtful_run(agency)
    all_answered(signed_in, run)
    found = signed_in.get(url("check", run), {"q": "khao sat"})
    assert shown_titles(found) == ["Khảo sát"]
    assert shown_titles(signed_in.get(url("check", run), {"chon": "changed"})) == ["Tập huấn", "Khảo sát"]
    assert "Bỏ bộ lọc" in signed_in.get(url("check", run), {"q": "không có đâu"}).content.decode()


def test_the_check_shows_each_found_row_below_its_headings(signed_in, agency):
    run = run_of(reading(*usual_rows(agency)))
    confirm_head(signed_in, run)
    lines = signed_in.get(url("check", run), {"q": "cong bo"}).context["lines"]
    assert [line.row.title for line in lines] == ["CẢI CÁCH THỂ CHẾ", "Rà soát văn bản", "Công bố kết quả rà soát"]


def test_a_plan_is_made_and_issued_of_an_answered_run(signed_in, agency):
    run = doubtful_run(agency)
    all_answered(signed_in, run)
    assert signed_in.get(url("finish", run)).status_code == 200
    form = {"issue": "1", "number": "15/KH-UBND", "issued_on": "10/01/2026", "version": 1}
    signed_in.post(url("finish", run), form)
    plan = Plan.objects.get()
    run.refresh_from_db()
    assert (plan.state, plan.source_file) == (PlanState.ISSUED, run.file)
    assert (run.state, run.result_key) == (RunState.DONE, str(plan.pk))
    assert plan.items.get(outline_code="II").duties.get().agency == agency
    assert plan.items.get(outline_code="II").time_frame_text == "lúc nào đó"
    assert plan.items.get(outline_code="II").due_on.isoformat() == "2026-09-30"


def test_a_draft_is_made_without_issuing_it(signed_in, agency):
    run = doubtful_run(agency)
    all_answered(signed_in, run)
    signed_in.post(url("finish", run), {"draft": "1"})
    assert Plan.objects.get().state == PlanState.DRAFT


def test_no_plan_is_made_while_a_doubt_is_open(signed_in, agency):
    run = doubtful_run(agency)
    confirm_head(signed_in, run)
    page = signed_in.post(url("finish", run), {"draft": "1"})
    assert page.headers["Location"] == url("review", run)
    assert not Plan.objects.exists()


def test_a_finished_run_makes_no_second_plan(signed_in, agency):
    run = run_of(reading(*usual_rows(agency)))
    confirm_head(signed_in, run)
    signed_in.post(url("finish", run), {"draft": "1"})
    signed_in.post(url("finish", run), {"draft": "1"})
    assert Plan.objects.count() == 1


def test_the_same_document_again_changes_nothing(signed_in, agency):
    for number in range(2):
        run = run_of(reading(*usual_rows(agency)))
        confirm_head(signed_in, run)
        form = {"issue": "1", "number": "15/KH-UBND", "issued_on": "10/01/2026", "version": 1}
        page = signed_in.post(url("finish", run), form)
        assert page.status_code == (302, 409)[number]
    assert Plan.objects.count() == 1


def test_a_changed_document_shows_its_differences_and_becomes_a_new_version(signed_in, agency):
    rows = usual_rows(agency)
    form = {"issue": "1", "number": "15/KH-UBND", "issued_on": "10/01/2026", "version": 1}
    for change in (rows, (*rows[:3], row(("I", "1", "1.2"), rows[3].title, lead=rows[3].lead, end="Tháng 12", at=5))):
        run = run_of(reading(*change))
        confirm_head(signed_in, run)
        if change is not rows:
            assert signed_in.get(url("structure", run)).context["existing"] == Plan.objects.get()
            page = signed_in.get(url("difference", run))
            assert [found.new.title for found in page.context["comparison"].differences] == [rows[3].title]
        signed_in.post(url("finish", run), form)
    old, new = Plan.objects.order_by("number_of_version")
    assert (old.state, new.state, new.series) == (PlanState.AMENDED, PlanState.ISSUED, old.series)


def test_an_agency_reads_its_own_document_in(client, agency):
    client.force_login(focal_point(agency))
    run = ImportRunFactory(
        importer=AGENCY_CODE, reading=reading_to_plain(reading(*usual_rows(agency))), params={"agency": agency.pk}
    )
    confirm_head(client, run, owner=agency, kind="agency")
    client.post(url("finish", run), {"draft": "1"})
    plan = Plan.objects.get()
    assert (plan.owner, plan.kind) == (agency, PlanKind.AGENCY)


def test_who_may_not_issue_is_offered_a_draft_only(client, agency):
    client.force_login(focal_point(agency))
    run = ImportRunFactory(
        importer=AGENCY_CODE, reading=reading_to_plain(reading(*usual_rows(agency))), params={"agency": agency.pk}
    )
    confirm_head(client, run, owner=agency, kind="agency")
    page = client.get(url("finish", run)).content.decode()
    assert 'name="draft"' in page
    assert 'name="issue"' not in page


def test_an_issue_by_who_may_not_issue_leaves_a_draft(client, agency):
    client.force_login(focal_point(agency))
    run = ImportRunFactory(
        importer=AGENCY_CODE, reading=reading_to_plain(reading(*usual_rows(agency))), params={"agency": agency.pk}
    )
    confirm_head(client, run, owner=agency, kind="agency")
    client.post(url("finish", run), {"issue": "1", "number": "15/KH", "issued_on": "10/01/2026", "version": 1})
    assert Plan.objects.get().state == PlanState.DRAFT


@pytest.mark.parametrize("name", ["structure", "review", "check", "difference", "finish"])
def test_a_run_of_the_province_is_not_there_for_agencies(client, agency, name):
    client.force_login(focal_point(agency))
    assert client.get(url(name, doubtful_run(agency))).status_code == 404


def test_a_review_of_300_doubts_takes_few_queries(signed_in, agency, django_assert_max_num_queries):
    rows = tuple(row((str(n),), f"Việc {n}", lead=(name("Sở XYZ"),), at=n + 2) for n in range(300))
    problems = [Problem("documents.agency_unknown", one.place, one.path[0], "lead", "Sở XYZ") for one in rows]
    run = run_of(reading(*rows, problems=tuple(problems)))
    assert len({problem_key(problem) for problem in problems}) == 300
    with django_assert_max_num_queries(25):
        page = signed_in.get(url("review", run))
    assert len(page.context["groups"]) == 1


def test_an_exported_annex_is_uploaded_read_and_found_to_be_the_same_plan(signed_in, agency, user, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    run = run_of(reading(*usual_rows(agency)))
    confirm_head(signed_in, run)
    signed_in.post(url("finish", run), {"draft": "1"})
    plan = Plan.objects.get()
    file = SimpleUploadedFile("phu-luc.docx", annex_docx(plan))
    signed_in.post(reverse("intake:upload", args=[PROVINCE_CODE]), {"file": file})
    run = ImportRun.objects.get(state=RunState.READING)
    run_now(run.job)
    run.refresh_from_db()
    assert run.state == RunState.REVIEW
    assert signed_in.get(reverse("intake:run_detail", args=[run.pk])).headers["Location"] == url("structure", run)
    confirm_head(signed_in, run)
    signed_in.post(url("keep", run))
    assert signed_in.get(url("difference", run)).context["comparison"].differences == []
    assert signed_in.post(url("finish", run), {"draft": "1"}).status_code == 409
    again = SimpleUploadedFile("phu-luc.docx", annex_docx(plan))
    signed_in.post(reverse("intake:upload", args=[PROVINCE_CODE]), {"file": again})
    assert Plan.objects.count() == 1
