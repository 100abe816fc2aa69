"""Puts what another paper holds into a paper: its paragraphs and tables, their styles, and pages that lie across."""

import copy
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_SECTION, _PROPERTIES = qn("w:sectPr"), qn("w:pPr")
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_STYLES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_OUTSIDE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VALUE = qn("w:val")


class NotToInsert(ValueError):
    """The paper holds pictures or links, which this does not carry over."""


def insert_paper(document: Any, paragraph: Any, inner: Any, *, is_annex: bool) -> None:
    """Put the content of a paper in the place of a paragraph of the text.

    An annex begins on a new page. Pages that lie otherwise than those around are sections of their own; headers and
    footers stay those of the document.
    """
    body = document.element.body
    around = _section_behind(paragraph, body)
    blocks = [block for block in inner.element.body if block.tag != _SECTION]
    own = [*inner.element.body.iterfind(f".//{_PROPERTIES}/{_SECTION}"), inner.element.body.find(_SECTION)]
    _refuse_relations(blocks)
    _carry_styles(document, inner, blocks)
    first, last = own[0], own[-1]
    if is_annex or _lies(first) != _lies(around):
        paragraph.addprevious(_break(around))
    for section in own:
        _take_edges(section, around)
    for block in blocks:
        paragraph.addprevious(block)
    if is_annex or len(own) > 1 or _lies(last) != _lies(around):
        _end(paragraph, body, around, last)
    body.remove(paragraph)


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


def _refuse_relations(blocks: list[Any]) -> None:
    for block in blocks:
        for part in block.iter():
            is_bound = any(str(name).startswith(_OUTSIDE) for name in part.attrib)
            if is_bound and part.tag not in _REFERENCES:
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
