"""A full disk: 507 with a sentence, what was typed is kept, nothing half written, and no restart afterwards."""

import errno
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from caicach.audit.models import AuditEvent
from caicach.files import previewing, storage
from caicach.files.models import Document, StoredFile
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def signed(client, agency):
    client.force_login(MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user)
    return client


def send(client, agency, content=b"BAO CAO", **typed):
    given = {"agency": agency.pk, "papers": SimpleUploadedFile("bao-cao.txt", content)} | typed
    return client.post(reverse("documentregister:document_add"), given)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def full(*arguments, **more):
    raise OSError(errno.ENOSPC, "No space left on device")


def assert_told(answer, typed=""):
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "sắp hết chỗ lưu tệp" in page
    assert typed in page


def test_a_disk_that_fills_up_while_registering_leaves_nothing(signed, agency, monkeypatch, settings):
    monkeypatch.setattr(storage, "_copy", full)
    assert_told(send(signed, agency, note="Ghi chú đã gõ"), "Ghi chú đã gõ")
    assert files_in(settings.FILES_ROOT) == []
    assert not Document.objects.exists()
    assert not AuditEvent.objects.filter(code="files.document_registered").exists()


def test_a_database_without_room_is_told_in_the_same_words(signed, agency, monkeypatch):
    def no_room(**more):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("caicach.documentregister.views.register_document", no_room)
    given = {"agency": agency.pk, "title": "Báo cáo đã gõ", "number": "7/BC-SYT", "issued_on": "2/3/2026"}
    assert_told(signed.post(reverse("documentregister:document_reference"), given), "Báo cáo đã gõ")


def test_a_page_image_is_shown_although_there_is_no_room_to_keep_it(monkeypatch, tmp_path):
    place = tmp_path / "ab" / "page-1.json"
    write = Path.write_text

    def half(path, text, **more):
        write(path, text[:3], **more)
        full()

    monkeypatch.setattr(Path, "write_text", half)
    previewing._keep(place, {"page": 1})
    assert files_in(tmp_path) == []


def test_htmx_is_told_too(signed, agency, monkeypatch):
    monkeypatch.setattr(storage, "_copy", full)
    given = {"agency": agency.pk, "papers": SimpleUploadedFile("bao-cao.txt", b"BAO CAO")}
    answer = signed.post(reverse("documentregister:document_add"), given, headers={"HX-Request": "true"})
    assert_told(answer)
    assert answer["HX-Retarget"] == "#messages"


def test_a_truly_full_disk_goes_on_without_a_restart(signed, agency, monkeypatch, settings):
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(settings.FILES_ROOT)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("this account may not mount a disk of 1 MB")
    try:
        monkeypatch.setattr(storage, "LEAST_FREE_BYTES", 0)
        monkeypatch.setattr(storage, "LEAST_FREE_PART", 2**60)
        assert_told(send(signed, agency, b"a" * 2 * 1024**2))
        assert files_in(settings.FILES_ROOT) == []
        assert send(signed, agency).status_code == 302
        assert StoredFile.objects.count() == len(files_in(settings.FILES_ROOT)) == 1
    finally:
        subprocess.run(["umount", str(settings.FILES_ROOT)], check=True)


def test_an_agency_brings_so_many_files_in_a_quarter(signed, agency, settings):
    settings.MOST_FILES_EACH_QUARTER = 2
    assert [send(signed, agency, f"BAO CAO {number}".encode()).status_code for number in range(3)] == [302, 302, 422]
    assert "2 tệp trong quý này" in send(signed, agency, b"BAO CAO moi").content.decode()
    assert Document.objects.count() == 2
