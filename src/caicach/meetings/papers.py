"""Official papers about a meeting: the invitation, and the notice of what was concluded.

They are Vietnamese whatever language a person reads the site in. What the system does not know stands in square
brackets for the office to fill in.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from caicach.agencies.models import Agency, AgencyKind
from caicach.core.officialdocs.paper import add_section, body, new_paper, saved
from caicach.core.officialdocs.parts import (
    Head,
    Signature,
    add_annex_head,
    add_head,
    add_signature,
    add_title,
    day_in_words,
    printed_number,
)
from caicach.core.officialdocs.signing import UNKNOWN_TITLE
from caicach.core.officialdocs.tables import Column, Row, add_table
from caicach.delegations.signing import who_signs
from caicach.meetings.models import Meeting
from caicach.papers.province import place_of_issue, province_in_sentence
from caicach.plans.models import Plan, PlanItem

_ENDS = ".;:/"
_ANNEX = (
    Column("STT", 14, is_centred=True),
    Column("Nhiệm vụ", 90),
    Column("Cơ quan chủ trì", 42),
    Column("Cơ quan phối hợp", 42),
    Column("Thời gian hoàn thành", 29, is_centred=True),
    Column("Sản phẩm", 30),
)


def invitation(meeting: Meeting) -> bytes:
    """The letter that asks everybody to come, with the agenda."""
    with override("vi"):
        about = meeting.title
        document = new_paper(title=about, author=_author())
        add_head(document, _head("      /GM-UBND", year=meeting.held_on.year))
        add_title(document, "GIẤY MỜI", f"Dự {_lowered(about)}")
        body(document, f"{_who_tells()} mời các cơ quan có tên dưới đây dự {_lowered(about)}, như sau:")
        body(document, "", lead="1. Nội dung:")
        for point in meeting.agenda.select_related("presenter"):
            said = f" ({point.presenter.name} báo cáo)" if point.presenter else ""
            body(document, f"- {_sentence(point.title + said, ';')}")
        body(document, f"{_time(meeting)}, {day_in_words(meeting.held_on)}.", lead="2. Thời gian: ")
        body(document, _sentence(meeting.place or "[địa điểm]"), lead="3. Địa điểm: ")
        body(document, _sentence(meeting.chair or "[người chủ trì]"), lead="4. Chủ trì: ")
        body(document, "", lead="5. Thành phần:")
        for row in meeting.participants.select_related("agency"):
            who = f"{row.agency.name}: {row.name}" if row.name else row.agency.name
            body(document, f"- {_sentence(who, ';')}")
        body(document, "Đề nghị các thành phần dự họp đầy đủ, đúng giờ./.")
        recipients = ["Như thành phần mời;", "[bổ sung nơi nhận];", "Lưu: VT."]
        add_signature(document, _signature(recipients, on=timezone.localdate()))
        return saved(document)


def conclusion_notice(meeting: Meeting, plan: Plan, items: Sequence[PlanItem]) -> bytes:
    """The notice of conclusions: each with who leads, with whom, until when and with which product."""
    with override("vi"):
        document = new_paper(title=plan.title, author=_author())
        year = (plan.issued_on or meeting.held_on).year
        number = plan.number or "      /TB-UBND"
        note = "DỰ THẢO" if plan.is_draft else ""
        add_head(document, _head(number, year=year, day=plan.issued_on, note=note))
        add_title(document, "THÔNG BÁO", plan.title)
        body(document, _opening(meeting))
        for place, item in enumerate(items, 1):
            body(document, f"{_sentence(item.title)}{_carried_out(item)}", lead=f"{place}. ")
        body(document, f"{_who_tells()} thông báo để các cơ quan biết, thực hiện./.")
        recipients = ["Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "Các cơ quan dự họp;", "[bổ sung nơi nhận];", "Lưu: VT."]
        add_signature(document, _signature(recipients, on=plan.issued_on or timezone.localdate(), name=plan.signer))
        _add_annex(document, plan, items)
        return saved(document)


def _add_annex(document: Any, plan: Plan, items: Sequence[PlanItem]) -> None:
    """The same as a table, which is what a reader of signed papers takes conclusions from."""
    add_section(document, is_landscape=True)
    number = plan.number or "…/TB-UBND"
    attached = f"Kèm theo Thông báo số {printed_number(number)} {day_in_words(plan.issued_on, plan.year)}"
    add_annex_head(document, "", "Danh mục nhiệm vụ theo kết luận cuộc họp", attached)
    rows = (
        Row(
            [
                str(place), item.title, item.lead_text, item.coordinating_text, item.time_frame_text, item.deliverable,
            ]
        )
        for place, item in enumerate(items, 1)
    )  # fmt: skip
    add_table(document, _ANNEX, rows, is_numbered=False)


def _opening(meeting: Meeting) -> str:
    present = meeting.participants.filter(is_present=True).select_related("agency")
    came = ", ".join(row.agency.name for row in present)
    told = f"{day_in_words(meeting.held_on)[:1].upper()}{day_in_words(meeting.held_on)[1:]}"
    where = f", tại {meeting.place}" if meeting.place else ""
    chair = meeting.chair or "[người chủ trì]"
    opened = f"{told}{where}, {chair} chủ trì {_lowered(meeting.title)}. "
    opened += f"Dự họp có đại diện: {came}. " if came else ""
    return f"{opened}Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, {chair} kết luận như sau:"


def _carried_out(item: PlanItem) -> str:
    parts = [f" Giao {item.lead_text} chủ trì"] if item.lead_text else []
    parts += [f"phối hợp với {item.coordinating_text}"] if item.coordinating_text else []
    parts += [f"thời hạn: {_lowered(item.time_frame_text)}"] if item.time_frame_text else []
    parts += [f"sản phẩm: {_lowered(item.deliverable)}"] if item.deliverable else []
    return f"{', '.join(parts).rstrip(_ENDS)}." if parts else ""


def _head(number: str, *, year: int, day: Any = None, note: str = "") -> Head:
    agency = f"ỦY BAN NHÂN DÂN\n{province_in_sentence('TỈNH …').upper()}"
    return Head(agency=agency, number=number, place=place_of_issue(), day=day, year=year, note=note)


def _signature(recipients: Sequence[str], *, on: date, name: str = "") -> Signature:
    """Who would sign for the province that day; where the paper names another, in what capacity is left open."""
    province = Agency.objects.filter(kind=AgencyKind.PROVINCE).first()
    block = who_signs(province, on=on).block if province else None
    if block is None or (name and name != block.name):
        return Signature(authority="TM. ỦY BAN NHÂN DÂN", title=UNKNOWN_TITLE, recipients=recipients, name=name)
    return Signature(authority=block.authority, title=block.title, name=block.name, recipients=recipients)


def _time(meeting: Meeting) -> str:
    return f"{meeting.begins_at:%H} giờ {meeting.begins_at:%M}" if meeting.begins_at else "[giờ họp]"


def _sentence(text: str, end: str = ".") -> str:
    return f"{text.strip().rstrip(_ENDS)}{end}"


def _lowered(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _who_tells() -> str:
    return f"Ủy ban nhân dân {province_in_sentence('tỉnh')}"


def _author() -> str:
    return province_in_sentence("Ủy ban nhân dân tỉnh")
