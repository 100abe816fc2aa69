"""Reading strangers' files in a process of its own, so that no file can stop, fill or crash the system.

The child has limits of time, memory and files and no network where the machine allows that; whatever happens to
it, the caller gets a Reading or an UnreadableDocument.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import IO, Any

import caicach
from caicach.core.documents.directory import AgencyDirectory
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.reading import Reading
from caicach.core.documents.transfer import directory_to_plain, reading_from_plain

log = logging.getLogger("caicach.documents")

_CHUNK = 64 * 1024
_PACKAGES = str(Path(caicach.__path__[0]).parent)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use. written_bytes: of files on disk, 0 for none."""

    wall_seconds: float = 30
    cpu_seconds: int = 20
    memory_bytes: int = 1024**3
    files: int = 64
    answer_bytes: int = 64 * 1024**2
    written_bytes: int = 0
    may_start_programs: bool = False


USUAL = Limits()
SCANS = Limits(
    wall_seconds=900, cpu_seconds=120, memory_bytes=2 * 1024**3, written_bytes=200 * 1024**2, may_start_programs=True
)


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
    limits = limits or (SCANS if with_ocr else USUAL)
    request = {
        "path": str(path.resolve(strict=True)),
        "name": name or path.name,
        "with_ocr": with_ocr,
        "limits": asdict(limits),
        "directory": directory_to_plain(directory) if directory else None,
    }
    answer = _answer(run_child("caicach.core.documents.child", request, limits))
    if "refused" in answer:
        raise UnreadableDocument(answer["refused"], where=answer["where"], **answer["params"])
    return reading_from_plain(answer["reading"])


def read_file_here(path: Path, *, name: str = "", directory: AgencyDirectory | None = None) -> Reading:
    """The same without a child, for files that one has written oneself."""
    from caicach.core.documents.readers.opening import open_source
    from caicach.core.documents.recognition import recognise

    return recognise(open_source(path, name), directory)


def run_child(module: str, request: dict[str, Any], limits: Limits) -> bytes:
    """What a module prints when it is started as a process with a request on its standard input."""
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as complaints:
        question.write(json.dumps(request).encode())
        question.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", module],
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(),
            start_new_session=True,
        )
        try:
            answer = _read_all(child, limits)
        finally:
            _end(child)
        if child.returncode != 0:
            complaints.seek(0)
            log.warning("child ended with %s: %s", child.returncode, complaints.read()[-4000:].decode(errors="replace"))
            raise UnreadableDocument(_code_of_end(child.returncode))
        return answer


def _environment() -> dict[str, str]:
    """No secrets of the parent, no settings from outside."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "PYTHONPATH": _PACKAGES, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}


def _read_all(child: "subprocess.Popen[bytes]", limits: Limits) -> bytes:
    """The answer, until the child closes its end, the time is over or there is too much of it."""
    pipe: IO[bytes] = child.stdout  # type: ignore[assignment]
    ends_at = time.monotonic() + limits.wall_seconds
    pieces: list[bytes] = []
    size = 0
    with pipe, DefaultSelector() as selector:
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


def _when_ended(child: "subprocess.Popen[bytes]", answer: bytes, ends_at: float) -> bytes:
    try:
        child.wait(timeout=max(0.1, ends_at - time.monotonic()))
    except subprocess.TimeoutExpired as late:
        raise UnreadableDocument("took_too_long") from late
    return answer


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child with all that it started."""
    if child.poll() is None or child.returncode != 0:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _code_of_end(returncode: int) -> str:
    if returncode == -signal.SIGXCPU:
        return "took_too_long"
    return "too_much_memory" if returncode == -signal.SIGKILL else "reader_crashed"


def _answer(printed: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(printed)
    except ValueError as damage:
        raise UnreadableDocument("reader_crashed") from damage
    if not isinstance(answer, dict) or not ({"reading", "refused"} & answer.keys()):
        raise UnreadableDocument("reader_crashed")
    return answer
