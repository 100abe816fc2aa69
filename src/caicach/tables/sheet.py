"""Tables that people bring: XLSX, CSV or cells pasted from a sheet, as rows of text under known headings."""

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from caicach.core.text import fold, squeeze
from caicach.tables.sheet_child import cell_text
from caicach.ui.errors import CaicachError

MAX_BYTES, MAX_ROWS = 5 * 1024 * 1024, 5_000
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")
_HEADING_DEPTH = 10  # official sheets have a title of some lines above the headings


class UnreadableTable(CaicachError):
    """The table cannot be read at all; problems of single rows are collected instead."""

    code = "agencies.unreadable_table"
    sentence = _("Không đọc được bảng: {why}")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the sheet and its cells by key of the column; a column not given has no key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, and its cells as the file holds them from A1 on."""

    name: str
    rows: list[list[str | float | bool]]


def read_table(
    content: bytes, name: str, headings: Mapping[str, Sequence[str]], *, most_rows: int = MAX_ROWS
) -> list[TableRow]:
    """Rows of a file. headings: for each key the spellings of its heading. Raises UnreadableTable."""
    most_bytes = MAX_BYTES * max(1, most_rows // MAX_ROWS)
    if len(content) > most_bytes:
        why = _("tệp lớn hơn {most} MB. Hãy chia thành nhiều tệp.").format(most=most_bytes // 1024**2)
        raise UnreadableTable(why=why)
    if content[:2] == b"PK":
        sheets = _sheets_of(content, most_rows)
    elif name.lower().endswith((".xls", ".xlsb", ".ods", ".docx", ".pdf")):
        raise UnreadableTable(why=_("chỉ nhận XLSX hoặc CSV. Hãy mở tệp và lưu lại dạng XLSX."))
    else:
        sheets = [split_cells(_decoded(content))]
    return rows_below_headings(sheets, headings, most_rows=most_rows)


def read_pasted(text: str, headings: Mapping[str, Sequence[str]], *, most_rows: int = MAX_ROWS) -> list[TableRow]:
    """Rows of cells pasted from a sheet, or of a CSV text."""
    return rows_below_headings([split_cells(text)], headings, most_rows=most_rows)


def split_cells(text: str) -> list[list[str]]:
    """The cells of a text with tabs, semicolons or commas between them, whichever the first full line has most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = "\t" if "\t" in first else max(";,", key=first.count)
    csv.field_size_limit(MAX_BYTES)
    try:
        return [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark, strict=True)]
    except csv.Error:
        raise UnreadableTable(why=_("dấu ngoặc kép mở mà không đóng. Hãy xem lại các ô có dấu ngoặc kép.")) from None


def as_pasted(rows: Sequence[TableRow], headings: Mapping[str, Sequence[str]]) -> str:
    """The rows as one text that `read_pasted` reads back the same, row numbers included."""
    keys = [key for key in headings if any(key in row.cells for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow([_NUMBER_HEADING, *(headings[key][0] for key in keys)])
    for row in rows:
        writer.writerow([row.number, *(guarded(row.cells.get(key, "")) for key in keys)])
    return out.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


_NUMBER_HEADING = "dòng"


def rows_below_headings(
    sheets: list[list[list[str]]], headings: Mapping[str, Sequence[str]], *, most_rows: int = MAX_ROWS
) -> list[TableRow]:
    """The rows of the first sheet that has the first heading and one more; blank rows are left out."""
    spelled = {fold(spelling): key for key, spellings in headings.items() for spelling in spellings}
    spelled[fold(_NUMBER_HEADING)] = _NUMBER_HEADING
    for sheet in sheets:
        for place, row in enumerate(sheet[:_HEADING_DEPTH]):
            keys = [spelled.get(fold(_clean(cell)).rstrip(" *:")) for cell in row]
            if "name" in keys and len(set(keys) - {None}) > 1:
                return _rows(sheet[place + 1 :], place + 2, keys, most_rows)
    wanted = ", ".join(f"“{spellings[0]}”" for spellings in list(headings.values())[:4])
    raise UnreadableTable(why=_("không thấy dòng tiêu đề cột. Cần các cột như {wanted}.").format(wanted=wanted))


def _rows(sheet: list[list[str]], first_number: int, keys: list[str | None], most_rows: int) -> list[TableRow]:
    if len(sheet) > most_rows:
        most = f"{most_rows:,}".replace(",", ".")
        raise UnreadableTable(why=_("bảng dài hơn {most} dòng. Hãy chia thành nhiều tệp.").format(most=most))
    twice = {key for key in keys if key and keys.count(key) > 1}
    if twice:
        raise UnreadableTable(why=_("có hai cột cùng một tiêu đề. Hãy bỏ một cột."))
    rows = []
    for number, row in enumerate(sheet, start=first_number):
        cells = {key: _clean(cell) for key, cell in zip(keys, [*row, *[""] * len(keys)], strict=False) if key}
        told = cells.pop(_NUMBER_HEADING, "")
        if any(cells.values()):
            rows.append(TableRow(int(told) if told.isdecimal() else number, cells))
    return rows


def _clean(cell: str) -> str:
    """One line in NFC without control characters."""
    return squeeze("".join(letter for letter in cell if letter.isspace() or unicodedata.category(letter) != "Cc"))


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableTable(why=_("tệp không phải UTF-8. Hãy lưu lại dạng “CSV UTF-8” hoặc XLSX.")) from None


def _sheets_of(content: bytes, most_rows: int) -> list[list[list[str]]]:
    return [[[cell_text(cell) for cell in row] for row in sheet.rows] for sheet in read_workbook(content, most_rows)]


def read_workbook(content: bytes, most_rows: int = MAX_ROWS) -> list[Sheet]:
    """The sheets of a workbook, read in a process of its own: a hostile file harms only that. Raises UnreadableTable.

    Of each sheet come at most `most_rows` + 1 rows and `MAX_COLUMNS` columns, of a workbook `MAX_SHEETS` sheets.
    """
    command = [sys.executable, "-m", "caicach.tables.sheet_child", str(most_rows)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=30, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        why = _("tệp XLSX hỏng, có mật khẩu hoặc quá lớn. Hãy mở bằng bảng tính và lưu lại.")
        raise UnreadableTable(why=why) from None
    return [Sheet(name, rows) for name, rows in json.loads(done.stdout)]
