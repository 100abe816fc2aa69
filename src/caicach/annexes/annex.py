"""The annex of a decision as a table: its columns and rows, whatever file it is written to.

Official documents are Vietnamese whatever language a person reads the site in, so these words are not translated.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from caicach.plans.compare import plain_number
from caicach.plans.listing import HEADINGS
from caicach.plans.models import Plan, PlanItem
from caicach.plans.schedules import printed_times


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """A column: its printed heading, its width in millimetres, and what a row has in it."""

    heading: str
    width_mm: int
    text: Callable[[PlanItem], str]
    is_centred: bool = False


def _budget(item: PlanItem) -> str:
    return plain_number(item.budget_million_vnd).replace(".", ",")


def _start(item: PlanItem) -> str:
    return printed_times(item.schedule, item.time_frame_text)[0]


def _end(item: PlanItem) -> str:
    return printed_times(item.schedule, item.time_frame_text)[1]


def _score(name: str) -> Callable[[PlanItem], str]:
    return lambda item: str(item.scores.get(name, "")).replace(".", ",")


PLAN_COLUMNS = (
    AnnexColumn("STT", 12, lambda item: item.outline_code, is_centred=True),
    AnnexColumn("Nội dung nhiệm vụ, hoạt động", 58, lambda item: item.title),
    AnnexColumn("Tiêu chuẩn hoàn thành", 30, lambda item: item.acceptance_note),
    AnnexColumn("Sản phẩm", 30, lambda item: item.deliverable),
    AnnexColumn("Cơ quan chủ trì", 26, lambda item: item.lead_text),
    AnnexColumn("Cơ quan phối hợp", 26, lambda item: item.coordinating_text),
    AnnexColumn("Thời gian bắt đầu", 18, _start, is_centred=True),
    AnnexColumn("Thời gian kết thúc", 18, _end, is_centred=True),
    AnnexColumn("Kinh phí (triệu đồng)", 16, _budget, is_centred=True),
    AnnexColumn("Ghi chú", 13, lambda item: item.note),
)
CRITERIA_COLUMNS = (
    AnnexColumn("TT", 13, lambda item: item.outline_code, is_centred=True),
    AnnexColumn("Tiêu chí, tiêu chí thành phần", 54, lambda item: item.title),
    AnnexColumn("Điểm tối đa", 15, _score("max"), is_centred=True),
    AnnexColumn("Điểm đạt năm trước", 17, _score("previous"), is_centred=True),
    AnnexColumn("Mục tiêu phấn đấu", 17, _score("target"), is_centred=True),
    AnnexColumn("Giải pháp", 60, lambda item: item.acceptance_note),
    AnnexColumn("Cơ quan chủ trì", 27, lambda item: item.lead_text),
    AnnexColumn("Cơ quan phối hợp", 27, lambda item: item.coordinating_text),
    AnnexColumn("Ghi chú", 17, lambda item: item.note),
)


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One printed row; a heading is printed bold."""

    cells: tuple[str, ...]
    is_heading: bool

    @property
    def is_bare(self) -> bool:
        """Nothing but a number and a title: the title may have the whole width."""
        return self.is_heading and not any(self.cells[2:])

    @property
    def rest(self) -> int:
        """How many columns stand behind the number."""
        return len(self.cells) - 1


def columns_of(plan: Plan) -> tuple[AnnexColumn, ...]:
    """A plan of measures for an index has points, any other has times and money."""
    return CRITERIA_COLUMNS if plan.items.exclude(scores={}).exists() else PLAN_COLUMNS


def rows_of(
    plan: Plan, columns: tuple[AnnexColumn, ...], items: Sequence[PlanItem] | None = None
) -> Iterator[AnnexRow]:
    """The given rows of a plan, else all in its order."""
    for item in plan.items.order_by("order") if items is None else items:
        heading = item.level in HEADINGS or not item.is_leaf
        yield AnnexRow(tuple(column.text(item) for column in columns), heading)


def attached_to(plan: Plan) -> str:
    """The line below the title of an annex that says to what it belongs."""
    kind = plan.document_kind or "Kế hoạch"
    number = f" số {plan.number}" if plan.number else ""
    issuer = f" của {plan.issuer}" if plan.issuer else ""
    return f"(Kèm theo {kind}{number}{_day_in_words(plan.issued_on)}{issuer})"


def extract_line(items: Sequence[PlanItem], words: Sequence[str]) -> str:
    """The line that tells a reader that this is not the whole annex, and which part of it."""
    leaves = sum(item.is_leaf for item in items)
    return f"(Trích: {leaves} dòng{' – ' if words else ''}{'; '.join(words)})"


def file_stem(plan: Plan, *, is_extract: bool = False) -> str:
    """The name of an exported file without its ending."""
    number = plan.number.replace("/", "-") or f"du-thao-{plan.year}"
    return f"{'trich' if is_extract else 'phu-luc'}-{number}-phien-ban-{plan.number_of_version}"


def _day_in_words(day: date | None) -> str:
    """A day below 10 and the months 1 and 2 are written with a nought in official documents."""
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f" ngày {day.day:02d} tháng {month} năm {day.year}"
