"""Fills a template with values, in the child: a template of the office is a stranger's file."""

import base64
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.docx import DAMAGE
from caicach.core.errors import CoreError
from caicach.core.officialdocs.templates.faults import TemplateFault, TemplateReport
from caicach.core.officialdocs.templates.fields import Field, FieldType
from caicach.core.officialdocs.templates.inserting import NotToInsert, saved_with
from caicach.core.officialdocs.templates.sandbox import Frame


class TemplateNotFilled(CoreError):
    """A template that passed its check once, and yet cannot be filled; `told` says what stopped it."""

    code = "papers.template_not_filled"

    def __init__(self, told: str) -> None:
        super().__init__(told=told)
        self.told = told


_OPEN, _CLOSE = "\ue000", "\ue001"
_LETTERS_TOLD = 250


def check_template(path: Path, fields: Sequence[Field], demo: Mapping[str, Any]) -> TemplateReport:
    """All faults of a template; without one also the paper it makes of the demo values. Raises UnreadableDocument."""
    from caicach.core.officialdocs.linting import lint  # late: filling, which is waited for, needs neither
    from caicach.core.officialdocs.templates.checking import check_parts

    frame = _opened(path)
    checked = check_parts(frame.docx, fields)
    faults = checked.faults
    if not faults and _written(frame) != checked.tags:
        faults = [TemplateFault(code="template.hidden")]
    if faults:
        return TemplateReport(faults=tuple(faults), used=tuple(checked.used))
    try:
        paper = _filled(frame, fields, demo)
    except (TemplateError, NotToInsert) as refused:
        told = TemplateFault(code="template.not_filled", params=(("found", str(refused)[:_LETTERS_TOLD]),))
        return TemplateReport(faults=(told,), used=tuple(checked.used))
    findings = lint(Document(io.BytesIO(paper)))
    return TemplateReport(used=tuple(checked.used), findings=findings, file=base64.b64encode(paper).decode("ascii"))


def fill_template(path: Path, fields: Sequence[Field], values: Mapping[str, Any]) -> bytes:
    """The paper that a template makes of values that fit its fields. TemplateNotFilled, or UnreadableDocument."""
    try:
        return _filled(_opened(path), fields, values)
    except (TemplateError, NotToInsert) as refused:
        raise TemplateNotFilled(str(refused)[:_LETTERS_TOLD]) from refused


def _opened(path: Path) -> DocxTemplate:
    frame = DocxTemplate(str(path))
    try:
        frame.init_docx()
    except DAMAGE as damage:
        raise UnreadableDocument("damaged_docx") from damage
    return frame


def _filled(frame: DocxTemplate, fields: Sequence[Field], values: Mapping[str, Any]) -> bytes:
    papers = {one.name: values[one.name] for one in fields if one.type.is_paper}
    known = {name: held for name, held in values.items() if name not in papers}
    marks = {name: f"{_OPEN}{name}{_CLOSE}" if held else "" for name, held in papers.items()}
    frame.render({**known, **marks}, jinja_env=Frame(), autoescape=True)
    document = frame.docx  # `get_docx` would open the template anew
    annexes = {one.name for one in fields if one.type is FieldType.ANNEX}
    return saved_with(document, list(_places(document, {marks[name]: name for name in papers}, papers, annexes)))


def _places(
    document: Any, names: Mapping[str, str], papers: Mapping[str, bytes], annexes: Collection[str]
) -> Iterator[tuple[Any, Any, bool]]:
    """The paragraphs that hold nothing but a mark, with what belongs there."""
    for paragraph in document.element.body.iterchildren(qn("w:p")):
        words = "".join(part.text or "" for part in paragraph.iter(qn("w:t"))).strip()
        if name := names.get(words) if words else None:
            yield paragraph, Document(io.BytesIO(papers[name])), name in annexes


def _written(frame: DocxTemplate) -> int:
    """How many tags there are in what would be filled, wherever they stand."""
    texts = [frame.patch_xml(frame.get_xml())]
    for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        texts += [frame.patch_xml(frame.get_part_xml(part)) for _, part in frame.get_headers_footers(uri)]
    core = frame.docx.core_properties
    texts += [core.author, core.comments, core.identifier, core.language, core.subject, core.title]
    return sum(text.count("{{") + text.count("{%") + text.count("{#") for text in texts)
