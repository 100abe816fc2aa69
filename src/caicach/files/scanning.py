"""Looking for viruses in what people bring: asked for when a file is stored, done by a worker, told on the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_noop

from caicach.audit.trail import record
from caicach.files import storage
from caicach.files.clamd import Clamd, NoAnswerError, Scanned, Verdict
from caicach.files.models import ScanState, StoredFile
from caicach.jobs.context import JobContext
from caicach.jobs.services import enqueue

SCAN_FILES = "files.scan"
OFF = "off"
MOST_AT_ONCE = 50
LATE = timedelta(minutes=10)
MOST_ATTEMPTS = 3
STATE_OF = {
    Verdict.CLEAN: ScanState.CLEAN,
    Verdict.INFECTED: ScanState.INFECTED,
    Verdict.UNSCANNABLE: ScanState.UNSCANNABLE,
}
BROKE_OFF = "no answer on this file"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; None: clamd answers, but gave none on this file, which waits for another attempt."""

    file: StoredFile
    scanned: Scanned | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits to be scanned."""

    files: int
    since: datetime | None


def is_on() -> bool:
    """Whether this site scans files at all."""
    return bool(settings.CLAMD != OFF)


def first_state() -> ScanState:
    """In which state a file begins that somebody brings."""
    return ScanState.WAITING if is_on() else ScanState.OFF


def ask_to_scan() -> None:
    """Let a worker scan what waits.

    A job for each file: one that has begun may not see a file whose transaction is still open.
    """
    enqueue(kind=SCAN_FILES, params={}, by=None)


def backlog() -> Backlog:
    """How many files wait, and since when."""
    waiting = StoredFile.objects.filter(scan_state=ScanState.WAITING)
    return Backlog(waiting.count(), waiting.aggregate(since=Min("stored_at"))["since"])


def scanner_version() -> str:
    """What the scanner calls itself; NoAnswerError when it does not answer."""
    return Clamd(settings.CLAMD).version()


def scan(files: list[StoredFile]) -> Iterator[Outcome]:
    """Scan one file after the other. NoAnswerError when clamd is gone: what is left goes on waiting."""
    clamd = Clamd(settings.CLAMD)
    for file in files:
        path = storage.place_of(file.sha256)
        if not path.is_file():
            yield Outcome(file, Scanned(Verdict.UNSCANNABLE, "missing"))
            continue
        try:
            with path.open("rb") as content:
                scanned = clamd.scan(content)
        except NoAnswerError:
            clamd.version()  # raises when the whole clamd is gone; else this file is at fault
            yield Outcome(file, None)
        else:
            yield Outcome(file, scanned)


@transaction.atomic
def write_outcome(outcome: Outcome, *, at: datetime) -> StoredFile:
    """Keep what was found. A file on which clamd breaks off three times cannot be scanned."""
    file = StoredFile.objects.select_for_update(of=("self",)).get(pk=outcome.file.pk)
    scanned = outcome.scanned
    if scanned is None:
        file.scan_attempts += 1
        if file.scan_attempts < MOST_ATTEMPTS:
            file.save(update_fields=["scan_attempts"])
            return file
        scanned = Scanned(Verdict.UNSCANNABLE, BROKE_OFF)
    file.scan_state, file.scan_says = STATE_OF[scanned.verdict], scanned.says[:200]
    file.scanned_at, file.scan_attempts = at, 0
    file.save(update_fields=["scan_state", "scan_says", "scanned_at", "scan_attempts"])
    record("files.file_scanned", actor=None, target=file, state=file.scan_state, says=file.scan_says)
    return file


def to_scan(*, is_again: bool = False) -> list[StoredFile]:
    """What waits, the oldest first; again: all files, also those that were scanned or stored while it was off."""
    files = StoredFile.objects.order_by("stored_at")
    return list(files if is_again else files.filter(scan_state=ScanState.WAITING))


def scan_asked_files(context: JobContext) -> dict[str, int]:
    """The handler of the job: everything that waits, some at a time; without clamd it goes on waiting."""
    waiting = to_scan()[:MOST_AT_ONCE] if is_on() else []
    found = list[Outcome]()
    try:
        for outcome in scan(waiting):
            found.append(outcome)
            context.progress(len(found), len(waiting), gettext_noop("Quét vi-rút"))
    except NoAnswerError:
        pass  # doctor and the page of administrators tell of it; `caicach scan-files` tries again
    with context.effect() as result:
        now = timezone.now()
        states = [write_outcome(outcome, at=now).scan_state for outcome in found]
        result |= {state.value: states.count(state) for state in ScanState if state in states}
    if len(waiting) == len(found) == MOST_AT_ONCE:
        ask_to_scan()
    return result
