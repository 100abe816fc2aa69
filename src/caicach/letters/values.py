"""What letters and papers of plans say, as the fields of their templates.

Papers are Vietnamese whatever language a person reads the site in. What the system does not know stands in square
brackets.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from caicach.agencies.models import Agency, AgencyKind
from caicach.annexes.annex_docx import annex_docx
from caicach.core.officialdocs.paper import LANDSCAPE_WIDTH_MM, new_paper, saved
from caicach.core.officialdocs.parts import add_annex_head, day_in_words, printed_number
from caicach.core.officialdocs.tables import Column, Row, add_table
from caicach.delegations.signing import who_signs
from caicach.papers.province import place_of_issue, province_in_sentence
from caicach.plans.models import Plan
from caicach.ui.formats import shown_day
from caicach.work.models import Assignment

_OVERDUE = (
    Column("TT", 12, is_centred=True),
    Column("Cơ quan", 55),
    Column("Nhiệm vụ", 95),
    Column("Văn bản giao", 35),
    Column("Thời hạn", 25, is_centred=True),
    Column("Quá hạn (ngày)", 25, is_centred=True),
)
assert sum(column.width_mm for column in _OVERDUE) == LANDSCAPE_WIDTH_MM


def head_of(agency: Agency, *, today: date, sign: str) -> dict[str, str]:
    """The heading block of an agency, with room for number and day, and the block of who would sign today."""
    block = who_signs(agency, on=today).block
    province = province_in_sentence("tỉnh …")
    is_province = agency.kind == AgencyKind.PROVINCE
    superior = f"UBND {province}" if agency.kind not in (AgencyKind.PROVINCE, AgencyKind.COMMUNE) else ""
    return {
        "co_quan_chu_quan": superior,
        "co_quan": f"ỦY BAN NHÂN DÂN\n{province.upper()}" if is_province else agency.name,
        "so_ky_hieu": f"        /{sign}",
        "dia_danh": place_of_issue(),
        "ngay_thang": day_in_words(None, today.year),
        "quyen_han": block.authority,
        "chuc_vu": block.title,
        "nguoi_ky": block.name,
    }


def signing_hints(agency: Agency, *, today: date) -> dict[str, str]:
    """Why the block of the signature names somebody else than the head."""
    loan = who_signs(agency, on=today).loan
    if loan is None:
        return {}
    told = {"one": loan.taker, "other": loan.giver, "day": shown_day(loan.last_on)}
    said = gettext("%(one)s ký thay %(other)s đến hết ngày %(day)s. Chức vụ và hình thức ký lấy từ việc giao làm thay.")
    return {"quyen_han": said % told}


def letter_values(agency: Agency, *, today: date) -> dict[str, Any]:
    """What the form of reminder letters starts with."""
    return {
        **head_of(agency, today=today, sign="[ký hiệu]"),
        "trich_yeu": "đôn đốc thực hiện nhiệm vụ cải cách hành chính quá hạn",
        "mo_dau": f"Qua theo dõi, đến {day_in_words(today)}, các nhiệm vụ sau đây đã quá hạn:",
        "de_nghi": (
            "Đề nghị quý cơ quan hoàn thành, gửi kết quả kèm tài liệu kiểm chứng trước ngày [ngày]; "
            "có vướng mắc thì báo cáo rõ việc gì, cần ai giải quyết./."
        ),
        "noi_nhan": ["Như trên", "UBND tỉnh (để báo cáo)", "Lưu: VT"],
    }


def overdue_rows(duties: Sequence[Assignment], today: date) -> list[dict[str, str]]:
    """The duties of an agency as rows of its letter."""
    return [
        {
            "ten": duty.item.title,
            "van_ban": printed_number(duty.item.plan.number),
            "thoi_han": f"{duty.due_on:%d/%m/%Y}",
            "so_ngay": str((today - duty.due_on).days),
        }
        for duty in duties
        if duty.due_on is not None
    ]


def overdue_annex(duties: Sequence[Assignment], today: date) -> bytes:
    """The duties of several agencies as the annex of one letter."""
    document = new_paper(title="", author="", is_landscape=True)
    add_annex_head(document, "", "Nhiệm vụ quá hạn", f"Tính đến {day_in_words(today)}")
    rows = zip(duties, overdue_rows(duties, today), strict=True)
    told = [
        Row([str(place), duty.agency.name, row["ten"], row["van_ban"], row["thoi_han"], row["so_ngay"]])
        for place, (duty, row) in enumerate(rows, 1)
    ]
    add_table(document, _OVERDUE, told, is_numbered=False)
    return saved(document)


def decision_values(plan: Plan, *, today: date) -> dict[str, Any]:
    """What the form of a decision that issues a plan starts with."""
    agency = plan.owner
    by = "Ủy ban nhân dân " + province_in_sentence("tỉnh …") if agency.kind == AgencyKind.PROVINCE else agency.name
    return {
        **head_of(agency, today=today, sign="QĐ-[ký hiệu]"),
        "trich_yeu": f"Ban hành {plan.title}",
        "tham_quyen": by,
        "can_cu": list(plan.legal_bases) or ["[Bổ sung căn cứ thẩm quyền]", "Theo đề nghị của [cơ quan trình]"],
        "cac_dieu": [
            f"Ban hành kèm theo Quyết định này {plan.title}.",
            "Quyết định này có hiệu lực từ ngày ký.",
            "[Chức danh có trách nhiệm], thủ trưởng các cơ quan có tên tại Phụ lục chịu trách nhiệm thi hành./.",
        ],
        "noi_nhan": list(plan.recipients) or ["Như Điều 3", "[bổ sung nơi nhận]", "Lưu: VT"],
    }


def improvement_values(plan: Plan, *, today: date) -> dict[str, Any]:
    """What the form of an improvement plan starts with."""
    targets = [target.text.rstrip(" ;.") for target in plan.targets.all()]
    return {
        **head_of(plan.owner, today=today, sign="KH-[ký hiệu]"),
        "trich_yeu": plan.title.removeprefix("Kế hoạch ").capitalize() if plan.title else "",
        "mo_dau": f"{plan.owner.name} ban hành kế hoạch như sau:",
        "muc_tieu": targets or ["[Mục tiêu của kế hoạch]"],
        "to_chuc": [
            "Các cơ quan, đơn vị nêu tại Phụ lục thực hiện đúng tiến độ.",
            "[Đơn vị theo dõi] đôn đốc, tổng hợp báo cáo./.",
        ],
        "noi_nhan": list(plan.recipients) or ["[bổ sung nơi nhận]", "Lưu: VT"],
    }


def plan_annex(plan: Plan) -> bytes:
    """The rows of a plan, as its file has them."""
    return annex_docx(plan)
