"""The jail against children that misbehave: the caller always gets its answer or the right refusal, and goes on."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from caicach.core.documents import jail
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import Limits, read_file, run_child

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="locks of the Linux kernel")
SHORT = Limits(wall_seconds=20, cpu_seconds=1, memory_bytes=256 * 1024**2, answer_bytes=100_000)
IMPATIENT = Limits(wall_seconds=1, cpu_seconds=20)
WITH_PROGRAMS = Limits(wall_seconds=20, written_bytes=1_000_000, may_start_programs=True)
LOCKED = """
import json, os, sys
from caicach.core.documents.locks import lock_in
request = json.load(sys.stdin)
lock_in(request["limits"], parent=request["parent"])
"""
MISBEHAVIOUR: dict[str, tuple[str, Limits, str]] = {
    "spins": ("while True: pass", SHORT, "took_too_long"),
    "spins and ignores the warning of its time": (
        "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
        SHORT,
        "took_too_long",
    ),
    "sleeps": ("import time; time.sleep(600)", IMPATIENT, "took_too_long"),
    "ignores SIGTERM": (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)",
        IMPATIENT,
        "took_too_long",
    ),
    "closes its end and goes on": ("os.close(1); import time; time.sleep(600)", IMPATIENT, "took_too_long"),
    "answers drop by drop": (
        "import time\nwhile True: os.write(1, b'x'); time.sleep(0.05)",
        IMPATIENT,
        "took_too_long",
    ),
    "leaks memory": ("held = []\nwhile True: held.append(bytearray(1_000_000))", SHORT, "too_much_memory"),
    "is killed by the system": ("import signal; os.kill(os.getpid(), signal.SIGKILL)", SHORT, "too_much_memory"),
    "cannot even say that memory is out": ("os._exit(71)", SHORT, "too_much_memory"),
    "runs out of memory in a library": (
        "sys.stderr.write('memory allocation of 99 bytes failed\\n'); sys.stderr.flush(); os.abort()",
        SHORT,
        "too_much_memory",
    ),
    "crashes in a library": ("os.abort()", SHORT, "reader_crashed"),
    "raises": ("raise RuntimeError('no')", SHORT, "reader_crashed"),
    "answers too much": ("while True: os.write(1, b'x' * 65536)", SHORT, "reading_too_large"),
    "complains without end": ("while True: os.write(2, b'x' * 65536)", SHORT, "reader_crashed"),
    "opens files without end": ("held = [open('/dev/null') for _ in range(1000)]", SHORT, "reader_crashed"),
}
NONSENSE = {
    "nothing at all": b"",
    "no JSON": b"\x00\xff<html>",
    "half an answer": b'{"reading": {"format": "docx"',
    "no object": b"[1]",
    "neither reading nor refusal": b'{"used": {}}',
    "a reading of the wrong kind": b'{"used": {}, "reading": 5}',
    "a reading of no known format": b'{"used": {}, "reading": {"format": "exe"}}',
    "a figure that is none": b'{"used": {}, "reading": {"format": "docx", "rows": [{"budget_million_vnd": "x"}]}}',
    "an unknown field": b'{"used": {}, "reading": {"format": "docx", "evil": 1}}',
    "an unknown refusal": b'{"used": {}, "refused": "of_tomorrow", "where": "", "params": {}}',
    "a refusal without its place": b'{"used": {}, "refused": "empty_file"}',
    "parameters that are none": b'{"used": {}, "refused": "empty_file", "where": "", "params": [1]}',
    "parameters that take names away": b'{"used": {}, "refused": "empty_file", "where": "", "params": {"where": 1}}',
    "a thousand brackets": b"[" * 100_000,
}


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Starts a program in the jail, behind its locks, and gives what it printed."""
    monkeypatch.setattr(jail, "_PACKAGES", os.pathsep.join((jail._PACKAGES, str(tmp_path))))

    def start(program: str, limits: Limits) -> bytes:
        (tmp_path / "misbehaving.py").write_text(LOCKED + textwrap.dedent(program))
        return run_child("misbehaving", _request(limits), limits)

    return start


def _request(limits: Limits) -> dict[str, Any]:
    return {"limits": asdict(limits), "parent": os.getpid()}


def tried(program: str) -> str:
    """A program that prints the name of the error that its lines raise."""
    body = textwrap.indent(textwrap.dedent(program).strip(), "    ")
    return f"try:\n{body}\nexcept OSError as error:\n    print(type(error).__name__)\nelse:\n    print('done')"


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if "ignores the warning" in name else ()) for name in MISBEHAVIOUR],
)
def test_a_child_that_misbehaves_is_ended_with_its_refusal(name: str, child: Any) -> None:
    program, limits, code = MISBEHAVIOUR[name]
    with pytest.raises(UnreadableDocument) as refusal:
        child(program, limits)
    assert refusal.value.code == code


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_an_answer_that_is_none_is_told_as_a_crash(
    answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jail, "run_child", lambda *_: answer)
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH")
    with pytest.raises(UnreadableDocument) as refusal:
        read_file(path)
    assert refusal.value.code == "reader_crashed"


def test_a_child_that_behaves_gives_its_answer(child: Any) -> None:
    assert child("print('hello')", SHORT) == b"hello\n"


FORBIDDEN = {
    "forks": "os.fork()",
    "starts a program": "os.posix_spawn('/bin/true', ['true'], os.environ)",
    "becomes a program": "os.execv('/bin/true', ['true'])",
    "opens a socket": "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "opens a local socket": "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "asks a name server": "import socket; socket.getaddrinfo('caicach.example', 80)",
    "sends a signal to its parent": "import signal; os.kill(os.getppid(), signal.SIGCONT)",
    "leaves its group": "os.setpgid(0, 0)",
    "limits its parent": "import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (64, 64))",
    "writes a file": "open('{folder}' + '/new', 'w')",
    "changes a file": "open('{folder}' + '/kept', 'r+')",
    "empties a file": "os.truncate('{folder}' + '/kept', 0)",
    "removes a file": "os.unlink('{folder}' + '/kept')",
    "makes a folder": "os.mkdir('{folder}' + '/new')",
    "renames a file": "os.rename('{folder}' + '/kept', '{folder}' + '/new')",
}


