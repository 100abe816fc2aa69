"""The kinds of long work: each room registers its own when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from caicach.jobs.models import Job

if TYPE_CHECKING:
    from caicach.jobs.context import JobContext

Handler = Callable[["JobContext"], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """One kind of long work.

    on_end: told, in the same transaction, when the job ends without its effect (failed or cancelled).
    page: the address at which the person goes on once the job has ended; "" where the page of the job tells it all.
    again: where the same can be asked for anew after the job came to nothing.
    limit: a job that runs longer than this is failed.
    """

    code: str
    title: str | Promise
    handler: Handler
    limit: timedelta = timedelta(minutes=5)
    on_end: Callable[[Job], None] | None = None
    page: Callable[[Job], str] | None = None
    again: Callable[[Job], str] | None = None


_kinds: dict[str, JobKind] = {}


def register(
    code: str,
    handler: Handler,
    *,
    title: str | Promise,
    limit: timedelta = timedelta(minutes=5),
    on_end: Callable[[Job], None] | None = None,
    page: Callable[[Job], str] | None = None,
    again: Callable[[Job], str] | None = None,
) -> JobKind:
    """Make a kind of work known. A second registration of the same code replaces the first."""
    more: dict[str, Any] = {"limit": limit, "on_end": on_end, "page": page, "again": again}
    _kinds[code] = JobKind(code=code, title=title, handler=handler, **more)
    return _kinds[code]


def kind_of(job: Job) -> JobKind:
    """The kind of a job; KeyError is a bug: jobs of unknown kinds are never claimed."""
    return _kinds[job.kind]


def known_kinds() -> dict[str, JobKind]:
    """All registered kinds by code."""
    return dict(_kinds)
