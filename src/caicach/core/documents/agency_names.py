"""Names of agencies out of a cell: where one ends and the next begins."""

import re
from collections.abc import Iterator

from caicach.core.documents.agency_roles import Roles, split_roles
from caicach.core.documents.agency_words import BARE_KIND, HEAD, HEADS, KNOWN, PROTECTED, START, UPPER
from caicach.core.documents.cell_lines import BULLET, lines_as_list
from caicach.core.documents.reading import AgencyName

__all__ = ["Roles", "split_agencies", "split_roles"]

_ROOMS_OF_MANY = re.compile(r"[\s\-–+•]*[Cc]ác\s(?:[Pp]hòng|[Bb]an)\s[^:]+$")  # one kind of room, of all communes
_ASKED = re.compile(rf"(?:Đề nghị|Giao|Yêu cầu)\s(?=[{UPPER}])")
_NOTHING = re.compile(r"[\W_]*")
_LIST_OF = re.compile(
    rf"(?P<head>(?:{HEADS})\s)?[Cc]ác\s(?:(?P<kind>[Ss]ở|[Pp]hòng|[Bb]an)(?:\s?:\s*|\s(?={KNOWN.pattern}))"
    r"|(?:cơ quan(?:, đơn vị)?|đơn vị|sở, ban, ngành|sở, ngành)\s?:\s*)"
)
_COUNCIL_LIST = re.compile(
    r"(?P<head>(?:Chủ tịch\s)?(?:UBND|Ủy ban nhân dân))\s(?:các\s)?(?P<kind>phường|xã|huyện)\s?:\s*"
)
_COUNCIL = re.compile(r"(?P<head>(?:(?:Chủ tịch|Thường trực)\s)?(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân))\s")
_OTHER_LEVEL = re.compile(
    r"(?:cấp\s(?:tỉnh|huyện|xã)|(?:các\s)(?:xã|phường|huyện|thị xã|thành phố|thị trấn)"
    rf"|(?:xã|phường|thị trấn|huyện|thành phố|thị xã|đặc khu)\s[{UPPER}])"
)
_CUT = re.compile(
    rf"\s*;\s*(?:và\s+)?|\s*,\s+(?:và\s+)?|,(?=[{UPPER}])|\s+(?:và|cùng với|cùng|&)\s+"
    r"|\s*/\s*|\s+[-–+•]\s+|\s+[0-9]{1,2}[.)]\s+"
)
_MANY = re.compile(
    r"(?:Các|các|Những|những)\s|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân)\s(?:các\s|cấp\s|xã,|phường,|huyện,)"
    r"|(?:tất cả|toàn bộ|toàn thể)\s|địa phương",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(rf"(?P<head>(?:(?:{HEADS})\s)?(?:Sở|Phòng)\s)(?P<name>.+)")
_LOCALITIES = re.compile(r"(?:các\s)?địa phương\b")
_KIND_OF_BODY = re.compile(r"(?:cơ quan|đơn vị|tổ chức|cán bộ)\b")
_LONGEST_NAME = 400
_BODIES = re.compile(r"\bngành(?:\scấp tỉnh|\stỉnh|\scủa tỉnh)?$")


def split_agencies(text: str) -> tuple[AgencyName, ...]:
    """The agencies of a cell, each as printed; a word shared by a list ("Các Sở: …") is given to each of them."""
    names = [_agency(words) for words in dict.fromkeys(_named(lines_as_list(text)))]
    if len(names) == 1 and _ROOMS_OF_MANY.match(text):
        return (_agency(_tidy(lines_as_list(text))),)
    return tuple(names)


def _agency(words: str) -> AgencyName:
    return AgencyName(
        printed=words,
        name=words,
        addressed_to="head" if HEAD.match(words) else "",
        is_group=bool(_MANY.match(_without_head(words))),
    )


def _named(text: str) -> Iterator[str]:
    """The names in their order, with shared words put before each."""
    shared = ""
    for part in _apart(text):
        words = part
        if match := _COUNCIL_LIST.match(words):
            shared, words = f"{match['head']} {match['kind']} ", words[match.end() :]
        elif match := _LIST_OF.match(words):
            shared, words = _shared_words(match), words[match.end() :]
        elif START.match(words) and not _keeps_head(shared, words):
            shared = ""
        yield from _with_brackets(shared + words if words else "")


def _shared_words(match: re.Match[str]) -> str:
    """ "Giám đốc các Sở:" gives "Giám đốc Sở " to each; "các cơ quan, đơn vị:" gives only the head's title."""
    return (match["head"] or "") + (f"{match['kind'].capitalize()} " if match["kind"] else "")


def _keeps_head(shared: str, words: str) -> bool:
    """Whether the list is one of heads of agencies of several kinds, and goes on."""
    return bool(shared) and bool(HEAD.fullmatch(shared.strip())) and not HEAD.match(words)


def _with_brackets(words: str) -> Iterator[str]:
    """The name, and the agency that stands in brackets behind it."""
    match = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<inner>[^()]+)\)\.?", words)
    if match and START.match(match["inner"]):
        yield from filter(None, (_tidy(match["name"]), _tidy(match["inner"])))
    elif name := _tidy(words):
        yield name


