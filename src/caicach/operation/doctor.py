"""The state of health of a site: each thing that must be in order, whether it is, and how to mend it."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from caicach.audit.trail import broken_at
from caicach.files.clamd import NoAnswerError
from caicach.files.scanning import backlog, is_on, scanner_version
from caicach.jobs.models import Job, JobState
from caicach.notices.outbox import outbox

LEAST_FREE_BYTES = 2 * 1024**3
OLDEST_BACKUP = timedelta(hours=26)
LONGEST_QUEUE = timedelta(minutes=10)
LONGEST_MAIL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked thing. `is_well` None: it does not apply here."""

    name: str
    is_well: bool | None
    says: str
    mend: str = ""


def examine() -> list[Finding]:
    """Check everything; in order of how much else depends on it."""
    database = _database()
    checks: list[Callable[[], Finding]] = [_migrations, _sqlite, _disk, _backup, _queue, _mails, _scanner, _trail]
    return [database, *(check() for check in checks)] if database.is_well else [database]


def _database() -> Finding:
    begun = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError as error:
        return Finding("database", False, str(error).strip(), "start the database; check DATABASE_URL")
    return Finding("database", True, f"{connection.vendor}, {(time.perf_counter() - begun) * 1000:.0f} ms")


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return Finding("migrations", waiting == 0, f"{waiting} waiting", "caicach migrate" if waiting else "")


def _sqlite() -> Finding:
    if connection.vendor != "sqlite":
        return Finding("sqlite", None, "not in use")
    is_fixed = sqlite3.sqlite_version_info >= (3, 51, 3)
    says = f"{sqlite3.sqlite_version}, {'WAL' if is_fixed else 'rollback journal: slower with many users'}"
    return Finding("sqlite", True, says)


def _disk() -> Finding:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.VAR)
    least = max(LEAST_FREE_BYTES, usage.total // 10)
    says = f"{usage.free / 1024**3:.1f} GiB free of {usage.total / 1024**3:.1f}"
    return Finding("disk", usage.free >= least, says, "make room or give CAICACH_VAR a larger disk")


def _backup() -> Finding:
    files = sorted((Path(settings.VAR) / "backups").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not files:
        return Finding("backup", False, "none yet", "caicach backup, each night by a timer")
    age = timedelta(seconds=time.time() - files[-1].stat().st_mtime)
    return Finding(
        "backup", age <= OLDEST_BACKUP, f"{files[-1].name}, {age.total_seconds() / 3600:.0f} h old", "caicach backup"
    )


def _queue() -> Finding:
    since = timezone.now() - LONGEST_QUEUE
    late = Job.objects.filter(state=JobState.WAITING, asked_at__lt=since).count()
    return Finding(
        "jobs", late == 0, f"{late} waiting for more than 10 minutes", "start a worker: caicach work" if late else ""
    )


def _mails() -> Finding:
    if not settings.SMTP:
        return Finding("mails", None, "no mail server (CAICACH_SMTP_HOST); notices are shown in the system only")
    box = outbox(now=timezone.now())
    since = f", the oldest since {timezone.localtime(box.since):%d/%m/%Y %H:%M}" if box.since else ""
    says = f"{box.waiting} wait{since}; in 24 hours {box.refused} refused, {box.doubtful} may not have arrived"
    is_late = box.since is not None and timezone.now() - box.since > LONGEST_MAIL
    mend = "look at the page of sent mails; check CAICACH_SMTP_* and that a worker runs: caicach work"
    is_well = not (is_late or box.refused or box.doubtful)
    return Finding("mails", is_well, says, "" if is_well else mend)


def _scanner() -> Finding:
    if not is_on():
        return Finding("viruses", None, "files are not scanned (CAICACH_CLAMD=off)")
    waiting = backlog()
    since = f" since {timezone.localtime(waiting.since):%d/%m/%Y %H:%M}" if waiting.since else ""
    says = f"{waiting.files} files wait{since}"
    try:
        version = scanner_version()
    except NoAnswerError as error:
        mend = "start clamav-daemon, then caicach scan-files"
        return Finding("viruses", False, f"clamd does not answer ({error}), {says}", mend)
    is_late = waiting.since is not None and timezone.now() - waiting.since > LONGEST_QUEUE
    return Finding("viruses", not is_late, f"{version}, {says}", "caicach scan-files")


def _trail() -> Finding:
    place = broken_at()
    says = "the chain holds" if place is None else f"the chain breaks at event {place}"
    return Finding("audit", place is None, says, "" if place is None else "keep a copy now and compare with a backup")
