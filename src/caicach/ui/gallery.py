"""The gallery: every component once, with invented content, so that a change of the look shows in one page."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from caicach.ui.fields import DayField

STATUSES = [
    ("not_started", _("Chưa bắt đầu")),
    ("in_progress", _("Đang làm")),
    ("due_soon", _("Sắp đến hạn")),
    ("overdue", _("Quá hạn")),
    ("submitted", _("Đã gửi, chờ xác nhận")),
    ("returned", _("Trả lại, cần bổ sung")),
    ("completed_on_time", _("Hoàn thành đúng hạn")),
    ("completed_late", _("Hoàn thành quá hạn")),
    ("ongoing", _("Thường xuyên")),
    ("waiting_for_event", _("Chờ văn bản cấp trên")),
]
TITLES = [
    _("Rà soát, công bố danh mục thủ tục hành chính"),
    _("Khảo sát mức độ hài lòng của người dân"),
    _("Tập huấn công chức làm công tác cải cách hành chính"),
    _("Kiểm tra việc tiếp nhận hồ sơ tại bộ phận một cửa cấp xã"),
]
AGENCIES = ["Sở Nội vụ", "Sở Khoa học và Công nghệ", "Sở Y tế", "UBND xã Suối Mây"]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("Tên nhiệm vụ"), help_text=_("Ghi như trong văn bản."))
    due_on = DayField(
        label=_("Hạn hoàn thành"),
        help_text=_("Ngày/tháng/năm, ví dụ 30/06/2026."),
    )
    role = forms.ChoiceField(
        label=_("Vai trò"), widget=forms.RadioSelect, choices=[("lead", _("Chủ trì")), ("with", _("Phối hợp"))]
    )
    agency = forms.ChoiceField(label=_("Cơ quan"), choices=[(name, name) for name in AGENCIES])
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label=_("Tài liệu kiểm chứng"), required=False)
    is_urgent = forms.BooleanField(label=_("Báo cho thủ trưởng cơ quan"), required=False)


def sample_rows() -> list[dict[str, Any]]:
    """Eight invented pieces of work."""
    return [
        {
            "code": f"{place // 4 + 1}.{place % 4 + 1}",
            "title": TITLES[place % 4],
            "agency": AGENCIES[place % 4],
            "due_on": None if place == 5 else date(2026, 3 + place, 15),
            "status": STATUSES[place],
            "done": 3 * place,
            "planned": 24,
            "budget": Decimal("936.5") * (place + 1),
        }
        for place in range(8)
    ]


def sample_context() -> dict[str, Any]:
    """What the page of the gallery shows."""
    broken = SampleForm(
        {"title": "", "due_on": "31/02/2026", "role": "lead", "agency": AGENCIES[0]}, auto_id="broken_%s"
    )
    page = Paginator(range(300), per_page=50).page(3)
    return {"statuses": STATUSES, "rows": sample_rows(), "form": SampleForm(), "broken": broken, "page_of_300": page}
