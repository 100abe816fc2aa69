"""What stands in a plan, apart from any database row: read from a document, pasted, or typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from caicach.core.documents.reading import Level
from caicach.core.schedule.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """What stands at the head of a plan, as a person has confirmed it."""

    year: int
    title: str
    theme: str = ""
    document_kind: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    signer: str = ""
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyName:
    """Whom a cell names. `key` is a key of the agencies' directory; empty: known to nobody, so not assigned."""

    printed: str
    key: str = ""
    is_addressed_to_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowContent:
    """One row: its texts as printed and what they were read as. `parent` is a place in the same list."""

    level: Level
    title: str
    code: str = ""
    parent: int | None = None
    acceptance_note: str = ""
    deliverable: str = ""
    start_text: str = ""
    end_text: str = ""
    schedule: Schedule = field(default_factory=Schedule)
    leads: tuple[DutyName, ...] = ()
    coordinating: tuple[DutyName, ...] = ()
    lead_text: str = ""
    coordinating_text: str = ""
    budget_million_vnd: Decimal | None = None
    note: str = ""
    source: str = "table"
    source_place: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetContent:
    """A statement of what is to be reached; its figures as JSON, decimals as text so that nothing is rounded."""

    text: str
    code: str = ""
    heading: str = ""
    measures: tuple[dict[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """All that stands below the head of a plan. `duties`: what it asks of agencies outside its table."""

    rows: Sequence[RowContent] = ()
    targets: Sequence[TargetContent] = ()
    duties: Sequence[dict[str, Any]] = ()
    totals: dict[str, str] = field(default_factory=dict)


def joined(parts: Iterable[Sequence[RowContent]]) -> list[RowContent]:
    """Several lists as one; parents keep pointing at their rows."""
    whole: list[RowContent] = []
    for part in parts:
        base = len(whole)
        whole += [row if row.parent is None else replace(row, parent=row.parent + base) for row in part]
    return whole
