"""What the child that reads a stranger's file gives up before it opens it: resources, network, processes, writing.

Each lock that a machine does not know is left out; the others still hold. On Linux the kernel keeps the child from
sockets, from other processes (seccomp) and from writing files (Landlock), for root as for anybody else; elsewhere
Python itself refuses sockets and new processes.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _SET_SECCOMP, _NO_NEW_RIGHTS = 1, 22, 38
_COMPLAINTS_BYTES = 1_000_000


def lock_in(limits: dict[str, Any], *, parent: int) -> None:
    """Lock this process in for good. limits: the fields of `jail.Limits`. It ends when its parent does."""
    may_start_programs = bool(limits["may_start_programs"])
    may_speak_locally = bool(limits.get("may_speak_locally"))
    _limit_resources(limits)
    is_filtered = False
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it has ended already
            os._exit(1)
        library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
        library.unshare(_NEW_USER | _NEW_NET)
        _forbid_writing(library, may_write=tempfile.gettempdir() if limits["written_bytes"] else "")
        is_filtered = _forbid_calls(library, may_start_programs=may_start_programs, may_speak_locally=may_speak_locally)
    if not may_start_programs:
        _limit(resource.RLIMIT_NPROC, 0)
    if not is_filtered:
        _refuse_in_python(may_start_programs=may_start_programs)


def _limit_resources(limits: dict[str, Any]) -> None:
    seconds = limits["cpu_seconds"]
    _limit(resource.RLIMIT_CPU, seconds, seconds + 2)
    _limit(resource.RLIMIT_AS, limits["memory_bytes"])
    _limit(resource.RLIMIT_NOFILE, limits["files"])
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, limits["written_bytes"] or _COMPLAINTS_BYTES)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    _, ceiling = resource.getrlimit(kind)
    wanted = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        wanted = min(wanted, ceiling)
    resource.setrlimit(kind, (min(soft, wanted), wanted))


# Landlock: no file is written, made or removed, outside of one folder where there is one.

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every kind of processor
_WRITE_FILE = 1 << 1
_WRITING = 0b1_1111_1111_0010  # WRITE_FILE, REMOVE_DIR, REMOVE_FILE, MAKE_…
_TRUNCATE = 1 << 14  # since the third version


def _forbid_writing(library: Any, *, may_write: str) -> bool:
    version = library.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = _WRITING | (_TRUNCATE if version >= 3 else 0)
    handled = struct.pack("<Q", rights)
    ruleset = library.syscall(_CREATE_RULESET, handled, len(handled), 0)
    if ruleset < 0:
        return False
    _permit(library, ruleset, os.devnull, _WRITE_FILE)
    if may_write:
        _permit(library, ruleset, may_write, rights)
    is_held = library.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bool(is_held)


def _permit(library: Any, ruleset: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    library.syscall(_ADD_RULE, ruleset, 1, struct.pack("<Qi", rights, place), 0)
    os.close(place)


# seccomp: a short program that the kernel runs before each system call.

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_NOT_BELOW, _JUMP_IF_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _UNKNOWN, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38, 0x80000000
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_THREAD = 0x10000
_FOREIGN_NUMBERS = 0x40000000  # the x32 calls of x86_64 machines
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CALLS: dict[str, dict[str, int]] = {
    "x86_64": {
        "socket": 41, "socketpair": 53, "io_uring_setup": 425, "ptrace": 101, "process_vm_writev": 311, "bpf": 321,
        "setsid": 112, "setpgid": 109, "pidfd_send_signal": 424, "tkill": 200, "kill": 62, "tgkill": 234,
        "prlimit64": 302, "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "clone": 56, "clone3": 435,
    },
    "aarch64": {
        "socket": 198, "socketpair": 199, "io_uring_setup": 425, "ptrace": 117, "process_vm_writev": 271, "bpf": 280,
        "setsid": 157, "setpgid": 154, "pidfd_send_signal": 424, "tkill": 130, "kill": 129, "tgkill": 131,
        "prlimit64": 261, "execve": 221, "execveat": 281, "clone": 220, "clone3": 435,
    },
}  # fmt: skip
_NEVER = ("socket", "socketpair", "io_uring_setup", "ptrace", "process_vm_writev", "bpf", "setsid", "setpgid")
_SOCKETS = ("socket", "socketpair")
_LOCAL = 1  # AF_UNIX
_OF_PROGRAMS = ("fork", "vfork", "execve", "execveat", "pidfd_send_signal", "tkill")
_Step = tuple[int, int, int, int]  # code, jump if true, jump if false, operand


def _forbid_calls(library: Any, *, may_start_programs: bool, may_speak_locally: bool) -> bool:
    machine = platform.machine()
    if machine not in _CALLS:
        return False
    steps = list(_filter(machine, may_start_programs=may_start_programs, may_speak_locally=may_speak_locally))
    program = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    told = struct.pack("@HP", len(steps), ctypes.addressof(program))
    return bool(library.prctl(_SET_SECCOMP, 2, ctypes.c_char_p(told), 0, 0) == 0)


def _filter(machine: str, *, may_start_programs: bool, may_speak_locally: bool = False) -> Iterator[_Step]:
    numbers = _CALLS[machine]
    refused = _NEVER if may_start_programs else _NEVER + _OF_PROGRAMS
    yield from [(_LOAD, 0, 0, _MACHINE_AT), (_JUMP_IF_EQUAL, 1, 0, _MACHINES[machine]), (_RETURN, 0, 0, _KILL)]
    yield from [(_LOAD, 0, 0, _NUMBER_AT), (_JUMP_IF_NOT_BELOW, 0, 1, _FOREIGN_NUMBERS), (_RETURN, 0, 0, _UNKNOWN)]
    for name in refused:
        if may_speak_locally and name in _SOCKETS:  # to a process of the same machine, which no network reaches
            yield from _only_where(numbers[name], _JUMP_IF_EQUAL, _LOCAL)
        elif name in numbers:
            yield from [(_JUMP_IF_EQUAL, 0, 1, numbers[name]), (_RETURN, 0, 0, _REFUSE)]
    if not may_start_programs:
        yield from _only_where(numbers["clone"], _JUMP_IF_BIT, _THREAD)
        yield from _only_where(numbers["kill"], _JUMP_IF_EQUAL, os.getpid())
        yield from _only_where(numbers["tgkill"], _JUMP_IF_EQUAL, os.getpid())
        yield from _only_where(numbers["prlimit64"], _JUMP_IF_EQUAL, 0)
        # What its structure in memory asks for cannot be seen here; the C library then falls back on `clone`.
        yield from [(_JUMP_IF_EQUAL, 0, 1, numbers["clone3"]), (_RETURN, 0, 0, _UNKNOWN)]
    yield (_RETURN, 0, 0, _ALLOW)


def _only_where(number: int, condition: int, operand: int) -> Iterator[_Step]:
    """A call that is allowed only where its first argument meets a condition."""
    yield (_JUMP_IF_EQUAL, 0, 4, number)
    yield from [(_LOAD, 0, 0, _FIRST_ARGUMENT_AT), (condition, 0, 1, operand)]
    yield from [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]


# Where the kernel has no such filter.

_EVENTS_OF_PROGRAMS = {
    "subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.kill",
    "os.killpg",
}  # fmt: skip


def _refuse_in_python(*, may_start_programs: bool) -> None:
    def refuse(event: str, _: object) -> None:
        if event.startswith("socket.") or (not may_start_programs and event in _EVENTS_OF_PROGRAMS):
            raise PermissionError(f"{event} is not for readers of documents")

    sys.addaudithook(refuse)
