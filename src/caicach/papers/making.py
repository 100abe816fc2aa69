"""Making papers from templates: the valid one of the office on a day, else the one that comes with the project.

    make_paper(kind="periodic_report", values={"co_quan": …, "noi_dung": body, "phu_luc": annex}, on=day)

The values of a kind stand in `content/kinds-*.yaml`. A field of the type `document` or `annex` takes a whole DOCX as
bytes, made with `core.officialdocs` (`new_paper`, `body`, `add_table`, `add_section`, `saved`): what stands between its
margins is put in the place of the field, its pages that lie across as sections of their own with the headers of the
template. An annex begins on a new page. Such a paper holds no pictures and no links.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.officialdocs.parts import day_in_words, printed_number
from caicach.core.officialdocs.templates.fields import ValuesRefused, fitted
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.files.services import checked_path_for_reading
from caicach.papers.errors import PaperNotMade, ValuesDoNotFit
from caicach.papers.kinds import PaperKind, kind_of
from caicach.papers.models import TemplateVersion
from caicach.papers.versions import valid_version


def make_paper(*, kind: str, values: Mapping[str, Any], on: date) -> bytes:
    """A paper of a kind as DOCX. ValuesDoNotFit names each value that is unknown, missing or of another type.

    NoSuchKind, PaperNotMade: the template cannot be filled, with the reason.
    """
    return paper_from(valid_version(kind, on), kind_of(kind), values)


def paper_from(version: TemplateVersion | None, kind: PaperKind, values: Mapping[str, Any]) -> bytes:
    """A paper from a certain template; none: from the shipped one."""
    from caicach.core.documents.jail import fill_template  # late: a site that makes nothing starts no reader

    fit = values_that_fit(kind, values)
    with _on_disk(version, kind) as (path, name):
        try:
            return fill_template(path, fields=kind.fields, values=fit, name=name)
        except UnreadableDocument as refused:
            raise PaperNotMade(refused, name=kind.name) from None


def values_that_fit(kind: PaperKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each field of a kind."""
    try:
        return fitted(kind.fields, values)
    except ValuesRefused as refused:
        raise ValuesDoNotFit(refused, name=kind.name) from None


@contextmanager
def _on_disk(version: TemplateVersion | None, kind: PaperKind) -> Iterator[tuple[Path, str]]:
    """Where a template lies, and what it is called."""
    if version is not None:
        yield checked_path_for_reading(version.file), version.file.name
        return
    with tempfile.NamedTemporaryFile(suffix=".docx") as draft:
        draft.write(shipped_template(kind.code))
        draft.flush()
        yield Path(draft.name), f"{kind.code}.docx"


def head_values(*, number: str, day: date | None = None, year: int | None = None, **others: str) -> dict[str, Any]:
    """Number and day as papers print them, beside the other values of a heading block.

    number: "5/QĐ-UBND", or with blanks to fill in; a day that is not known yet leaves room.
    """
    return {"so_ky_hieu": printed_number(number), "ngay_thang": day_in_words(day, year), **others}
