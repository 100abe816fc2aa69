"""What other rooms do that a person has to know at once: they write it into the trail, and the trail tells us."""

from collections import Counter, defaultdict

from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.amendments.following import changes_of
from caicach.amendments.models import Fate
from caicach.audit.models import AuditEvent
from caicach.notices.models import NoticeKind
from caicach.notices.recipients import Recipients
from caicach.notices.telling import Told, tell
from caicach.notices.urging import path_of
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.work.models import Assignment

SECURITY_WORDS = {
    "people.password_changed": gettext_lazy("Mật khẩu của bạn vừa được đổi"),
    "people.invitation_redeemed": gettext_lazy("Mật khẩu của bạn vừa được đặt lại bằng liên kết dùng một lần"),
    "people.second_factor_activated": gettext_lazy("Xác thực hai lớp vừa được bật"),
    "people.second_factor_deactivated": gettext_lazy("Xác thực hai lớp vừa bị tắt"),
    "people.second_factor_reset": gettext_lazy("Xác thực hai lớp của bạn vừa bị quản trị bỏ trên máy chủ"),
    "people.recovery_codes_made": gettext_lazy("Mã dự phòng vừa được tạo mới"),
}


def tell_of_return(event: AuditEvent, target: models.Model) -> None:
    """A result was sent back: whoever does the duty has to know today."""
    if not isinstance(target, Assignment):
        return
    day = timezone.localdate(event.at)
    row = Assignment.objects.select_related("agency", "item").get(pk=target.pk)
    text = _("Kết quả bị trả lại: “%(item)s”. Lý do: %(reason)s") % {
        "item": row.item, "reason": event.details.get("reason", ""),
    }  # fmt: skip
    lines = [
        Told(
            user=user,
            kind=NoticeKind.RETURNED,
            key=f"returned:{row.pk}:{event.sequence}",
            text=text,
            path=path_of(row),
            assignment=row,
        )
        for user in sorted(Recipients([row], on=day).answering(row))
    ]
    tell(lines, now=event.at, cause=f"{row.pk}:{event.sequence}")


def tell_of_amendment(event: AuditEvent, target: models.Model) -> None:
    """A plan in force was amended: whoever does duties that are new, gone or due otherwise is told, in one line."""
    assert isinstance(target, Plan)
    changes = list(changes_of(target))
    recipients = Recipients([change.assignment for change in changes], on=timezone.localdate(event.at))
    of_user: dict[int, Counter[Fate]] = defaultdict(Counter)
    for change in changes:
        for user in recipients.answering(change.assignment):
            of_user[user][Fate(change.fate)] += 1
    path = reverse("amendments:amendment_detail", args=[target.pk])
    lines = [
        Told(
            user=user,
            kind=NoticeKind.AMENDED,
            key=f"amended:{target.pk}:{event.sequence}",
            text=_("Kế hoạch “%(plan)s” có sửa đổi: %(changes)s") % {
                "plan": target, "changes": ", ".join(f"{count} {fate.label}" for fate, count in counts.items()),
            },
            path=path,
        )
        for user, counts in sorted(of_user.items())
    ]  # fmt: skip
    tell(lines, now=event.at)


def tell_of_security(event: AuditEvent, target: models.Model) -> None:
    """Something changed in how a person signs in; if it was somebody else, the person finds out."""
    assert isinstance(target, User)
    at = timezone.localtime(event.at)
    with translation.override(target.language):
        text = _("%(what)s lúc %(at)s. Nếu không phải bạn làm, hãy báo ngay quản trị hệ thống.") % {
            "what": SECURITY_WORDS[event.code], "at": f"{at:%H:%M %d/%m/%Y}",
        }  # fmt: skip
    line = Told(
        user=target.pk,
        kind=NoticeKind.SECURITY,
        key=f"security:{event.sequence}",
        text=text,
        path=reverse("people:profile"),
    )
    tell([line], now=event.at, cause=str(event.sequence))
