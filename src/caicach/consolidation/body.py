"""The body of a consolidated report: sections with their text and figures, the statistical annex.

Apart from the frame (head block, signature): a Word template of the office takes the body as a subdocument.
"""

from collections.abc import Callable
from typing import Any

from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.core.officialdocs.paper import LANDSCAPE_WIDTH_MM, WIDTH_MM, body
from caicach.core.officialdocs.parts import add_annex_head
from caicach.core.officialdocs.tables import Column, Row, add_table
from caicach.reports.annex import AnnexLevel, annex_of_parts
from caicach.reports.totals import Total, totals_of
from caicach.reports.wording import printed, printed_rate

Told = Callable[[int, int], None]
_FIGURES = (
    Column("Chỉ số", 64),
    Column("Đơn vị tính", 22, is_centred=True),
    Column("Kết quả", 24, is_centred=True),
    Column("Trên tổng số", 24, is_centred=True),
    Column("Tỷ lệ (%)", 26, is_centred=True),
)
_ORDINAL_MM, _AGENCY_MM = 12, 75
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MISSING = "—"


def add_sections(place: Any, report: Consolidation, *, told: Told = lambda done, total: None) -> None:
    """All sections in their order, into a document or a subdocument. told: hears how many are done."""
    sections = list(report.sections.order_by("order"))
    typed = {code: one for section in sections for code, one in section.told.totals.items()}
    totals = totals_of(report.round, [one.code for one in sections], typed)
    for number, section in enumerate(sections, 1):
        told(number - 1, len(sections))
        _add_section(place, number, section, totals[section.code])
    told(len(sections), len(sections))


def add_annex(place: Any, report: Consolidation, attached_to: str) -> None:
    """The statistical annex: each agency's numbers as it has reported them, a sum for each level."""
    columns = [one["label"] for one in report.round.annex["columns"]]
    width = (LANDSCAPE_WIDTH_MM - _ORDINAL_MM - _AGENCY_MM) / len(columns)
    heads = [Column("TT", _ORDINAL_MM, is_centred=True), Column("Cơ quan", _AGENCY_MM)]
    heads += [Column(label, width, is_centred=True) for label in columns]
    add_annex_head(place, "", "Số liệu của các cơ quan", attached_to)
    body(place, "Ô có dấu — là chưa có số liệu, không phải là 0.", is_italic=True)
    rows = report.round.parts.select_related("agency")
    for number, level in enumerate(annex_of_parts(report.round, rows), 1):
        body(place, "", lead=f"{number}. {level.name}")
        add_table(place, heads, _annex_rows(level, len(columns)))


def has_annex(report: Consolidation) -> bool:
    return report.is_whole and bool(report.round.annex.get("columns"))


def roman(number: int) -> str:
    """The number as sections of papers bear it."""
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found


def figure_rows(totals: list[Total]) -> list[Row]:
    """The table of a section: a ratio with both counts and its rate, a value alone. Missing is a dash."""
    found = []
    for total in totals:
        counts = [printed(total.told(name)) for name in total.names] + ([] if total.indicator.is_ratio else [MISSING])
        rate = printed_rate(total.rate) if total.indicator.is_ratio else MISSING
        found.append(Row([total.indicator.name, total.indicator.unit or MISSING, *counts, rate]))
    return found


def _add_section(place: Any, number: int, section: ConsolidatedSection, totals: list[Total]) -> None:
    body(place, "", lead=f"{roman(number)}. {section.title.upper()}")
    for passage in section.told.passages:
        body(place, passage.text)
    if totals:
        body(place, "Số liệu tổng hợp:", is_italic=True)
        add_table(place, _FIGURES, figure_rows(totals), is_numbered=False)
        for text in _notes(totals):
            body(place, text, is_italic=True)


def _notes(totals: list[Total]) -> list[str]:
    """What a reader has to know of the numbers: who has none, and which total was typed."""
    notes = []
    for total in totals:
        if total.missing and total.rows:
            notes.append(f"{total.indicator.name}: {len(total.missing)} cơ quan chưa có số liệu, không tính vào tổng.")
        if total.typed:
            notes.append(f"{total.indicator.name}: số do cơ quan tổng hợp ghi. Lý do: {total.typed['reason']}")
    return notes


def _annex_rows(level: AnnexLevel, columns: int) -> list[Row]:
    rows = [
        Row([str(number), row.part.agency.name, *(printed(cell) for cell in row.cells)])
        for number, row in enumerate(level.rows, 1)
    ]
    sums = [printed(cell) for cell in level.sums] or [MISSING] * columns
    missing = [str(count) for count in level.missing] or [MISSING] * columns
    return [*rows, Row(["", "Cộng", *sums], is_heading=True), Row(["", "Cơ quan chưa có số liệu", *missing])]


assert sum(column.width_mm for column in _FIGURES) == WIDTH_MM
