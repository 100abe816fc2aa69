"""Outline marks: `A.`, `II.`, `3.`, `1.1`, `a)`, `-`, "Nhiệm vụ 1", "Điều 2." and what stands behind them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from caicach.core.text import squeeze


class MarkKind(StrEnum):
    PART = "part"  # "Phần I", "PHẦN THỨ NHẤT"
    DOMAIN = "domain"  # "Lĩnh vực 1"
    TASK = "task"  # "Nhiệm vụ 1"
    ACTIVITY = "activity"  # "Hoạt động 1.1"
    UPPER = "upper"  # A.
    ROMAN = "roman"  # II.
    NUMBER = "number"  # 1. and 1.1. and 1.1.1.
    LOWER = "lower"  # a)
    DASH = "dash"  # - + •
    ARTICLE = "article"  # "Điều 1."


@dataclass(frozen=True, slots=True)
class Mark:
    """An outline mark: its kind, the code as printed without the stop, the depth of a dotted number, and the rest."""

    kind: MarkKind
    code: str
    rest: str
    depth: int = 1

    @property
    def style(self) -> tuple[MarkKind, int]:
        """Marks of one style stand on one level of a document: "Lĩnh vực V" and "VI" do."""
        if self.kind is MarkKind.DOMAIN and not self.code[-1].isdigit():
            return MarkKind.ROMAN, 1
        return self.kind, self.depth


_WORDS = {
    "phần": MarkKind.PART,
    "mục": MarkKind.PART,
    "chương": MarkKind.PART,
    "lĩnh vực": MarkKind.DOMAIN,
    "nhiệm vụ": MarkKind.TASK,
    "hoạt động": MarkKind.ACTIVITY,
}
_WORDED = re.compile(
    r"(?P<code>(?P<word>phần|mục|chương|lĩnh vực|nhiệm vụ|hoạt động)\s+(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2})*|"
    r"[IVX]{1,5}|[A-ZĐ]|thứ\s+(?:nhất|hai|ba|tư|năm)))"
    r"(?=[\s.:)–-]|$)\s*[.:)–-]*\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"(?P<code>Điều\s+\d+)\s*[.:]\s*(?P<rest>.*)", re.DOTALL)
_ROMAN = re.compile(r"(?P<code>[IVXLC]{1,6})\s*(?:[.:)\-–]\s*|\s+(?=\S)|$)(?P<rest>.*)", re.DOTALL)
_UPPER = re.compile(r"(?P<code>[A-ZĐ])\s*(?:[.)]\s*|\s-\s|$)(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile(r"(?P<code>\d{1,3}(?:\.\d{1,3}){0,4})\s*(?P<stop>[.):]?)\s*(?P<rest>.*)", re.DOTALL)
_MIXED = re.compile(r"(?P<code>(?:[IVX]{1,5}|[A-Z])(?:\.\d{1,2}){1,3})\.?(?=\s|$)\s*(?P<rest>.*)", re.DOTALL)
_LOWER = re.compile(r"\(?(?P<code>[a-zđ]{1,2}\d{0,2}|\d{1,2}[a-zđ])\s*(?:\)|\.(?=\s|$)|/)\s*(?P<rest>.*)", re.DOTALL)
_BARE_LOWER = re.compile(r"(?P<code>[a-zđ])(?P<rest>)")
_DASH = re.compile(r"(?P<code>[-+–—•*·])\s*(?P<rest>.*)", re.DOTALL)
_BARE_DASH = re.compile(r"[-+–—•*·]")
_ROMAN_NUMBER = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")


def mark_of(text: str) -> Mark | None:
    """The outline mark that a line of prose opens with; a bare number needs its stop: "1. …", never "100% …"."""
    text = text.strip()
    return (
        _worded(text)
        or _article(text)
        or _mixed(text)
        or _letters(text, strict=True)
        or _number(text, strict=True)
        or _dash(text)
    )


def mark_in_code_cell(text: str) -> Mark | None:
    """The mark in a cell of a number column, where the stop may be missing; `rest` is a title torn into it."""
    text = re.sub(r"(?<=\d)\s?\.\s?(?=\d)", ".", squeeze(text))
    found = _worded(text) or _mixed(text) or _number(text, strict=False) or _letters(text, strict=False)
    if found is None and (bare := _BARE_LOWER.fullmatch(text)):
        return Mark(MarkKind.LOWER, bare["code"], "")
    if found is None and _BARE_DASH.fullmatch(text):
        return Mark(MarkKind.DASH, "-", "")
    return found or _dash(text)


def _worded(text: str) -> Mark | None:
    found = _WORDED.match(text)
    if not found:
        return None
    number = re.sub(r"\s", "", found["number"])
    return Mark(_WORDS[found["word"].casefold()], squeeze(found["code"]), found["rest"].strip(), number.count(".") + 1)


def _article(text: str) -> Mark | None:
    found = _ARTICLE.match(text)
    return Mark(MarkKind.ARTICLE, squeeze(found["code"]), found["rest"].strip()) if found else None


def _mixed(text: str) -> Mark | None:
    """ "I.1", "A.2.1": numbers below a letter or a Roman number, all printed."""
    found = _MIXED.match(text)
    if not found:
        return None
    return Mark(MarkKind.NUMBER, found["code"], found["rest"].strip(), found["code"].count(".") + 1)


def _letters(text: str, *, strict: bool) -> Mark | None:
    stop = r"[IVXLC]{1,6}\s*(?:[.:)]|[-–]\s+(?=\w))|[A-ZĐ]\s*[.)]"
    if (found := _ROMAN.match(text)) and (not strict or re.match(stop, text)) and _is_roman(found["code"]):
        return Mark(MarkKind.ROMAN, found["code"], found["rest"].strip())
    if (found := _UPPER.match(text)) and (not strict or re.match(stop, text)):
        return Mark(MarkKind.UPPER, found["code"], found["rest"].strip())
    if found := _LOWER.match(text):
        return Mark(MarkKind.LOWER, found["code"], found["rest"].strip())
    return None


def _is_roman(code: str) -> bool:
    return bool(_ROMAN_NUMBER.fullmatch(code)) and code not in ("", "XXX")


def _number(text: str, *, strict: bool) -> Mark | None:
    found = _NUMBER.match(text)
    if not found:
        return None
    rest = found["rest"].strip()
    code = re.sub(r"\s", "", found["code"])
    glued = found.end("code") < len(text) and text[found.end("code")] in "%/,"
    if glued or (rest[:1].isdigit() and not found["stop"]):
        return None
    if strict and not found["stop"] and "." not in code:
        return None
    if strict and rest[:1].islower() and not found["stop"]:
        return None
    return Mark(MarkKind.NUMBER, code, rest, code.count(".") + 1)


def _dash(text: str) -> Mark | None:
    found = _DASH.match(text)
    return Mark(MarkKind.DASH, "-", found["rest"].strip()) if found and found["rest"].strip() else None
