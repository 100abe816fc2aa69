"""What happened to a duty, from the trail, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.audit.models import AuditEvent
from caicach.work.models import Assignment

EVENT_WORDS: dict[str, str | Promise] = {
    "work.duties_handed_over": _("bàn giao mọi việc của một người"),
    "work.progress_reported": _("cập nhật tiến độ"),
    "work.submitted": _("gửi kết quả"),
    "work.taken_back": _("lấy lại kết quả"),
    "work.looked_at": _("mở xem kết quả"),
    "work.confirmed": _("xác nhận hoàn thành"),
    "work.returned": _("trả lại kết quả"),
    "work.evidence_accepted": _("chấp nhận tài liệu kiểm chứng"),
    "work.evidence_returned": _("trả lại tài liệu kiểm chứng"),
    "work.handed_out": _("giao việc trong cơ quan"),
    "notices.urged": _("đôn đốc"),
    "notices.answered": _("trả lời đôn đốc"),
    "work.moved_to_heir": _("chuyển cho cơ quan tiếp nhận"),
    "work.plan_assigned": _("giao việc theo kế hoạch"),
    "work.plan_assignment_withdrawn": _("thu hồi việc đã giao"),
    "work.plan_version_followed": _("chuyển việc sang bản mới của kế hoạch"),
}


def register_words(words: dict[str, str | Promise]) -> None:
    """Enter what another room calls its events about duties."""
    EVENT_WORDS.update(words)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event of a duty."""

    at: datetime
    who: str
    words: str
    remark: str


def history_of(assignment: Assignment) -> list[HistoryLine]:
    """What happened to a duty and to the one it was moved from, the newest first."""
    keys = [str(assignment.pk)] + ([str(assignment.moved_from_id)] if assignment.moved_from_id else [])
    events = AuditEvent.objects.filter(target_kind="work.assignment", target_key__in=keys).select_related("actor")
    return [
        HistoryLine(
            at=event.at,
            who=event.who,
            words=str(EVENT_WORDS.get(event.code, event.code)),
            remark=_remark(event.details),
        )
        for event in events[:200]
    ]


def _remark(details: dict[str, Any]) -> str:
    return str(details.get("reason") or details.get("text") or details.get("heir") or details.get("unit") or "")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The code under which a result was handed in; it is the place of the act in the trail, so it can be looked up."""

    code: str
    at: datetime
    who: str


def receipt_of(assignment: Assignment) -> Receipt | None:
    """The last time that a duty was handed in."""
    events = AuditEvent.objects.filter(
        code="work.submitted", target_kind="work.assignment", target_key=str(assignment.pk)
    )
    event = events.select_related("actor").order_by("-sequence").first()
    if event is None:
        return None
    return Receipt(code=f"KQ-{event.at:%Y}-{event.sequence:06d}", at=event.at, who=str(event.actor or _("hệ thống")))
