"""Templates of the office and papers made from them, for the table of who may do what."""

import io
from datetime import date
from typing import Any

from docx import Document

from caicach.agencies.models import Agency
from caicach.core.officialdocs.paper import body, saved
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.papers.models import MadePaper, TemplateUse, TemplateVersion
from caicach.people.models import User
from tests.core.officialdocs.flawless import flawless

KIND = "reminder_letter"


def edited_template(words: str) -> bytes:
    """The shipped template of a letter with a line more."""
    document = Document(io.BytesIO(shipped_template(KIND)))
    body(document, words)
    return saved(document)


def things_of_papers(keep: Any, by: User, own: Agency, other: Agency) -> dict[str, dict[str, Any]]:
    """A template of the office that is in use, and a paper that each agency has made from it."""
    file = keep("Mẫu đôn đốc.docx", edited_template("Trân trọng./."), by)
    preview = keep("Điền thử.docx", saved(flawless()), by)
    template = TemplateVersion.objects.create(
        kind=KIND, number=1, file=file, name=file.name, preview=preview, note="Thêm lời kết", made_by=by
    )
    TemplateUse.objects.create(kind=KIND, template=template, valid_from=date(2026, 1, 5), decided_by=by)
    made = {
        whose: MadePaper.objects.create(
            agency=agency, kind=KIND, title="Đôn đốc", file=keep(f"{agency.code}.docx", _paper(agency), by),
            name="Đôn đốc.docx", made_by=by, source_path="/", source_title="Việc quá hạn",
        )
        for whose, agency in (("own agency", own), ("other agency", other))
    }  # fmt: skip
    return {
        "a kind of paper": {"paper_kind": KIND},
        "a template": {"paper_kind": KIND, "number": 1},
        **{f"{whose}'s made paper": {"made_id": paper.pk} for whose, paper in made.items()},
    }


def _paper(agency: Agency) -> bytes:
    return edited_template(f"Gửi {agency.code}")
