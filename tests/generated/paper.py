"""A document as it was meant: head, prose, rows, criteria, duties. Writers print it, `gold` tells its reading."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from tests.generated.times import Time


@dataclass(frozen=True, slots=True)
class Head:
    """Head and foot of the paper. `upper` is the authority above the issuer, printed over it."""

    kind: str
    number: str
    day: date
    place: str
    upper: str
    issuer: str
    title: str
    year: int
    signer: str
    signer_lines: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    issuer_read: str = ""  # the issuer as the reading names it
    issuer_also: str = ""
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    plan_title: str = ""
    theme: str = ""
    attached_to: str = ""
    proposal: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with its figures: (comparator, value, unit) or (`range`, value, unit, upper)."""

    text: str
    measures: tuple[tuple[str, ...], ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A heading or a duty. `mark` is printed in the first column, `path` holds the marks from the top down."""

    path: tuple[str, ...]
    level: str
    title: str
    standard: str = ""
    product: str = ""
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    time: Time = field(default_factory=lambda: Time(""))
    budget: Decimal | None = None
    note: str = ""
    is_leaf: bool = True
    merged_lead: bool = False  # the cell of the lead is merged with the row above
    narrative: bool = False
    also_level: tuple[str, ...] = ()  # levels that count too, where the paper does not tell

    @property
    def mark(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of a PAR INDEX improvement table."""

    code: str
    name: str
    max: Decimal
    previous: Decimal
    target: Decimal
    solutions: str = ""
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    note: str = ""
    is_leaf: bool = True
    merged: bool = False  # solutions and agencies stand in the cell of the row above


@dataclass(frozen=True, slots=True)
class Duty:
    """What an agency has to do, outside the table."""

    agency: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: which field of the row, its heading, and the heading above two columns."""

    field: str
    heading: str
    width: float
    above: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows are printed."""

    columns: tuple[Column, ...]
    is_landscape: bool = True
    has_ordinals: bool = False  # a row (1) (2) (3) under the headings
    repeats_heading: bool = True
    parts_between: bool = False  # rows of level part stand as headings between tables
    merges_headings: bool = True  # heading rows are one merged cell
    splits_titles: bool = False  # titles of heading rows run over two cells
    joins_mark: bool = False  # mark and title of heading rows in one cell
    tears_rows: int = 0  # every n-th row goes on below a repeated heading
    joint_agencies: str = ""  # "lines" or "semicolon": lead and coordination in one cell
    agency_separator: str = "; "
    budget_unit: str = "triệu đồng"
    prints_total: bool = False
    has_mark_suffix: bool = False  # `1.` and `a)` instead of `1` and `a`


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, printed as they are."""

    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document."""

    name: str
    head: Head
    layout: Layout
    rows: tuple[Row, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    survey_tasks: tuple[Row, ...] = ()
    survey_layout: Layout | None = None
    goals: tuple[Goal, ...] = ()
    goal_style: str = "dash"  # dash, number, letter, by_domain
    goals_heading: str = "MỤC TIÊU, CHỈ TIÊU"
    duties: tuple[Duty, ...] = ()
    duty_style: str = "letters"  # letters, dashes, colon, ask, charge, nested, prose
    before: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()
    has_decision: bool = True
    has_body: bool = True  # without: a bare annex
    table_in_annex: bool = True
    annex_title: str = "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH"
    closing: str = ""


def numbered(rows: tuple[Row, ...], prefix: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows below a further mark."""
    return tuple(replace(row, path=(*prefix, *row.path)) for row in rows)
