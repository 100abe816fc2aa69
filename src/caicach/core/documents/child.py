"""The child process that reads one file: it locks itself in, reads, and writes one line of JSON.

Started by `jail.py` only. The request comes as JSON on standard input. Libraries are imported behind the locks.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_RIGHTS = 1, 38
_COMPLAINTS_BYTES = 1_000_000


def main() -> None:
    """Read the request, read the file, answer."""
    request: dict[str, Any] = json.load(sys.stdin)
    lock_in(request["limits"])
    json.dump(_answer(request), sys.stdout, ensure_ascii=True, separators=(",", ":"))


def lock_in(limits: dict[str, Any]) -> None:
    """Give up what a reader of files does not need: time, memory, files, new processes, the network."""
    seconds, memory = limits["cpu_seconds"], limits["memory_bytes"]
    _limit(resource.RLIMIT_CPU, seconds, seconds + 2)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_NOFILE, limits["files"])
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, limits["written_bytes"] or _COMPLAINTS_BYTES)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
        library.unshare(_NEW_USER | _NEW_NET)  # refused on some machines: then the other locks must do
    if not limits["may_start_programs"]:
        _limit(resource.RLIMIT_NPROC, 0)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    _, ceiling = resource.getrlimit(kind)
    wanted = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        wanted = min(wanted, ceiling)
    resource.setrlimit(kind, (min(soft, wanted), wanted))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from caicach.core.documents.errors import UnreadableDocument

    try:
        return {"reading": _reading(request)}
    except UnreadableDocument as refused:
        params = {name: held for name, held in refused.params.items() if name != "where"}
        return {"refused": refused.code, "where": refused.where, "params": params}
    except MemoryError:
        return {"refused": "too_much_memory", "where": "", "params": {}}


def _reading(request: dict[str, Any]) -> dict[str, Any]:
    from caicach.core.documents.readers.opening import open_source

    source = open_source(Path(request["path"]), request["name"], with_ocr=request["with_ocr"])
    from caicach.core.documents.recognition import recognise
    from caicach.core.documents.transfer import directory_from_plain, reading_to_plain

    directory = directory_from_plain(request["directory"]) if request["directory"] else None
    return reading_to_plain(recognise(source, directory))


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)  # taking libraries down again costs time and may crash in them
