import errno
import io
import shutil
from collections import namedtuple

import pytest

from caicach.audit.models import AuditEvent
from caicach.files import storage
from caicach.files.errors import FileTooLarge, NotGivenOut, StorageFull, StoredFileBroken
from caicach.files.models import ScanState, StoredFile
from caicach.files.policy import EVIDENCE, FilePolicy
from caicach.files.services import open_file, path_of, store_file
from tests.factories.agencies import MembershipFactory
from tests.factories.files import PDF, TEXT

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def lan():
    return MembershipFactory().user


def store(by, content=TEXT, name="Kế hoạch.txt", policy=EVIDENCE):
    return store_file(content=io.BytesIO(content), name=name, by=by, policy=policy)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_lies_under_its_hash_and_is_told_once(lan):
    file = store(lan)
    path = path_of(file)
    assert path.name == file.sha256
    assert path.parent.parent.name == file.sha256[:2]
    assert path.read_bytes() == TEXT
    assert AuditEvent.objects.filter(code="files.file_stored").count() == 1


def test_the_same_content_under_another_name_is_the_same_file(lan):
    assert store(lan) == store(MembershipFactory().user, name="Bản khác.csv")
    assert StoredFile.objects.count() == 1
    assert AuditEvent.objects.filter(code="files.file_stored").count() == 1


def test_storing_again_repairs_content_that_was_lost(lan):
    file = store(lan)
    path_of(file).unlink()
    store(lan)
    assert open_file(file).read() == TEXT


def test_a_file_past_the_limit_is_refused_and_nothing_stays(lan, settings):
    with pytest.raises(FileTooLarge):
        store(lan, b"a" * 2000, policy=FilePolicy(extensions=("txt",), most_bytes=1999))
    assert files_in(settings.FILES_ROOT) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("total", "free"), [(10 * 1024**3, 2 * 1024**3 - 1), (100 * 1024**3, 9 * 1024**3)])
def test_nothing_is_stored_when_the_disk_is_nearly_full(lan, monkeypatch, total, free):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(total, total - free, free))
    with pytest.raises(StorageFull):
        store(lan)
    assert not StoredFile.objects.exists()


def test_a_disk_that_fills_up_while_writing_leaves_nothing(lan, monkeypatch, settings):
    def full(content, stream, **limits):
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage, "_copy", full)
    with pytest.raises(StorageFull):
        store(lan)
    assert files_in(settings.FILES_ROOT) == []


@pytest.mark.parametrize("damage", [b"x" + TEXT[1:], TEXT[:-1], b""])
def test_a_changed_file_is_not_given_out(lan, damage):
    file = store(lan)
    path_of(file).chmod(0o600)
    path_of(file).write_bytes(damage)
    with pytest.raises(StoredFileBroken):
        open_file(file)


def test_a_lost_file_is_not_given_out(lan):
    file = store(lan)
    path_of(file).unlink()
    with pytest.raises(StoredFileBroken):
        open_file(file)


@pytest.mark.parametrize("state", [ScanState.WAITING, ScanState.INFECTED, ScanState.UNSCANNABLE])
def test_only_scanned_files_are_given_out_where_scanning_is_on(lan, state):
    file = store(lan, PDF, "a.pdf")
    file.scan_state = state
    with pytest.raises(NotGivenOut):
        path_of(file)
