"""A paper as lines: every paragraph with its place, and its letters as Word would set them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

_P, _R, _T, _TAB, _BREAK = (qn(f"w:{name}") for name in ("p", "r", "t", "tab", "br"))
_OFF = ("0", "false", "off", "none")
_OF_HEAD = re.compile(r"CỘNG H|Độc lập|^Số\s*:|\bngày\b.*\bnăm\b", re.IGNORECASE)
_HEAD_PARAGRAPHS = 8
_DEFAULT_SIZE = 10.0  # of Word, where a file says nothing
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Letters:
    """How a run of letters is set. colour: "" for automatic."""

    typeface: str
    size: float
    is_bold: bool
    is_italic: bool
    colour: str


@dataclass(slots=True)
class Piece:
    """Words of a run, and how they are set. is_whole: the run holds no others, so that it may be set anew."""

    run: Any
    text: str
    letters: Letters
    is_whole: bool = True


@dataclass(slots=True)
class Line:
    """A line that holds words: a paragraph; in a table what stands between two line breaks of one.

    A heading block that is set with tabs instead of a table has one line on each side of the tab.
    order: from 1 over all lines; number: of its paragraph. table: the element it stands in; column: from 0.
    """

    order: int
    number: int
    paragraph: Any
    text: str
    pieces: list[Piece]
    alignment: str
    section: int
    table: Any = None
    table_number: int = 0
    column: int = 0
    begins_page: bool = False

    @property
    def words(self) -> str:
        """The text with single blanks."""
        return " ".join(self.text.split())

    @property
    def is_bold(self) -> bool:
        return all(piece.letters.is_bold for piece in self.pieces)

    @property
    def is_italic(self) -> bool:
        return all(piece.letters.is_italic for piece in self.pieces)

    @property
    def sizes(self) -> list[float]:
        return sorted({piece.letters.size for piece in self.pieces})


class Setting:
    """The styles of a paper: what a run gets that says nothing itself."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        default = next((key for key, style in self._styles.items() if _is_default_paragraph(style)), "")
        self._default = default
        found = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._last = [found] if found is not None else []

    def letters_of(self, run: Any, paragraph: Any) -> Letters:
        own = run.find(qn("w:rPr"))
        chain = [own] if own is not None else []
        chain += self._of_styles(_value(own, "w:rStyle"), "w:rPr")
        chain += self._of_styles(self._style_of(paragraph), "w:rPr") + self._last
        colour = next((one for one in (_value(part, "w:color") for part in chain) if one), "")
        size = next((one for one in (_value(part, "w:sz") for part in chain) if one), "")
        return Letters(
            self._typeface(chain),
            float(size) / 2 if size.isdigit() else _DEFAULT_SIZE,
            _switch(chain, "w:b"),
            _switch(chain, "w:i"),
            "" if colour in ("auto", "000000") else colour,
        )

    def alignment_of(self, paragraph: Any) -> str:
        own = paragraph.find(qn("w:pPr"))
        chain = [own] if own is not None else []
        chain += self._of_styles(self._style_of(paragraph), "w:pPr")
        return next((one for one in (_value(part, "w:jc") for part in chain) if one), "left")

    def _style_of(self, paragraph: Any) -> str:
        return _value(paragraph.find(qn("w:pPr")), "w:pStyle") or self._default

    def _of_styles(self, key: str, part: str) -> list[Any]:
        """The parts of a style and of those it is based on, nearest first."""
        found, seen = [], set[str]()
        while key in self._styles and key not in seen:
            seen.add(key)
            held = self._styles[key].find(qn(part))
            if held is not None:
                found.append(held)
            key = _value(self._styles[key], "w:basedOn")
        return found

    def _typeface(self, chain: Iterable[Any]) -> str:
        for part in chain:
            fonts = part.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn("w:hAnsiTheme")) or fonts.get(qn("w:asciiTheme"))
            if theme:
                return self._of_theme.get(theme[:5], str(theme))
            named = fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii"))
            if named:
                return str(named)
        return "Times New Roman"  # of Word, where a file says nothing

    @cached_property
    def _of_theme(self) -> dict[str, str]:
        """ "minor" and "major" as the theme names them."""
        try:
            theme = parse_xml(self._document.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
        except (KeyError, ValueError):
            return {}
        found = {}
        for kind in ("minor", "major"):
            latin = theme.find(f".//{_DRAWN}{kind}Font/{_DRAWN}latin")
            found[kind] = latin.get("typeface", "") if latin is not None else ""
        return found


def lines_of(document: Any) -> list[Line]:
    """All paragraphs with words, in the order of the paper, those of cells too; shapes are left out."""
    setting, section, number, held = Setting(document), 1, 0, list[Line]()
    tables = {table: place for place, table in enumerate(document.element.body.iter(qn("w:tbl")), 1)}
    ends_before = False
    for paragraph in document.element.body.iter(_P):
        if next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None:
            continue
        if text_of(paragraph).strip():
            number += 1
            table = next(paragraph.iterancestors(qn("w:tbl")), None)
            parting = _parting(paragraph, number, is_in_table=table is not None)
            is_beside = parting == "\t"
            for place, pieces in enumerate(_rows(list(_pieces(paragraph, setting)), parting)):
                line = Line(
                    order=len(held) + 1,
                    number=number,
                    paragraph=paragraph,
                    text="".join(piece.text for piece in pieces),
                    pieces=[piece for piece in pieces if piece.text.strip()],
                    alignment="center" if is_beside else setting.alignment_of(paragraph),
                    section=section,
                    table=table,
                    table_number=tables.get(table, 0),
                    column=place if is_beside else _column_of(paragraph),
                    begins_page=ends_before or _breaks_before(paragraph),
                )
                held.append(line)
            ends_before = False
        elif _has_page_break(paragraph):
            ends_before = True
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            section, ends_before = section + 1, True
    return held


def text_of(paragraph: Any) -> str:
    """The words of a paragraph without what was deleted; a line break is one."""
    return "".join(_text(run) for run in paragraph.iter(_R))


def set_letters(piece: Piece, **wanted: Any) -> None:
    """Set a run directly. typeface, size (points), is_bold, is_italic, colour ("" is automatic)."""
    properties = piece.run.get_or_add_rPr()
    if "typeface" in wanted:
        fonts = properties.get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), wanted["typeface"])
    if "size" in wanted:
        properties.sz_val = Pt(wanted["size"])
        for old in properties.findall(qn("w:szCs")):
            properties.remove(old)
    for name, element in (("is_bold", "b"), ("is_italic", "i")):
        if name in wanted:
            getattr(properties, f"get_or_add_{element}")().val = wanted[name]
    if "colour" in wanted:
        for old in properties.findall(qn("w:color")):
            properties.remove(old)
        properties.get_or_add_color().set(qn("w:val"), wanted["colour"] or "auto")


