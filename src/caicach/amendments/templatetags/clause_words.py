"""What a clause of an amending decision does, and what stands against it, in words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.plans.amending import Act

register = template.Library()

_ACTS: dict[str, str | Promise] = {Act.REPLACE: _("sửa"), Act.ADD: _("thêm"), Act.ABOLISH: _("bỏ")}
_KINDS = {Act.REPLACE: "info", Act.ADD: "good", Act.ABOLISH: "warning"}
_AGAINST: dict[str, str | Promise] = {
    "no_such_row": _("Kế hoạch không có dòng này. Sửa số thứ tự, mục, hoặc ghi đúng tên dòng trong ngoặc kép."),
    "several_rows": _("Có nhiều dòng như vậy. Ghi thêm mục, ví dụ “nhiệm vụ số 1.2 Mục II”."),
    "other_name": _("Số thứ tự và tên không chỉ cùng một dòng. Sửa một trong hai."),
    "already_there": _("Số này đã có trong kế hoạch. Đổi số, hoặc ghi “Sửa đổi” nếu muốn thay dòng cũ."),
    "under_what": _("Chưa biết thêm vào mục nào. Ghi thêm “vào Mục …”."),
    "twice": _("Một dòng được nêu hai lần. Gộp hai khoản thành một."),
    "nothing_changes": _("Dòng trong kế hoạch đã đúng như vậy. Bỏ khoản này."),
    "budget_unreadable": _("Không đọc được kinh phí. Ghi số triệu đồng, ví dụ 1250,5."),
    "abolished_too": _("Dòng này cũng bị bãi bỏ ở khoản khác. Bỏ một trong hai khoản."),
    "act_unknown": _("Chưa rõ sửa, thêm hay bỏ. Bắt đầu dòng bằng “Sửa đổi”, “Bổ sung” hoặc “Bãi bỏ”."),
    "row_not_named": _("Chưa nêu dòng nào. Ghi số thứ tự, hoặc tên trong ngoặc kép."),
    "nothing_said": _("Chưa nêu sửa thành gì. Ghi như “thời hạn: …; chủ trì: …”."),
    "title_missing": _("Dòng thêm mới chưa có tên. Ghi tên trong ngoặc kép."),
    "too_much_said": _("Có phần không biết thuộc ô nào. Đặt nhãn trước mỗi phần, ví dụ “sản phẩm: …”."),
}
_CELLS: dict[str, str | Promise] = {
    "title": _("nội dung"), "acceptance_note": _("tiêu chuẩn"), "deliverable": _("sản phẩm"),
    "lead_text": _("chủ trì"), "coordinating_text": _("phối hợp"), "start_text": _("bắt đầu"),
    "end_text": _("kết thúc"), "budget_million_vnd": _("kinh phí (triệu đồng)"), "note": _("ghi chú"),
}  # fmt: skip


@register.filter
def act_words(act: Act) -> str:
    return str(_ACTS[act])


@register.filter
def act_kind(act: Act) -> str:
    return _KINDS[act]


@register.filter
def against_words(code: str) -> str:
    return str(_AGAINST[code])


@register.filter
def cell_words(name: str) -> str:
    return str(_CELLS[name])
