"""The head of a document: kind, number, date, issuer, title, signer, legal bases, recipients."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caicach.core.documents.reading import DocumentHead
from caicach.core.documents.recognition.capitals import in_lower_case
from caicach.core.documents.recognition.columns import columns_of
from caicach.core.documents.recognition.parts import Parts, full_text
from caicach.core.documents.recognition.signature import Signature, signature_of
from caicach.core.documents.source import Block, Paragraph, Table
from caicach.core.text import fold, squeeze

_KINDS = (
    "Quyết định",
    "Kế hoạch",
    "Chương trình",
    "Nghị quyết",
    "Chỉ thị",
    "Đề án",
    "Thông báo",
    "Hướng dẫn",
    "Báo cáo",
    "Công văn",
    "Phụ lục",
)
_ISSUER_BELOW = ("Quyết định", "Nghị quyết", "Chỉ thị")
_KIND_KEYS = {fold(kind): kind for kind in _KINDS}
_MOTTO = re.compile(
    r"cộng h[oò][aà]\s*xã\s*hội\s*chủ\s*nghĩa\s*việt\s*nam|độc\s*lập\s*[-–]\s*tự\s*do\s*[-–]\s*hạnh\s*phúc",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_\-–—*=.\s]{3,}")
_NUMBER = re.compile(r"\bSố\s*:?\s*(?P<number>\d[\w.]*\s*/\s*[\w/Đđ&-]*[A-ZĐ][\w/Đđ&.-]*)", re.IGNORECASE)
_LONG_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SHORT_DATE = re.compile(r"ngày\s+(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", re.IGNORECASE)
_OPEN_DATE = re.compile(r"ngày\s*(?:\.{2,}|…+)?\s*(?:tháng\s*|/\s*)\d{1,2}\s*(?:năm\s*|/\s*)\d{4}", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"[^,.;:()]{2,40},\s*ngày\b", re.IGNORECASE)
_ATTACHED = re.compile(
    r"^\(?\s*(?:Ban hành\s+)?(?:kèm|đính kèm)\s+theo\s+(?P<to>.+?)\s*\)?\s*$", re.IGNORECASE | re.DOTALL
)
_THEME = re.compile(r"^Chủ đề\b[^“\"]{0,60}[“\"](?P<theme>[^”\"]+)[”\"]", re.IGNORECASE | re.DOTALL)
_TITLE_STOPS = re.compile(
    r"^(?:can cu|theo de nghi|ngay \d|nham |de |chu de|\(?(?:ban hanh )?kem theo|dieu \d|kinh gui|phan thu|"
    r"tren co so|xet |thuc hien (?:cac )?(?:quyet dinh|ke hoach|nghi quyet|chi thi|cong van|van ban|chuong trinh|"
    r"y kien|nhiem vu nam|thong bao)\b(?!.*nam \d{4}$))"
)
_BEHIND_TITLE = re.compile(  # the first sentence, where it was printed right behind the title
    r"(?<=\d{4})\s+(?=(?:Triển khai|Thực hiện|Căn cứ|Năm|Để|Nhằm|Kết quả|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Sở)\s)"
)
_YEAR = re.compile(r"năm\s+(20\d\d)(?!\s*[-–]\s*20)", re.IGNORECASE)
_ANY_YEAR = re.compile(r"\b(20\d\d)\b")
_PLACELESS = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu)$", re.IGNORECASE)
_ISSUER_LINE = re.compile(
    r"^(?:chu tich|giam doc|uy ban nhan dan|ubnd|so |ban |hoi dong|bo truong|chanh|truong ban|cuc truong|tong)"
)
_ORGANISATION = re.compile(
    r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|sở|ban|hội đồng|văn phòng|cục|chi cục|trung tâm|phòng|công an|"
    r"đảng ủy|bộ|thanh tra|kho bạc|bảo hiểm|trường|bệnh viện|huyện|tỉnh|thành phố|thị xã|xã|phường|đặc khu)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    is_loud: bool


def head_of(parts: Parts, layout: Sequence[Table], signature_blocks: Sequence[Block]) -> DocumentHead:
    """Read the head out of what stands before the first section, and out of signature and "kèm theo" lines.

    layout: tables of the head and the signature, which hold no rows. signature_blocks: what stands behind
    "Nơi nhận" below the last section.
    """
    lines = list(_front_lines(parts.front))
    head = _from_title(lines)
    signature = signature_of([*parts.front, *layout, *signature_blocks])
    return _with_signature(_with_references(_with_letterhead(head, lines), parts, lines), signature)


def _front_lines(front: Sequence[Block]) -> Iterator[_Line]:
    for block in front:
        if isinstance(block, Paragraph):
            is_loud = block.is_bold or block.is_centred
            for text in full_text(block).split("\n") if block.text.strip() else []:
                yield from _line(text, is_loud=is_loud)
        elif columns_of(block) is None:
            for cell in block.cells():
                if "nơi nhận" in cell.text.casefold():
                    break
                for text in cell.text.split("\n"):
                    yield from _line(text, is_loud=True)


def _line(text: str, *, is_loud: bool) -> Iterator[_Line]:
    """One line without the motto of the republic; the number and the date that share a line come apart."""
    text = squeeze(_MOTTO.sub(" ", squeeze(text)))
    if not text or _RULE.fullmatch(text):
        return
    number = _NUMBER.match(text)
    if number and text[number.end() :].strip():
        yield _Line(text[: number.end()], is_loud)
        text = text[number.end() :].strip()
    yield _Line(text, is_loud)


def _from_title(lines: Sequence[_Line]) -> DocumentHead:
    """Kind and title: the first line that is the name of a kind, and the lines below it."""
    places = [place for place, line in enumerate(lines) if _kind(line.text)]
    if not places:
        return DocumentHead(kind="", title="")
    first = places[0]
    head = DocumentHead(kind=_kind(lines[first].text), title=_title(lines, first))
    later = [place for place in places[1:] if _kind(lines[place].text) != head.kind]
    if head.kind == "Quyết định" and later:
        head = replace(head, plan_title=_title(lines, later[0]))
    themes = [found["theme"] for line in lines if (found := _THEME.match(line.text))]
    legal_bases = [line.text.strip(" ;.") for line in lines if _is_legal_basis(line.text)]
    return replace(head, theme=squeeze(themes[0]) if themes else "", legal_bases=tuple(legal_bases))


def _kind(text: str) -> str:
    """The kind that a line names, if it holds nothing else (or the title glued to it)."""
    key = fold(text).strip(" .:")
    kind = _KIND_KEYS.get(re.sub(r"(?<=^phu luc)\s+[\divx]+$", "", key), "")
    is_loud = text.strip(" .:0123456789IVX").isupper() or (kind == "Phụ lục" and text[:1].isupper())
    return kind if kind and is_loud and not text.rstrip().endswith(":") else ""


def _title(lines: Sequence[_Line], place: int) -> str:
    words: list[str] = []
    loud = lines[place + 1].is_loud if place + 1 < len(lines) else False
    for line in lines[place + 1 : place + 7]:
        key = fold(line.text)
        is_issuer = line.text.isupper() and bool(_ISSUER_LINE.match(key)) and bool(words)
        if _TITLE_STOPS.match(key) or is_issuer or _kind(line.text) or (loud and not line.is_loud):
            break
        if words and (words[-1].endswith((".", ";")) or len(line.text) > 300):
            break
        words.append(line.text)
    title = _BEHIND_TITLE.split(squeeze(" ".join(words)), maxsplit=1)[0]
    return in_lower_case(title) if title.isupper() else title


def _is_legal_basis(text: str) -> bool:
    return bool(re.match(r"căn cứ\s+\S", text, re.IGNORECASE)) and not re.search(
        r"(?:như sau|sau đây|dưới đây)?\s*:\s*$|như sau$", text
    )


def _with_letterhead(head: DocumentHead, lines: Sequence[_Line]) -> DocumentHead:
    """Issuer, number and date from the lines above the kind; a decision names its issuer below its title."""
    first = next((place for place, line in enumerate(lines) if _kind(line.text)), len(lines))
    above = [line.text for line in lines[:first]]
    number = next((found for text in above if (found := _NUMBER.search(text))), None)
    dated = [text for text in above if _PLACE_AND_DATE.match(text)]
    issued_on = next((day for text in dated if (day := _date(text))), None)
    below = [line.text for line in lines[first + 1 : first + 8] if head.kind in _ISSUER_BELOW and line.text.isupper()]
    named = [in_lower_case(text) for text in below if _ISSUER_LINE.match(fold(text))]
    letterhead = _issuer(above)
    issuer = named[0] if named else letterhead
    if _PLACELESS.search(issuer) and fold(letterhead).startswith(fold(issuer)):
        issuer = letterhead  # "ỦY BAN NHÂN DÂN TỈNH" says below the title what the letterhead says in full
    return replace(
        head,
        number=re.sub(r"\s", "", number["number"]) if number else "",
        issued_on=issued_on,
        issued_text=dated[0] if dated else "",
        issuer=issuer,
    )


def _issuer(above: Sequence[str]) -> str:
    """The organisation of a letterhead: of a superior and its body the body; "ỦY BAN NHÂN DÂN" goes with its place."""
    names = [text for text in above if text.isupper() and not _NUMBER.search(text) and not _kind(text)]
    names = [name for name in names if _ORGANISATION.match(name)] or names[:2]
    joined: list[str] = []
    for name in names:
        is_place = re.match(r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu|quận)\b", name, re.IGNORECASE)
        if joined and is_place and re.search(r"(?:nhân dân|ubnd)$", joined[-1], re.IGNORECASE):
            joined[-1] = f"{joined[-1]} {name}"
        else:
            joined.append(name)
    return in_lower_case(joined[-1]) if joined else ""


def _with_references(head: DocumentHead, parts: Parts, lines: Sequence[_Line]) -> DocumentHead:
    """ "(Kèm theo Quyết định số … ngày … của …)": says what a plan belongs to, and repeats number and date."""
    texts = [line.text for line in lines]
    for section in parts.sections:
        texts.extend(full_text(paragraph) for paragraph in list(section.paragraphs())[:6] if section.is_annex)
    for text in texts:
        found = _ATTACHED.match(squeeze(text))
        if not found or not re.search(r"\bsố\b|ngày", found["to"]):
            continue
        head = _with_reference(head, squeeze(found["to"]))
    title = head.plan_title or head.title
    year = _YEAR.search(title) or _YEAR.search(head.title) or _ANY_YEAR.search(title)
    by_date = head.issued_on.year if head.issued_on else None
    return replace(head, year=int(year[1]) if year else by_date)


def _with_reference(head: DocumentHead, reference: str) -> DocumentHead:
    is_own = bool(head.kind) and fold(reference).startswith(fold(head.kind))
    if not is_own or head.kind == "Quyết định":
        head = replace(head, attached_to=head.attached_to or reference)
    if not is_own and head.kind not in ("", "Phụ lục"):
        return head
    number = _NUMBER.search(reference)
    issuer = re.search(r"\bcủa\s+(?P<issuer>(?:Chủ tịch|Giám đốc|UBND|Ủy ban|Sở|Ban)[^()]+)$", reference)
    issued_on = head.issued_on or _date(reference)
    partial = "" if head.issued_text or _date(reference) else next(iter(_OPEN_DATE.findall(reference)), "")
    return replace(
        head,
        number=head.number or (re.sub(r"\s", "", number["number"]) if number else ""),
        issued_on=issued_on,
        issued_text=head.issued_text or partial,
        issuer=head.issuer or (squeeze(issuer["issuer"]) if issuer else ""),
    )


def _with_signature(head: DocumentHead, signature: Signature) -> DocumentHead:
    return replace(
        head,
        signer=signature.name,
        signer_position=signature.position,
        recipients=signature.recipients,
    )


def _date(text: str) -> date | None:
    found = _LONG_DATE.search(text) or _SHORT_DATE.search(text)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
