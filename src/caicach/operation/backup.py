"""Back up the whole site into one file, and restore it beside the live one before anything is exchanged."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from caicach import __version__
from caicach.audit.models import AuditHead
from caicach.operation.archive import Manifest, opened, sha256_of, write_archive
from caicach.operation.census import census, differences
from caicach.operation.engines import beside, engine
from caicach.operation.errors import BrokenBackup, NothingBeside


def back_up(to: Path) -> Manifest:
    """Write a backup to `to` and prove it: it is restored into a scratch database and compared, then kept.

    Raises BackupFailed or BrokenBackup; a file that was not proven is removed.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent) as scratch:
        dump = Path(scratch) / engine().dump_name
        engine().dump(dump)
        manifest = _manifest(dump)
        write_archive(to, manifest=manifest, dump=dump, files=settings.FILES_ROOT)
    try:
        restore_beside(to)
        drop_beside()
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return manifest


def _manifest(dump: Path) -> Manifest:
    """The census is taken of the dump, not of the live site, which may have moved on meanwhile."""
    with beside(engine().load_beside(dump)) as alias:
        tables = census(alias)
        head = AuditHead.objects.using(alias).filter(pk=1).first()
    engine().drop_beside()
    root = Path(settings.FILES_ROOT)
    names = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and p.suffix != ".partial")
    return Manifest(
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        version=__version__,
        dump=dump.name,
        dump_sha256=sha256_of(dump),
        tables=tables,
        files={name: sha256_of(root / name) for name in names},
        audit_count=head.count if head else 0,
        audit_hash=head.hash if head else "",
    )


def restore_beside(path: Path) -> Manifest:
    """Restore a backup into a second database and a second folder, and compare both with the manifest.

    Nothing of the live site is touched. Raises BrokenBackup.
    """
    drop_beside()
    scratch = files_beside().with_name("unpacked")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        with opened(path, scratch) as manifest:
            if manifest.dump != engine().dump_name:
                raise BrokenBackup(name=path.name, why=f"{manifest.dump}: made on another kind of database")
            with beside(engine().load_beside(scratch / manifest.dump)) as alias:
                differing = differences(manifest.tables, census(alias))
            if differing:
                raise BrokenBackup(name=path.name, why="; ".join(differing))
            (scratch / "files").mkdir(exist_ok=True)
            (scratch / "files").replace(files_beside())
            return manifest
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def switch() -> str:
    """Let the restored database and files take the place of the live ones, which are kept. Stop the site first."""
    if not files_beside().exists():
        raise NothingBeside()
    live = Path(settings.FILES_ROOT)
    kept = live.with_name("files-before-restore")
    shutil.rmtree(kept, ignore_errors=True)
    if live.exists():
        live.replace(kept)
    files_beside().replace(live)
    name = engine().switch()
    connections.close_all()
    return name


def drop_beside() -> None:
    """Remove what an earlier restore left beside the live site."""
    engine().drop_beside()
    shutil.rmtree(files_beside(), ignore_errors=True)


def files_beside() -> Path:
    return Path(settings.FILES_ROOT).with_name("files-beside")
