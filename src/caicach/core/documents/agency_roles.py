"""Who leads and who coordinates, where one cell says both."""

import re
from typing import NamedTuple

from caicach.core.documents.agency_words import HEAD, UPPER
from caicach.core.documents.cell_lines import lines_as_list

_BODY = r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị|CQ|ĐV)(?:, đơn vị)?\s)?"
_LABEL = re.compile(
    rf"(?:(?P<lead>{_BODY}(?:[Cc]hủ trì|CHỦ TRÌ|CT)(?:\s(?:thực hiện|tham mưu))?\s*:)"
    rf"|(?P<side>{_BODY}(?:[Pp]hối hợp|PHỐI HỢP|PH)(?:\s(?:thực hiện|với))?\s*:))\s*"
)
_BRACKETED = re.compile(
    r"(?P<names>[^()]{1,1500}?)\s*\((?P<role>(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp)[^()]{0,20})\)\s*[;,.]?",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"^\s*(?:[Gg]iao\s)?(?:[Cc]hủ trì\s(?:(?:thực hiện|là)\s)?(?=[A-ZĐ]))?")
_LEADS = re.compile(
    r"\s*[,:(]?\s*\b(?:là cơ quan |là đơn vị )?chủ trì\b\)?(?:\s(?:thực hiện|tham mưu))?"
    r"(?=\s*(?:[,;.]|$|(?:và\s)?phối hợp))"
)
_WITH = re.compile(
    rf"\s*[,;.]?\s*(?:và\s)?\b[Pp]hối hợp(?:\s(?:thực hiện|chặt chẽ))?(?:\s(?:cùng|với|cùng với))?"
    rf"\s*:?\s+(?=các\s|[{UPPER}])"
)
_BEHIND = re.compile(r"(?:cùng\s)?\bphối hợp(?:\s(?:thực hiện|tham gia))?\s*[.)]*$")
_TO_DO = re.compile(r"\s(?:thực hiện|triển khai|triển khai thực hiện|tham mưu)$")


_BETWEEN = " ;,.:-–+•*"


class Roles(NamedTuple):
    """The words of a cell that names the leading and the coordinating agencies together."""

    lead: str
    coordinating: str


def split_roles(text: str) -> Roles:
    """The leading and the coordinating part of a cell; without any sign of roles all of it leads."""
    words = lines_as_list(text)
    if "(" in words and (bracketed := list(_BRACKETED.finditer(words))):
        return _by_brackets(bracketed, words[bracketed[-1].end() :])
    labels = list(_LABEL.finditer(words))
    if not labels:
        return _by_verbs(words)
    lead, side = [words[: labels[0].start()]], []
    ends = [*(label.start() for label in labels[1:]), len(words)]
    for label, end in zip(labels, ends, strict=True):
        part = words[label.end() : end]
        found = _by_verbs(part) if label["lead"] else Roles("", part)
        lead.append(found.lead)
        side.append(found.coordinating)
    return Roles(_joined(lead), _joined(side))


def _by_brackets(parts: list[re.Match[str]], rest: str) -> Roles:
    """Roles told in brackets behind the names: "Sở A (chủ trì); Sở B, Sở C (phối hợp)"."""
    lead = [part["names"] for part in parts if "chủ trì" in part["role"].casefold()]
    side = [part["names"] for part in parts if "chủ trì" not in part["role"].casefold()]
    return Roles(_joined(lead), _joined([*side, rest] if rest.strip(" ;,.") else side))


def _by_verbs(words: str) -> Roles:
    """Roles told by verbs: "Sở A chủ trì, phối hợp với Sở B", "Sở A chủ trì; Sở B, Sở C phối hợp"."""
    if leads := _LEADS.search(words):
        behind = _WITH.sub("; ", words[leads.end() :], count=1)
        return Roles(_part(words[: leads.start()]), _part(_without_end(behind)))
    if both := _WITH.search(words):
        return Roles(_part(words[: both.start()]), _part(words[both.end() :]))
    if (behind_all := _BEHIND.search(words)) and not HEAD.fullmatch(words):
        return Roles("", _part(words[: behind_all.start()].rstrip(" (")))
    return Roles(_part(words), "")


def _without_end(words: str) -> str:
    """The words before "phối hợp" where that ends them."""
    found = _BEHIND.search(words)
    return words[: found.start()].rstrip(" (") if found else words


def _joined(parts: list[str]) -> str:
    return "; ".join(part for part in map(_part, parts) if part)


def _part(words: str) -> str:
    words = _GIVEN.sub("", words.strip(_BETWEEN), count=1)
    return _TO_DO.sub("", words).strip(_BETWEEN)