@on_linux
@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_child_gets_no_network_no_process_and_no_file_to_write(name: str, child: Any, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    program = FORBIDDEN[name].format(folder=str(tmp_path))
    if name == "asks a name server":
        assert child(tried(program), SHORT).strip() in (b"gaierror", b"PermissionError")
        return
    assert child(tried(program), SHORT).strip() == b"PermissionError"
    assert (tmp_path / "kept").read_text() == "kept"
    assert not (tmp_path / "new").exists()


@on_linux
def test_a_flood_of_processes_starts_none(child: Any) -> None:
    program = """
    failed = 0
    for _ in range(1000):
        try:
            if os.fork() == 0:
                os._exit(0)
        except OSError:
            failed += 1
    print(failed)
    """
    assert child(program, SHORT) == b"1000\n"


@on_linux
def test_a_child_may_still_work_with_threads(child: Any) -> None:
    program = """
    import threading
    thread = threading.Thread(target=print, args=("from a thread",))
    thread.start()
    thread.join()
    """
    assert child(program, SHORT) == b"from a thread\n"


def test_where_the_kernel_has_no_filter_python_refuses(child: Any) -> None:
    program = """
    from caicach.core.documents import locks
    locks._refuse_in_python(may_start_programs=False)
    import socket, subprocess
    for deed in (lambda: socket.socket(), lambda: subprocess.run(["/bin/true"]), os.fork):
        try:
            deed()
        except PermissionError as error:
            print("is not for readers" in str(error))
    """
    assert child(program, SHORT).split() == [b"True"] * 3


@on_linux
def test_a_reader_of_scans_starts_programs_writes_only_to_the_temporary_folder_and_has_no_network(
    child: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    program = f"""
    import socket, subprocess, tempfile
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    done = subprocess.run(["/bin/echo", "started"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    print(done.stdout.decode().strip())
    for deed in (lambda: open({str(tmp_path / "outside")!r}, "w"), socket.socket, os.setsid):
        try:
            deed()
        except PermissionError:
            print("refused")
    """
    assert child(program, WITH_PROGRAMS).split() == [b"started"] + [b"refused"] * 3


@on_linux
def test_what_a_child_has_started_ends_with_it(child: Any) -> None:
    program = """
    import subprocess
    print(subprocess.Popen(["/bin/sleep", "600"], stdout=subprocess.DEVNULL).pid)
    """
    assert _is_gone(int(child(program, WITH_PROGRAMS)))


@on_linux
def test_what_a_child_has_started_cannot_hold_the_caller(child: Any, tmp_path: Path) -> None:
    program = f"""
    import subprocess, tempfile
    with open(tempfile.gettempdir() + "/{tmp_path.name}", "w") as number:
        number.write(str(subprocess.Popen(["/bin/sleep", "600"]).pid))
    """
    with pytest.raises(UnreadableDocument) as refusal:
        child(program, replace(WITH_PROGRAMS, wall_seconds=1))
    assert refusal.value.code == "took_too_long"
    number = Path(tempfile.gettempdir()) / tmp_path.name
    assert _is_gone(int(number.read_text()))
    number.unlink()


def _is_gone(number: int) -> bool:
    """Whether a process has ended; one that only waits for its parent to take note has."""
    for _ in range(500):
        with suppress(OSError):
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.01)
                continue
        return True
    return False


@on_linux
def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(LOCKED + "import time; time.sleep(600)")
    program = f"""
    import os
    from caicach.core.documents import jail
    jail._PACKAGES += os.pathsep + {str(tmp_path)!r}
    request = {{"limits": jail.asdict(jail.USUAL), "parent": os.getpid()}}
    jail.run_child("sleeper", request, jail.USUAL)
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
    number = _child_of(parent.pid)
    parent.kill()
    parent.wait()
    assert _is_gone(number)


def _child_of(number: int) -> int:
    children = Path(f"/proc/{number}/task/{number}/children")
    for _ in range(500):
        if found := children.read_text().split():
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("no child was started")


def test_the_child_hears_nothing_of_the_parents_environment(
    child: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CAICACH_SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "canary")
    answer = json.loads(child("print(json.dumps(dict(os.environ)))", SHORT))
    assert "canary" not in answer.values()


def test_what_a_library_prints_does_not_spoil_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "noisy.py").write_text(
        "from caicach.core.documents import child\n"
        "from caicach.core.documents.readers import opening\n"
        "quiet = opening.check_file\n"
        "opening.check_file = lambda *given: print('noise', flush=True) or quiet(*given)\n"
        "child.main()\n"
    )
    monkeypatch.setattr(jail, "_PACKAGES", os.pathsep.join((jail._PACKAGES, str(tmp_path))))
    monkeypatch.setattr(jail, "run_child", lambda _, request, limits: run_child("noisy", request, limits))
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\nCải cách hành chính năm 2026\n")
    assert read_file(path).format == "text"


def test_what_a_child_has_used_stands_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\nCải cách hành chính năm 2026\n")
    with caplog.at_level("DEBUG", "caicach.documents"):
        read_file(path)
    used = caplog.records[-1].__dict__["used"]
    assert used["cpu_seconds"] > 0
    assert sys.platform != "linux" or 5_000_000 < used["peak_bytes"] < jail.USUAL.memory_bytes