def _without_head(words: str) -> str:
    head = HEAD.match(words)
    return words[head.end() :].strip() if head else words


def _tidy(words: str) -> str:
    words = _ASKED.sub("", BULLET.sub("", words.strip())).strip(" .,;:-–")
    return "" if _NOTHING.fullmatch(words) else words


def _apart(text: str) -> Iterator[str]:
    """The cell cut where one agency ends and the next begins."""
    begin, lent = 0, ""
    is_enclosed = _enclosed(text)
    for cut in _CUT.finditer(text):
        if cut.start() < begin or is_enclosed[cut.start()]:
            continue
        left = BULLET.sub("", text[begin : cut.start()].strip())
        right = BULLET.sub("", text[cut.end() : cut.end() + _LONGEST_NAME].strip())
        opening = _opening_of_next(lent + left, right, cut.group().strip()[:1])
        if opening is None:
            continue
        yield lent + left
        begin, lent = cut.end(), opening
    yield lent + BULLET.sub("", text[begin:].strip())


def _enclosed(text: str) -> list[bool]:
    """For each place, whether it lies in brackets or inside a name that has its own comma or "và"."""
    depth, enclosed = 0, []
    for letter in text:
        enclosed.append(depth > 0)
        depth += (letter == "(") - (letter == ")")
    for match in PROTECTED.finditer(text):
        enclosed[match.start() + 1 : match.end()] = [True] * (match.end() - match.start() - 1)
    return enclosed


def _opening_of_next(left: str, right: str, sign: str) -> str | None:
    """Words that the next name borrows from the one before ("" for none); None: no name begins here.

    sign: the first letter of what stands between the two, such as `,` or the `v` of "và".
    """
    if sign == ";" or not left:
        return ""
    if HEAD.fullmatch(left):
        return None
    if (council := _COUNCIL.match(left)) and _OTHER_LEVEL.match(right):
        return f"{council['head']} "
    if _is_in_list(left) and KNOWN.match(right):
        return ""
    if (department := _DEPARTMENT.fullmatch(left)) and KNOWN.fullmatch(department["name"]) and KNOWN.match(right):
        return department["head"] if sign in {",", "v", "&"} else None
    if _LOCALITIES.match(right) and not _BODIES.search(left):
        return None if _MANY.match(left) and not right.startswith("các") else ""
    if _MANY.match(_without_head(left)) and (BARE_KIND.match(right) or _KIND_OF_BODY.match(right)):
        return None
    return "" if START.match(right) or _is_in_open_list(left, sign) else None


def _is_in_list(left: str) -> bool:
    """Whether the words before are a list of short names: "Các Sở: NV" or one that follows it."""
    return bool(_LIST_OF.match(left)) or bool(KNOWN.fullmatch(left))


def _is_in_open_list(left: str, sign: str) -> bool:
    """Whether a colon has opened a list in which each comma divides."""
    match = _LIST_OF.match(left) or _COUNCIL_LIST.match(left)
    return bool(match) and ":" in match.group() and sign == "," if match else False
