"""An agency's form as a workbook for offline work: a row for each thing that it has to say, and nothing computed."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.assessments.leaves import appraised_leaves
from caicach.assessments.ledger import LedgerValues, figures_for, values_in, with_ledger
from caicach.assessments.models import Assessment, Entry
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import Criterion, WhenNotApplicable
from caicach.criteria.kinds import conditions_of, levels_of
from caicach.ui.fields import plain_number

GIVEN, NOT_APPLICABLE = "claim_given", "claim_not_applicable"
YES_WORD, NO_WORD, DONE_WORD = "có", "không", "x"

# The headings are the same in every language of the pages, since the file is read again by them.
SHEET_HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("Mã",),
    "name": ("Tiêu chí",),
    "label": ("Nội dung cần ghi",),
    "unit": ("Đơn vị",),
    "value": ("Giá trị",),
    "explanation": ("Giải trình",),
    "done": ("Đã xong",),
    "points": ("Điểm đã tính",),
    "input": ("Khóa",),
    "version": ("Phiên bản",),
    "sheet": ("Mã biểu",),
}
_WIDTHS = {"code": 8, "name": 34, "label": 44, "unit": 12, "value": 22, "explanation": 46, "done": 9, "points": 10}
_HIDDEN = ("input", "version", "sheet")
_TYPED = ("value", "explanation", "done")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_HEAD = 4
_FLOAT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of the form. choices: the words of which one may be chosen. is_first: the first row of its leaf."""

    entry: Entry
    input: str
    label: str
    unit: str = ""
    value: Decimal | str | None = None
    choices: tuple[str, ...] = ()
    is_first: bool = False
    is_locked: bool = False


def own_entries(assessment: Assessment) -> list[Entry]:
    """The leaves that the agency scores itself, in the order of the set."""
    own = [leaf.pk for leaf in appraised_leaves(assessment.round.criteria_set)]
    rows = assessment.entries.with_scores().filter(criterion__in=own).order_by("criterion__order")
    return list(rows.select_related("criterion__criteria_set", "assessment__agency", "assessment__round"))


def ledger_of(assessment: Assessment, entries: Iterable[Entry]) -> dict[str, LedgerValues]:
    """What the ledger of figures knows of each leaf, by its code: one query."""
    leaves = [entry.criterion.as_core for entry in entries]
    figures = figures_for(leaves, [assessment.agency_id], assessment.round)
    return {leaf.code: values_in(leaf, assessment.agency_id, figures) for leaf in leaves}


def lines_of(entry: Entry, known: LedgerValues) -> list[SheetLine]:
    """What is asked about a leaf: its inputs, points where no rule is known, and whether it applies at all."""
    criterion = entry.criterion.as_core
    claim = with_ledger(entry.filled.as_core if entry.filled else Claim(), known)
    found = [_input_line(entry, criterion, claim, name, known) for name in _inputs(criterion)]
    if criterion.rule is None or criterion.only_full_mark:
        label = _("Điểm tự chấm") if criterion.rule is None else _("Điểm, nếu chưa đạt mức tối đa")
        found.append(SheetLine(entry, GIVEN, label, _("điểm"), claim.given))
    if criterion.when_not_applicable is not WhenNotApplicable.NEVER:
        value = YES_WORD if claim.is_not_applicable else NO_WORD if entry.filled else None
        label = _("Không áp dụng cho cơ quan này")
        found.append(SheetLine(entry, NOT_APPLICABLE, label, "có/không", value, (YES_WORD, NO_WORD)))
    return [_first(line) if not place else line for place, line in enumerate(found)]


def words_of(criterion: Criterion, name: str, value: object) -> Decimal | str | None:
    """A value as the sheet and its preview show it: yes and no and levels in words."""
    if isinstance(value, bool):
        return YES_WORD if value else NO_WORD
    if isinstance(value, str) and criterion.rule is not None:
        return levels_of(criterion.rule).get(name, {}).get(value, value)
    return value if isinstance(value, Decimal | str) else None


