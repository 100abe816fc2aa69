"""Ways to break a file: its bytes, the elements of its XML, the words of its text; each by a few drawn numbers."""

import copy
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st
from lxml import etree

from tests.core.documents.hostile.making import zipped
from tests.core.documents.ledger_papers import JUNK

_PLACES = 2**16
_NUMBERS = ("0", "-1", "1", "99999999999", "1e9", "x", "", "٣", "²", "NaN", "0.5", "true")
_BYTES = (
    b"\x00",
    b"\xff",
    b"(",
    b")",
    b"<<",
    b">>",
    b"/",
    b"[",
    b"]",
    b"stream",
    b"endobj",
    b"9999999999",
    b"R",
    b"\n",
    b" ",
)


@dataclass(frozen=True, slots=True)
class Blow:
    """One change: of which kind, at which part of the whole, with which of the pieces, how long."""

    kind: int
    place: int
    other: int
    piece: int
    length: int

    def at(self, count: int) -> int:
        return self.place * count // _PLACES

    def other_at(self, count: int) -> int:
        return self.other * count // _PLACES


BLOWS = st.lists(
    st.builds(
        Blow,
        st.integers(0, 11),
        st.integers(0, _PLACES - 1),
        st.integers(0, _PLACES - 1),
        st.integers(0, 999),
        st.integers(1, 64),
    ),
    min_size=1,
    max_size=4,
)


def broken_bytes(content: bytes, blows: Sequence[Blow]) -> bytes:
    for blow in blows:
        at, other = blow.at(len(content) + 1), blow.other_at(len(content) + 1)
        piece = _BYTES[blow.piece % len(_BYTES)]
        match blow.kind % 6:
            case 0:
                content = content[:at] + piece + content[at + len(piece) :]
            case 1:
                content = content[:at] + content[at + blow.length :]
            case 2:
                content = content[:at] + piece * blow.length + content[at:]
            case 3:
                content = content[:at] + content[other : other + blow.length] + content[at:]
            case 4:
                turned = bytes(byte ^ (1 << blow.piece % 8) for byte in content[at : at + 1])
                content = content[:at] + turned + content[at + 1 :]
            case _:
                content = _other_number(content, blow)
    return content


def _other_number(content: bytes, blow: Blow) -> bytes:
    """Another figure where one stands: a length, a place, a count."""
    known = list(re.finditer(rb"\d+", content))
    if not known:
        return content
    found = known[blow.at(len(known))]
    new = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999")[blow.piece % 6]
    return content[: found.start()] + new + content[found.end() :]


def broken_text(text: str, blows: Sequence[Blow]) -> str:
    for blow in blows:
        at, other = blow.at(len(text) + 1), blow.other_at(len(text) + 1)
        junk = (*JUNK, "\t", "\n", "\r\n", ";", ",", '"', "\n\n", "\t\t\t")[blow.piece % (len(JUNK) + 8)]
        match blow.kind % 5:
            case 0:
                text = text[:at] + junk + text[at:]
            case 1:
                text = text[:at] + text[at + blow.length :]
            case 2:
                text = text[:at] + text[other : other + 10 * blow.length] + text[at:]
            case 3:
                text = text[:at] + junk * blow.length + text[at:]
            case _:
                text = _lines_moved(text, blow)
    return text


def _lines_moved(text: str, blow: Blow) -> str:
    lines = text.split("\n")
    at, other = blow.at(len(lines)), blow.other_at(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def broken_xml(content: bytes, blows: Sequence[Blow]) -> bytes:
    """The document with elements left out, doubled, moved, renamed, or with other words and numbers in them."""
    root = etree.fromstring(content)
    for blow in blows:
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if elements:
            _XML_BLOWS[blow.kind % len(_XML_BLOWS)](elements[blow.at(len(elements))], elements, blow)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _leave_out(element: etree._Element, _: list[etree._Element], blow: Blow) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _double(element: etree._Element, _: list[etree._Element], blow: Blow) -> None:
    for _ in range(blow.length):
        element.addnext(copy.deepcopy(element))


def _put_into_another(element: etree._Element, others: list[etree._Element], blow: Blow) -> None:
    others[blow.other_at(len(others))].append(copy.deepcopy(element))


def _rename(element: etree._Element, others: list[etree._Element], blow: Blow) -> None:
    element.tag = others[blow.other_at(len(others))].tag


def _other_words(element: etree._Element, _: list[etree._Element], blow: Blow) -> None:
    words = JUNK[blow.piece % len(JUNK)]
    element.text = "".join(letter for letter in words if ord(letter) > 31 and letter != "\ufffe")


def _other_value(element: etree._Element, _: list[etree._Element], blow: Blow) -> None:
    if names := sorted(element.attrib):
        element.set(names[blow.piece % len(names)], _NUMBERS[blow.piece % len(_NUMBERS)])


def _no_value(element: etree._Element, _: list[etree._Element], blow: Blow) -> None:
    element.attrib.clear()


def _unwrap(element: etree._Element, _: list[etree._Element], blow: Blow) -> None:
    """Its children stand where it stood."""
    if (parent := element.getparent()) is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


_XML_BLOWS: tuple[Callable[[etree._Element, list[etree._Element], Blow], None], ...] = (
    _leave_out, _double, _put_into_another, _rename, _other_words, _other_value, _other_value, _no_value, _unwrap,
)  # fmt: skip


def broken_package(content: bytes, blows: Sequence[Blow], *, most_rows: int = 12) -> bytes:
    """An Office package with one of its XML parts broken; long tables are cut first, they only take time."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if re.fullmatch(r"(?:word|xl)/(?:worksheets/|_rels/)?[^/]+\.(?:xml|rels)", name)]
    main = [name for name in names if name.startswith(("word/document", "xl/worksheets"))]
    # The main part is broken most often: the others say little.
    chosen = [*main * 3, *names]
    name = chosen[blows[0].piece % len(chosen)]
    if name in main:
        parts[name] = _cut(bytes(parts[name]), most_rows)  # type: ignore[arg-type]
    parts[name] = broken_xml(bytes(parts[name]), blows)  # type: ignore[arg-type]
    return zipped(parts)


def _cut(content: bytes, most_rows: int) -> bytes:
    root = etree.fromstring(content)
    for table in root.iter("{*}tbl", "{*}sheetData"):
        for row in list(table.iterchildren("{*}tr", "{*}row"))[most_rows:]:
            table.remove(row)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
