"""The consolidated report as a Word file in the form of Decree 30: its frame around the body."""

import hashlib
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import override

from caicach.consolidation.body import Told, add_annex, add_sections, has_annex
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import hash_of
from caicach.core.officialdocs.paper import add_section, body, new_paper, saved
from caicach.core.officialdocs.parts import Head, Signature, add_head, add_signature, add_title
from caicach.ui.formats import shown_day

_DRAFT = "DỰ THẢO"
_OF_PROVINCE = (
    "Bộ Nội vụ (để báo cáo);",
    "Thường trực Tỉnh ủy, HĐND tỉnh;",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
    "Các sở, ban, ngành; UBND cấp xã;",
    "Lưu: VT.",
)
_OF_LEAD = ("Sở Nội vụ (để tổng hợp);", "Lưu: VT.")


def build(report: Consolidation, *, told: Told = lambda done, total: None) -> bytes:
    """The whole file. told: hears how many sections are done."""
    with override("vi"):
        document = new_paper(title=str(report.round), author=author_of(report))
        add_head(document, head_of(report))
        add_title(document, "BÁO CÁO", about_of(report))
        body(document, opening_of(report))
        add_sections(document, report, told=told)
        body(document, closing_of(report))
        add_signature(document, signature_of(report))
        if has_annex(report):
            add_section(document, is_landscape=True)
            add_annex(document, report, attached_to(report))
        return saved(document)


def mark_of(report: Consolidation) -> str:
    """Stands for everything that a built file shows: the text, the parts with their numbers, whether it is signed."""
    parts = report.round.parts.aggregate(told=Sum("version"))["told"]
    return hashlib.sha256(f"{hash_of(report)} {parts} {report.signed_at}".encode()).hexdigest()


def about_of(report: Consolidation) -> str:
    """What the report is about, as its title says."""
    period = report.round.name.removeprefix("Báo cáo ")
    return f"Công tác cải cách hành chính {period}" if report.round.kind.window else period[:1].upper() + period[1:]


def file_name_of(report: Consolidation) -> str:
    whose = "" if report.is_whole else f" - {report.agency.brief}"
    return f"{report.round.name}{whose}.docx"


def head_of(report: Consolidation) -> Head:
    """The heading block, with room for number and day."""
    note = "" if report.is_signed else _DRAFT
    shared: dict[str, Any] = {"place": _place(), "note": note, "year": report.round.last.year}
    if report.is_whole:
        return Head(agency=f"ỦY BAN NHÂN DÂN\n{_province('TỈNH …').upper()}", number="        /BC-UBND", **shared)
    superior = f"UBND {_province('TỈNH …').upper()}"
    return Head(superior=superior, agency=report.agency.name.upper(), number="        /BC-[ký hiệu]", **shared)


def signature_of(report: Consolidation) -> Signature:
    """Who signs, and who gets it."""
    if report.signed_block:
        return Signature(**report.signed_block, recipients=_OF_PROVINCE if report.is_whole else _OF_LEAD)
    name = report.signed_by.full_name if report.signed_by else ""
    if report.is_whole:
        shared: dict[str, Any] = {"authority": "TM. ỦY BAN NHÂN DÂN", "recipients": _OF_PROVINCE}
        return Signature(title="[CHỨC VỤ NGƯỜI KÝ]", name=name, **shared)
    title = (report.agency.head_title or "[CHỨC VỤ NGƯỜI KÝ]").upper()
    return Signature(authority="", title=title, recipients=_OF_LEAD, name=name)


def opening_of(report: Consolidation) -> str:
    """The first paragraph."""
    round = report.round
    days = f"từ ngày {shown_day(round.first)} đến ngày {shown_day(round.last)}"
    whose = f"Căn cứ {round.kind.source_text}, {author_of(report)}"
    return f"{whose} báo cáo {_lower(about_of(report))} (số liệu {days}) như sau:"


def closing_of(report: Consolidation) -> str:
    """The last paragraph."""
    return f"Trên đây là báo cáo của {author_of(report)}./."


def attached_to(report: Consolidation) -> str:
    """What the annex belongs to."""
    return f"Kèm theo {report.round.name} của {author_of(report)}"


def author_of(report: Consolidation) -> str:
    """Who reports, as it stands in a sentence."""
    return f"Ủy ban nhân dân {_province('tỉnh')}" if report.is_whole else report.agency.name


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _province(otherwise: str) -> str:
    """The province as it stands in a sentence."""
    name = str(settings.PROVINCE_NAME)
    return _lower(name) if name else otherwise


def _place() -> str:
    """Where the paper is signed: the name without what kind of place it is."""
    name = str(settings.PROVINCE_NAME)
    for kind in ("Tỉnh ", "Thành phố "):
        name = name.removeprefix(kind)
    return name or "[Địa danh]"
