"""The real server under a constant rate of arrivals: nobody waits with asking until the others are served.

Each latency runs from the moment at which the request should have been sent to the last byte of its answer, so that
a queue before the server counts. All requests count, also the first ones.
"""

import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.db import connection

from bench.requests import Ask, working_day

RATES = {"postgresql": 20, "sqlite": 10}
SECONDS = int(os.environ.get("CAICACH_BENCH_SECONDS", "180"))
P95_BAR = 0.5
SENDERS = 48


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: seconds, and what was wrong with it, empty for nothing."""

    kind: str
    seconds: float
    trouble: str


def measure() -> bool:
    """Print the latencies by kind of request; whether 95 of 100 are fast enough and none failed."""
    rate = RATES[connection.vendor]
    asks = working_day(rate * SECONDS)
    connection.close()
    with served() as (port, pid):
        before = _used(pid)
        answers = _send(asks, rate, port)
        after = _used(pid)
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_kind[answer.kind].append(answer)
    for kind, of_kind in by_kind.items():
        _tell(kind, of_kind)
    troubles = [answer.trouble for answer in answers if answer.trouble]
    p95 = _tell(f"all, {rate} a second for {SECONDS} s (bar p95 {P95_BAR * 1000:.0f} ms, 0 errors)", answers)
    processor = (after.processor - before.processor) * 1000 / len(answers)
    sys.stdout.write(
        f"{connection.vendor}: the server's processes took {processor:.0f} ms of the processor for each request; "
        f"memory {before.memory:.0f} MB before, {after.memory:.0f} MB after\n"
    )
    for trouble in sorted(set(troubles)):
        sys.stdout.write(f"  {troubles.count(trouble)} × {trouble}\n")
    return p95 <= P95_BAR and not troubles


def _tell(what: str, answers: Sequence[Answer]) -> float:
    times = sorted(answer.seconds for answer in answers)
    p50, p95, p99 = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99))
    errors = sum(bool(answer.trouble) for answer in answers)
    sys.stdout.write(
        f"{connection.vendor}: {what}: {len(times)} requests, {errors} errors, p50 {p50 * 1000:.0f}, "
        f"p95 {p95 * 1000:.0f}, p99 {p99 * 1000:.0f}, most {times[-1] * 1000:.0f} ms\n"
    )
    sys.stdout.flush()
    return p95


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """`caicach serve` as an administrator starts it, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "caicach.config.settings"}
    command = [sys.executable, "-m", "caicach", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_ready(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if _exchange(HTTPConnection("127.0.0.1", port, timeout=5), Ask("ready", "/readyz", ""))[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server is not ready after a minute")


def _send(asks: Sequence[Ask], rate: int, port: int) -> list[Answer]:
    """Send each request at its time, from as many threads as it takes; the answers in any order."""
    waiting: queue.SimpleQueue[tuple[float, Ask] | None] = queue.SimpleQueue()
    answers: list[Answer] = []
    senders = [threading.Thread(target=_sender, args=(waiting, answers, port)) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    begun = time.perf_counter()
    for place, ask in enumerate(asks):
        due = begun + place / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        waiting.put((due, ask))
    for _ in senders:
        waiting.put(None)
    for sender in senders:
        sender.join()
    return answers


def _sender(waiting: "queue.SimpleQueue[tuple[float, Ask] | None]", answers: list[Answer], port: int) -> None:
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    while (given := waiting.get()) is not None:
        due, ask = given
        try:
            trouble = _trouble(ask, *_exchange(line, ask))
        except (OSError, HTTPException) as error:
            line.close()
            trouble = f"{ask.kind}: {type(error).__name__}"
        answers.append(Answer(ask.kind, time.perf_counter() - due, trouble))


def _exchange(line: HTTPConnection, ask: Ask) -> tuple[int, bytes]:
    """Behind a proxy that speaks https with the browser, as the administrator's guide sets it up."""
    home = f"https://{line.host}:{line.port}"
    headers = {"Cookie": ask.cookies, "X-Forwarded-Proto": "https", "Origin": home, "Referer": home}
    if ask.body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(ask.method, ask.address, ask.body.encode() or None, headers)
    response = line.getresponse()
    return response.status, response.read()


def _trouble(ask: Ask, status: int, page: bytes) -> str:
    if ask.body:
        return "" if status == 302 else f"{ask.kind}: status {status}"
    is_whole = status == 200 and page.rstrip().endswith(b"</html>")
    return "" if is_whole else f"{ask.kind}: status {status}, {len(page)} bytes"


@dataclass(frozen=True, slots=True)
class Used:
    """What processes have used: resident megabytes now, seconds of the processor so far."""

    memory: float
    processor: float


def _used(pid: int) -> Used:
    """A process with all that it started; the database server is not among them."""
    place = Path(f"/proc/{pid}")
    resident = next(line for line in (place / "status").read_text().splitlines() if line.startswith("VmRSS"))
    ticks = (place / "stat").read_text().rpartition(")")[2].split()[11:13]
    children = [_used(int(child)) for child in (place / "task" / str(pid) / "children").read_text().split()]
    return Used(
        memory=int(resident.split()[1]) / 1024 + sum(child.memory for child in children),
        processor=sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") + sum(child.processor for child in children),
    )
