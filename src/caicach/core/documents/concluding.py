"""A notice of conclusions in prose: who does what until when, paragraph by paragraph, as proposals for a person.

What is not said, or is said in two ways, stays empty. A paragraph that gives nobody anything to do is no row.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from caicach.core.documents.agency_words import UPPER
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.schedule import ScheduleKind
from caicach.core.text import nfc, squeeze

Knows = Callable[[str], bool]

_MARK = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[IVX]{1,5}\.\s+|[a-zđ][.)]\s+|[-–+•*]\s*)")
_WHOM = rf"(?:cho\s+)?(?=[{UPPER}]|các\s|thủ trưởng\s)"
_GIVES = rf"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+{_WHOM}"
_NEXT = re.compile(rf"(?<=[.;])\s+(?={_GIVES})")
_GIVEN = re.compile(rf"^(?:(?P<before>[^.]{{1,300}}?)\s*[,:–-]\s+)?{_GIVES}(?P<rest>\S.*)$")
_GIVER = re.compile(
    rf"^(?:Ban Chỉ đạo|Trưởng [Bb]an(?: Chỉ đạo)?|(?:Đồng chí )?(?:Phó )?Chủ tịch(?: UBND tỉnh)?|UBND tỉnh)\s+{_GIVES}"
    r"(?P<rest>\S.*)$"
)
_LEADS = re.compile(
    r"^(?P<lead>.{2,300}?)\s*,?\s+(?:chịu trách nhiệm\s+|có trách nhiệm\s+|là (?:cơ quan|đơn vị)\s+)?"
    r"(?:chủ trì|làm đầu mối)\b[\s,]*(?P<rest>.*)$"
)
_TOLD = re.compile(r"^(?P<lead>[^:]{2,300}):\s+(?P<rest>.+)$")
_VERB = (
    r"(?:khẩn trương\s+|chủ động\s+|tiếp tục\s+|phải\s+|cần\s+)*(?:tham mưu|xây dựng|rà soát|tổ chức|hoàn thành|báo cáo"
    r"|kiểm tra|tổng hợp|ban hành|trình|công bố|triển khai|thực hiện|đề xuất|hướng dẫn|khắc phục|nghiên cứu|bố trí"
    r"|cung cấp|đôn đốc|theo dõi|lập|cập nhật|chuẩn bị|đẩy mạnh|tăng cường|nâng cao|chấn chỉnh|đăng ký|gửi)\b"
)
_BY_VERB = re.compile(rf"\s*,?\s+(?={_VERB})")
_WITH = re.compile(
    rf"^(?:và\s+)?phối hợp (?:với|cùng)\s+(?P<others>.{{2,300}}?)(?:\s*[,:]\s*|\s+)(?:để\s+)?(?={_VERB})"
)
_LABELLED = re.compile(r"[;,.(]\s*[Pp]hối hợp\s*:\s*(?P<words>[^;.)]+)\)?")
_PRODUCT = re.compile(r"[;,.(]\s*[Ss]ản phẩm\s*:\s*(?P<words>[^;.)]+)\)?")
_CLAUSE = r"(?:[^,;.()]|[.](?=\d))+"
_DAY = r"(?:trước\s+|chậm nhất\s+)?(?:ngày\s+)?\d{1,2}[/.-]\d"
_END = re.compile(
    rf"[,;.(\s]\s*(?:(?:[Tt]hời hạn|[Hh]ạn)(?:\s+hoàn thành)?(?:\s*:\s*|\s+(?={_DAY}))(?P<labelled>{_CLAUSE})"
    rf"|(?:hoàn thành|xong)\s+(?P<done>(?:trước|trong|chậm nhất|vào)\s{_CLAUSE})"
    rf"|(?P<latest>(?:chậm nhất\s|trước (?:ngày|tháng)\s){_CLAUSE})"
    rf"|(?<=[,;(]\s)(?P<apart>trong (?:tháng|quý|năm)\s{_CLAUSE}))\)?"
)
_NOT_READ = frozenset({ScheduleKind.NONE, ScheduleKind.UNREADABLE})
_EDGES = " .;,:–-"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or what stands from one "giao" to the next in it. line: the number of the paragraph."""

    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRow:
    """One conclusion. What is empty has to be asked."""

    part: Part
    title: str
    lead: str = ""
    coordinating: str = ""
    end: str = ""
    deliverable: str = ""


