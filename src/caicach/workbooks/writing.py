"""Writes a set as an XLSX that officials change: lists to choose from, an explanation, and nothing that is computed."""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import override

from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.errors import BadRule
from caicach.core.scoring.plain import from_plain
from caicach.core.scoring.ratios import WhenNothing
from caicach.core.scoring.shapes.composite import Part
from caicach.criteria.sentences.rule_sentences import shape_sentence
from caicach.criteria.sentences.wording import Wording
from caicach.tables.sheet import Sheet
from caicach.workbooks.errors import SetNotForSheet
from caicach.workbooks.layout import (
    CHOICES,
    CRITERIA,
    EXAMPLES,
    FACT_LABELS,
    FACTS,
    HEADINGS,
    KEY,
    LISTS,
    laid_out,
)
from caicach.workbooks.reading import plain_of
from caicach.workbooks.rule_lines import read_rule
from caicach.workbooks.samples import RATIO_SAMPLE, SAMPLES
from caicach.workbooks.words import CHOICE_WORDS, SHAPE_WORDS

LONGEST_CELL = 32_000
_WIDTHS = {
    FACTS: [32, 70, 60],
    CRITERIA: [6, 8, 48, 9, 15, 18, 20, 22, 30, 30, 22, 44, 46, 11, 11, 30, 30, 60],
    EXAMPLES: [10, 30, 8, 70],
    KEY: [32, 60, 70],
}
_NUMBERS = {(CRITERIA, 0), (CRITERIA, 3), (EXAMPLES, 2)}  # columns whose figures people add up
_SPARE_ROWS = 500  # below the last criterion, where new ones are typed
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_HOW_TO = (
    ("Trang “Bộ tiêu chí”", "Mỗi dòng một mục của bộ. Sửa cột “Giá trị”.", ""),
    ("Trang “Tiêu chí”", "Mỗi dòng một tiêu chí, theo thứ tự. Thêm, bỏ, chuyển dòng tùy ý.", ""),
    ("Cấp", "1: lĩnh vực; số lớn hơn: nằm trong dòng gần nhất ở trên có cấp nhỏ hơn 1.", ""),
    ("Cách chấm, Tham số", "Chọn cách chấm, rồi ghi tham số, mỗi tham số một dòng như ví dụ bên dưới.", ""),
    ("", "Tiêu chí có tiêu chí con hoặc chưa biết cách chấm thì để trống.", ""),
    ("Số liệu cần có", "Mỗi số liệu một dòng.", "ten_tat: Tên đầy đủ | đơn vị | kỳ | lấy từ đâu"),
    ("Phụ trách, Tài liệu kiểm chứng", "Mỗi cơ quan, mỗi tài liệu một dòng.", ""),
    ("Quy tắc đọc thành câu", "Phần mềm tự viết từ tham số; sửa ở đây không có tác dụng.", ""),
    ("Số", "Dấu phẩy thập phân: 1,5. Tỷ lệ ghi 80% hoặc 0,8.", ""),
    ("Chữ có dấu ; hoặc xuống dòng", "Đặt trong ngoặc kép.", 'gọi là: "Chậm; không quá 15 ngày"'),
    ("Trang “Ví dụ”", "Mỗi dòng một ví dụ: phần mềm tính lại, ví dụ sai thì tệp bị từ chối.", "lam_duoc: 8"),
    ("Khi nhập lại", "Mọi lỗi hiện một lần, kèm ô. Tệp còn lỗi thì không có gì được lưu.", ""),
    ("", "", ""),
)


def as_xlsx(criteria_set: CriteriaSet) -> bytes:
    """The workbook of a set. Refused where a sheet would not give back the very same set."""
    with override("vi"):  # the words of a workbook are data
        return _as_xlsx(criteria_set)


def _as_xlsx(criteria_set: CriteriaSet) -> bytes:
    sheets = laid_out(criteria_set)
    if _longest(sheets) > LONGEST_CELL or not _is_given_back(sheets, criteria_set):
        raise SetNotForSheet(set=criteria_set.name)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        _Writer(book).write(sheets)
    return out.getvalue()


def _longest(sheets: list[Sheet]) -> int:
    return max(len(cell) for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str))


def _is_given_back(sheets: list[Sheet], criteria_set: CriteriaSet) -> bool:
    read = plain_of(sheets)
    try:
        return not read.problems and from_plain(CriteriaSet, read.plain) == criteria_set
    except BadRule:
        return False


