"""Reading strangers' files in a process of its own, so that no file can stop, fill or crash the system.

The child has limits of time, memory and files and no network where the machine allows that; whatever happens to
it, the caller gets a Reading or an UnreadableDocument.
"""

import base64
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import IO, Any, Generic, TypeVar

import caicach
from caicach.core.documents.child import OUT_OF_MEMORY
from caicach.core.documents.directory import AgencyDirectory
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.previews import Preview
from caicach.core.documents.reading import DocumentHead, Reading
from caicach.core.documents.refusals import REFUSALS
from caicach.core.documents.transfer import (
    directory_to_plain,
    form_from_plain,
    head_from_plain,
    preview_from_plain,
    reading_from_plain,
    template_from_plain,
)
from caicach.core.officialdocs.findings import FormReport
from caicach.core.officialdocs.templates.faults import TemplateReport
from caicach.core.officialdocs.templates.fields import Field, fields_to_plain, values_to_plain

T = TypeVar("T")
log = logging.getLogger("caicach.documents")

_CHUNK = 64 * 1024
_MOMENT = 0.002
_COMPLAINTS_SHOWN = 4000
_NO_MEMORY = re.compile(rb"^(?:MemoryError|memory allocation of )|std::bad_alloc", re.MULTILINE)
_PACKAGES = str(Path(caicach.__path__[0]).parent)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use. written_bytes: of files on disk, 0 for none. may_speak_locally: sockets on this machine."""

    wall_seconds: float = 30
    cpu_seconds: int = 20
    memory_bytes: int = 1024**3
    files: int = 64
    answer_bytes: int = 64 * 1024**2
    written_bytes: int = 0
    may_start_programs: bool = False
    may_speak_locally: bool = False


USUAL = Limits()
SCANS = Limits(
    wall_seconds=900, cpu_seconds=120, memory_bytes=2 * 1024**3, written_bytes=200 * 1024**2, may_start_programs=True
)

OFFICE = Limits(
    wall_seconds=150, cpu_seconds=100, memory_bytes=4 * 1024**3, files=512, written_bytes=200 * 1024**2,
    may_start_programs=True, may_speak_locally=True,
)  # fmt: skip
"""LibreOffice asks for far more room than it fills, and does not start without a socket of its own."""


def read_file(
    path: Path,
    *,
    name: str = "",
    directory: AgencyDirectory | None = None,
    with_ocr: bool = False,
    limits: Limits | None = None,
) -> Reading:
    """Read and recognise a file in a child process.

    name: as the user knows the file, where `path` is a store of its own. with_ocr: read pictures of pages too,
    which may take minutes. Raises UnreadableDocument, and nothing else, for whatever is in the file.
    """
    wishes = {
        "name": name or path.name,
        "with_ocr": with_ocr,
        "directory": directory_to_plain(directory) if directory else None,
    }
    return _told(_READ, path, wishes, limits or (SCANS if with_ocr else USUAL))


def check_package(path: Path) -> str:
    """What Office package a file is that is only to be kept: "docx" or "xlsx". UnreadableDocument for all else."""
    return _told(_CHECK, path, {}, USUAL)


def read_head(path: Path, *, name: str = "") -> DocumentHead:
    """Who issued what and when, of a file that is only to be registered. Raises UnreadableDocument."""
    return _told(_HEAD, path, {"name": name or path.name}, USUAL)


def read_lines(path: Path, *, name: str = "") -> list[str]:
    """The words of a file, a line for each paragraph and row of a table (cells divided by tabs). UnreadableDocument."""
    return _told(_LINES, path, {"name": name or path.name}, USUAL)


def preview(path: Path, *, name: str = "", page: int = 1) -> Preview:
    """One page of a file to look at: a picture of it, or its words. Raises UnreadableDocument.

    page: from 1; one that the file has not got gives the last.
    """
    return _told(_PREVIEW, path, {"name": name or path.name, "page": page}, USUAL)


def check_form(path: Path, *, name: str = "", is_to_mend: bool = False) -> FormReport:
    """How a DOCX keeps the form of official papers. is_to_mend: with the mended paper. Raises UnreadableDocument."""
    return _told(_FORM, path, {"name": name or path.name, "is_to_mend": is_to_mend}, USUAL)


def check_template(path: Path, *, fields: Sequence[Field], demo: Mapping[str, Any], name: str = "") -> TemplateReport:
    """Whether a DOCX may be a template of these fields, and what it makes of demo values. UnreadableDocument else.

    demo: values that fit the fields.
    """
    return _told(_TEMPLATE, path, _filling(path, fields, demo, name), USUAL)


def fill_template(path: Path, *, fields: Sequence[Field], values: Mapping[str, Any], name: str = "") -> bytes:
    """The paper that a template makes of values that fit its fields. Raises UnreadableDocument."""
    return _told(_PAPER, path, _filling(path, fields, values, name), USUAL)


def make_pdf(path: Path, *, name: str = "") -> bytes:
    """A Word file of our own as PDF, where LibreOffice is installed. Raises UnreadableDocument."""
    return _told(_PDF, path, {"name": name or path.name}, OFFICE)


def _filling(path: Path, fields: Sequence[Field], values: Mapping[str, Any], name: str) -> dict[str, Any]:
    plain = values_to_plain(fields, values)
    return {"name": name or path.name, "fields": fields_to_plain(fields), "values": plain}


def read_file_here(path: Path, *, name: str = "", directory: AgencyDirectory | None = None) -> Reading:
    """The same without a child, for files that one has written oneself."""
    from caicach.core.documents.accounting import account_for
    from caicach.core.documents.readers.opening import open_source
    from caicach.core.documents.recognition import recognise

    source = open_source(path, name)
    return account_for(source, recognise(source, directory))


@dataclass(frozen=True, slots=True)
class _Errand(Generic[T]):
    """What a child is sent for: the name under which its answer stands, and how that is understood."""

    name: str
    understood: Callable[[Any], T]


def _as_lines(plain: Any) -> list[str]:
    return [str(line) for line in plain]


_READ = _Errand("reading", reading_from_plain)
_HEAD = _Errand("head", head_from_plain)
_LINES = _Errand("lines", _as_lines)
_PREVIEW = _Errand("preview", preview_from_plain)
_FORM = _Errand("form", form_from_plain)
_TEMPLATE = _Errand("template", template_from_plain)
_PAPER = _Errand("paper", base64.b64decode)
_PDF = _Errand("pdf", base64.b64decode)
_CHECK = _Errand("package", {"docx": "docx", "xlsx": "xlsx"}.__getitem__)


def _told(errand: _Errand[T], path: Path, wishes: dict[str, Any], limits: Limits) -> T:
    request = {
        "errand": errand.name,
        "path": str(path.resolve(strict=True)),
        "limits": asdict(limits),
        "parent": os.getpid(),
        **wishes,
    }
    answer = _answer(errand, run_child("caicach.core.documents.child", request, limits))
    if isinstance(answer, UnreadableDocument):
        raise answer
    return answer


def run_child(module: str, request: dict[str, Any], limits: Limits) -> bytes:
    """What a module prints when it is started as a process with a request on its standard input."""
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as complaints:
        question.write(json.dumps(request).encode())
        question.seek(0)
        child = _Child(module, question, complaints)
        try:
            answer = _read_all(child, limits)
        finally:
            child.end()
        if child.status != 0:
            complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - _COMPLAINTS_SHOWN))
            told = complaints.read()
            log.warning("child ended with %s: %s", child.status, told.decode(errors="replace"))
            raise UnreadableDocument(_code_of_end(child, told, limits))
        return answer


class _Child:
    """A process in a group of its own; `status` is its exit status, or the signal that ended it as a negative."""

    def __init__(self, module: str, question: IO[bytes], complaints: IO[bytes]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", module],
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(),
            start_new_session=True,
        )
        self.cpu_seconds = 0.0

    @property
    def pipe(self) -> IO[bytes]:
        return self._process.stdout  # type: ignore[return-value]

    @property
    def status(self) -> int | None:
        return self._process.returncode

    def has_ended(self, *, wait: bool = False) -> bool:
        """Whether it has ended. `Popen.wait` would not tell the time that it used."""
        if self.status is None:
            number, status, usage = os.wait4(self._process.pid, 0 if wait else os.WNOHANG)
            if number:
                self._process.returncode = os.waitstatus_to_exitcode(status)
                self.cpu_seconds = usage.ru_utime + usage.ru_stime
        return self.status is not None

    def end(self) -> None:
        """Kill it with all that it started, which may still run where it has ended in peace itself."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self.has_ended(wait=True)


