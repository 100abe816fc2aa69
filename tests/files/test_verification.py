import io
import os
import time

import pytest
from django.core.management import CommandError, call_command

from caicach.files import storage
from caicach.files.policy import EVIDENCE
from caicach.files.services import path_of, store_file
from caicach.files.verification import Defect, findings, orphans
from tests.factories.agencies import MembershipFactory

pytestmark = pytest.mark.django_db
DAY = 24 * 3600


@pytest.fixture
def stored():
    by = MembershipFactory().user
    return [
        store_file(content=io.BytesIO(f"Tệp {number}".encode()), name=f"{number}.txt", by=by, policy=EVIDENCE)
        for number in range(40)
    ]


def damage(path, how):
    path.chmod(0o600)
    content = path.read_bytes()
    if how == "flip":
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    elif how == "cut":
        path.write_bytes(content[:-1])
    else:
        path.unlink()


def test_a_whole_store_has_no_findings(stored, capsys):
    assert list(findings()) == []
    call_command("verify_files")
    assert "40 files compared, 0 defects" in capsys.readouterr().out


def test_every_seeded_defect_is_found(stored):
    expected = {}
    for number, file in enumerate(stored):
        how = ("flip", "cut", "delete")[number % 3]
        damage(path_of(file), how)
        expected[file.sha256] = (Defect.CONTENT_DIFFERS, Defect.SIZE_DIFFERS, Defect.MISSING)[number % 3]
    assert {finding.file.sha256: finding.defect for finding in findings()} == expected


def test_swapped_files_and_files_without_a_row_are_found(stored):
    one, other = path_of(stored[0]), path_of(stored[1])
    keep = one.with_name("keep")
    one.rename(keep)
    other.rename(one)
    keep.rename(other)
    extra = storage.place_of("f" * 64)
    extra.parent.mkdir(parents=True)
    extra.write_bytes(b"extra")
    found = [(finding.defect, finding.path) for finding in findings()]
    assert sorted(found) == sorted(
        [(Defect.CONTENT_DIFFERS, one), (Defect.CONTENT_DIFFERS, other), (Defect.EXTRA, extra)]
    )
    with pytest.raises(CommandError):
        call_command("verify_files")


def test_only_old_left_overs_are_removed(stored):
    old, fresh = storage.place_of("a" * 64), storage.incoming() / "fresh"
    old.parent.mkdir(parents=True)
    for path in (old, fresh):
        path.write_bytes(b"left over")
    os.utime(old, (time.time() - 2 * DAY,) * 2)
    assert orphans() == [old]
    call_command("verify_files", "--remove-orphans")
    assert not old.exists()
    assert fresh.exists()
    assert path_of(stored[0]).exists()
