"""Letters (công văn) and other papers whose kind stands elsewhere than in a heading of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from caicach.core.documents.reading import DocumentHead
from caicach.core.documents.source import Block, Paragraph
from caicach.core.text import fold, squeeze

LETTER = "Công văn"

_SUBJECT = re.compile(r"^\s*(?:V/v|Về việc)\s*:?\s*(?P<subject>\S.*)$", re.IGNORECASE | re.DOTALL)
_NEXT = re.compile(r"^(?:kinh gui|cong hoa xa hoi|doc lap|so\s*:?\s*\d|.{2,40}, ngay\b)")
_KIND_BY_SIGN = {
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "ĐA": "Đề án",
    "BB": "Biên bản",
    "GM": "Giấy mời",
}
"""Letters of the sign of a number that name the kind of the paper (Decree 30/2020, annex III)."""


def as_letter(head: DocumentHead, front: Sequence[Block]) -> DocumentHead:
    """A head without a kind gets it from the sign of its number; a letter has its subject as title."""
    if head.kind:
        return head
    kind = kind_of_number(head.number)
    subject = _subject(list(_lines(front)))
    if not kind and subject and head.number:
        kind = LETTER
    return replace(head, kind=kind, title=head.title or subject)


def kind_of_number(number: str) -> str:
    """ "35/KH-UBND" is of a plan; a sign that begins with no known kind gives nothing: most letters have none."""
    _, slash, sign = number.partition("/")
    sign = sign.rpartition("/")[2] if slash else ""
    return _KIND_BY_SIGN.get(sign.partition("-")[0], "")


def _subject(lines: list[str]) -> str:
    """The words behind "V/v", with the lines that they run on over."""
    for place, line in enumerate(lines):
        if found := _SUBJECT.match(line):
            words = [found["subject"]]
            for following in lines[place + 1 : place + 4]:
                if _NEXT.match(fold(following)) or following.isupper():
                    break
                words.append(following)
            return squeeze(" ".join(words)).rstrip(".")
    return ""


def _lines(front: Sequence[Block]) -> Iterator[str]:
    for block in front:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells()]
        for text in texts:
            yield from (squeeze(line) for line in text.split("\n") if line.strip())
