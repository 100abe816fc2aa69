"""When something is to be done: the printed words and what they mean."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ScheduleKind(StrEnum):
    """NONE: no date is printed. UNREADABLE: words are printed and not understood (a problem, never a guess)."""

    NONE = "none"
    WINDOW = "window"
    MONTH = "month"
    CONTINUOUS = "continuous"
    RECURRING = "recurring"
    AFTER_EVENT = "after_event"
    PER_AUTHORITY = "per_authority"
    AD_HOC = "ad_hoc"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A time frame. `text` keeps the words of the source.

    start_on: first day, or None (a mere deadline). due_on: last day, or None (ongoing, or an event decides).
    every: month | quarter | half_year | year | week | day, of a recurring one; `times` per that period and
    `quantity` planned each time with its `unit`. event: the words of the event or the authority.
    is_expected: the source says "dự kiến". has_exact_day: the due day itself is printed, not only its month.
    due_day, due_month: of a recurring one, the day of the month (of a quarter: of its last month), or day and month of
    the year, on which each time is due ("trước ngày 25 hằng tháng", "tháng 12 hằng năm"); None: the last of its period.
    """

    kind: ScheduleKind = ScheduleKind.NONE
    text: str = ""
    start_on: date | None = None
    due_on: date | None = None
    every: str = ""
    times: int = 1
    quantity: int | None = None
    unit: str = ""
    event: str = ""
    is_expected: bool = False
    has_exact_day: bool = False
    due_day: int | None = None
    due_month: int | None = None
