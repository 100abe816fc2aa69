"""Compare the rows of stored files with what lies on the disk."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.db import transaction

from caicach.audit.trail import record
from caicach.files import storage
from caicach.files.models import StoredFile
from caicach.people.models import User

ORPHAN_SECONDS = 24 * 3600
ROWS_AT_ONCE = 500


class Defect(StrEnum):
    MISSING = "missing"
    SIZE_DIFFERS = "size differs"
    CONTENT_DIFFERS = "content differs"
    EXTRA = "extra file"


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: of which content, where, and which rows use it."""

    defect: Defect
    path: Path
    file: StoredFile | None = None
    used_by: tuple[str, ...] = ()


def findings() -> Iterator[Finding]:
    """Every defect of the store: rows first, then what lies there without a row."""
    known = set()
    for file in StoredFile.objects.order_by("sha256").iterator(chunk_size=1000):
        path = storage.place_of(file.sha256)
        known.add(path)
        if defect := _defect_of(file, path):
            yield Finding(defect, path, file, tuple(_users_of(file)))
    for path in sorted(storage.root().rglob("*")):
        if path.is_file() and path not in known and path.parent != storage.incoming():
            yield Finding(Defect.EXTRA, path)


@transaction.atomic
def verify_now(*, file: StoredFile, by: User, at: datetime) -> StoredFile:
    """Compare one file with its hash, and keep what came out."""
    file.is_whole, file.verified_at = _defect_of(file, storage.place_of(file.sha256)) is None, at
    file.save(update_fields=["is_whole", "verified_at"])
    record("files.file_verified", actor=by, target=file, is_whole=file.is_whole)
    return file


def keep_findings(found: list[Finding], *, at: datetime) -> None:
    """Write on every file that it was verified, and what is not whole."""
    damaged = [finding.file.pk for finding in found if finding.file]
    StoredFile.objects.update(is_whole=True, verified_at=at)
    for first in range(0, len(damaged), ROWS_AT_ONCE):
        StoredFile.objects.filter(pk__in=damaged[first : first + ROWS_AT_ONCE]).update(is_whole=False)


def orphans(*, now: float | None = None) -> list[Path]:
    """What a crash left behind: drafts and contents without a row, older than a day."""
    oldest = (now or time.time()) - ORPHAN_SECONDS
    drafts = list(storage.incoming().glob("*"))
    extra = [finding.path for finding in findings() if finding.defect == Defect.EXTRA]
    return [path for path in [*drafts, *extra] if path.is_file() and path.stat().st_mtime < oldest]


def _defect_of(file: StoredFile, path: Path) -> Defect | None:
    if not path.is_file():
        return Defect.MISSING
    if path.stat().st_size != file.size:
        return Defect.SIZE_DIFFERS
    return None if storage.hash_of(path) == file.sha256 else Defect.CONTENT_DIFFERS


def _users_of(file: StoredFile) -> Iterator[str]:
    """The rows of other rooms that point at the file."""
    for relation in StoredFile._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, str):
            for row in model._default_manager.filter(**{relation.field.name: file})[:20]:
                yield f"{model._meta.label_lower} {row.pk} {row}"
