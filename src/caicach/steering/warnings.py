"""Early warnings: duties that are not late yet and probably will be, each with the reason for which it is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.work.models import Assignment, AssignmentQuerySet

SOON = timedelta(days=14)
AHEAD = timedelta(days=60)
SILENT = timedelta(days=45)
LEFT_ALONE = timedelta(days=7)
BEHIND_POINTS = 40
"""By how many points of a hundred the progress is behind the time that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRule:
    """One reason to look at a duty. `holds` narrows in the database; `also` decides on the row, where it is given."""

    code: str
    text: str | Promise
    advice: str | Promise
    holds: Callable[[date], Q]
    also: Callable[[Assignment, date], bool] | None = None


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One duty with the first reason that holds for it."""

    assignment: Assignment
    rule: WarningRule
    days_left: int | None


def _is_behind(row: Assignment, today: date) -> bool:
    """The share of the time that is gone is far ahead of the progress that was told."""
    if row.start_on is None or row.due_on is None or row.progress_percent is None or row.due_on <= row.start_on:
        return False
    gone = (today - row.start_on).days * 100 // (row.due_on - row.start_on).days
    return gone - row.progress_percent >= BEHIND_POINTS


RULES: tuple[WarningRule, ...] = (
    WarningRule(
        code="returned",
        text=_("bị trả lại hơn 7 ngày, chưa gửi lại"),
        advice=_("Hỏi cơ quan còn thiếu gì để gửi lại."),
        holds=lambda today: Q(returned_on__lte=today - LEFT_ALONE),
    ),
    WarningRule(
        code="not_begun",
        text=_("còn không quá 14 ngày, chưa có cập nhật nào"),
        advice=_("Đôn đốc cơ quan báo cáo ngay."),
        holds=lambda today: Q(due_on__range=(today, today + SOON), last_reported_on=None),
    ),
    WarningRule(
        code="behind",
        text=_("tiến độ chậm xa so với thời gian đã qua"),
        advice=_("Hỏi khó khăn, cân nhắc thêm người hoặc gia hạn."),
        holds=lambda today: Q(due_on__range=(today, today + AHEAD), progress_percent__lt=100 - BEHIND_POINTS),
        also=_is_behind,
    ),
    WarningRule(
        code="silent",
        text=_("hơn 45 ngày không có cập nhật"),
        advice=_("Đề nghị cơ quan cập nhật tình hình."),
        holds=lambda today: Q(due_on__range=(today, today + AHEAD), last_reported_on__lt=today - SILENT),
    ),
)
"""In order of how much they hurry: a duty is told once, for the first that holds."""


def early_warnings(rows: AssignmentQuerySet, *, today: date) -> list[EarlyWarning]:
    """Leads that are open and not overdue yet, for which a rule holds; the nearest due date first."""
    still = rows.leads().filter(submitted_on=None, confirmed_on=None).filter(Q(due_on=None) | Q(due_on__gte=today))
    told: dict[object, EarlyWarning] = {}
    for rule in RULES:
        for row in _found(still, rule, today):
            left = (row.due_on - today).days if row.due_on else None
            told.setdefault(row.pk, EarlyWarning(row, rule, left))
    return sorted(told.values(), key=_by_hurry)


def _found(still: AssignmentQuerySet, rule: WarningRule, today: date) -> Sequence[Assignment]:
    rows = still.filter(rule.holds(today)).select_related("item", "agency")
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    return [row for row in ordered if rule.also is None or rule.also(row, today)]


def _by_hurry(warning: EarlyWarning) -> tuple[bool, int, int]:
    left = warning.days_left
    return left is None, left or 0, RULES.index(warning.rule)
