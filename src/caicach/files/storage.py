"""The folder of files: `ab/cd/<sha256>`, written whole or not at all, on the disk before any row tells of it."""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from caicach.files.errors import FileTooLarge, StorageFull

CHUNK = 256 * 1024
LEAST_FREE_BYTES = 2 * 1024**3
LEAST_FREE_PART = 10  # a tenth of the disk


@dataclass(frozen=True, slots=True)
class Draft:
    """Content on the disk, in the file system of the store, under a name that nobody knows yet."""

    path: Path
    sha256: str
    size: int


def root() -> Path:
    return Path(settings.FILES_ROOT)


def place_of(sha256: str) -> Path:
    """Where the content with this hash lies."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def require_room() -> None:
    """Refuse before anything is written when the disk is nearly full."""
    incoming().mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(root())
    if usage.free < max(LEAST_FREE_BYTES, usage.total // LEAST_FREE_PART):
        raise StorageFull


def incoming() -> Path:
    """The folder of drafts; whatever lies here for a day was left behind by a crash."""
    return root() / "incoming"


@contextmanager
def draft(content: IO[bytes], *, name: str, most_bytes: int) -> Iterator[Draft]:
    """Write the content to a draft, hashing on the way; the draft is gone afterwards unless it was kept."""
    require_room()
    handle, written = tempfile.mkstemp(dir=incoming())
    path = Path(written)
    try:
        with os.fdopen(handle, "wb") as stream:
            sha256, size = _copy(content, stream, name=name, most_bytes=most_bytes)
            stream.flush()
            os.fsync(stream.fileno())
        yield Draft(path, sha256, size)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull from None
        raise
    finally:
        path.unlink(missing_ok=True)


def keep(kept: Draft) -> Path:
    """Move a draft to its place; folders are synchronised, so that the name survives a power cut."""
    place = place_of(kept.sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    kept.path.chmod(0o440)
    kept.path.replace(place)
    for folder in (place.parent, place.parent.parent, root()):
        _synchronise(folder)
    return place


def hash_of(path: Path) -> str:
    """SHA-256 of what lies on the disk now."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(content: IO[bytes], stream: IO[bytes], *, name: str, most_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > most_bytes:
            raise FileTooLarge(name=name, most_mb=most_bytes // 1024**2)
        digest.update(chunk)
        stream.write(chunk)
    return digest.hexdigest(), size


def _synchronise(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
