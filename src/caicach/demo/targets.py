"""The targets of the demonstration through the year: linked to the ledger, or told with source and day."""

from datetime import date
from decimal import Decimal
from typing import Any

from caicach.indicators.models import Indicator
from caicach.people.models import User
from caicach.plans.models import Plan, PlanKind, PlanState, Target
from caicach.targets.models import Course, Gauge, Reach, Way
from caicach.targets.proposals import Proposal, proposals_of
from caicach.targets.readings import measured_agencies
from caicach.targets.services import GaugeFacts, ValueEntry, set_gauge, write_values

YEAR = 2026

_BY_LEDGER = {
    # words that the target must hold, its figure: indicator, for whom, course
    ("nhiệm vụ trong Kế hoạch", 0): ("duties_completed", Reach.WHOLE, Course.LINEAR),
    ("nhiệm vụ trong Kế hoạch", 1): ("duties_on_time", Reach.WHOLE, Course.LINEAR),
    ("được giải quyết đúng hạn và trước hạn", 0): ("case_files_on_time", Reach.ALL, Course.LEVEL),
    ("được giải quyết đúng hạn và trước hạn", 1): ("case_files_apologised", Reach.WHOLE, Course.LEVEL),
    ("số hóa hồ sơ", 0): ("case_files_digitised", Reach.WHOLE, Course.LEVEL),
    ("số hóa hồ sơ", 1): ("case_files_reused", Reach.WHOLE, Course.LEVEL),
    ("phản ánh, kiến nghị về quy định", 0): ("feedback_answered", Reach.WHOLE, Course.LEVEL),
    ("vốn đầu tư công", 0): ("public_investment_disbursed", Reach.WHOLE, Course.LINEAR),
    ("kiến nghị sau thanh tra", 0): ("audit_recommendations_paid", Reach.DEPARTMENTS, Course.LEVEL),
    ("nộp trực tuyến", 0): ("case_files_online", Reach.WHOLE, Course.LEVEL),
    ("nộp trực tuyến", 1): ("payments_online", Reach.WHOLE, Course.LEVEL),
}
_TYPED: dict[str, tuple[Course, tuple[str, ...], tuple[str, str, str]]] = {
    # words: course, wanted at the ends of the quarters, told at the ends of March, June and September
    "được kiểm tra công tác": (Course.QUARTERS, ("", "10", "20", ""), ("4", "14", "22")),
    "sáng kiến cải cách hành chính": (Course.LINEAR, (), ("2", "4", "5")),
    "đúng thẩm quyền, đúng trình tự": (Course.LEVEL, (), ("100", "100", "100")),
    "đạt chuẩn kỹ năng số": (Course.LINEAR, (), ("14", "33", "56")),
    "công chức cấp xã được bồi dưỡng": (Course.QUARTERS, ("", "20", "50", ""), ("0", "18", "41")),
    "tự bảo đảm chi thường xuyên": (Course.END, (), ("0", "1", "1")),
    "được ký số, trừ văn bản mật": (Course.LEVEL, (), ("98.4", "99.1", "99.6")),
    "tổ công nghệ số cộng đồng": (Course.LINEAR, (), ("55", "74", "93")),
}
_DAYS = ((3, 31), (6, 30), (9, 30))


def measure_targets(*, by: User, today: date) -> dict[str, int]:
    """Say how the targets of the province's plan are measured, and tell what is typed. Safe to run again."""
    told = {"measured": 0, "values": 0}
    plans = Plan.objects.filter(year=YEAR, kind=PlanKind.ANNUAL, state=PlanState.ISSUED).exclude(assigned_at=None)
    for plan in plans.select_related("owner"):
        for proposal in proposals_of(plan, today=today):
            gauge = _measure(proposal, by)
            if gauge is not None:
                told["measured"] += 1
                told["values"] += _tell(gauge, by, today)
    return told


def _measure(proposal: Proposal, by: User) -> Gauge | None:
    """Confirm what was proposed, where the demonstration has something to show; the others stay unmeasured."""
    linked = next((way for (words, place), way in _BY_LEDGER.items() if _is(proposal, words, place)), None)
    typed = _typed_of(proposal.target)
    if proposal.facts["aim"] is None or not (linked or (typed and proposal.place == 0)):
        return None
    changes: dict[str, Any] = {"way": Way.TYPED, "indicator": None}
    if linked:
        code, reach, course = linked
        indicator = Indicator.objects.get(code=code)
        changes |= {"way": Way.LEDGER, "indicator": indicator, "reach": reach, "course": course}
    elif typed:
        course, quarters, _values = typed
        changes |= {"course": course, "quarters": quarters or ("", "", "", "")}
    facts = GaugeFacts(**proposal.facts | changes)
    return set_gauge(target=proposal.target, place=proposal.place, facts=facts, version=0, by=by)


def _tell(gauge: Gauge, by: User, today: date) -> int:
    typed = _typed_of(gauge.target)
    if not gauge.is_typed or typed is None:
        return 0
    days = [date(YEAR, month, day) for month, day in _DAYS]
    entries = [
        ValueEntry(
            gauge=gauge, agency=agency, as_of=day, value=Decimal(value),
            source_text=f"Báo cáo của {gauge.teller.brief}, số liệu đến {day:%d/%m/%Y} (minh họa)",
        )
        for day, value in zip(days, typed[2], strict=True)
        for agency in measured_agencies(gauge, [])
        if day <= today
    ]  # fmt: skip
    return write_values(entries=entries, by=by, today=today).new if entries else 0


def _is(proposal: Proposal, words: str, place: int) -> bool:
    return proposal.place == place and words in proposal.target.text


def _typed_of(target: Target) -> tuple[Course, tuple[str, ...], tuple[str, str, str]] | None:
    return next((typed for words, typed in _TYPED.items() if words in target.text), None)
