"""Duties of agencies in prose: below "Tổ chức thực hiện", each agency with what the document asks of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caicach.core.documents.agency_names import split_agencies
from caicach.core.documents.reading import DutyReading
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_of
from caicach.core.documents.recognition.parts import Section, full_text
from caicach.core.documents.source import Paragraph, Place
from caicach.core.text import fold

_SECTION = re.compile(r"to chuc (?:trien khai )?thuc hien|trach nhiem thuc hien|phan cong (?:nhiem vu|thuc hien)")
_AGENCY = re.compile(
    r"(?:de nghi|giao|yeu cau)?\s*(?:giam doc|thu truong|chu tich|chanh van phong|truong|nguoi dung dau|"
    r"lanh dao)?\s*(?:cac |nhung )?"
    r"(?:so|ban|nganh|co quan|don vi|ubnd|uy ban|van phong|phong|trung tam|bao|dai|cong|cong an|toa an|vien|chi cuc|"
    r"cuc|"
    r"bao hiem|buu dien|kho bac|thanh tra|hoi|doan|mat tran|to|bo chi huy|ngan hang|thue|truong|cac|thanh vien|"
    r"cong chuc|bo phan|"
    r"hoi dong|khoi|tram|ban quan ly|hdnd|doanh nghiep|dia phuong|lien doan|xa|phuong|dac khu)\b"
)
_ORDER = re.compile(r"^(?:Đề nghị|Giao|Yêu cầu)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s+(?:trực tiếp |có trách nhiệm |chịu trách nhiệm |chủ trì|triển khai|tổ chức thực hiện|thực hiện các|"
    r"căn cứ ).*$",
    re.DOTALL,
)
_CLOSING = re.compile(
    r"^(?:tren day la|(?:trong )?qua trinh|neu co (?:kho khan|vuong mac|phat sinh)|can cu ke hoach|"
    r"ke hoach nay|yeu cau (?:thu truong|cac)|noi nhan|de nghi cac (?:co quan|"
    r"don vi).{0,60}(?:bao cao|thuc hien))"
)
_COLLECTIVE = re.compile(
    r"giao (?:cac |nhung )?co quan.{0,80}(?:chu tri|nhiem vu|cu the)|phan cong|cu the nhu sau|trach nhiem cua"
)


@dataclass(slots=True)
class _Duty:
    agency: str
    place: Place
    items: list[str] = field(default_factory=list)


def is_duty_section(section: Section) -> bool:
    """Is this the section that says which agency does what?"""
    return bool(_SECTION.search(section.key)) and not section.is_annex and not any(section.tables())


def duties_of(sections: Sequence[Section]) -> tuple[DutyReading, ...]:
    """All duties of the document, agency by agency as printed."""
    found: list[DutyReading] = []
    for section in sections:
        if is_duty_section(section):
            found.extend(
                DutyReading(duty.agency, tuple(duty.items), duty.place, split_agencies(duty.agency))
                for duty in _duties(list(section.paragraphs()))
                if duty.items
            )
    return tuple(found)


def _duties(paragraphs: Sequence[Paragraph]) -> Iterator[_Duty]:
    level = _agency_level(paragraphs)
    current: _Duty | None = None
    numbered = False  # the open duty stands on the level of numbers: what is lettered below it are its items
    for place, paragraph in enumerate(paragraphs):
        text = full_text(paragraph)
        mark = mark_of(text)
        is_item = mark is not None and mark.kind is MarkKind.LOWER and current is not None and numbered
        if mark and mark.style in level and not is_item and (opened := _opened(mark, paragraph)):
            if current:
                yield current
            is_collective = not opened.items and _is_bare_name(paragraphs, place + 1)
            current, numbered = None if is_collective else opened, mark.kind is not MarkKind.LOWER
        elif mark and mark.kind is MarkKind.NUMBER and mark.depth == 1:
            if current:
                yield current
            current = None
        elif not mark and current and current.items and _CLOSING.match(fold(text)):
            yield current
            current = None
        elif current:
            current.items.append(mark.rest if mark else text)
    if current:
        yield current


def _is_bare_name(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """ "a) Sở Tư pháp" below "2. Các cơ quan chủ trì": the line above speaks to many, the duties come below."""
    mark = mark_of(full_text(paragraphs[place])) if place < len(paragraphs) else None
    if mark is None or mark.kind is not MarkKind.LOWER or len(mark.rest) > 120:
        return False
    return bool(_AGENCY.match(fold(mark.rest))) and not mark.rest.endswith((".", ";"))


def _agency_level(paragraphs: Sequence[Paragraph]) -> set[tuple[MarkKind, int]]:
    """The outline styles whose lines name agencies: `1.`, and `a)` below a line that speaks to all agencies."""
    styles: set[tuple[MarkKind, int]] = set()
    for paragraph in paragraphs:
        mark = mark_of(full_text(paragraph))
        if mark and mark.kind in (MarkKind.NUMBER, MarkKind.LOWER, MarkKind.UPPER) and _opened(mark, paragraph):
            styles.add(mark.style)
    if not styles:
        dashes = [mark_of(full_text(paragraph)) for paragraph in paragraphs]
        if any(mark and mark.kind is MarkKind.DASH and ":" in mark.rest[:120] for mark in dashes):
            styles.add((MarkKind.DASH, 1))
    return styles


def _opened(mark: Mark, paragraph: Paragraph) -> _Duty | None:
    """A duty that this line opens: "1. Sở Nội vụ", "1. Sở Nội vụ: …", "2. Giao Sở Tư pháp chủ trì …"."""
    rest = mark.rest.strip()
    key = fold(rest)
    if _COLLECTIVE.search(key) and not rest.partition(":")[2].strip():
        return None
    name, colon, duty = _at_colon(rest)
    if colon and len(name) < 250 and _AGENCY.match(fold(name)):
        return _Duty(_clean(name), paragraph.place, [duty.strip()] if duty.strip() else [])
    if not _AGENCY.match(key):
        return None
    names_only = _BEHIND.sub("", rest) if _ORDER.match(rest) else rest
    is_short = len(names_only) < 250 and not names_only.endswith((".", ";"))
    if is_short and (mark.kind is not MarkKind.DASH):
        behind = rest[len(names_only) :].strip()
        says_something = len(behind) > 60 or behind.endswith(".")
        return _Duty(_clean(names_only), paragraph.place, [behind] if says_something else [])
    if sentence := re.match(
        r"((?:Giao|Đề nghị|Yêu cầu)?\s*(?:[^.;:]{3,120}?))\s+((?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|"
        r"tham mưu|tổ chức|hướng dẫn|theo dõi)\b.*)",
        rest,
        re.DOTALL,
    ):
        return _Duty(_clean(sentence[1]), paragraph.place, [sentence[2].strip()])
    return None


def _at_colon(text: str) -> tuple[str, str, str]:
    """Split at the colon behind the name; "Giám đốc các cơ quan, đơn vị: Công an tỉnh; …" has it within the name."""
    name, colon, duty = text.partition(":")
    is_list = bool(re.search(r"(?:các sở|các cơ quan|đơn vị|các phòng)(?:, \S+)*$", name.strip(), re.IGNORECASE))
    if colon and is_list and _AGENCY.match(fold(duty.strip())):
        return text, "", ""
    return name, colon, duty


def _clean(name: str) -> str:
    return _ORDER.sub("", name.strip()).strip(" .;:")
