"""The office has edited one template, and sent a reminder letter made from it."""

import io
from datetime import date, timedelta

from docx import Document

from caicach.core.officialdocs.paper import body, saved
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.demo.cast import person
from caicach.letters.job import late_duties
from caicach.letters.permissions import sender_of
from caicach.letters.values import letter_values, overdue_rows
from caicach.papers.keeping import Source, keep_paper
from caicach.papers.making import make_paper
from caicach.papers.models import TemplateVersion
from caicach.papers.versions import add_version, use_version

KIND = "reminder_letter"
_LETTERS = 2


def edit_template(today: date) -> int:
    """One kind has a template of the office, and two letters are made from it. Once only."""
    if TemplateVersion.objects.exists():
        return 0
    coordinator = person("demo-coordinator")
    version = add_version(
        kind=KIND, content=io.BytesIO(_edited()), name="Công văn đôn đốc (mẫu của Sở).docx",
        note="Thêm đầu mối liên hệ ở cuối công văn", by=coordinator,
    )  # fmt: skip
    use_version(
        kind=KIND, number=version.number, valid_from=today - timedelta(days=30), seen=0, by=coordinator
    )  # fmt: skip
    return _write_letters(today)


def _edited() -> bytes:
    document = Document(io.BytesIO(shipped_template(KIND)))
    asked = next(one for one in document.paragraphs if one.text == "{{ de_nghi }}")
    added = body(document, "Đầu mối liên hệ của {{ co_quan }}: Phòng Cải cách hành chính./.")
    asked._p.addnext(added._p)
    return saved(document)


def _write_letters(today: date) -> int:
    coordinator = person("demo-coordinator")
    sender = sender_of(coordinator)
    if sender is None:
        return 0
    late = late_duties(coordinator, today).select_related("agency", "item__plan").order_by("due_on", "pk")
    agencies = list(dict.fromkeys(duty.agency for duty in late))[:_LETTERS]
    for agency in agencies:
        duties = [duty for duty in late if duty.agency == agency]
        values = {**letter_values(sender, today=today), "kinh_gui": agency.name}
        values |= {"viec_qua_han": overdue_rows(duties, today), "chuc_vu": "Giám đốc"}
        content = make_paper(kind=KIND, values=values, on=today)
        source = Source(path="/thong-bao/don-doc/qua-han/", title="Việc quá hạn", key="urging")
        keep_paper(
            content=content, kind=KIND, title=f"Công văn đôn đốc {agency.name}", agency=sender, on=today,
            by=coordinator, source=source,
        )  # fmt: skip
    return len(agencies)
