"""The importers: each room that takes something in from a document registers one when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from caicach.files.policy import FilePolicy
from caicach.people.permissions import Permission

if TYPE_CHECKING:
    from caicach.intake.models import ImportRun
    from caicach.jobs.context import JobContext

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One way into a room.

    read: gives the reading of a file as what JSON can hold; a CoreError or CaicachError fails the run with its reason.
    next_url: where the review of a read run goes on. result_url: what came of a run that is done.
    permission: asked for the agency in `params["agency"]`, or for the whole province where there is none.
    lead: what the upload page says under its heading. steps: the names of the steps after the upload.
    """

    code: str
    title: Text
    policy: FilePolicy
    permission: Permission
    read: Callable[["ImportRun", Path, "JobContext"], dict[str, Any]]
    next_url: Callable[["ImportRun"], str]
    result_url: Callable[["ImportRun"], str] | None = None
    lead: Text = ""
    steps: tuple[Text, ...] = ()
    takes_paste: bool = True


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> Importer:
    """Make an importer known; the same code again replaces it."""
    _importers[importer.code] = importer
    return importer


def known_importers() -> dict[str, Importer]:
    """All importers by code, in the order of their registration."""
    return dict(_importers)
