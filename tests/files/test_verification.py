import hashlib
import io
import json
import os
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from caicach.documentregister.services import Head, register_document
from caicach.files import storage
from caicach.files.models import Document, StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import path_of, store_file
from caicach.files.verification import Defect, findings, orphans
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory

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


SEEDED = ("flip", "cut", "swap", "delete", "extra")


def seeded_store(by, count):
    """As many files as defects, each with a document that rests on it; a swap takes two."""
    agency = AgencyFactory()
    files = []
    for number in range(count):
        content = f"Tệp số {number} của kho".encode()
        sha256 = hashlib.sha256(content).hexdigest()
        place = storage.place_of(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        file = StoredFile(sha256=sha256, size=len(content), media_type="text/plain", name=f"{number}.txt", stored_by=by)
        files.append(file)
    StoredFile.objects.bulk_create(files)
    Document.objects.bulk_create(
        Document(agency=agency, title=f"Văn bản {file.name}", file=file, registered_by=by) for file in files
    )
    return files


def seed_defects(files):
    """Each fifth is left whole; what is expected of the others, by path."""
    expected, swapped = {}, []
    for number, file in enumerate(files):
        how, path = SEEDED[number % len(SEEDED)], storage.place_of(file.sha256)
        if how == "extra":
            path = storage.place_of(hashlib.sha256(f"thừa {number}".encode()).hexdigest())
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"extra")
            expected[path] = Defect.EXTRA
        elif how == "swap":
            swapped.append(path)
        else:
            damage(path, how)
            found = {"flip": Defect.CONTENT_DIFFERS, "cut": Defect.SIZE_DIFFERS, "delete": Defect.MISSING}
            expected[path] = found[how]
    for one, other in zip(swapped[::2], swapped[1::2], strict=True):
        keep = one.with_name("keep")
        one.rename(keep)
        other.rename(one)
        keep.rename(other)
        differs = Defect.CONTENT_DIFFERS if one.stat().st_size == other.stat().st_size else Defect.SIZE_DIFFERS
        expected |= {one: differs, other: differs}
    return expected


def test_a_thousand_seeded_defects_are_all_found_and_name_what_rests_on_them(capsys):
    files = seeded_store(MembershipFactory().user, 1000)
    expected = seed_defects(files)
    with pytest.raises(CommandError):
        call_command("verify_files", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {Path(one["path"]): one["defect"] for one in told["defects"]} == expected
    assert (told["compared"], len(told["defects"])) == (1000, 1000)
    named = {one["name"]: one["used_by"] for one in told["defects"] if one["name"]}
    assert len(named) == 800
    assert all(f"Văn bản {name}" in " ".join(used_by) for name, used_by in named.items())
    assert StoredFile.objects.filter(is_whole=False).count() == 800
    assert StoredFile.objects.filter(is_whole=True, verified_at__isnull=False).count() == 200


def test_the_page_of_a_document_compares_its_file_at_once(client, stored):
    membership = MembershipFactory(role=Role.FOCAL_POINT)
    document = register_document(
        agency=membership.agency, head=Head(title="Báo cáo"), by=membership.user, file=stored[0]
    )
    client.force_login(membership.user)
    page = reverse("documentregister:document_detail", args=[document.pk])
    act = reverse("documentregister:document_verify", args=[document.pk, 1])
    assert "Chưa đối chiếu" in client.get(page).content.decode()
    assert "Mã băm khớp" in client.post(act, follow=True).content.decode()
    damage(path_of(stored[0]), "flip")
    assert "không còn nguyên vẹn" in client.post(act, follow=True).content.decode()


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
