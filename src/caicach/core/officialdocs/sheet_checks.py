"""Paper, margins and page numbers of each section."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from caicach.core.officialdocs.faults import Faults
from caicach.core.officialdocs.outline import PaperOutline
from caicach.core.officialdocs.paper import number_pages

_A4 = (210, 297)
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_SLACK = 0.5  # mm: Word rounds to twentieths of a point, offices type 2,54 cm
_LETTERS = (13.0, 14.0)


def check_sheets(document: Any, outline: PaperOutline, faults: Faults) -> None:
    """Every section of a paper."""
    of_annexes = {line.section for line, _ in outline.annexes}
    first_annex = min(of_annexes, default=len(document.sections) + 1)
    laid_out = outline.layout_tables
    with_tables = {line.section for line in outline.lines if line.table is not None and line.table not in laid_out}
    for number, section in enumerate(document.sections, 1):
        _check_size(section, number, faults)
        _check_margins(section, number, faults)
        lies = bool(section.page_width) and section.page_width > section.page_height
        if lies and number < first_annex and number not in with_tables:
            faults.add("form.landscape", section=number)
    _check_numbers(document, faults)


def _check_size(section: Any, number: int, faults: Faults) -> None:
    sides = [_mm(section.page_width), _mm(section.page_height)]
    if all(abs(side - wanted) <= 1 for side, wanted in zip(sorted(sides), _A4, strict=True)):
        return

    def mend() -> None:
        lies = sides[0] > sides[1]
        section.page_width, section.page_height = (Mm(297), Mm(210)) if lies else (Mm(210), Mm(297))

    faults.add("form.paper_size", section=number, mends=[mend], found=f"{sides[0]:.0f} × {sides[1]:.0f}")


def _check_margins(section: Any, number: int, faults: Faults) -> None:
    for side, (least, most) in MARGINS.items():
        found = _mm(getattr(section, f"{side}_margin"))
        if least - _SLACK <= found <= most + _SLACK:
            continue
        wanted = least if found < least else most

        def mend(name: str = f"{side}_margin", value: int = wanted) -> None:
            setattr(section, name, Mm(value))

        faults.add(
            "form.margin", section=number, mends=[mend], side=side, found=f"{found:g}", least=least, most=most
        )  # fmt: skip


def _check_numbers(document: Any, faults: Faults) -> None:
    headers: list[Any] = []
    for number, section in enumerate(document.sections, 1):
        above = _with_number(section.header)
        if above is None and section.header.is_linked_to_previous and headers:
            above = headers[-1]
        headers.append(above)
        below = _with_number(section.footer)
        if below is not None:
            faults.add("form.page_number_place", section=number, mends=[_mover(section, below)])
        elif above is None:
            faults.add("form.page_number_missing", section=number, mends=[_adder(section)])
        else:
            _check_number(above, number, faults)
    _check_first_page(document.sections[0], faults)


def _check_number(line: Any, section: int, faults: Faults) -> None:
    if line.alignment != 1:  # WD_ALIGN_PARAGRAPH.CENTER

        def centre() -> None:
            line.alignment = 1

        faults.add("form.page_number_place", section=section, mends=[centre])
    runs = [run for run in line.runs if run.font.size is not None or run.italic]
    wrong = [run for run in runs if run.italic or (run.font.size and run.font.size.pt not in _LETTERS)]
    if wrong:

        def mend() -> None:
            for run in wrong:
                run.italic, run.font.size = False, Pt(13)

        found = " ".join(sorted({token for run in wrong for token in _tokens(run)}))
        faults.add("form.page_number_letters", section=section, mends=[mend], found=found)


def _tokens(run: Any) -> Iterator[str]:
    if run.italic:
        yield "italic"
    if run.font.size and run.font.size.pt not in _LETTERS:
        yield f"size={run.font.size.pt:g}"


def _check_first_page(section: Any, faults: Faults) -> None:
    """The first page bears none: it has a heading of its own, which is empty."""
    own = _with_number(section.first_page_header)
    above, below = _with_number(section.header), _with_number(section.footer)
    if section.different_first_page_header_footer:
        if own is not None:
            faults.add("form.page_number_on_first", section=1, mends=[lambda: _clear(own)])
    elif above is not None or below is not None:

        def mend() -> None:
            section.different_first_page_header_footer = True

        faults.add("form.page_number_on_first", section=1, mends=[mend])


def _adder(section: Any) -> Any:
    def add() -> None:
        section.header.is_linked_to_previous = False
        section.different_first_page_header_footer = True
        number_pages(section.header)

    return add


def _mover(section: Any, below: Any) -> Any:
    def move() -> None:
        _clear(below)
        if _with_number(section.header) is None:
            _adder(section)()

    return move


def _with_number(part: Any) -> Any:
    """The paragraph of a header or footer of its own that holds the page number."""
    if part.is_linked_to_previous:
        return None
    fields = part._element.iter(qn("w:instrText"), qn("w:fldSimple"))
    for field in fields:
        told = (field.text or "") + (field.get(qn("w:instr")) or "")
        if "PAGE" in told.upper().split():
            from docx.text.paragraph import Paragraph

            return Paragraph(next(field.iterancestors(qn("w:p"))), part)
    return None


def _clear(line: Any) -> None:
    for child in list(line._p):
        if child.tag != qn("w:pPr"):
            line._p.remove(child)


def _mm(length: Any) -> float:
    return round(length / Mm(1), 1) if length is not None else 0.0
