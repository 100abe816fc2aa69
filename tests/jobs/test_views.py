from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.jobs.models import Job, JobState
from caicach.jobs.registry import register
from caicach.jobs.services import claim
from tests.factories.agencies import MembershipFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db
PART = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "job"}


@pytest.fixture
def counting():
    return register("test.count", lambda context: {}, title="Đếm hồ sơ")


@pytest.fixture
def job(client, counting):
    job = JobFactory()
    client.force_login(job.asked_by)
    return job


def url(name, job):
    return reverse(f"jobs:{name}", args=[job.pk])


def test_the_page_tells_progress_and_asks_again_with_and_without_script(client, job):
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, step="Đang đọc bảng", done=2, total=4)
    page = client.get(url("job_detail", job)).content.decode()
    assert "Đang đọc bảng" in page
    assert 'value="2" max="4"' in page
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    part = client.get(url("job_detail", job), **PART).content.decode()
    assert part.strip().startswith("<section")
    assert "<html" not in part


def test_an_ended_job_asks_no_more(client, job):
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    page = client.get(url("job_detail", job)).content.decode()
    assert "hx-trigger" not in page
    assert "refresh" not in page


def test_an_ended_job_leads_on_to_what_came_of_it(client, job):
    register("test.count", lambda context: {}, title="Đếm", page=lambda job: "/xong/")
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    assert client.get(url("job_detail", job)).headers["Location"] == "/xong/"
    assert client.get(url("job_detail", job), **PART).headers["HX-Redirect"] == "/xong/"


def test_a_job_that_came_to_nothing_may_keep_its_page_and_lead_back(client, job):
    register("test.count", lambda context: {}, title="Đếm", page=lambda job: "", again=lambda job: "/lam-lai/")
    assert "/lam-lai/" not in client.get(url("job_detail", job)).content.decode()
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, failure={"code": "x.y", "params": {}})
    assert 'href="/lam-lai/"' in client.get(url("job_detail", job)).content.decode()


def test_a_failed_job_says_why(client, job):
    failure = {"code": "x.y", "params": {"sentence": "Tệp bị hỏng ở trang 3."}}
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, failure=failure)
    assert "Tệp bị hỏng ở trang 3." in client.get(url("job_detail", job)).content.decode()


def test_others_do_not_see_a_job(client, job):
    client.force_login(MembershipFactory().user)
    assert client.get(url("job_detail", job)).status_code == 404
    assert client.post(url("job_cancel", job)).status_code == 404
    assert client.post(url("job_run", job)).status_code == 404


def test_cancelling_is_a_post_and_tells_when_it_is_too_late(client, job):
    assert client.get(url("job_cancel", job)).status_code == 405
    assert client.post(url("job_cancel", job)).status_code == 302
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert client.post(url("job_cancel", job)).status_code == 409


def test_a_job_that_no_worker_takes_may_be_run_from_its_page(client, job):
    assert "caicach work" not in client.get(url("job_detail", job)).content.decode()
    Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - timedelta(seconds=20))
    assert "caicach work" in client.get(url("job_detail", job)).content.decode()
    client.post(url("job_run", job))
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_running_job_is_not_run_twice_from_its_page(client, job):
    claim(worker="a")
    assert client.post(url("job_run", job)).status_code == 409
