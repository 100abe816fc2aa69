"""The heading block, the kind and the subject of a paper."""

import re
from collections.abc import Callable

from caicach.core.officialdocs.faults import Faults
from caicach.core.officialdocs.letter_checks import Wanted, check_letters
from caicach.core.officialdocs.lines import Line, replace_words
from caicach.core.officialdocs.outline import NATION_WORDS, PaperOutline

_SMALL, _LARGE = (12.0, 13.0), (13.0, 14.0)
_NATION = Wanted(sizes=_SMALL, is_bold=True, is_italic=False, is_capital=True)
_MOTTO = Wanted(sizes=_LARGE, is_bold=True, is_italic=False, is_centred=True)
_AGENCY = Wanted(sizes=_SMALL, is_bold=True, is_italic=False, is_capital=True)
_SUPERIOR = Wanted(sizes=_SMALL, is_bold=False, is_italic=False, is_capital=True)
_NUMBER = Wanted(sizes=(13.0, 13.0), is_italic=False)
_DAY = Wanted(sizes=_LARGE, is_italic=True)
_KIND = Wanted(sizes=_LARGE, is_bold=True, is_centred=True, is_capital=True)
_SUBJECT = Wanted(sizes=_LARGE, is_bold=True, is_centred=True)
_LETTER_SUBJECT = Wanted(sizes=_SMALL, is_bold=False, is_italic=False, is_centred=True)

_BLANKS = r"[\s.…_]*"
_SIGN = r"(?:[A-ZĐƯƠÂĂÊÔ0-9&-]|\[[^\]]+\])+"  # in brackets: what the office is to fill in
_NUMBER_FORM = re.compile(rf"^Số: ?(?:(?P<number>\d+)|{_BLANKS})/\s*{_SIGN}$")
_DAY_FORM = re.compile(
    rf"^(?P<place>\S.*),\s*ngày(?:\s+(?P<day>\d{{1,2}})|{_BLANKS})\s*tháng(?:\s+(?P<month>\d{{1,2}})|{_BLANKS})"
    rf"\s*năm(?:\s+(?P<year>\d{{4}})|{_BLANKS})\.?$"
)


def check_head(outline: PaperOutline, faults: Faults) -> None:
    """Nation and motto, agency, number, place and day, kind and subject."""
    _check_nation(outline, faults)
    _check_agency(outline, faults)
    _check_number(outline.number, faults)
    _check_day(outline.day, faults)
    _check_title(outline, faults)


def _check_nation(outline: PaperOutline, faults: Faults) -> None:
    if outline.nation is None:
        faults.add("form.nation_missing")
    elif NATION_WORDS.fullmatch(outline.nation.words):
        check_letters(outline.nation, "form.nation_letters", _NATION, faults)
    if outline.motto is None:
        faults.add("form.motto_missing")
    else:
        check_letters(outline.motto, "form.motto_letters", _MOTTO, faults)


def _check_agency(outline: PaperOutline, faults: Faults) -> None:
    if outline.agency is None:
        if outline.number is not None:
            faults.add("form.agency_missing")
        return
    check_letters(outline.agency, "form.agency_letters", _AGENCY, faults)
    for line in outline.superiors:
        if not line.is_bold:  # a name over two lines is bold in both
            check_letters(line, "form.superior_letters", _SUPERIOR, faults)


def _check_number(line: Line | None, faults: Faults) -> None:
    if line is None:
        faults.add("form.number_missing")
        return
    check_letters(line, "form.number_letters", _NUMBER, faults)
    found = _NUMBER_FORM.match(line.words)
    if found is None:
        faults.add("form.number_form", line, found=line.words)
    elif (number := found["number"]) and len(number) == 1:
        mend = _replacer(line, rf"(Số:\s*){number}(?!\d)", rf"\g<1>0{number}")
        faults.add("form.number_zero", line, mends=[mend], found=number)


def _check_day(line: Line | None, faults: Faults) -> None:
    if line is None:
        faults.add("form.date_missing")
        return
    check_letters(line, "form.date_letters", _DAY, faults)
    found = _DAY_FORM.match(line.words)
    if found is None:
        faults.add("form.date_form", line, found=line.words)
        return
    day, month = found["day"] or "", found["month"] or ""
    right_day, right_month = day.zfill(2) if day else "", _month(month)
    if (day, month) == (right_day, right_month):
        return
    mends = []
    if day != right_day:
        mends.append(_replacer(line, rf"(ngày\s+){day}(?!\d)", rf"\g<1>{right_day}"))
    if month != right_month:
        mends.append(_replacer(line, rf"(tháng\s+){month}(?!\d)", rf"\g<1>{right_month}"))
    faults.add("form.date_zero", line, mends=mends, found=f"{day}/{month}")


def _month(month: str) -> str:
    if not month:
        return ""
    return f"{int(month):02}" if int(month) < 3 else str(int(month))


def _check_title(outline: PaperOutline, faults: Faults) -> None:
    if outline.letter_subject is not None:
        check_letters(outline.letter_subject, "form.letter_subject_letters", _LETTER_SUBJECT, faults)
        return
    if outline.kind is None:
        faults.add("form.kind_missing")
        return
    check_letters(outline.kind, "form.kind_letters", _KIND, faults)
    if outline.subject is None:
        faults.add("form.subject_missing", outline.kind)
    else:
        check_letters(outline.subject, "form.subject_letters", _SUBJECT, faults)


def _replacer(line: Line, pattern: str, words: str) -> Callable[[], None]:
    return lambda: replace_words(line, pattern, words)
