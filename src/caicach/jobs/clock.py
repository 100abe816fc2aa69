"""What is done again and again while a worker runs. Every act must bear being done by several workers at once."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Beat:
    """An act and how often it comes."""

    seconds: float
    act: Callable[[], object]
    next_at: float = 0.0


_beats: dict[str, Beat] = {}


def register(name: str, *, seconds: float, act: Callable[[], object]) -> None:
    """Have `act` called by each worker at most once in so many seconds; the same name again replaces it."""
    _beats[name] = Beat(seconds, act)


def tick() -> None:
    """Do what is due. A defect of one act ends neither the others nor the worker."""
    for name, beat in _beats.items():
        if time.monotonic() < beat.next_at:
            continue
        beat.next_at = time.monotonic() + beat.seconds
        try:
            beat.act()
        except Exception:  # noqa: BLE001 - a bug in one room must not stop the work of everybody
            log.exception("what is done regularly (%s) crashed", name)
