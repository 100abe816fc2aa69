"""The backup file: a tar of the database, the stored files and a manifest that says what must be in it."""

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from caicach.operation.census import TableCensus
from caicach.operation.errors import BrokenBackup

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: tables with their census, files with their SHA-256, the end of the audit chain."""

    made_at: str
    version: str
    dump: str
    dump_sha256: str
    tables: dict[str, TableCensus]
    files: dict[str, str]
    audit_count: int
    audit_hash: str
    format: int = FORMAT


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_archive(to: Path, *, manifest: Manifest, dump: Path, files: Path) -> None:
    """Write the whole backup under a temporary name and give it its own only when it is complete."""
    partial = to.with_suffix(".partial")
    with tarfile.open(partial, "w:gz", compresslevel=6) as tar:
        content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
        tar.add(dump, arcname=manifest.dump)
        for name in manifest.files:
            tar.add(files / name, arcname=f"files/{name}")
    partial.replace(to)


@contextmanager
def opened(path: Path, scratch: Path) -> Iterator[Manifest]:
    """Unpack a backup into `scratch` and check each part against the manifest.

    Raises BrokenBackup where the archive is cut, changed, or not one of ours.
    """
    try:
        _read_to_the_end(path)
        with tarfile.open(path, "r:gz") as tar:
            tar.extractall(scratch, filter="data")
        manifest = _manifest(json.loads((scratch / MANIFEST).read_text(encoding="utf8")))
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, KeyError, TypeError) as broken:
        raise BrokenBackup(name=path.name, why=str(broken)) from broken
    _check(path, scratch, manifest)
    yield manifest


def _read_to_the_end(path: Path) -> None:
    """The check sum of the whole stands at the end, where tarfile does not look."""
    with gzip.open(path) as file:
        while file.read(1 << 20):
            pass


def _manifest(read: dict[str, object]) -> Manifest:
    if read["format"] != FORMAT:
        raise ValueError(f"format {read['format']}, not {FORMAT}")
    tables = {name: TableCensus(**row) for name, row in read.pop("tables").items()}  # type: ignore[attr-defined]
    return Manifest(tables=tables, **read)  # type: ignore[arg-type]


def _check(path: Path, scratch: Path, manifest: Manifest) -> None:
    wanted = {manifest.dump: manifest.dump_sha256} | {f"files/{n}": h for n, h in manifest.files.items()}
    for name, sha256 in wanted.items():
        part = scratch / name
        if not part.is_file() or sha256_of(part) != sha256:
            raise BrokenBackup(name=path.name, why=name)
