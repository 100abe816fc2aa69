"""The plan of inspections of a year: which agencies are worth a visit, and what the paper starts with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from caicach.agencies.models import Agency, AgencyKind
from caicach.letters.values import head_of
from caicach.steering.warnings import early_warnings
from caicach.work.models import Assignment

KIND = "inspection_plan"
MOST_SUGGESTED = 5
_ORDER = ("protocol_order", "collation_key", "pk")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency with what speaks for a visit: its overdue leads, and those that will probably be late."""

    agency: Agency
    overdue: int
    warned: int


def candidates(*, today: date, without: Agency) -> list[Candidate]:
    """The agencies that may be inspected, those with the most overdue duties and warnings first."""
    duties = Assignment.objects.standing().of_year(today.year)
    late = duties.leads().overdue(today).order_by().values("agency").annotate(count=Count("pk"))
    overdue = {one["agency"]: one["count"] for one in late}
    warned = Counter(one.assignment.agency_id for one in early_warnings(duties, today=today))
    kinds = (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE)
    agencies = Agency.objects.valid_on(today).filter(kind__in=kinds).exclude(pk=without.pk).order_by(*_ORDER)
    found = [Candidate(one, overdue.get(one.pk, 0), warned[one.pk]) for one in agencies]
    return sorted(
        found, key=lambda one: (-one.overdue, -one.warned, one.agency.protocol_order, one.agency.collation_key)
    )


def suggested(found: Sequence[Candidate]) -> list[int]:
    """The keys of those that are ticked to begin with."""
    return [one.agency.pk for one in found[:MOST_SUGGESTED] if one.overdue or one.warned]


def visits(agencies: Sequence[Agency], *, first: int, last: int, year: int) -> list[dict[str, str]]:
    """The rows of the paper: the agencies in their order, spread evenly over the months."""
    months = last - first + 1
    return [
        {"co_quan": one.name, "thoi_gian": f"Tháng {first + place * months // len(agencies)} năm {year}"}
        for place, one in enumerate(agencies)
    ]


def inspection_values(sender: Agency, *, today: date) -> dict[str, Any]:
    """What the form starts with."""
    return {
        **head_of(sender, today=today, sign="KH-[ký hiệu]"),
        "trich_yeu": f"Kiểm tra công tác cải cách hành chính năm {today.year}",
        "mo_dau": f"{sender.name} ban hành kế hoạch kiểm tra như sau:",
        "muc_dich": [
            "Đánh giá đúng việc thực hiện nhiệm vụ, kịp thời tháo gỡ vướng mắc",
            "Không làm ảnh hưởng hoạt động của cơ quan được kiểm tra",
        ],
        "noi_dung_kiem_tra": [
            "Việc thực hiện nhiệm vụ được giao, nhất là nhiệm vụ quá hạn",
            "Việc giải quyết thủ tục hành chính",
            "Tài liệu kiểm chứng của kết quả đã báo cáo",
        ],
        "thanh_phan": ["[Lãnh đạo cơ quan] làm trưởng đoàn", "[Thành viên]"],
        "to_chuc": [
            "Cơ quan được kiểm tra chuẩn bị báo cáo trước 05 ngày làm việc.",
            "Đoàn kiểm tra thông báo kết quả trong 10 ngày làm việc./.",
        ],
        "noi_nhan": ["UBND tỉnh (để báo cáo)", "Các cơ quan được kiểm tra", "Lưu: VT"],
    }
