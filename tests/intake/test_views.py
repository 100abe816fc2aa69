import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caicach.files.models import StoredFile
from caicach.intake.models import ImportRun, RunState
from caicach.jobs.worker import run_now
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.files import TEXT
from tests.factories.intake import ImportRunFactory

pytestmark = pytest.mark.django_db
UPLOAD = "/nhap/dong/"
LIST = "/nhap/"


@pytest.fixture
def signed_in(client, lan):
    client.force_login(lan)
    return client


def page_of(run, name="run_detail"):
    return reverse(f"intake:{name}", args=[run.pk])


def plan(content=TEXT, name="Kế hoạch 2026.txt"):
    return {"file": SimpleUploadedFile(name, content)}


def text_of(response):
    return response.content.decode()


def test_the_upload_page_says_what_it_takes_and_shows_the_steps(signed_in):
    page = text_of(signed_in.get(UPLOAD))
    assert 'accept=".docx,.pdf' in page
    assert "tối đa 20 MB" in page
    assert "Cần xem lại" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_sent_file_is_stored_read_and_leads_to_its_review(signed_in):
    response = signed_in.post(UPLOAD, plan())
    run = ImportRun.objects.get()
    assert response.url == page_of(run)
    assert run.file_name == "Kế hoạch 2026.txt"
    assert signed_in.get(page_of(run)).url == reverse("jobs:job_detail", args=[run.job.pk])
    run_now(run.job)
    assert signed_in.get(reverse("jobs:job_detail", args=[run.job.pk])).url == page_of(run)
    assert signed_in.get(page_of(run)).url == f"/xem-lai/{run.pk}/"


def test_pasted_text_is_a_source_like_any_other(signed_in):
    signed_in.post(UPLOAD, {"text": "TT\tNhiệm vụ\n1\tViệc một\n"})
    run = ImportRun.objects.get()
    assert run.params == {"is_paste": True}
    run_now(run.job)
    run.refresh_from_db()
    assert run.reading == {"lines": ["TT\tNhiệm vụ", "1\tViệc một"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TT\tNhiệm vụ\n1\tViệc", "Nội dung dán.tsv"),
        ("\n\nTT\tNhiệm vụ", "Nội dung dán.tsv"),
        ("KẾ HOẠCH\nTT\tNhiệm vụ", "Nội dung dán.txt"),
        ("I. MỤC ĐÍCH", "Nội dung dán.txt"),
    ],
)
def test_pasted_cells_are_kept_as_a_table_and_other_text_as_text(signed_in, text, name):
    signed_in.post(UPLOAD, {"text": text})
    assert ImportRun.objects.get().file_name == name


def test_the_same_file_again_is_told_and_changes_nothing(signed_in):
    signed_in.post(UPLOAD, plan())
    run = ImportRun.objects.get()
    response = signed_in.post(UPLOAD, plan(name="Tên khác.txt"))
    assert response.url == page_of(run, "run_known")
    assert "Kế hoạch 2026.txt" in text_of(signed_in.get(response.url))
    assert ImportRun.objects.count() == 1
    assert signed_in.post(page_of(run, "run_read_again")).status_code == 302
    assert ImportRun.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Chưa có gì để nhập"),
        ({"text": "   \n"}, "Chưa có gì để nhập"),
        (plan() | {"text": "một"}, "chỉ giữ một trong hai"),
        (plan(b""), "rỗng"),
        (plan(b"MZ", "a.exe"), ".docx, .pdf"),
        (plan(b"%PDF-1.4", "a.docx"), "không phải loại đó"),
        (plan(b"a" * (20 * 1024**2 + 1)), "20 MB"),
        ({"text": "a\x00b"}, ""),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason(signed_in, given, says):
    response = signed_in.post(UPLOAD, given)
    assert response.status_code == 422
    assert says in text_of(response)
    assert not ImportRun.objects.exists()


def test_pasted_text_stays_in_the_field_when_the_form_comes_back(signed_in):
    assert "việc đã dán" in text_of(signed_in.post(UPLOAD, plan() | {"text": "việc đã dán"}))


