"""The one rule by which a paper proves a span of days: a document of 2025 cannot prove 2026."""

from collections.abc import Iterable
from datetime import date

from caicach.core.text import squeeze
from caicach.documentregister.errors import OutsidePeriod
from caicach.files.models import Document


def is_outside(document: Document, first: date) -> bool:
    """Whether a paper says something from before the period on. A report on the period may come after it.

    A paper without any day is not judged: nobody knows.
    """
    return document.counts_from is not None and document.counts_from < first


def reason_for(documents: Iterable[Document], *, first: date, reason: str) -> str:
    """The reason to keep with what lies outside the period; empty where nothing does. Refused where none is given."""
    outside = next((one for one in documents if is_outside(one, first)), None)
    if outside is None:
        return ""
    if not squeeze(reason):
        raise OutsidePeriod(document=outside, day=outside.counts_from, first=first)
    return squeeze(reason)