def set_alignment(line: Line, value: str) -> None:
    """ "both", "center", "left" or "right"."""
    properties = line.paragraph.get_or_add_pPr()
    for old in properties.findall(qn("w:jc")):
        properties.remove(old)
    wanted = OxmlElement("w:jc")
    wanted.set(qn("w:val"), value)
    properties.insert_element_before(wanted, "w:textDirection", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr")


def _pieces(paragraph: Any, setting: Setting) -> Iterator[Piece]:
    for run in paragraph.iter(_R):
        text = _text(run)
        if text:
            yield Piece(run, text, setting.letters_of(run, paragraph))


def _parting(paragraph: Any, number: int, *, is_in_table: bool) -> str:
    """What parts the lines of a paragraph; "" for a paragraph that is one."""
    if is_in_table:
        return "\n"
    text = text_of(paragraph).strip()
    return "\t" if number <= _HEAD_PARAGRAPHS and "\t" in text and _OF_HEAD.search(text) else ""


def _rows(pieces: list[Piece], parting: str) -> Iterator[list[Piece]]:
    """The runs of each line that holds words; a run that is parted belongs to both."""
    row: list[Piece] = []
    for piece in pieces:
        first, *further = piece.text.split(parting) if parting else [piece.text]
        is_whole = sum(bool(text.strip()) for text in (first, *further)) < 2
        row.append(replace(piece, text=first, is_whole=is_whole))
        for text in further:
            if any(held.text.strip() for held in row):
                yield row
            row = [replace(piece, text=text, is_whole=is_whole)]
    if any(held.text.strip() for held in row):
        yield row


def _column_of(paragraph: Any) -> int:
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    return sum(1 for _ in cell.itersiblings(qn("w:tc"), preceding=True)) if cell is not None else 0


def _text(run: Any) -> str:
    told = []
    for child in run:
        if child.tag == _T:
            told.append(child.text or "")
        elif child.tag in (_TAB, _BREAK):
            told.append("\t" if child.tag == _TAB else "\n")
    return "".join(told)


def _value(part: Any, name: str) -> str:
    found = part.find(qn(name)) if part is not None else None
    return str(found.get(qn("w:val")) or "") if found is not None else ""


def _switch(chain: Iterable[Any], name: str) -> bool:
    for part in chain:
        found = part.find(qn(name))
        if found is not None:
            return found.get(qn("w:val")) not in _OFF
    return False


def _is_default_paragraph(style: Any) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")


def _has_page_break(paragraph: Any) -> bool:
    return any(found.get(qn("w:type")) == "page" for found in paragraph.iter(_BREAK))


def _breaks_before(paragraph: Any) -> bool:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
    return (found is not None and found.get(qn("w:val")) not in _OFF) or _has_page_break(paragraph)


def replace_words(line: Line, pattern: str, words: str) -> None:
    """Put other words for those that match, also where they stand in several runs: the first of them takes them."""
    texts = [text for piece in line.paragraph.iter(_R) for text in piece.iter(_T)]
    joined = "".join(text.text or "" for text in texts)
    found = re.search(pattern, joined)
    if found is None:
        return
    start, end = found.span()
    new = found.expand(words)
    place = 0
    for text in texts:
        held = text.text or ""
        left, right = max(start - place, 0), min(end - place, len(held))
        if left < right:
            text.text = held[:left] + new + held[right:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            new = ""
        place += len(held)
