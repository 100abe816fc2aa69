"""The foot of a document: who signed, in what office, and who receives it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caicach.core.documents.source import Block, Paragraph
from caicach.core.text import fold, squeeze

_RECIPIENTS = re.compile(r"^\s*nơi nhận\s*:?", re.IGNORECASE)
_DASHED = re.compile(r"^\s*[-–+•]\s*(?P<name>.+)$", re.DOTALL)
_POSITION = re.compile(
    r"^(?:tm\.?|kt\.?|tl\.?|tuq\.?|q\.?)\s|^(?:pho )?(?:chu tich|giam doc|chanh van phong|truong ban|cuc truong|"
    r"bo truong|truong phong|thu truong|bi thu|tong)"
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ỸĐ]['’])?[A-ZÀ-ỸĐ][a-zà-ỹđ]*(?:['’-][A-ZÀ-ỸĐ]?[a-zà-ỹđ]+)*\.?")  # H'Yim Niê
_DEGREES = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Ths|BS|BSCK\s?I{1,2}|BSCK[12]|CKI{1,2}|CN|KS|LS|DS|NGƯT|NSƯT|TTƯT|Đại tá|Thượng tá|"
    r"Trung tá|Thiếu tá|Thiếu tướng)(?:\.\s*|\s+))+"
)
_NOT_A_NAME = re.compile(
    r"^(?:ke hoach|quyet dinh|phu luc|noi nhan|chu tich|giam doc|da ky|tinh|thanh pho|xa|phuong|so|ban|uy ban|"
    r"cong hoa)\b"
)


@dataclass(frozen=True, slots=True)
class Signature:
    name: str = ""
    position: str = ""
    recipients: tuple[str, ...] = ()


def signature_of(blocks: Sequence[Block]) -> Signature:
    """Read the foot: the lines behind "Nơi nhận" are recipients, a line of office followed by a name is the signer."""
    lines = list(_lines(blocks))
    start = next((place for place, line in enumerate(lines) if _RECIPIENTS.match(line)), None)
    if start is None:
        return Signature()
    recipients, end = _recipients(lines, start)
    behind = [line for line in lines[end : end + 14] if line]
    before = [line for line in lines[max(0, start - 6) : start] if line]
    for candidates in (behind, before):
        position, name = _signer(candidates)
        if name:
            return Signature(name, position, recipients)
    return Signature("", _signer(behind)[0], recipients)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            text = squeeze(block.text)
            yield f"{block.list_mark} {text}".strip() if text else text
        else:
            for cell in block.cells():
                yield from (squeeze(line) for line in cell.text.split("\n"))


def _recipients(lines: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
    found: list[str] = []
    first = _RECIPIENTS.sub("", lines[start]).strip()
    place = start + 1
    if first:
        found.extend(part for part in re.split(r"\s*;\s*-?\s*", first.lstrip("- ")) if part)
    while place < len(lines):
        line = lines[place]
        dashed = _DASHED.match(line)
        if dashed:
            found.append(dashed["name"])
        elif line and found and line[:1].islower():
            found[-1] = f"{found[-1]} {line}"
        elif line:
            break
        place += 1
    return tuple(_clean(name) for name in found), place


def _clean(name: str) -> str:
    return (
        re.sub(r"\s*[;.,]*\s*\d{0,3}$", "", name).strip(" ;.,")
        if re.search(r"\)\.?\s*\d*$|[;.]\s*\d*$", name)
        else name.strip(" ;.,")
    )


def _signer(lines: Sequence[str]) -> tuple[str, str]:
    positions: list[str] = []
    for line in lines:
        name = _DEGREES.sub("", line)
        if positions and is_person(name):
            return " ".join(positions), name
        if line.isupper() and (_POSITION.match(fold(line)) or positions):
            if re.match(r"(?:KẾ HOẠCH|PHỤ LỤC|QUYẾT ĐỊNH)\b", line):
                break
            positions.append(line)
    return " ".join(positions), ""


def is_person(line: str) -> bool:
    """A line that is the name of a person and nothing else."""
    words = line.split()
    return (
        2 <= len(words) <= 6 and all(_NAME_WORD.fullmatch(word) for word in words) and not _NOT_A_NAME.match(fold(line))
    )
