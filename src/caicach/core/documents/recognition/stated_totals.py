"""What a document states about its own table: the sum of money in figures and in words, and how many rows there are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from caicach.core.documents.reading import CriterionReading, Level, Problem, Reading
from caicach.core.documents.recognition.criteria_rows import sums
from caicach.core.documents.recognition.parts import full_text
from caicach.core.documents.recognition.plan_rows import leaves
from caicach.core.documents.source import Paragraph, Place
from caicach.core.figures import is_amount_in_words, read_money_million_vnd
from caicach.core.text import fold, squeeze

_IN_WORDS = re.compile(
    r"(?:viết )?bằng chữ\s*[:(]?\s*(?P<words>[^()\d]{6,}?)\s*[.;)]*\s*$", re.IGNORECASE | re.MULTILINE
)
_MONEY = r"\d[\d.,]*(?:\s?(?:tỷ|tỉ|triệu|nghìn|ngàn))?\s?(?:đồng|VNĐ|đ)\b|\d[\d.,]*\s(?:tỷ|tỉ)\b"
_IN_TEXT = re.compile(
    rf"tổng (?:dự toán|kinh phí|mức kinh phí|nhu cầu kinh phí|số kinh phí)[^.;\d]{{0,80}}?(?P<money>{_MONEY})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:gồm|bao gồm|với|có)\s(?:tổng số\s)?(?P<count>\d{1,3})\s(?P<what>nhiệm vụ|hoạt động|tiêu chí)\b", re.IGNORECASE
)
_OF_ANNEX = re.compile(r"phu luc|kem theo|bieu|ke hoach (?:nay )?(?:gom|co|bao gom)|danh muc")
_POINTS = re.compile(
    r"(?:phấn đấu|mục tiêu)[^.;]{0,80}?(?:par index|chỉ số cchc|cải cách hành chính)[^.;\d]{0,80}?đạt[^.;\d]{0,20}"
    r"(?P<points>\d{2}[.,]\d{1,4})(?:/100)? điểm",
    re.IGNORECASE,
)


def amounts_in_words(texts: Iterable[str]) -> str:
    """The first amount that is spelled out: "(Bằng chữ: Chín trăm ba mươi sáu triệu đồng)"; "" where there is none."""
    found = (match for text in texts if (match := _IN_WORDS.search(text)))
    return next((squeeze(match["words"]) for match in found), "")


def stated_disagreements(reading: Reading, paragraphs: Sequence[Paragraph]) -> Iterator[Problem]:
    """Where words and figures, or the text and the table, say different things."""
    yield from _words(reading.totals)
    for paragraph in paragraphs:
        text = full_text(paragraph)
        yield from _money(reading, text, paragraph.place)
        yield from _counts(reading, text, paragraph.place)
        yield from _points(reading, text, paragraph.place)


def _words(totals: Mapping[str, str]) -> Iterator[Problem]:
    figures, words = totals.get("budget_million_vnd", ""), totals.get("budget_in_words", "")
    if not figures or not words:
        return
    amount = Decimal(figures) * 1_000_000
    if amount != int(amount) or not is_amount_in_words(int(amount), words):
        params = (("figures", figures),)
        yield Problem("documents.words_differ", Place(), "totals", "budget_million_vnd", words, params=params)


def _money(reading: Reading, text: str, place: Place) -> Iterator[Problem]:
    stated = _IN_TEXT.search(text)
    amount = read_money_million_vnd(stated["money"]) if stated else None
    if stated is None or amount is None:
        return
    rows = [row.budget_million_vnd for row in leaves(reading.rows) if row.budget_million_vnd is not None]
    in_table = {sum(rows, Decimal(0))} if rows else set()
    in_table |= {Decimal(reading.totals["budget_million_vnd"])} if "budget_million_vnd" in reading.totals else set()
    if in_table and amount not in in_table:
        yield _differs(place, stated["money"], f"{max(in_table):f} triệu đồng", "budget_million_vnd")


def _counts(reading: Reading, text: str, place: Place) -> Iterator[Problem]:
    if not _OF_ANNEX.search(fold(text)) or not (reading.rows or reading.criteria):
        return
    for stated in _COUNTED.finditer(text):
        what, count = fold(stated["what"]), int(stated["count"])
        counted = _counted(reading, what)
        if counted and count not in counted:
            yield _differs(place, f"{count} {stated['what']}", f"{max(counted)} {stated['what']}", "rows")


def _counted(reading: Reading, what: str) -> set[int]:
    """What may be counted by such a word: rows of the level, and the rows without rows below them."""
    if what == "tieu chi":
        return {len(reading.criteria), len(_leaf_criteria(reading.criteria))} - {0}
    level = Level.TASK if what == "nhiem vu" else Level.ACTIVITY
    return {sum(row.level is level for row in reading.rows), sum(1 for _ in leaves(reading.rows))} - {0}


def _leaf_criteria(rows: Sequence[CriterionReading]) -> list[CriterionReading]:
    codes = {row.code for row in rows}
    return [row for row in rows if not any(code.startswith(f"{row.code}.") for code in codes)]


def _points(reading: Reading, text: str, place: Place) -> Iterator[Problem]:
    """A score aimed at, against the total of its column: printed, or added up and rounded as the text is."""
    stated = _POINTS.search(text)
    if stated is None or not reading.criteria:
        return
    digits = stated["points"].replace(",", ".")
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    printed = reading.totals.get("stated_target", "").replace(",", ".")
    totals = [sums(reading.criteria)["target"], *([Decimal(printed)] if re.fullmatch(r"\d+(\.\d+)?", printed) else [])]
    if all(abs(total - Decimal(digits)) > step for total in totals):
        yield _differs(place, stated["points"], f"{totals[-1]:f}", "target_score")


def _differs(place: Place, text: str, table: str, field: str) -> Problem:
    params = (("text", text), ("table", table))
    return Problem("documents.text_differs", place, "totals", field, text, params=params)
