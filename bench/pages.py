"""Pages over a whole province: how many queries each takes, and its cost against the empty page of the same person.

The cost is processor time of this process and, on PostgreSQL, of the server's process that answers it. Page and empty
page take turns; the smaller half of the rounds is averaged: other work on the machine only adds. Each round runs some
calls deeper than the one before: Python 3.11 keeps its frames in chunks of 16 KB, and a loop that happens to lie across
the end of one takes up to half as long again, which says nothing of the page.
"""

import sys
import time
from pathlib import Path
from statistics import mean

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.urls import EMPTY
from bench.visits import Visit, session_of, visits

ROUNDS = 12


def measure() -> bool:
    """Print a line for each page; whether all keep to their bars."""
    empty, kept = [], True
    for visit in visits():
        client = _client(visit)
        queries = _queries(client, visit.address)
        page, base = _costs(client, visit.address)
        empty.append(base)
        ratio = page / base
        is_kept = queries <= visit.most_queries and (visit.bar is None or ratio <= visit.bar)
        kept = kept and is_kept
        bar = f" (bar {visit.bar:g})" if visit.bar else ""
        sys.stdout.write(
            f"{connection.vendor}: {visit.name}: {queries} queries, {page * 1000:.1f} ms, ratio {ratio:.1f}{bar}"
            f"{'' if is_kept else '  OVER THE BAR'}\n"
        )
    sys.stdout.write(f"{connection.vendor}: the empty page takes {mean(empty) * 1000:.1f} ms\n")
    return kept


def _client(visit: Visit) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(visit.user)
    return client


def _queries(client: Client, address: str) -> int:
    _get(client, address)  # what is remembered from the first time on
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
    return len(captured)


def _costs(client: Client, address: str) -> tuple[float, float]:
    pages, empty = [], []
    for depth in range(0, 3 * ROUNDS, 3):
        empty.append(_deeper(depth, client, EMPTY))
        pages.append(_deeper(depth, client, address))
    return _smaller_half(pages), _smaller_half(empty)


def _smaller_half(costs: list[float]) -> float:
    return mean(sorted(costs)[: len(costs) // 2])


def _deeper(calls: int, client: Client, address: str) -> float:
    """The cost of a page that is asked for so many calls further down."""
    return _deeper(calls - 1, client, address) if calls else _cost(client, address)


def _cost(client: Client, address: str) -> float:
    begun = time.process_time() + _of_database()
    _get(client, address)
    return time.process_time() + _of_database() - begun


def _of_database() -> float:
    """Processor seconds of the process of PostgreSQL that serves this connection; SQLite works within this one."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    nanoseconds = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return int(nanoseconds) / 1e9


def _get(client: Client, address: str) -> None:
    response = client.get(address, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code} {response.headers.get('Location', '')}")
