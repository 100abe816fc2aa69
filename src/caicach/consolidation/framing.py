"""The body of a consolidated report in the frame of the office's own Word template, where it has one.

Without one the same form is set directly, which takes a third of the time.
"""

from datetime import date
from typing import Any

from django.utils.translation import override

from caicach.consolidation.body import Told, add_annex, add_sections, has_annex
from caicach.consolidation.building import (
    about_of,
    attached_to,
    author_of,
    build,
    closing_of,
    head_of,
    opening_of,
    signature_of,
)
from caicach.consolidation.models import Consolidation
from caicach.core.officialdocs.paper import new_paper, saved
from caicach.core.officialdocs.parts import day_in_words
from caicach.papers.kinds import kind_of
from caicach.papers.making import paper_from
from caicach.papers.versions import valid_version

KIND = "periodic_report"


def build_framed(report: Consolidation, *, on: date, told: Told = lambda done, total: None) -> bytes:
    """The whole file, from the template that is valid on a day. told: hears how many sections are done."""
    template = valid_version(KIND, on)
    if template is None:
        return build(report, told=told)
    with override("vi"):
        body = new_paper(title="", author="")
        add_sections(body, report, told=told)
        values = {**_frame_of(report), "noi_dung": saved(body), "phu_luc": _annex(report)}
        return paper_from(template, kind_of(KIND), values)


def _frame_of(report: Consolidation) -> dict[str, Any]:
    head, signature = head_of(report), signature_of(report)
    return {
        "co_quan_chu_quan": head.superior,
        "co_quan": head.agency,
        "so_ky_hieu": head.number,
        "dia_danh": head.place,
        "ngay_thang": day_in_words(head.day, head.year),
        "ghi_chu": head.note,
        "trich_yeu": about_of(report),
        "mo_dau": opening_of(report),
        "ket_thuc": closing_of(report),
        "quyen_han": signature.authority,
        "chuc_vu": signature.title,
        "nguoi_ky": signature.name,
        "noi_nhan": [line.rstrip(" ;.") for line in signature.recipients],
    }


def _annex(report: Consolidation) -> bytes:
    if not has_annex(report):
        return b""
    document = new_paper(title="", author=author_of(report), is_landscape=True)
    add_annex(document, report, attached_to(report))
    return saved(document)
