"""What may be wrong with a template, in Vietnamese: what, and how it is repaired."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.officialdocs.templates.faults import TemplateFault, filled_words

TEMPLATE_WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "template.unknown_field": (
        _("Không có trường “{found}”."),
        _("Nếu đúng ý, hãy ghi “{nearest}”; các trường khác xem bảng trường."),
    ),
    "template.unknown_no_near": (_("Không có trường “{found}”."), _("Chọn tên trong bảng trường của loại này.")),
    "template.broken_tag": (
        _("Thẻ không đóng trong cùng một đoạn: {found}"),
        _("Ghi trọn {{ tên }} hoặc {% … %} trong một đoạn."),
    ),
    "template.not_understood": (
        _("Không hiểu “{found}”."),
        _("Ghi như ví dụ: {{ tên }}, {% for x in danh_sach %}, {% if tên %}."),
    ),
    "template.not_allowed": (
        _("“{found}” không dùng được trong mẫu."),
        _("Mẫu chỉ có trường, vòng lặp (for) và điều kiện (if)."),
    ),
    "template.not_closed": (_("“{found}” chưa có chỗ kết thúc."), _("Thêm {% endfor %} hoặc {% endif %} ở sau.")),
    "template.stray_end": (
        _("“{found}” không khớp với thẻ mở nào ở đây."),
        _("Mở và đóng bằng cùng một kiểu thẻ, trong cùng một ô."),
    ),
    "template.other_words": (
        _("Cạnh “{found}” có chữ khác, chữ đó sẽ mất."),
        _("Đặt thẻ vào một đoạn hoặc một dòng riêng."),
    ),
    "template.is_list": (
        _("“{found}” là danh sách."),
        _("Ghi ba đoạn: {%p for x in {found} %}, {{ x }}, {%p endfor %}."),
    ),
    "template.not_list": (_("“{found}” không phải danh sách."), _("Chọn trường là danh sách trong bảng trường.")),
    "template.not_alone": (
        _("“{found}” là cả một phần văn bản mà chưa đứng riêng."),
        _("Đặt vào một đoạn riêng, ngoài bảng và vòng lặp."),
    ),
    "template.twice": (_("“{found}” là cả một phần văn bản mà có hai chỗ."), _("Chỉ để lại một chỗ.")),
    "template.missing": (_("Thiếu trường “{found}”."), _("Loại văn bản này phải có trường đó, hãy thêm vào.")),
    "template.hidden": (
        _("Có thẻ nằm ngoài phần chữ: trong hình, chú thích hoặc chữ đã xóa."),
        _("Chấp nhận mọi thay đổi (Xem lại), rồi đưa thẻ vào phần chữ."),
    ),
    "template.not_filled": (_("Không điền thử được mẫu: {found}"), _("Bỏ thẻ vừa thêm sau cùng rồi gửi lại.")),
}


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A fault in the words of the reader."""

    fault: TemplateFault
    what: str
    repair: str


def told_faults(faults: Iterable[TemplateFault]) -> Iterator[ToldFault]:
    """Faults in words, in the order of the template."""
    for fault in faults:
        what, repair = TEMPLATE_WORDS[fault.code]
        yield ToldFault(fault, filled_words(str(what), fault), filled_words(str(repair), fault))