class _Writer:
    """Writes the sheets into one workbook, with its formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.text = book.add_format(_FONT | {"num_format": "@"})
        self.number = book.add_format(_FONT)
        self.head = book.add_format(_FONT | {"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self.parent = book.add_format(_FONT | {"bold": True, "num_format": "@"})
        self.aside = book.add_format(_FONT | {"font_color": "#666666"})

    def write(self, sheets: list[Sheet]) -> None:
        for sheet in sheets:
            made = self._sheet(sheet)
            if sheet.name == CRITERIA:
                self._choose(made, len(sheet.rows) + _SPARE_ROWS)
            if sheet.name == FACTS:
                self._choose_ties(made)
        self._sheet(Sheet(KEY, _key_rows()))
        self._lists()

    def _sheet(self, sheet: Sheet) -> Any:
        made = self.book.add_worksheet(sheet.name)
        for place, width in enumerate(_WIDTHS[sheet.name]):
            is_number = (sheet.name, place) in _NUMBERS
            made.set_column(place, place, width, self.number if is_number else self.text)
        made.freeze_panes(1, {CRITERIA: 3, EXAMPLES: 1}.get(sheet.name, 0))
        parents = _parents(sheet) if sheet.name == CRITERIA else set()
        for number, row in enumerate(sheet.rows):
            for place, cell in enumerate(row):
                if isinstance(cell, float):
                    made.write_number(number, place, cell, self.number)
                else:
                    made.write_string(number, place, cell, self._format(sheet, number, place, number in parents))
        made.set_landscape()
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
        return made

    def _format(self, sheet: Sheet, number: int, place: int, is_parent: bool) -> Any:
        if number == 0:
            return self.head
        is_aside = (sheet.name == CRITERIA and place == len(HEADINGS) - 1) or (sheet.name == FACTS and place == 2)
        return self.aside if is_aside else self.parent if is_parent else self.text

    def _choose(self, made: Any, last: int) -> None:
        """Lists to choose from, in the columns that take one word of a list."""
        for place, key in enumerate(key for key in CHOICES if key in HEADINGS):
            letter, column = chr(65 + place), list(HEADINGS).index(key)
            source = f"='{LISTS}'!${letter}$2:${letter}${len(CHOICES[key]) + 1}"
            made.data_validation(
                1,
                column,
                last,
                column,
                {
                    "validate": "list",
                    "source": source,
                    "error_title": "Không có trong danh mục",
                    "error_message": "Chọn một trong các giá trị của danh mục.",
                },
            )

    def _choose_ties(self, made: Any) -> None:
        row = list(FACT_LABELS).index("ties") + 1
        letter = chr(65 + sum(key in HEADINGS for key in CHOICES))
        source = f"='{LISTS}'!${letter}$2:${letter}${len(CHOICES['ties']) + 1}"
        made.data_validation(row, 1, row, 1, {"validate": "list", "source": source})

    def _lists(self) -> None:
        keys = [*(key for key in CHOICES if key in HEADINGS), "ties"]
        columns = [[HEADINGS.get(key, FACT_LABELS["ties"][0]), *CHOICES[key].values()] for key in keys]
        made = self.book.add_worksheet(LISTS)
        for place, words in enumerate(columns):
            made.set_column(place, place, 34)
            for number, word in enumerate(words):
                made.write_string(number, place, word, self.text if number else self.head)


def _parents(sheet: Sheet) -> set[int]:
    """The rows that have others below them."""
    levels = [float(row[0]) for row in sheet.rows[1:]]
    return {place for place, (one, after) in enumerate(zip(levels, levels[1:], strict=False), 1) if after > one}


def _shape_says(name: str) -> str:
    """The sentence of the sample of a shape."""
    shape = from_plain(Part, {"max_score": "1", "shape": read_rule(name, SAMPLES[name], [])}).shape
    return shape_sentence(shape, Wording({}, {}, Decimal(1)))


def _key_rows() -> list[list[str | float | bool]]:
    shapes = [(word, _shape_says(name), SAMPLES[name]) for name, word in SHAPE_WORDS.items()]
    nothing = "; ".join(CHOICE_WORDS[WhenNothing].values())
    ratio = ("Thêm cho mọi tỷ lệ", f"mẫu bằng 0: {nothing}", RATIO_SAMPLE)
    rows = [("Mục", "Ý nghĩa", "Ví dụ"), *_HOW_TO, ("Cách chấm", "Câu đọc được", "Tham số"), *shapes, ratio]
    return [list(row) for row in rows]
