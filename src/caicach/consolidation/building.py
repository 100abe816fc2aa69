"""The consolidated report as a Word file, made from the template of periodic reports that is valid on its day."""

import hashlib
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import override

from caicach.consolidation.body import Told, add_annex, add_sections, has_annex
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import hash_of
from caicach.core.officialdocs.paper import new_paper, saved
from caicach.core.officialdocs.signing import UNKNOWN_TITLE
from caicach.papers.making import head_values, make_paper
from caicach.papers.province import place_of_issue, province_in_sentence
from caicach.papers.versions import valid_version
from caicach.ui.formats import shown_day

KIND = "periodic_report"
_DRAFT = "DỰ THẢO"
_OF_PROVINCE = (
    "Bộ Nội vụ (để báo cáo)",
    "Thường trực Tỉnh ủy, HĐND tỉnh",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    "Các sở, ban, ngành; UBND cấp xã",
    "Lưu: VT",
)
_OF_LEAD = ("Sở Nội vụ (để tổng hợp)", "Lưu: VT")


def build(report: Consolidation, *, on: date, told: Told = lambda done, total: None) -> bytes:
    """The whole file as it is made on a day. told: hears how many sections are done."""
    with override("vi"):
        text = new_paper(title="", author="")
        add_sections(text, report, told=told)
        values = {**_frame_of(report), "noi_dung": saved(text), "phu_luc": _annex(report)}
        return make_paper(kind=KIND, values=values, on=_day_of(report, on))


def mark_of(report: Consolidation, *, on: date) -> str:
    """Stands for everything that a file built on a day shows: the text, the numbers, the signature, the template."""
    parts = report.round.parts.aggregate(told=Sum("version"))["told"]
    template = valid_version(KIND, _day_of(report, on))
    shown = f"{hash_of(report)} {parts} {report.signed_at} {template.pk if template else ''}"
    return hashlib.sha256(shown.encode()).hexdigest()


def about_of(report: Consolidation) -> str:
    """What the report is about, as its title says."""
    period = report.round.name.removeprefix("Báo cáo ")
    return f"Công tác cải cách hành chính {period}" if report.round.kind.window else period[:1].upper() + period[1:]


def file_name_of(report: Consolidation) -> str:
    whose = "" if report.is_whole else f" - {report.agency.brief}"
    return f"{report.round.name}{whose}.docx"


def _opening_of(report: Consolidation) -> str:
    """The first paragraph."""
    round = report.round
    days = f"từ ngày {shown_day(round.first)} đến ngày {shown_day(round.last)}"
    whose = f"Căn cứ {round.kind.source_text}, {_author_of(report)}"
    return f"{whose} báo cáo {_lower(about_of(report))} (số liệu {days}) như sau:"


def _closing_of(report: Consolidation) -> str:
    """The last paragraph."""
    return f"Trên đây là báo cáo của {_author_of(report)}./."


def _attached_to(report: Consolidation) -> str:
    """What the annex belongs to."""
    return f"Kèm theo {report.round.name} của {_author_of(report)}"


def _author_of(report: Consolidation) -> str:
    """Who reports, as it stands in a sentence."""
    return f"Ủy ban nhân dân {province_in_sentence('tỉnh')}" if report.is_whole else report.agency.name


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _day_of(report: Consolidation, on: date) -> date:
    """What is signed stays as the template of that day made it."""
    return timezone.localdate(report.signed_at) if report.signed_at else on


def _frame_of(report: Consolidation) -> dict[str, Any]:
    """What stands around the text: heading with room for number and day, opening, closing, signature, recipients."""
    whose = _frame_of_province(report) if report.is_whole else _frame_of_lead(report)
    return {
        **whose,
        "dia_danh": place_of_issue(),
        "ghi_chu": "" if report.is_signed else _DRAFT,
        "trich_yeu": about_of(report),
        "mo_dau": _opening_of(report),
        "ket_thuc": _closing_of(report),
        **_signature_of(report),
    }


def _signature_of(report: Consolidation) -> dict[str, Any]:
    """In what capacity somebody signed, as it was kept then; where it was not, only the name stands."""
    block = report.signed_block
    if not block:
        return {"nguoi_ky": report.signed_by.full_name if report.signed_by else ""}
    return {"quyen_han": block["authority"], "chuc_vu": block["title"], "nguoi_ky": block["name"]}


def _frame_of_province(report: Consolidation) -> dict[str, Any]:
    return {
        **head_values(number="        /BC-UBND", year=report.round.last.year),
        "co_quan": f"ỦY BAN NHÂN DÂN\n{province_in_sentence('TỈNH …').upper()}",
        "quyen_han": "TM. ỦY BAN NHÂN DÂN",
        "chuc_vu": UNKNOWN_TITLE,
        "noi_nhan": list(_OF_PROVINCE),
    }


def _frame_of_lead(report: Consolidation) -> dict[str, Any]:
    return {
        **head_values(number="        /BC-[ký hiệu]", year=report.round.last.year),
        "co_quan_chu_quan": f"UBND {province_in_sentence('TỈNH …').upper()}",
        "co_quan": report.agency.name.upper(),
        "chuc_vu": (report.agency.head_title or UNKNOWN_TITLE).upper(),
        "noi_nhan": list(_OF_LEAD),
    }


def _annex(report: Consolidation) -> bytes:
    if not has_annex(report):
        return b""
    document = new_paper(title="", author="", is_landscape=True)
    add_annex(document, report, _attached_to(report))
    return saved(document)
