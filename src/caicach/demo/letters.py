"""The office has edited one template, sent reminder letters made from it, and planned its inspections."""

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
from caicach.papers.models import MadePaper, TemplateVersion
from caicach.papers.versions import add_version, use_version
from caicach.steering.inspection import KIND as INSPECTION_PLAN
from caicach.steering.inspection import candidates, inspection_values, visits

KIND = "reminder_letter"
_LETTERS = 2
_VISITS = 5


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


def plan_inspections(today: date) -> int:
    """The plan of inspections of the year, of the agencies with the most overdue duties. Once only."""
    coordinator = person("demo-coordinator")
    sender, key = sender_of(coordinator), f"inspection:{today.year}"
    if sender is None or MadePaper.objects.filter(key=key).exists():
        return 0
    chosen = [one.agency for one in candidates(today=today, without=sender)[:_VISITS]]
    rows = visits(chosen, first=today.month, last=12, year=today.year)
    values = inspection_values(sender, today=today) | {"doi_tuong": rows, "chuc_vu": "Giám đốc"}
    content = make_paper(kind=INSPECTION_PLAN, values=values, on=today)
    source = Source(path="/dieu-hanh/canh-bao/", title="Cảnh báo sớm", key=key)
    title = f"Kế hoạch kiểm tra: {values['trich_yeu']}"
    keep_paper(
        content=content, kind=INSPECTION_PLAN, title=title, agency=sender, on=today, by=coordinator, source=source
    )
    return 1


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
