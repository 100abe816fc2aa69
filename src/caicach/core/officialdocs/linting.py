"""Checks any DOCX against the form of Decree 30/2020, and mends what is mechanical in it."""

import base64
import io
from collections import Counter
from pathlib import Path
from typing import Any

from docx import Document

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.docx import DAMAGE
from caicach.core.officialdocs.end_checks import check_end
from caicach.core.officialdocs.faults import Faults
from caicach.core.officialdocs.findings import Finding, FormReport
from caicach.core.officialdocs.head_checks import check_head
from caicach.core.officialdocs.lines import lines_of
from caicach.core.officialdocs.outline import outline_of
from caicach.core.officialdocs.paper import saved
from caicach.core.officialdocs.sheet_checks import check_sheets
from caicach.core.officialdocs.text_checks import check_annexes, check_tables, check_text, check_typeface

_MOST_ROUNDS = 3
"""A mended line may show a further fault: a number moved above is then set in its size."""


def lint(document: Any) -> tuple[Finding, ...]:
    """All faults of form of a paper; none: it keeps the rules we know. The paper is not changed."""
    return tuple(fault.finding for fault in _faults(document))


def repair(document: Any) -> tuple[Finding, ...]:
    """Mend what needs no other words: margins, letters, page numbers, repeated headings, zeros. Says what it mended."""
    changes: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        mendable = [fault for fault in _faults(document) if fault.mends]
        if not mendable:
            break
        for fault in mendable:
            for mend in fault.mends:
                mend()
        changes += [fault.finding for fault in mendable]
    left = Counter(_same(finding) for finding in lint(document))
    return tuple(change for change in changes if not left[_same(change)])


def report_of(path: Path, *, is_to_mend: bool = False) -> FormReport:
    """Open a paper and say what is wrong, in the child. Raises UnreadableDocument."""
    document = _opened(path)
    changes = repair(document) if is_to_mend else ()
    file = base64.b64encode(saved(document)).decode("ascii") if is_to_mend else ""
    again = Document(io.BytesIO(base64.b64decode(file))) if is_to_mend else document
    is_annex = outline_of(lines_of(again)).is_annex
    return FormReport(findings=lint(again), changes=changes, is_annex=is_annex, file=file)


def _opened(path: Path) -> Any:
    try:
        return Document(str(path))
    except DAMAGE as damage:
        raise UnreadableDocument("damaged_docx") from damage


def _faults(document: Any) -> Faults:
    outline, faults = outline_of(lines_of(document)), Faults()
    check_sheets(document, outline, faults)
    check_typeface(outline, faults)
    if not outline.is_annex:
        check_head(outline, faults)
    check_text(outline, faults)
    check_annexes(outline, faults)
    check_tables(document, outline, faults)
    if not outline.is_annex:
        check_end(outline, faults)
    return faults


def _same(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.paragraph, finding.section, finding.table, finding.params
