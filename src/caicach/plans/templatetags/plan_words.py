"""Words for what the core tells as codes: cells, time frames, places in a source."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.core.wordwise import word_changes
from caicach.plans.clarity import ClarityMark
from caicach.ui.formats import shown_day, shown_number

register = template.Library()


@register.simple_tag
def clarity(marks: tuple[ClarityMark, ...]) -> SafeString:
    """How many of the "rõ" are clear in a row, and which are not; each of the few that there are is rendered once."""
    return _clarity(marks, get_language())


@lru_cache(maxsize=500)
def _clarity(marks: tuple[ClarityMark, ...], language: str | None) -> SafeString:
    missing = [str(mark.clarity.label) for mark in marks if not mark.is_clear]
    fraction = f"{len(marks) - len(missing)}/{len(marks)}"
    return render_to_string("plans/clarity.html", {"fraction": fraction, "missing": missing})


CELLS = {
    "outline_code": gettext_lazy("số thứ tự"),
    "title": gettext_lazy("nội dung"),
    "acceptance_note": gettext_lazy("tiêu chuẩn hoàn thành"),
    "deliverable": gettext_lazy("sản phẩm"),
    "lead_text": gettext_lazy("chủ trì"),
    "coordinating_text": gettext_lazy("phối hợp"),
    "time_frame_text": gettext_lazy("thời gian thực hiện"),
    "budget_million_vnd": gettext_lazy("kinh phí"),
    "note": gettext_lazy("ghi chú"),
}
SCHEDULES = {
    "none": gettext_lazy("không ghi thời gian"),
    "window": gettext_lazy("có thời hạn"),
    "month": gettext_lazy("trong một tháng"),
    "continuous": gettext_lazy("thường xuyên"),
    "recurring": gettext_lazy("định kỳ"),
    "after_event": gettext_lazy("sau một sự kiện"),
    "per_authority": gettext_lazy("theo cơ quan khác ấn định"),
    "ad_hoc": gettext_lazy("khi có yêu cầu"),
    "unreadable": gettext_lazy("chưa hiểu thời gian"),
}


@register.filter
def cell_name(name: str) -> str:
    """A column of the plan in words."""
    return str(CELLS.get(name, name))


@register.filter
def schedule_name(kind: str) -> str:
    """A kind of time frame in words."""
    return str(SCHEDULES.get(kind or "none", SCHEDULES["none"]))


@register.filter
def place_name(place: dict[str, Any] | None) -> str:
    """Where something stands in its source: "trang 3, bảng 1, dòng 12"."""
    known = place or {}
    words = {"page": _("trang"), "block": _("đoạn"), "table": _("bảng"), "row": _("dòng"), "column": _("cột")}
    if known.get("table"):
        words.pop("block")
    parts = [f"{word} {known[name]}" for name, word in words.items() if known.get(name)]
    return ", ".join(parts) if parts else _("nhập bằng tay")


COMPARATORS = {
    ">=": gettext_lazy("từ"),
    ">": gettext_lazy("trên"),
    "<=": gettext_lazy("tối đa"),
    "<": gettext_lazy("dưới"),
}


@register.filter
def measure_words(measure: dict[str, Any]) -> str:
    """A figure of a target as one says it: "từ 98,5%", "10–15%"."""
    value, upper, unit = (str(measure.get(name) or "") for name in ("value", "upper", "unit"))
    if not value:
        return unit or "—"
    shown = "–".join(shown_number(Decimal(text)) for text in (value, upper) if text)
    words = str(COMPARATORS.get(str(measure.get("comparator")), ""))
    return f"{words} {shown}{'' if unit == '%' else ' '}{unit}".strip()


@register.filter
def score_words(scores: dict[str, str]) -> str:
    """The points of a criterion: reached last year, aimed at, and the most there are."""
    previous, target, most = (scores.get(name, "").replace(".", ",") or "—" for name in ("previous", "target", "max"))
    return f"{previous} → {target} / {most}"


PASTE_PROBLEMS = {
    "column_unknown": gettext_lazy("Cột này không có tiêu đề quen biết: đặt tiêu đề cho cột hoặc xóa ô này."),
    "title_missing": gettext_lazy("Dòng này chưa có nội dung: điền cột Nội dung hoặc bỏ cả dòng."),
    "budget_unreadable": gettext_lazy(
        "Kinh phí phải là số triệu đồng, ví dụ 12,5 hoặc 1250; số như 1.250 có hai cách đọc."
    ),
    "too_many": gettext_lazy("Mỗi lần dán nhiều nhất 500 dòng: hãy nhập tệp Excel bằng “Nhập kế hoạch”."),
}


@register.filter
def paste_problem(code: str) -> str:
    """What is wrong with a pasted cell and how to repair it."""
    return str(PASTE_PROBLEMS[code])


@register.filter
def schedule_words(schedule: Schedule) -> str:
    """What a time frame was read as, as short as it can be said: its days, or its kind."""
    days = [shown_day(day) for day in (schedule.start_on, schedule.due_on) if day]
    if days and schedule.kind in (ScheduleKind.WINDOW, ScheduleKind.MONTH):
        return " – ".join(days)
    return " · ".join((schedule_name(schedule.kind.value), *days))


@register.filter
def what_went(old: str, new: str) -> SafeString:
    """The old text with the words marked that the new one no longer has."""
    return _pieces(old, new, "gone", "<del>{}</del>")


@register.filter
def what_came(new: str, old: str) -> SafeString:
    """The new text with the words marked that the old one did not have."""
    return _pieces(old, new, "new", "<ins>{}</ins>")


def _pieces(old: str, new: str, kind: str, mark: str) -> SafeString:
    shown = (pair for pair in word_changes(old, new) if pair[0] in ("same", kind))
    pieces = (format_html(mark if is_kind == kind else "{}", text) for is_kind, text in shown)
    return format_html_join("", "{}", ((piece,) for piece in pieces))
