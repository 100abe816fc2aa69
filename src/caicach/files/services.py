"""Storing files and giving them out whole."""

from io import BytesIO
from pathlib import Path
from typing import IO

from django.db import transaction

from caicach.audit.trail import record
from caicach.files import storage
from caicach.files.errors import FileInfected, NotGivenOut, StoredFileBroken, TypeNotTaken
from caicach.files.inspection import inspect
from caicach.files.models import ScanState, StoredFile
from caicach.files.policy import MEDIA_TYPES, FilePolicy, clean_name, extension_of
from caicach.files.scanning import ask_to_scan, first_state
from caicach.jobs.faults import faultpoint
from caicach.people.models import User

MOST_BYTES_CHECKED = 50 * 1024**2


def store_file(*, content: IO[bytes], name: str, by: User, policy: FilePolicy) -> StoredFile:
    """Take a file in: checked, on the disk under its hash, then its row. The same content gives the same row."""
    name = clean_name(name)
    extension = extension_of(name)
    if extension not in policy.extensions:
        raise TypeNotTaken(name=name, types=policy.types_text)
    with storage.draft(content, name=name, most_bytes=policy.most_bytes) as draft:
        inspect(draft.path, name=name, extension=extension)
        storage.keep(draft)
    faultpoint("files.kept")
    file = _row(draft, name=name, media_type=MEDIA_TYPES[extension], by=by, state=first_state())
    faultpoint("files.row_stored")
    if file.scan_state == ScanState.INFECTED:
        raise FileInfected(name=name, virus=file.scan_says)
    return file


def keep_made_file(*, content: bytes, name: str, media_type: str, by: User) -> StoredFile:
    """Store what the system itself has made; as durable as what people bring, and nothing to inspect."""
    with storage.draft(BytesIO(content), name=name, most_bytes=len(content)) as draft:
        storage.keep(draft)
    return _row(draft, name=clean_name(name), media_type=media_type, by=by, state=ScanState.OFF)


def path_of(file: StoredFile) -> Path:
    """Where the content lies; refused when the virus scan has not let it through or it is gone."""
    if not file.is_given_out:
        raise NotGivenOut(name=file.name, state=file.get_scan_state_display())
    return path_for_reading(file)


def path_for_reading(file: StoredFile) -> Path:
    """Where the content lies for the child that reads within limits: it may wait for the scan, but not be infected."""
    if file.scan_state == ScanState.INFECTED:
        raise FileInfected(name=file.name, virus=file.scan_says)
    path = storage.place_of(file.sha256)
    if not path.is_file():
        raise StoredFileBroken(name=file.name, sha256=file.sha256[:12])
    return path


def open_file(file: StoredFile) -> IO[bytes]:
    """Open a stored file for reading; up to 50 MB it is hashed first, and refused when it has changed."""
    return _unchanged(file, path_of(file)).open("rb")


def checked_path_for_reading(file: StoredFile) -> Path:
    """The same for the child that reads: the content is what was stored."""
    return _unchanged(file, path_for_reading(file))


def _unchanged(file: StoredFile, path: Path) -> Path:
    has_changed = path.stat().st_size != file.size
    if not has_changed and file.size <= MOST_BYTES_CHECKED:
        has_changed = storage.hash_of(path) != file.sha256
    if has_changed:
        raise StoredFileBroken(name=file.name, sha256=file.sha256[:12])
    return path


@transaction.atomic
def _row(draft: storage.Draft, *, name: str, media_type: str, by: User, state: ScanState) -> StoredFile:
    fresh = {"size": draft.size, "media_type": media_type, "name": name, "stored_by": by, "scan_state": state}
    file, is_new = StoredFile.objects.get_or_create(sha256=draft.sha256, defaults=fresh)
    if is_new:
        record("files.file_stored", actor=by, target=file, sha256=file.sha256, size=file.size)
        if state == ScanState.WAITING:
            ask_to_scan()
    return file
