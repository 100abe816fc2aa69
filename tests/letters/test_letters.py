"""Reminder letters and papers of plans: what they say, their form, who makes them, and what is read back from them."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from caicach.agencies.directory import agency_directory
from caicach.core.documents.readers.docx import read_docx
from caicach.core.documents.recognition.recognising import recognise
from caicach.core.officialdocs.linting import lint
from caicach.files.services import open_file
from caicach.jobs.models import Job
from caicach.jobs.worker import run_now
from caicach.papers.models import MadePaper
from caicach.people.permissions import Role
from caicach.plans.compare import Change, compare, texts_of_contents, texts_of_plan
from caicach.plans.models import Plan
from caicach.wizard.contents import row_contents_of
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.readings import plan_with_every_cell
from tests.factories.work import AssignmentFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "co_quan": "Sở Nội vụ", "co_quan_chu_quan": "UBND tỉnh Lạc Xuyên", "so_ky_hieu": "        /SNV-CCHC",
    "dia_danh": "Lạc Xuyên", "ngay_thang": "ngày      tháng      năm 2026", "trich_yeu": "đôn đốc nhiệm vụ quá hạn",
    "quyen_han": "", "chuc_vu": "Giám đốc", "nguoi_ky": "Trần Thị Bình", "noi_nhan": "Như trên\r\nLưu: VT",
    "mo_dau": "Qua theo dõi, các nhiệm vụ sau đây đã quá hạn:", "de_nghi": "Đề nghị báo cáo trước ngày 30/6./.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.FILES_ROOT, settings.PROVINCE_NAME = tmp_path / "files", "Tỉnh Lạc Xuyên"


@pytest.fixture
def coordinator():
    return MembershipFactory(role=Role.COORDINATOR, agency=AgencyFactory(name="Sở Nội vụ", kind="department"))


@pytest.fixture
def signed(client, coordinator):
    client.force_login(coordinator.user)
    return client


@pytest.fixture
def late():
    """Two agencies: the first owes two duties, the second one."""
    day = timezone.localdate() - timedelta(days=12)
    agencies = [AgencyFactory(name="Sở Y tế"), AgencyFactory(name="Sở Tài chính")]
    for agency in (agencies[0], *agencies):
        AssignmentFactory(agency=agency, due_on=day)
    return agencies


def opened(paper):
    with open_file(paper.file) as stream:
        return Document(io.BytesIO(stream.read()))


def text_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def ask(client, agencies, mode="each", **more):
    data = {**WORDS, "agency": [one.pk for one in agencies], "mode": mode, **more}
    return client.post(reverse("letters:reminder_new"), data)


def test_each_agency_gets_a_letter_with_its_own_duties_in_the_form_of_the_decree(signed, late):
    assert ask(signed, late).status_code == 302
    run_now(Job.objects.get())
    papers = {paper.title: opened(paper) for paper in MadePaper.objects.all()}
    assert set(papers) == {"Công văn đôn đốc Sở Y tế", "Công văn đôn đốc Sở Tài chính"}
    first = papers["Công văn đôn đốc Sở Y tế"]
    assert "Kính gửi: Sở Y tế" in text_of(first)
    assert len(first.tables[1].rows) == 3
    assert first.tables[1].rows[1].cells[4].text == "12"
    assert all(lint(paper) == () for paper in papers.values())
    assert {paper.agency.name for paper in MadePaper.objects.all()} == {"Sở Nội vụ"}


def test_one_letter_for_all_names_the_duties_in_its_annex(signed, late):
    ask(signed, late, mode="one")
    run_now(Job.objects.get())
    paper = opened(MadePaper.objects.get())
    assert lint(paper) == ()
    assert "Kính gửi: Các cơ quan có tên tại Phụ lục" in text_of(paper)
    assert paper.sections[1].page_width > paper.sections[1].page_height
    assert [row.cells[1].text for row in paper.tables[-1].rows][1:] == ["Sở Tài chính", "Sở Y tế", "Sở Y tế"]


def test_who_has_done_its_duties_in_between_gets_no_letter(signed, late):
    ask(signed, late)
    Assignment.objects.filter(agency=late[1]).update(submitted_on=timezone.localdate())
    run_now(Job.objects.get())
    assert [paper.title for paper in MadePaper.objects.all()] == ["Công văn đôn đốc Sở Y tế"]


def test_what_misses_comes_back_with_all_that_was_typed(signed, late):
    answer = ask(signed, late, chuc_vu="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Trần Thị Bình" in page
    assert not Job.objects.exists()


def test_the_page_of_urging_leads_to_letters(signed, late):
    page = signed.get(reverse("notices:overdue_list")).content.decode()
    assert reverse("letters:reminder_new") in page
    assert "Sở Y tế" in signed.get(reverse("letters:reminder_new")).content.decode()


def test_people_of_agencies_write_no_letters(client, late):
    client.force_login(MembershipFactory(role=Role.FOCAL_POINT, agency=late[0]).user)
    assert client.get(reverse("letters:reminder_new")).status_code == 403
    assert ask(client, late).status_code == 403


def plan_words(client, url):
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_the_decision_on_a_plan_has_its_rows_as_annex_and_keeps_the_form(signed):
    plan = plan_with_every_cell()
    url = reverse("letters:decision_new", args=[plan.pk])
    assert url in signed.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    answer = signed.post(url, plan_words(signed, url))
    made = MadePaper.objects.get()
    assert answer.url == reverse("papers:made_detail", args=[made.pk])
    paper = opened(made)
    assert lint(paper) == ()
    assert f"Điều 1. Ban hành kèm theo Quyết định này {plan.title}." in text_of(paper)
    assert len(paper.tables[-1].rows) == 1 + plan.items.count()
    assert made.source_title == plan.title


@pytest.mark.parametrize("kind", ["decision_new", "improvement_new"])
def test_the_rows_of_a_plan_are_read_back_equal_from_its_paper(signed, tmp_path, kind):
    plan = plan_with_every_cell()
    if kind == "improvement_new":
        plan.kind = "improvement"
        plan.save()
    url = reverse(f"letters:{kind}", args=[plan.pk])
    signed.post(url, plan_words(signed, url))
    path = tmp_path / "van-ban.docx"
    with open_file(MadePaper.objects.get().file) as stream:
        path.write_bytes(stream.read())
    back = recognise(read_docx(path), agency_directory(plan.issued_on))
    differences = compare(texts_of_plan(plan), texts_of_contents(row_contents_of(back)))
    assert [(found.change, found.fields) for found in differences if found.change is not Change.SAME] == []
    assert len(back.rows) == plan.items.count()


def test_only_who_drafts_plans_makes_their_papers(client):
    plan = plan_with_every_cell()
    Plan.objects.filter(pk=plan.pk).update(state="issued")
    client.force_login(MembershipFactory(role=Role.LEADER).user)
    assert client.get(reverse("letters:decision_new", args=[plan.pk])).status_code == 403


def test_lists_keep_to_twelve_queries(signed, late, django_assert_max_num_queries):
    ask(signed, late)
    run_now(Job.objects.get())
    for name in ("papers:made_list", "papers:template_list", "letters:reminder_new"):
        signed.get(reverse(name))
        with django_assert_max_num_queries(12):
            assert signed.get(reverse(name)).status_code == 200
