"""What calamine does not tell of a workbook: number formats, bold cells, error values, formulas without a value.

Read with `zipfile` and lxml from parts that the container check has already counted and cleared of entities.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Position = tuple[int, int]  # row and column, from 1


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is printed: least number of decimals, as percent, or as a month without a day."""

    decimals: int = 0
    is_percent: bool = False
    is_month: bool = False


@dataclass(slots=True)
class SheetMarks:
    """Marks of the cells of one sheet that stand out."""

    formats: dict[Position, NumberFormat] = field(default_factory=dict)
    bold: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    has_formulas_without_values: bool = False
    has_hidden_rows: bool = False


@dataclass(frozen=True, slots=True)
class _Styles:
    formats: tuple[NumberFormat | None, ...] = ()
    bold: tuple[bool, ...] = ()


_PLAIN = NumberFormat()
_BUILT_IN = {
    2: NumberFormat(2),
    4: NumberFormat(2),
    9: NumberFormat(is_percent=True),
    10: NumberFormat(2, is_percent=True),
    17: NumberFormat(is_month=True),
    39: NumberFormat(2),
    40: NumberFormat(2),
}


def marks_of_sheets(path: Path) -> dict[str, SheetMarks]:
    """The marks of each sheet, by its name."""
    with zipfile.ZipFile(path) as archive:
        styles = _styles(archive)
        return {name: _sheet_marks(archive, part, styles) for name, part in _sheet_parts(archive)}


def number_format(code: str) -> NumberFormat:
    """What a format code says: `0.00%`, `mm/yyyy`, `#,##0.0`."""
    section = _NOT_FORMAT.sub("", code.split(";")[0])
    if _DATE_SIGNS.search(section.replace("General", "")):
        signs = section.lower()
        return NumberFormat(is_month="m" in signs and "y" in signs and not re.search(r"[dhs]", signs))
    decimals = re.search(r"\.(0+)(?![#?0])", section)
    return NumberFormat(len(decimals[1]) if decimals else 0, is_percent="%" in section)


def _root(archive: zipfile.ZipFile, part: str) -> Any | None:
    try:
        content = archive.read(part)
    except KeyError:
        return None
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book, relations = _root(archive, "xl/workbook.xml"), _root(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iter(f"{_MAIN}sheet", f"{_STRICT}sheet"):
        target = targets.get(sheet.get(_RELATION_ID) or sheet.get(_STRICT_RELATION_ID), "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if part in archive.namelist():
            yield sheet.get("name", ""), part


def _styles(archive: zipfile.ZipFile) -> _Styles:
    root = _root(archive, "xl/styles.xml")
    if root is None:
        return _Styles()
    name = _STRICT if root.tag.startswith(_STRICT) else _MAIN
    codes = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iter(f"{name}numFmt")}
    bold_fonts = [_is_bold(font.find(f"{name}b")) for font in root.iterfind(f"{name}fonts/{name}font")]
    formats: list[NumberFormat | None] = []
    bold: list[bool] = []
    for item in root.iterfind(f"{name}cellXfs/{name}xf"):
        key, font = item.get("numFmtId", "0"), int(item.get("fontId", 0))
        known = number_format(codes[key]) if key in codes else _BUILT_IN.get(int(key))
        formats.append(None if known == _PLAIN else known)
        bold.append(font < len(bold_fonts) and bold_fonts[font])
    return _Styles(tuple(formats), tuple(bold))


def _is_bold(mark: Any | None) -> bool:
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _sheet_marks(archive: zipfile.ZipFile, part: str, styles: _Styles) -> SheetMarks:
    marks = SheetMarks()
    with archive.open(part) as file:
        wanted = [f"{space}{tag}" for space in (_MAIN, _STRICT) for tag in ("c", "row")]
        row, column = 0, 0
        events = etree.iterparse(
            file, events=("start", "end"), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False
        )
        for event, element in events:
            is_row = element.tag.endswith("}row")
            if is_row and event == "start":
                row, column = int(element.get("r") or row + 1), 0
                marks.has_hidden_rows |= element.get("hidden") in ("1", "true")
            elif is_row:
                element.clear()
            elif event == "end":
                column = _column(element.get("r")) or column + 1
                _mark(marks, (row, column), element, styles)
                element.clear()
    return marks


def _column(reference: str | None) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number


def _mark(marks: SheetMarks, position: Position, cell: Any, styles: _Styles) -> None:
    style = int(cell.get("s") or 0)
    if style < len(styles.formats) and (known := styles.formats[style]):
        marks.formats[position] = known
    if style < len(styles.bold) and styles.bold[style]:
        marks.bold.add(position)
    value = next((child.text for child in cell if child.tag.endswith("}v")), None)
    if cell.get("t") == "e" and value:
        marks.errors[position] = value
    if value is None and any(child.tag.endswith("}f") for child in cell):
        marks.has_formulas_without_values = True