def parts_of(text: str) -> list[Part]:
    """The text cut into what can be one row; all of it, in its order."""
    parts = []
    for line, paragraph in enumerate(nfc(text).splitlines(), 1):
        words = squeeze(paragraph)
        mark = words[: len(words) - len(_unmarked(words))]
        first, *more = _NEXT.split(words[len(mark) :])
        parts += [Part(line, piece) for piece in (mark + first, *more) if piece]
    return parts


def read_part(part: Part, *, knows: Knows, on: date) -> ProposedRow | None:
    """The row that a part proposes; none where nobody is given anything to do.

    knows: whether words are nothing but certain names of agencies. on: the day of the meeting; no end lies before it.
    """
    plain = _unmarked(part.words)
    given = _GIVER.match(plain) or _GIVEN.match(plain)
    rest = given["rest"] if given else plain
    deliverable, rest = _labelled(_PRODUCT, rest)
    beside, rest = _labelled(_LABELLED, rest)
    end, rest = _end(rest, on)
    lead, coordinating, work = _who(rest, knows, is_given=given is not None)
    if not lead and given is None:
        return None
    if beside and not coordinating:
        coordinating = beside if knows(beside) else ""
    before = (given.groupdict().get("before") or "") if given else ""
    title = ": ".join(filter(None, (before.strip(_EDGES), work.strip(_EDGES))))
    return ProposedRow(
        part=part, title=_capital(title) or part.words, lead=lead, coordinating=coordinating, end=end,
        deliverable=_capital(deliverable),
    )  # fmt: skip


def _unmarked(words: str) -> str:
    return _MARK.sub("", words, count=1)


def _who(words: str, knows: Knows, *, is_given: bool) -> tuple[str, str, str]:
    """Who leads, with whom, and what is to be done. Where nobody is named with certainty, all of it is the work."""
    for lead, rest in _cuts(words, is_given=is_given):
        if not knows(lead):
            continue
        beside = _WITH.match(rest)
        if beside and knows(beside["others"]):
            return lead, beside["others"], rest[beside.end() :]
        return lead, "", rest
    return "", "", words


def _cuts(words: str, *, is_given: bool) -> Iterator[tuple[str, str]]:
    """Where the name may end and the work begin, the surest first."""
    for pattern in (_LEADS, _TOLD):
        if found := pattern.match(words):
            yield found["lead"].strip(_EDGES), found["rest"]
    if not is_given:
        return
    if found := re.search(r",?\s+(?=phối hợp (?:với|cùng)\s)", words):
        yield words[: found.start()], words[found.end() :]
    for found in _BY_VERB.finditer(words):
        yield words[: found.start()], words[found.end() :]


def _labelled(pattern: re.Pattern[str], words: str) -> tuple[str, str]:
    found = pattern.search(words)
    if found is None:
        return "", words
    return squeeze(found["words"]).strip(_EDGES), _without(words, [found])


def _end(words: str, on: date) -> tuple[str, str]:
    """The one end that the words say, and the words without it. Two ends, or none that is understood: a question."""
    found = list(_END.finditer(words))
    said = [squeeze(next(filter(None, one.groups()))) for one in found]
    if len(said) != 1:
        return "", words
    schedule = read_time_frame("", said[0], year=on.year)
    if schedule.kind in _NOT_READ or (schedule.due_on is not None and schedule.due_on < on):
        return "", words
    return said[0], _without(words, found)


def _without(words: str, found: Sequence[re.Match[str]]) -> str:
    for one in reversed(found):
        words = f"{words[: one.start()].rstrip()}{', ' if words[one.end() :].strip(_EDGES) else ''}" + words[
            one.end() :
        ].lstrip(" ,;.")
    return words


def _capital(text: str) -> str:
    text = squeeze(text)
    return text[:1].upper() + text[1:]
