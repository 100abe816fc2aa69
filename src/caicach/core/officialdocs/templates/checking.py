"""Whether a DOCX may be a template of its kind: every tag is one we know, in a place where it can be filled."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from jinja2 import nodes
from jinja2.exceptions import TemplateError

from caicach.core.officialdocs.faults import cut
from caicach.core.officialdocs.templates.faults import TemplateFault
from caicach.core.officialdocs.templates.fields import Field, FieldType
from caicach.core.officialdocs.templates.sandbox import OF_LOOPS, Frame, NotAllowedHere
from caicach.core.officialdocs.templates.tags import Place, Tag, places_of, tags_in, torn_tag, words_beside

_BLOCKS = {"for": "endfor", "if": "endif"}
_BETWEEN = ("elif", "else")
_ENDS = ("endfor", "endif")
_LOOP = Field(name="loop", type=FieldType.ROWS, fields=tuple(Field(name=name) for name in OF_LOOPS))
_LIKENESS = 0.6


@dataclass(slots=True)
class _Open:
    """A block that has begun. holder: what its end has to stand in too."""

    tag: Tag
    place: Place
    holder: Any
    names: dict[str, Field] = field(default_factory=dict)


@dataclass(slots=True)
class Checked:
    """What was found in a template."""

    faults: list[TemplateFault] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    papers: set[str] = field(default_factory=set)  # fields that are papers and have a place
    tags: int = 0


def check_parts(document: Any, fields: Sequence[Field]) -> Checked:
    """Text, headers and footers of a template."""
    checked = Checked()
    _Check(document.element.body, "", fields, checked).run()
    seen: list[Any] = []
    for section in document.sections:
        for part, edge in _edges(section):
            if not edge.is_linked_to_previous and edge._element not in seen:
                seen.append(edge._element)
                _Check(edge._element, part, fields, checked).run()
    for one in fields:
        if one.is_required and one.name not in checked.used:
            checked.faults.append(TemplateFault(code="template.missing", params=(("found", one.name),)))
    return checked


def _edges(section: Any) -> Iterator[tuple[str, Any]]:
    yield "header", section.header
    yield "header", section.first_page_header
    yield "footer", section.footer
    yield "footer", section.first_page_footer


class _Check:
    """Walks over one part, and knows which blocks are open and what their names stand for."""

    def __init__(self, root: Any, part: str, fields: Sequence[Field], checked: Checked) -> None:
        self._root, self._part, self._checked = root, part, checked
        self._fields = {one.name: one for one in fields}
        self._open: list[_Open] = []
        self._frame = Frame()

    def run(self) -> None:
        for place in places_of(self._root):
            self._paragraph(place)
        for left in self._open:
            self._add("template.not_closed", left.place, left.tag.whole)

    def _paragraph(self, place: Place) -> None:
        if torn := torn_tag(place.text):
            self._add("template.broken_tag", place, torn)
            return
        tags = tags_in(place.text)
        if tags and place.is_in_shape:
            self._add("template.hidden", place, "")
            return
        self._checked.tags += len(tags)
        for tag in tags:
            if tag.scope and (len(tags) > 1 or words_beside(place.text) or _is_crowded(tag, place)):
                self._add("template.other_words", place, tag.whole)
            if tag.is_block:
                self._block(tag, place)
            else:
                self._output(tag, place)
        for left in [one for one in self._open if one.place is place and not one.tag.scope]:
            self._add("template.not_closed", place, left.tag.whole)
            self._open.remove(left)

    def _block(self, tag: Tag, place: Place) -> None:
        holder = _holder(tag, place)
        if tag.word in _BLOCKS:
            opened = _Open(tag, place, holder)
            self._open_names(opened)
            self._open.append(opened)
        elif tag.word in _ENDS or tag.word in _BETWEEN:
            self._end(tag, place, holder)
        else:
            self._add("template.not_allowed", place, tag.whole)

    def _end(self, tag: Tag, place: Place, holder: Any) -> None:
        last = self._open[-1] if self._open else None
        fits = last is not None and last.holder is holder and last.tag.scope == tag.scope
        fits = fits and (tag.word in _BETWEEN or _BLOCKS[last.tag.word] == tag.word)  # type: ignore[union-attr]
        if not fits or (tag.word == "elif" and last is not None and last.tag.word != "if"):
            self._add("template.stray_end", place, tag.whole)
        elif tag.word == "elif":
            self._parsed(f"{{% if {tag.inner[4:]} %}}{{% endif %}}", tag, place)
        elif tag.word in _ENDS:
            self._open.pop()

    def _open_names(self, opened: _Open) -> None:
        tag, place = opened.tag, opened.place
        tree = self._parsed(f"{{% {tag.inner} %}}{{% {_BLOCKS[tag.word]} %}}", tag, place, is_loop=tag.word == "for")
        loop = next(tree.find_all(nodes.For), None) if tree is not None else None
        if loop is None:
            return
        over = self._field(loop.iter, place)
        if over is not None and not over.type.is_list:
            self._add("template.not_list", place, _words(loop.iter))
        if isinstance(loop.target, nodes.Name):
            inner = over.fields if over is not None and over.type is FieldType.ROWS else ()
            kind = FieldType.ROWS if inner else FieldType.TEXT
            opened.names = {loop.target.name: Field(name=loop.target.name, type=kind, fields=inner), "loop": _LOOP}
        else:
            self._add("template.not_understood", place, tag.whole)

    def _output(self, tag: Tag, place: Place) -> None:
        tree = self._parsed(tag.whole.replace(tag.whole[2:-2], f" {tag.inner} ", 1), tag, place)
        if tree is None:
            return
        told = _told(tree)
        found = self._known(told) if isinstance(told, (nodes.Name, nodes.Getattr)) else None
        if found is None:
            return
        if found.type.is_list:
            self._add("template.is_list", place, _words(told))
        elif found.type.is_paper:
            self._paper(found, place)

    def _paper(self, found: Field, place: Place) -> None:
        """A paper is put in place of a paragraph: of the text itself, and once."""
        is_alone = len(tags_in(place.text)) == 1 and not words_beside(place.text)
        is_text = not self._part and place.element.getparent() is self._root
        is_looped = any(one.tag.word == "for" for one in self._open)
        if not (is_alone and is_text) or is_looped:
            self._add("template.not_alone", place, found.name)
        elif found.name in self._checked.papers:
            self._add("template.twice", place, found.name)
        self._checked.papers.add(found.name)

    def _parsed(self, source: str, tag: Tag, place: Place, *, is_loop: bool = False) -> nodes.Template | None:
        """The tag as jinja understands it; its names are known, or a fault tells which are not."""
        try:
            tree = self._frame.parse(source)
        except NotAllowedHere:
            self._add("template.not_allowed", place, tag.whole)
            return None
        except TemplateError:
            self._add("template.not_understood", place, tag.whole)
            return None
        for node in tree.find_all((nodes.Name, nodes.Getattr)):
            is_target = isinstance(node, nodes.Name) and node.ctx == "store"
            if not is_target and not _is_inside(node, tree):
                self._field(node, place)
        return tree

    def _field(self, node: nodes.Node, place: Place) -> Field | None:
        """The field that a name stands for; a fault where there is none."""
        if not isinstance(node, (nodes.Name, nodes.Getattr)):
            return None
        found = self._known(node)
        if found is None:
            self._unknown(node, place)
        elif found.name in self._fields and isinstance(node, nodes.Name) and found.name not in self._checked.used:
            self._checked.used.append(found.name)
        return found

    def _known(self, node: nodes.Node) -> Field | None:
        if isinstance(node, nodes.Name):
            return self._names().get(node.name)
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            whole = self._names().get(node.node.name)
            is_record = whole is not None and whole.fields and whole.name not in self._fields
            return next((one for one in whole.fields if one.name == node.attr), None) if whole and is_record else None
        return None

    def _names(self) -> dict[str, Field]:
        known = dict(self._fields)
        for one in self._open:
            known.update(one.names)
        return known

    def _unknown(self, node: nodes.Name | nodes.Getattr, place: Place) -> None:
        if any(fault.code.startswith("template.unknown") and dict(fault.params)["found"] == _words(node)
               and fault.paragraph == place.number for fault in self._checked.faults):  # fmt: skip
            return
        near = self._nearest(node)
        code = "template.unknown_field" if near else "template.unknown_no_near"
        params = {"found": _words(node), "nearest": near} if near else {"found": _words(node)}
        self._checked.faults.append(self._fault(code, place, params))

    def _nearest(self, node: nodes.Name | nodes.Getattr) -> str:
        names = self._names()
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in names:
            held = [one.name for one in names[node.node.name].fields]
            near = difflib.get_close_matches(node.attr, held, 1, _LIKENESS)
            return f"{node.node.name}.{near[0]}" if near else ""
        name = node.name if isinstance(node, nodes.Name) else _words(node)
        near = difflib.get_close_matches(name, list(names), 1, _LIKENESS)
        return near[0] if near else ""

    def _add(self, code: str, place: Place, found: str) -> None:
        self._checked.faults.append(self._fault(code, place, {"found": cut(found)}))

    def _fault(self, code: str, place: Place, params: dict[str, str]) -> TemplateFault:
        return TemplateFault(
            code=code,
            paragraph=place.number,
            words=cut(place.text),
            part=self._part,
            params=tuple(params.items()),
        )


def _holder(tag: Tag, place: Place) -> Any:
    """What both ends of a block have to stand in: the paragraph, what holds it, or the table."""
    if tag.scope == "tr":
        return next(place.element.iterancestors(qn("w:tbl")), None)
    return place.element.getparent() if tag.scope == "p" else place.element


def _is_crowded(tag: Tag, place: Place) -> bool:
    """Whether a tag that takes its row away would take other words with it."""
    if tag.scope != "tr":
        return False
    row = next(place.element.iterancestors(qn("w:tr")), None)
    return row is None or "".join(part.text or "" for part in row.iter(qn("w:t"))).strip() != place.text.strip()


def _told(tree: nodes.Template) -> nodes.Node:
    """What a tag prints, below its filters."""
    output = next(tree.find_all(nodes.Output), None)
    told: nodes.Node = output.nodes[0] if output is not None and output.nodes else tree
    while isinstance(told, nodes.Filter) and told.node is not None:
        told = told.node
    return told


def _is_inside(node: nodes.Node, tree: nodes.Node) -> bool:
    """Whether a name is the beginning of “name.part”, which is looked at as a whole."""
    return any(node is one.node for one in tree.find_all(nodes.Getattr))


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_words(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
