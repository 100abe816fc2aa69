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

from caicach.core.documents.legacy_text import encoding_of_font
from caicach.core.documents.package_parts import MAX_ROWS, column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

_BESIDE = {
    "comments_skipped": re.compile(r"xl/(?:comments|threadedComments/)[^/]*\.xml$", re.IGNORECASE),
    "text_boxes_skipped": re.compile(r"xl/drawings/[^/]*\.xml$", re.IGNORECASE),
}

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
    old_fonts: dict[Position, str] = field(default_factory=dict)
    has_formulas_without_values: bool = False
    has_hidden_rows: bool = False


@dataclass(frozen=True, slots=True)
class _Font:
    """old_name: of a font from before Unicode."""

    is_bold: bool = False
    old_name: str = ""


@dataclass(frozen=True, slots=True)
class _Styles:
    formats: tuple[NumberFormat | None, ...] = ()
    fonts: tuple[_Font, ...] = ()


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


def notes_of_package(path: Path) -> Iterator[str]:
    """Codes for what lies beside the cells and has words: comments, and shapes drawn over a sheet."""
    with zipfile.ZipFile(path) as archive:
        for code, pattern in _BESIDE.items():
            names = [name for name in archive.namelist() if pattern.match(name)]
            if any(_has_words(_root(archive, name)) for name in names):
                yield code


def _has_words(root: Any | None) -> bool:
    return root is not None and any((text.text or "").strip() for text in root.iter("{*}t", "{*}text"))


def number_format(code: str) -> NumberFormat:
    """What a format code says: `0.00%`, `mm/yyyy`, `#,##0.0`."""
    section = _NOT_FORMAT.sub("", code.split(";")[0])
    if _DATE_SIGNS.search(section.replace("General", "")):
        signs = section.lower()
        return NumberFormat(is_month="m" in signs and "y" in signs and not re.search(r"[dhs]", signs))
    decimals = re.search(r"\.(0+)", section)
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
    known_fonts = [_font(font, name) for font in root.iterfind(f"{name}fonts/{name}font")]
    formats: list[NumberFormat | None] = []
    fonts: list[_Font] = []
    for item in root.iterfind(f"{name}cellXfs/{name}xf"):
        key, font = item.get("numFmtId", "0"), int(item.get("fontId", 0))
        known = number_format(codes[key]) if key in codes else _BUILT_IN.get(int(key))
        formats.append(None if known == _PLAIN else known)
        fonts.append(known_fonts[font] if font < len(known_fonts) else _Font())
    return _Styles(tuple(formats), tuple(fonts))


def _font(element: Any, space: str) -> _Font:
    bold, name = element.find(f"{space}b"), element.find(f"{space}name")
    called = "" if name is None else name.get("val", "")
    is_bold = bold is not None and bold.get("val", "1") not in ("0", "false")
    return _Font(is_bold, called if encoding_of_font(called) else "")


def _sheet_marks(archive: zipfile.ZipFile, part: str, styles: _Styles) -> SheetMarks:
    marks = SheetMarks()
    with archive.open(part) as file:
        wanted = [f"{space}{tag}" for space in (_MAIN, _STRICT) for tag in ("c", "row", "col")]
        row, column = 1, 0
        for _, element in etree.iterparse(
            file, events=("end",), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False
        ):
            tag = element.tag.rpartition("}")[2]
            if tag == "c":
                row, column = _position(element, row, column)
                _mark(marks, (row, column), element, styles)
                element.clear()
                continue
            marks.has_hidden_rows |= element.get("hidden") in ("1", "true")
            if tag == "row":
                row, column = int(element.get("r") or row) + 1, 0
                _forget(element)
            if row > MAX_ROWS:  # the check of the container has found nothing there
                break
    return marks


def _position(cell: Any, row: int, column: int) -> Position:
    """The place that a cell tells, or the one behind the last."""
    found = _REFERENCE.fullmatch(cell.get("r") or "")
    if found:
        return int(found[2]), column_number(found[1])
    told = cell.getparent().get("r") if column == 0 else ""
    return int(told or row), column + 1


def _forget(row: Any) -> None:
    """Free a row that has been read, and those before it: a sheet may have a million."""
    row.clear()
    while row.getprevious() is not None:
        del row.getparent()[0]


def _mark(marks: SheetMarks, position: Position, cell: Any, styles: _Styles) -> None:
    if len(cell) == 0:
        return
    style = int(cell.get("s") or 0)
    if style < len(styles.formats) and (known := styles.formats[style]):
        marks.formats[position] = known
    if style < len(styles.fonts):
        font = styles.fonts[style]
        if font.is_bold:
            marks.bold.add(position)
        if font.old_name:
            marks.old_fonts[position] = font.old_name
    value = next((child.text for child in cell if child.tag.endswith("}v")), None)
    if cell.get("t") == "e" and value:
        marks.errors[position] = value
    if value is None and any(child.tag.endswith("}f") for child in cell):
        marks.has_formulas_without_values = True
