"""Events of the trail as sentences: who did what to which row, and what else is known of it."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.audit.models import AuditEvent
from caicach.dashboards.event_words import room_of, words_for
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.ui.formats import shown_day

LABELS: dict[str, str | Promise] = {
    "number": gettext_lazy("số"),
    "issued_on": gettext_lazy("ngày ban hành"),
    "assignments": gettext_lazy("số việc"),
    "agencies": gettext_lazy("số cơ quan"),
    "duties": gettext_lazy("số việc"),
    "rows": gettext_lazy("số dòng"),
    "points": gettext_lazy("điểm"),
    "answer": gettext_lazy("trả lời"),
    "percent": gettext_lazy("tiến độ (%)"),
    "quantity": gettext_lazy("số lượng"),
    "text": gettext_lazy("nội dung"),
    "obstacle": gettext_lazy("khó khăn"),
    "reason": gettext_lazy("lý do"),
    "old": gettext_lazy("trước"),
    "new": gettext_lazy("sau"),
    "agency": gettext_lazy("cơ quan"),
    "to": gettext_lazy("sang"),
    "heir": gettext_lazy("cơ quan tiếp nhận"),
    "role": gettext_lazy("vai trò"),
    "person": gettext_lazy("người làm"),
    "unit": gettext_lazy("phòng, đơn vị"),
    "username": gettext_lazy("tên đăng nhập"),
    "happened_on": gettext_lazy("ngày sự kiện"),
    "due_on": gettext_lazy("hạn"),
    "on": gettext_lazy("ngày"),
    "submitted_on": gettext_lazy("gửi ngày"),
    "from_on": gettext_lazy("từ ngày"),
    "valid_from": gettext_lazy("từ ngày"),
    "legal_basis": gettext_lazy("căn cứ"),
    "source": gettext_lazy("nguồn"),
}
_KEYS = re.compile(r"\s*\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One event, ready to be read."""

    sequence: int
    at: datetime
    who: str
    words: str
    target: str
    remark: str
    room: str
    whole: str  # everything that was recorded, for who wants to know exactly
    hash: str


def trail_lines(events: Iterable[AuditEvent]) -> list[TrailLine]:
    """Lines for the events of a page; the names of agencies and people come with one query each."""
    listed = list(events)
    names = _names(listed)
    return [
        TrailLine(
            sequence=event.sequence,
            at=event.at,
            who=event.who,
            words=words_for(event.code),
            target=_KEYS.sub("", event.target_name),
            remark=remark_of(event.details, names),
            room=room_of(event.code),
            whole=json.dumps(event.details, ensure_ascii=False, indent=1, sort_keys=True),
            hash=event.hash,
        )
        for event in listed
    ]


def remark_of(details: dict[str, Any], names: dict[str, str]) -> str:
    """What is known of an event besides its target, in words; what the words do not know is left to the whole text."""
    told = (
        (label, _shown(key, details[key], names))
        for key, label in LABELS.items()
        if details.get(key) not in (None, "", [], {})
    )
    return "; ".join(f"{label}: {text}" for label, text in told if text)


def _shown(key: str, value: Any, names: dict[str, str]) -> str:
    if key in ("agency", "to", "person"):
        return names.get(str(value), str(value))
    if key == "role":
        return str(Role(value).label) if value in Role.values else str(value)
    if isinstance(value, dict | list):
        return ""
    text = str(value)
    return shown_day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text


def _names(events: Sequence[AuditEvent]) -> dict[str, str]:
    """What the codes of agencies and the numbers of people in these events stand for."""
    codes = {str(event.details[key]) for event in events for key in ("agency", "to") if event.details.get(key)}
    people = {event.details["person"] for event in events if isinstance(event.details.get("person"), int)}
    found = dict(Agency.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    if people:
        found |= {str(one.pk): str(one) for one in User.objects.filter(pk__in=people)}
    return found
