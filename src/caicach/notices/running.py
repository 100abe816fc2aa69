"""What the worker and the timer do again and again: make what is to be told, send what waits."""

from dataclasses import dataclass
from datetime import datetime

from caicach.notices.digests import make_digests
from caicach.notices.posting import send_waiting, tidy


@dataclass(frozen=True, slots=True)
class Sent:
    digests: int
    sent: int
    refused: int
    waiting: int


def keep_going(*, now: datetime) -> Sent:
    """Safe to call at any time, by several at once: every step has a key of its own."""
    tidy(now=now)
    digests = make_digests(now=now)
    ends = send_waiting(now=now)
    return Sent(digests, ends["sent"], ends["refused"], ends["waiting"] + ends["put_off"])