def test_a_failed_run_says_what_where_and_how_to_repair(signed_in):
    failure = {"code": "documents.nobody_knows", "params": {"where": "trang 3"}}
    page = text_of(signed_in.get(page_of(ImportRunFactory(state=RunState.FAILED, reading=None, failure=failure))))
    assert "trang 3" in page
    assert "Cách sửa" in page
    assert "Lưu thành" in page


def test_a_done_run_leads_to_its_result(signed_in):
    run = ImportRunFactory(state=RunState.DONE, result_key="17")
    assert signed_in.get(page_of(run)).url == "/ket-qua/17/"


def test_a_colleague_sees_that_a_run_is_being_read(signed_in, minh):
    signed_in.post(UPLOAD, plan())
    signed_in.force_login(minh)
    response = signed_in.get(page_of(ImportRun.objects.get()))
    assert response.status_code == 200
    assert "Đang đọc" in text_of(response)


def test_the_source_file_is_open_to_all_who_see_the_run(signed_in, minh):
    signed_in.post(UPLOAD, plan())
    url = reverse("files:download", args=[StoredFile.objects.get().pk])
    signed_in.force_login(minh)
    assert signed_in.get(url).status_code == 200
    signed_in.force_login(MembershipFactory(role=Role.LEADER).user)
    assert signed_in.get(url).status_code == 404


def test_the_list_shows_runs_with_their_state_and_filters_them(signed_in, lan):
    assert "Chưa nhập văn bản nào" in text_of(signed_in.get(LIST))
    ImportRunFactory(file_name="Của người khác.docx")
    ImportRunFactory(file_name="Hỏng.docx", state=RunState.FAILED, begun_by=lan)
    page = text_of(signed_in.get(LIST))
    assert "Của người khác.docx" in page
    assert "Xem lý do" in page
    assert "Của người khác" not in text_of(signed_in.get(LIST, {"state": "failed"}))
    assert "Của người khác" not in text_of(signed_in.get(LIST, {"own": "1"}))
    assert "Bỏ lọc" in text_of(signed_in.get(LIST, {"state": "done"}))
    assert signed_in.get(LIST, {"state": "x", "page": "y"}).status_code == 200


def test_the_list_costs_the_same_for_one_run_and_for_fifty(signed_in, django_assert_max_num_queries):
    ImportRunFactory.create_batch(50)
    with django_assert_max_num_queries(25):
        signed_in.get(LIST)


def test_strangers_see_no_importer_and_no_run(client):
    run = ImportRunFactory()
    client.force_login(MembershipFactory(role=Role.LEADER).user)
    assert client.get(UPLOAD).status_code == 404
    assert client.post(UPLOAD, plan()).status_code == 404
    assert client.get("/nhap/khong-co/").status_code == 404
    for name in ("run_detail", "run_known"):
        assert client.get(page_of(run, name)).status_code == 404
    for name in ("run_abandon", "run_read_again"):
        assert client.post(page_of(run, name)).status_code == 404
    assert run.file_name not in text_of(client.get(LIST))


def test_nothing_is_changed_by_reading_a_page(signed_in):
    run = ImportRunFactory()
    for name in ("run_abandon", "run_read_again"):
        assert signed_in.get(page_of(run, name)).status_code == 405


def test_a_run_is_abandoned_from_its_page(signed_in):
    run = ImportRunFactory(state=RunState.FAILED)
    assert signed_in.post(page_of(run, "run_abandon")).url == LIST
    assert "Lượt nhập đã bỏ" in text_of(signed_in.get(page_of(run)))


def test_a_focal_point_brings_in_for_the_own_agency_only(client):
    membership = MembershipFactory(role=Role.FOCAL_POINT)
    client.force_login(membership.user)
    url, own, other = "/nhap/dong-rieng/", membership.agency.pk, AgencyFactory().pk
    assert str(membership.agency) in text_of(client.get(url, {"agency": own}))
    assert client.get(url, {"agency": other}).status_code == 403
    assert client.get(url, {"agency": 10**9}).status_code == 404
    assert client.post(url, plan() | {"agency": other}).status_code == 403
    assert not StoredFile.objects.exists()
    client.post(url, plan() | {"agency": own})
    assert ImportRun.objects.get().params == {"agency": own}


def test_the_way_in_stands_in_the_head_for_those_who_may(client, lan):
    client.force_login(lan)
    assert "Nhập văn bản</" in text_of(client.get(LIST)).replace("</span>", "</")
