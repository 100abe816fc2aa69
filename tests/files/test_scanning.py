"""Files wait for the virus scan, and are given out when they are clean; without clamd work goes on."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from caicach.audit.models import AuditEvent
from caicach.documentregister.services import Head, register_document
from caicach.files.errors import FileInfected, NotGivenOut
from caicach.files.models import ScanState, StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import checked_path_for_reading, open_file, store_file
from caicach.jobs.models import Job, JobState
from caicach.jobs.worker import run_now
from caicach.operation.doctor import examine
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.files.fake_clamd import fake_clamd, free_port

pytestmark = pytest.mark.django_db


def answer(content):
    told = {b"VIRUS": "Eicar FOUND", b"LOCKED": "Heuristics.Encrypted.PDF FOUND", b"POISON": "hang up"}
    return next((says for mark, says in told.items() if mark in content), "OK")


@pytest.fixture
def clamd(settings):
    with fake_clamd(answer) as (address, _heard):
        settings.CLAMD = address
        yield settings


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def lan(agency):
    return MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user


def store(by, content=b"words", name="tep.txt"):
    return store_file(content=io.BytesIO(content), name=name, by=by, policy=EVIDENCE)


def run_jobs():
    for job in Job.objects.filter(state=JobState.WAITING, kind="files.scan"):
        run_now(job)


def states():
    return {file.name: file.scan_state for file in StoredFile.objects.all()}


def viruses():
    return next(one for one in examine() if one.name == "viruses")


def test_a_file_waits_and_is_given_out_when_it_is_clean(clamd, lan):
    file = store(lan)
    assert file.scan_state == ScanState.WAITING
    with pytest.raises(NotGivenOut):
        open_file(file)
    assert checked_path_for_reading(file).read_bytes() == b"words"  # the child within limits may read it meanwhile
    run_jobs()
    file.refresh_from_db()
    assert (file.scan_state, file.scanned_at is not None) == (ScanState.CLEAN, True)
    assert open_file(file).read() == b"words"
    assert AuditEvent.objects.filter(code="files.file_scanned").count() == 1


def test_each_file_gets_the_state_that_clamd_says(clamd, lan):
    for name, content in [("sach", b"words"), ("nhiem", b"a VIRUS"), ("khoa", b"LOCKED in")]:
        store(lan, content, f"{name}.txt")
    run_jobs()
    assert states() == {"sach.txt": "clean", "nhiem.txt": "infected", "khoa.txt": "unscannable"}
    assert StoredFile.objects.get(name="nhiem.txt").scan_says == "Eicar"


def test_an_infected_file_is_neither_read_nor_taken_again(clamd, lan):
    file = store(lan, b"a VIRUS")
    run_jobs()
    file.refresh_from_db()
    with pytest.raises(FileInfected):
        checked_path_for_reading(file)
    with pytest.raises(FileInfected):
        store(lan, b"a VIRUS", "khac.txt")


def test_without_clamd_uploads_go_on_and_wait(settings, lan):
    settings.CLAMD = f"tcp:127.0.0.1:{free_port()}"
    store(lan)
    run_jobs()
    assert states() == {"tep.txt": "waiting"}
    assert not viruses().is_well
    assert "1 files wait" in viruses().says
    with pytest.raises(CommandError, match="does not answer"):
        call_command("scan_files")
    with fake_clamd(answer) as (address, _heard):
        settings.CLAMD = address
        call_command("scan_files")
        assert viruses().is_well
    assert states() == {"tep.txt": "clean"}


def test_a_file_that_clamd_dies_of_does_not_hold_up_the_others(clamd, lan):
    store(lan, b"POISON", "doc.txt")
    store(lan, b"words", "sach.txt")
    call_command("scan_files")
    assert states() == {"doc.txt": "waiting", "sach.txt": "clean"}
    call_command("scan_files")
    call_command("scan_files")
    assert states()["doc.txt"] == "unscannable"


def test_turned_on_later_the_older_files_can_be_scanned_too(settings, lan):
    store(lan, b"a VIRUS")
    assert states() == {"tep.txt": "off"}
    assert viruses().is_well is None
    with pytest.raises(CommandError, match="is off"):
        call_command("scan_files")
    with fake_clamd(answer) as (address, _heard):
        settings.CLAMD = address
        with pytest.raises(CommandError, match="infected"):
            call_command("scan_files", "--again")
    assert states() == {"tep.txt": "infected"}


def test_others_get_nothing_and_the_page_says_the_state_in_words(clamd, client, agency, lan):
    file = store(lan, b"a VIRUS", "nhiem.txt")
    document = register_document(agency=agency, head=Head(title="Báo cáo"), by=lan, file=file)
    page = reverse("documentregister:document_detail", args=[document.pk])
    client.force_login(lan)
    assert "chờ quét vi-rút" in client.get(page).content.decode()
    assert client.get(reverse("files:download", args=[file.pk])).status_code == 409
    assert client.get(reverse("files:file_page", args=[file.pk, 1])).status_code == 409
    run_jobs()
    shown = client.get(page).content.decode()
    assert "nhiễm vi-rút" in shown
    assert reverse("files:download", args=[file.pk]) not in shown


def test_the_administrator_is_told_and_tries_again(settings, client, lan):
    settings.CLAMD = f"tcp:127.0.0.1:{free_port()}"
    store(lan)
    StoredFile.objects.update(stored_at=timezone.now() - timedelta(hours=1))
    client.force_login(MembershipFactory(role=Role.SYSADMIN).user)
    page = reverse("files:scan_list")
    assert page in client.get(reverse("memberships:person_list")).content.decode().partition("<main")[2]
    assert "Máy quét không trả lời" in client.get(page).content.decode()
    with fake_clamd(answer) as (address, _heard):
        settings.CLAMD = address
        assert client.post(page).status_code == 302
        run_jobs()
        assert "ClamAV 1.4.6" in client.get(page).content.decode()
    assert states() == {"tep.txt": "clean"}


def test_a_site_that_scans_nothing_says_so(client):
    client.force_login(MembershipFactory(role=Role.SYSADMIN).user)
    assert "CAICACH_CLAMD=off" in client.get(reverse("files:scan_list")).content.decode()
