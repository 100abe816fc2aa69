"""The end of a paper: who signs, and who gets it."""

import re

from caicach.core.officialdocs.faults import Faults
from caicach.core.officialdocs.letter_checks import Wanted, check_letters
from caicach.core.officialdocs.outline import PaperOutline

_AUTHORITY = Wanted(sizes=(13.0, 14.0), is_bold=True, is_italic=False, is_capital=True)
_HEAD = Wanted(sizes=(12.0, 12.0), is_bold=True, is_italic=True)
_LINE = Wanted(sizes=(11.0, 11.0), is_bold=False, is_italic=False)
_WITHOUT_STOP = re.compile(r"^(TM|KT|TL|TUQ|Q)\s+[^\W\d_]{2}")
_ARCHIVE = re.compile(r"^[-–]\s*Lưu\s*:\s*VT\b")


def check_end(outline: PaperOutline, faults: Faults) -> None:
    """The block of the signature and “Nơi nhận”."""
    if not outline.signature:
        faults.add("form.signature_missing", outline.recipients_head)
    for line in outline.signature:
        check_letters(line, "form.signature_letters", _AUTHORITY, faults)
        if found := _WITHOUT_STOP.match(line.words):
            faults.add("form.signature_authority", line, found=found[1])
    _check_recipients(outline, faults)


def _check_recipients(outline: PaperOutline, faults: Faults) -> None:
    head, lines = outline.recipients_head, outline.recipients
    if head is None:
        faults.add("form.recipients_missing")
        return
    check_letters(head, "form.recipients_letters", _HEAD, faults)
    for place, line in enumerate(lines, 1):
        check_letters(line, "form.recipients_letters", _LINE, faults)
        end = "." if place == len(lines) else ";"
        if not line.words.startswith(("-", "–")) or not line.words.endswith(end):
            faults.add("form.recipient_form", line)
    if not lines or not _ARCHIVE.match(lines[-1].words):
        faults.add("form.recipients_archive", lines[-1] if lines else head)