def form_as_xlsx(assessment: Assessment) -> bytes:
    """The whole form; only what is to be typed can be changed."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        sheet, guide, lists = (book.add_worksheet(name) for name in ("Tự chấm", "Hướng dẫn", "Danh mục"))
        _Writer(book, sheet, lists).write(assessment)
        _write_guide(guide, book)
        lists.hide()
    return stream.getvalue()


@dataclass(slots=True)
class _Writer:
    """Writes the rows; remembers where the words to choose from stand."""

    book: Any
    sheet: Any
    lists: Any
    columns: dict[tuple[str, ...], int] = field(default_factory=dict)
    formats: dict[tuple[bool, bool], Any] = field(default_factory=dict)

    def write(self, assessment: Assessment) -> None:
        self._set_up(assessment)
        number = _HEAD
        entries = own_entries(assessment)
        known = ledger_of(assessment, entries)
        for entry in entries:
            for line in lines_of(entry, known[entry.criterion.code]):
                number += 1
                self._write_line(number, line, str(assessment.pk))
        self.sheet.autofilter(_HEAD, 0, number, len(_WIDTHS) - 1)

    def _set_up(self, assessment: Assessment) -> None:
        bold = self.book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
        head = self.book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "font_name": "Times New Roman", "bg_color": "#E8EDF3"}
        )
        titles = (assessment.round.name, assessment.agency.brief, _("Chỉ ghi vào các ô nền vàng. Xem tờ Hướng dẫn."))
        for row, text in enumerate(titles):
            self.sheet.write_string(row, 0, text, bold)
        for place, (key, spellings) in enumerate(SHEET_HEADINGS.items()):
            self.sheet.set_column(place, place, _WIDTHS.get(key, 10), None, {"hidden": key in _HIDDEN})
            self.sheet.write_string(_HEAD, place, spellings[0], head)
        self.sheet.freeze_panes(_HEAD + 1, 2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEAD)
        self.sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})

    def _write_line(self, number: int, line: SheetLine, sheet_key: str) -> None:
        entry = line.entry
        score = entry.filled
        cells: dict[str, Decimal | str | None] = {
            "code": entry.criterion.code,
            "name": entry.criterion.name if line.is_first else "",
            "label": line.label,
            "unit": line.unit,
            "value": line.value,
            "explanation": entry.explanation if line.is_first else "",
            "done": DONE_WORD if line.is_first and entry.is_done else "",
            "points": score.points if line.is_first and score else None,
            "input": line.input,
            "version": str(entry.version),
            "sheet": sheet_key,
        }
        for place, (key, value) in enumerate(cells.items()):
            is_open = key in _TYPED and not (key == "value" and line.is_locked) and (key == "value" or line.is_first)
            self._write_cell(number, place, value, self._format(is_open=is_open, is_first=line.is_first))
        if line.choices and not line.is_locked:
            self._offer(number, line.choices)
        if line.is_first:
            place = list(SHEET_HEADINGS).index("done")
            self.sheet.data_validation(number, place, number, place, {"validate": "list", "source": [DONE_WORD]})

    def _write_cell(self, row: int, column: int, value: Decimal | str | None, shape: Any) -> None:
        """A number as a number where a spreadsheet holds it whole, everything else as text."""
        if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _FLOAT_DIGITS:
            self.sheet.write_number(row, column, float(value), shape)
        else:
            text = plain_number(value) if isinstance(value, Decimal) else value or ""
            self.sheet.write_string(row, column, text, shape)

    def _offer(self, row: int, choices: tuple[str, ...]) -> None:
        if choices not in self.columns:
            column = self.columns[choices] = len(self.columns)
            for place, words in enumerate(choices):
                self.lists.write_string(place, column, words)
        name = xlsxwriter.utility.xl_col_to_name(self.columns[choices])
        source = f"='Danh mục'!${name}$1:${name}${len(choices)}"
        told = {
            "validate": "list",
            "source": source,
            "error_title": _("Giá trị"),
            "error_message": _("Chọn một giá trị."),
        }
        place = list(SHEET_HEADINGS).index("value")
        self.sheet.data_validation(row, place, row, place, told)

    def _format(self, *, is_open: bool, is_first: bool) -> Any:
        key = (is_open, is_first)
        if key not in self.formats:
            shape: dict[str, Any] = {
                "font_name": "Times New Roman",
                "font_size": 12,
                "text_wrap": True,
                "valign": "top",
            }
            shape |= {"left": 1, "right": 1, "bottom": 4, "locked": not is_open, "top": 1 if is_first else 4}
            self.formats[key] = self.book.add_format(shape | ({"bg_color": "#FFF8DC"} if is_open else {}))
        return self.formats[key]


def _inputs(criterion: Criterion) -> Iterator[str]:
    return (one.name for one in criterion.inputs if criterion.rule)


def _input_line(entry: Entry, criterion: Criterion, claim: Claim, name: str, locked: Iterable[str]) -> SheetLine:
    assert criterion.rule is not None
    told = {one.name: one for one in criterion.inputs}[name]
    choices: tuple[str, ...] = tuple(levels_of(criterion.rule).get(name, {}).values())
    if name in conditions_of(criterion.rule):
        choices = (YES_WORD, NO_WORD)
    value = words_of(criterion, name, claim.values.get(name))
    return SheetLine(entry, name, told.label, told.unit, value, choices, is_locked=name in locked)


def _first(line: SheetLine) -> SheetLine:
    return SheetLine(
        line.entry, line.input, line.label, line.unit, line.value, line.choices, is_first=True, is_locked=line.is_locked
    )


def _write_guide(guide: Any, book: Any) -> None:
    shape = book.add_format({"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 110)
    for row, text in enumerate(_guide()):
        guide.write_string(row, 0, text, shape)


def _guide() -> list[str]:
    return [
        _("1. Ghi số liệu vào cột Giá trị; dấu phẩy là dấu thập phân. Ô có danh sách thì chọn trong danh sách."),
        _("2. Ghi cách tính hoặc lý do chưa có tài liệu vào cột Giải trình, ở dòng đầu của mỗi tiêu chí."),
        _("3. Chọn “x” ở cột Đã xong khi tiêu chí đã đủ số liệu và đã có tài liệu hoặc giải trình."),
        _("4. Ô để trống giữ nguyên giá trị đang có trên hệ thống; muốn xóa một giá trị, hãy xóa trên trang tiêu chí."),
        _("5. Tài liệu kiểm chứng được gắn trên hệ thống, không gắn trong tệp này."),
        _("6. Nhập lại tệp ở trang của cơ quan, mục Nhập lại biểu đã điền; mọi thay đổi được xem trước khi ghi."),
        _("7. Không sửa các cột khóa. Điểm trong tệp là điểm lúc tải về; hệ thống tính lại khi nhập."),
    ]
