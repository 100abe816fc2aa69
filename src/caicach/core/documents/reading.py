"""What was understood of a document: plain data, the same whatever file it came from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caicach.core.documents.source import Place, SourceFormat
from caicach.core.schedule.schedule import Schedule


class Level(StrEnum):
    """Level of a plan row; the same words as `PlanItem.level`."""

    PART = "part"
    DOMAIN = "domain"
    GROUP = "group"
    TASK = "task"
    ACTIVITY = "activity"


class RowSource(StrEnum):
    TABLE = "table"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """Who issued what, when, on which grounds. Empty string or None: not found in the text."""

    kind: str = ""
    number: str = ""
    issued_on: date | None = None
    issued_text: str = ""  # the date as printed, also where it is incomplete ("ngày /12/2024")
    issuer: str = ""
    signer: str = ""
    signer_position: str = ""
    title: str = ""
    year: int | None = None
    attached_to: str = ""
    plan_title: str = ""
    theme: str = ""
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a target: comparator one of `=`, `>=`, `>`, `<=`, `<`, `range` (then `upper` is set)."""

    value: Decimal | None
    unit: str = ""
    comparator: str = ""
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TargetReading:
    text: str
    place: Place
    code: str = ""
    heading: str = ""  # the domain heading it stands under
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyName:
    """One agency as printed, and what the directory made of it. `key` is the caller's own key of the agency.

    addressed_to: "head" where the cell names the head's title. is_group: the name stands for many agencies.
    match: exact | alias | abbreviation | group | spelling | unknown; `proposals` are (key, name, likeness 0–100).
    """

    printed: str
    name: str
    key: str = ""
    addressed_to: str = ""
    is_group: bool = False
    match: str = "unknown"
    proposals: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row of a plan: a heading or a duty. Texts are as printed, single blanks, None never: empty string."""

    path: tuple[str, ...]
    level: Level
    title: str
    place: Place
    source: RowSource = RowSource.TABLE
    has_dash: bool = False  # printed with a dash instead of a number; its code in the path is made: "-1", "-2", …
    acceptance_note: str = ""
    deliverable: str = ""
    lead: tuple[AgencyName, ...] = ()
    coordinating: tuple[AgencyName, ...] = ()
    lead_text: str = ""
    coordinating_text: str = ""
    start_text: str = ""
    end_text: str = ""
    schedule: Schedule = field(default_factory=Schedule)
    budget_million_vnd: Decimal | None = None
    budget_text: str = ""
    budget_proposals: tuple[Decimal, ...] = ()  # what a doubtful amount may be, in million đồng
    note: str = ""
    other_text: str = ""  # of columns that have no field of their own, a line each: "Lãnh đạo phụ trách: …"

    @property
    def full_note(self) -> str:
        """The note, and below it what further columns say."""
        return "\n".join(filter(None, (self.note, self.other_text)))


@dataclass(frozen=True, slots=True)
class CriterionReading:
    """A row of a PAR INDEX improvement table; scores in points."""

    code: str
    name: str
    place: Place
    max_score: Decimal | None = None
    previous_score: Decimal | None = None
    target_score: Decimal | None = None
    solutions: str = ""
    lead: tuple[AgencyName, ...] = ()
    coordinating: tuple[AgencyName, ...] = ()
    note: str = ""
    other_text: str = ""  # of columns that have no field of their own, a line each
    schedule: Schedule = field(default_factory=Schedule)

    @property
    def full_note(self) -> str:
        """The note, and below it what further columns say."""
        return "\n".join(filter(None, (self.note, self.other_text)))


@dataclass(frozen=True, slots=True)
class DutyReading:
    """What the document asks of an agency outside the table."""

    agency: str
    items: tuple[str, ...]
    place: Place
    agencies: tuple[AgencyName, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding that needs a person. `code` is listed in `problems.PROBLEMS`; params fill its sentence.

    subject: path of the row (joined by "/"), or "document", "targets", "totals".
    field: name of the field of the reading. value: what is printed. proposals: values that a person may pick.
    """

    code: str
    place: Place
    subject: str = ""
    field: str = ""
    value: str = ""
    proposals: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Where a non-empty cell went: a field of the reading, a heading, a repetition, a total, or a problem.

    fate: field | heading | ordinal_row | repeated | total | problem | skipped_mark; `into` names row and field.
    """

    place: Place
    fate: str
    into: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a document says, and all that is doubtful about it."""

    format: SourceFormat
    head: DocumentHead = field(default_factory=DocumentHead)
    targets: tuple[TargetReading, ...] = ()
    rows: tuple[RowReading, ...] = ()
    criteria: tuple[CriterionReading, ...] = ()
    survey_tasks: tuple[RowReading, ...] = ()
    duties: tuple[DutyReading, ...] = ()
    totals: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    page_count: int = 0