def _environment() -> dict[str, str]:
    """No secrets of the parent, no settings from outside."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "PYTHONPATH": _PACKAGES, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}


def _read_all(child: _Child, limits: Limits) -> bytes:
    """The answer, until the child closes its end, the time is over or there is too much of it."""
    ends_at = time.monotonic() + limits.wall_seconds
    pieces: list[bytes] = []
    size = 0
    with child.pipe as pipe, DefaultSelector() as selector:
        selector.register(pipe, EVENT_READ)
        while selector.select(max(0.0, ends_at - time.monotonic())):
            piece = os.read(pipe.fileno(), _CHUNK)
            if not piece:
                return _when_ended(child, b"".join(pieces), ends_at)
            pieces.append(piece)
            size += len(piece)
            if size > limits.answer_bytes:
                raise UnreadableDocument("reading_too_large")
            if time.monotonic() > ends_at:
                break
    raise UnreadableDocument("took_too_long")


def _when_ended(child: _Child, answer: bytes, ends_at: float) -> bytes:
    while not child.has_ended():
        if time.monotonic() > ends_at:
            raise UnreadableDocument("took_too_long")
        time.sleep(_MOMENT)
    return answer


def _code_of_end(child: _Child, complaints: bytes, limits: Limits) -> str:
    """Why a child ended that gave no answer."""
    if child.status == -signal.SIGXCPU or child.cpu_seconds > limits.cpu_seconds:
        return "took_too_long"
    is_killed = child.status in (-signal.SIGKILL, OUT_OF_MEMORY)  # by the system, when all memory is used
    return "too_much_memory" if is_killed or _NO_MEMORY.search(complaints) else "reader_crashed"


def _answer(errand: _Errand[T], printed: bytes) -> T | UnreadableDocument:
    """The answer, once it is known to be one: a child that has met a hostile file is not believed."""
    try:
        answer = json.loads(printed)
        log.debug("child used %s", answer["used"], extra={"used": answer["used"]})
        if errand.name in answer:
            return errand.understood(answer[errand.name])
        code, where, params = answer["refused"], answer["where"], answer["params"]
        if code in REFUSALS and isinstance(where, str):
            return UnreadableDocument(code, where=where, **params)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as damage:
        log.warning("child answered nonsense: %s %r", type(damage).__name__, printed[:200])
    return UnreadableDocument("reader_crashed")
