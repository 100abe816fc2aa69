"""How much memory a call takes: the peak of a process that does nothing else."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.queues import Queue
from pathlib import Path


def peak_megabytes(call: Callable[[Path], object], path: Path) -> float:
    """Of a fresh process with what the call imports, the interpreter included."""
    context = multiprocessing.get_context("spawn")
    told: Queue[float] = context.Queue()
    child = context.Process(target=_tell, args=(call, path, told))
    child.start()
    peak = told.get()
    child.join()
    return peak


def _tell(call: Callable[[Path], object], path: Path, told: "Queue[float]") -> None:
    call(path)
    # what getrusage tells begins with the memory of the parent
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    told.put(int(line.split()[1]) / 1024)
