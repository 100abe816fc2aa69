"""Puts what another paper holds into a paper: its paragraphs and tables, their styles, and pages that lie across."""

import copy
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

_SECTION, _PROPERTIES = qn("w:sectPr"), qn("w:pPr")
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_STYLES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_BOUND: Any = etree.XPath(
    ".//*[@*[namespace-uri()='http://schemas.openxmlformats.org/officeDocument/2006/relationships']]"
)
_DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_VALUE = qn("w:val")
_OPEN, _CLOSE = "\ue000", "\ue001"


class NotToInsert(ValueError):
    """The paper holds pictures or links, which this does not carry over."""


def saved_with(document: Any, papers: Iterable[tuple[Any, Any, bool]]) -> bytes:
    """The document as a file, with papers in the places of paragraphs: (paragraph, paper, is_annex), top down.

    An annex begins on a new page. Pages that lie otherwise than those around are sections of their own; headers and
    footers stay those of the document. What is put in goes in as written XML: to move so many elements from one
    document into another takes ten times as long.
    """
    written = [_insert(document, *one, number=number) for number, one in enumerate(papers)]
    text = etree.tostring(document.element, encoding="unicode")
    for stand_in, words in written:
        if text.count(stand_in) != 1:
            raise NotToInsert(stand_in)
        text = text.replace(stand_in, words)
    return _saved(document.part, _DECLARED + text.encode())


def _saved(part: Any, written: bytes) -> bytes:
    """The package of a part, with this in its place."""
    plain = Part(part.partname, part.content_type, written, part.package)
    plain.rels.update(part.rels)
    for relation in part.package.iter_rels():
        if not relation.is_external and relation.target_part is part:
            relation._target = plain
    stream = io.BytesIO()
    part.package.save(stream)
    return stream.getvalue()


def _insert(document: Any, paragraph: Any, inner: Any, is_annex: bool, *, number: int) -> tuple[str, str]:
    """Make room for a paper: what stands in its place, and what has to stand there."""
    body, content = document.element.body, inner.element.body
    around = _section_behind(paragraph, body)
    blocks = [block for block in content if block.tag != _SECTION]
    own = [*content.iterfind(f".//{_PROPERTIES}/{_SECTION}"), content.find(_SECTION)]
    first, last = own[0], own[-1]
    _refuse_relations(content)
    _carry_styles(document, inner, blocks)
    if is_annex or _lies(first) != _lies(around):
        paragraph.addprevious(_break(around))
    for section in own:
        _take_edges(section, around)
    stand_in = f"{_OPEN}{number}{_CLOSE}"
    paragraph.addprevious(_stand_in(stand_in))
    if is_annex or len(own) > 1 or _lies(last) != _lies(around):
        _end(paragraph, body, around, last)
    body.remove(paragraph)
    return f"<w:p><w:r><w:t>{stand_in}</w:t></w:r></w:p>", _written(inner.element, known=document.element.nsmap)


def _stand_in(words: str) -> Any:
    made, run, text = (OxmlElement(f"w:{name}") for name in ("p", "r", "t"))
    text.text = words
    run.append(text)
    made.append(run)
    return made


def _written(root: Any, known: Mapping[str, str]) -> str:
    """What stands in the body, in names of the document that it goes into."""
    for section in root.body.findall(_SECTION):
        root.body.remove(section)
    etree.cleanup_namespaces(root)
    if any(known.get(prefix) != name for prefix, name in root.nsmap.items()):
        raise NotToInsert(", ".join(root.nsmap))
    _start, _, written = etree.tostring(root.body, encoding="unicode").partition(">")
    return written.removesuffix("</w:body>")


def _end(paragraph: Any, body: Any, around: Any, last: Any) -> None:
    """The last pages of what was put in: where nothing follows, those of the document itself."""
    behind = [block for block in paragraph.itersiblings() if block.tag != _SECTION]
    if around.getparent() is body and not any(_holds_words(block) for block in behind):
        for block in behind:
            body.remove(block)
        body.replace(around, last)
    else:
        paragraph.addprevious(_break(last))


def _section_behind(paragraph: Any, body: Any) -> Any:
    """The properties of the section in which a paragraph stands: they come at its end."""
    for block in paragraph.itersiblings():
        found = block if block.tag == _SECTION else block.find(f"{_PROPERTIES}/{_SECTION}")
        if found is not None:
            return found
    return body.get_or_add_sectPr()


def _break(section: Any) -> Any:
    """An empty paragraph that ends a section, as flat as can be."""
    made, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    properties.append(copy.deepcopy(section))
    made.append(properties)
    return made


def _take_edges(section: Any, around: Any) -> None:
    """Headers and footers of the place; where the first page has none of its own there, it has none here."""
    for old in [one for one in section if one.tag in _REFERENCES]:
        section.remove(old)
    for place, one in enumerate(one for one in around if one.tag in _REFERENCES):
        section.insert(place, copy.deepcopy(one))
    kind = section.find(qn("w:type"))
    if kind is not None:
        section.remove(kind)


def _lies(section: Any) -> bool:
    size = section.find(qn("w:pgSz")) if section is not None else None
    return size is not None and int(size.get(qn("w:w"), 0)) > int(size.get(qn("w:h"), 0))


def _holds_words(block: Any) -> bool:
    return block.tag == qn("w:tbl") or any((part.text or "").strip() for part in block.iter(qn("w:t")))


def _refuse_relations(body: Any) -> None:
    for part in _BOUND(body):
        if part.tag not in _REFERENCES:
            raise NotToInsert(part.tag)


def _carry_styles(document: Any, inner: Any, blocks: list[Any]) -> None:
    """Styles go by their names: one that the document has is taken, any other is carried over."""
    known = {_name_of(style): style.get(qn("w:styleId")) for style in _styles(document)}
    keys = {style.get(qn("w:styleId")): style for style in _styles(inner)}
    for block in blocks:
        for part in block.iter(*_STYLES):
            style = keys.get(part.get(_VALUE))
            if style is None:
                continue
            if (name := _name_of(style)) not in known:
                known[name] = _carried(document, style, keys, known)
            part.set(_VALUE, known[name])


def _carried(document: Any, style: Any, keys: dict[str, Any], known: dict[str, str]) -> str:
    made = copy.deepcopy(style)
    made.attrib.pop(qn("w:default"), None)
    root = document.styles.element
    key, taken = str(style.get(qn("w:styleId"))), {one.get(qn("w:styleId")) for one in _styles(document)}
    while key in taken:
        key += "1"
    made.set(qn("w:styleId"), key)
    for name in ("w:basedOn", "w:link", "w:next"):
        found = made.find(qn(name))
        if found is None:
            continue
        base = keys.get(found.get(_VALUE))
        if base is not None and _name_of(base) in known:
            found.set(_VALUE, known[_name_of(base)])
        else:
            made.remove(found)
    root.append(made)
    return key


def _styles(document: Any) -> Iterator[Any]:
    return document.styles.element.iter(qn("w:style"))  # type: ignore[no-any-return]


def _name_of(style: Any) -> str:
    found = style.find(qn("w:name"))
    return str(found.get(_VALUE) or "").lower() if found is not None else ""
