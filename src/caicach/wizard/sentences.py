"""What each doubt of the reader asks a person, in a sentence that says what to do."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.documents.reading import Problem

SENTENCES: dict[str, str | Promise] = {
    "documents.agency_unknown": _("“{value}” chưa có trong danh mục cơ quan. Đây là cơ quan nào?"),
    "documents.agency_doubtful": _("“{value}” có phải là {best} không?"),
    "documents.agency_ended": _("“{value}” đã kết thúc trước ngày văn bản được ký. Cơ quan nào làm thay?"),
    "documents.deadline_unreadable": _("Chưa hiểu thời gian “{value}”. Thời hạn là khi nào?"),
    "documents.window_reversed": _("Thời gian “{value}” kết thúc trước khi bắt đầu. Thời hạn đúng là khi nào?"),
    "documents.time_outside_year": _("Thời gian “{value}” nằm ngoài năm {year} của kế hoạch. Có đúng không?"),
    "documents.number_repeated": _("Số thứ tự bị lặp dưới cùng một dòng."),
    "documents.number_missing": _("Số thứ tự bị nhảy, thiếu một số ở giữa."),
    "documents.row_without_number": _("Dòng không có số thứ tự."),
    "documents.number_of_other_parent": _("Số thứ tự không khớp với dòng ở trên."),
    "documents.lead_missing": _("Dòng chưa ghi cơ quan chủ trì. Cơ quan nào chủ trì?"),
    "documents.sum_differs": _("Cộng các dòng được {sum}, văn bản ghi {printed}."),
    "documents.parent_differs": _("Cộng các dòng dưới {code} được {sum}, dòng đó ghi {printed}."),
    "documents.words_differ": _("Tổng số bằng số là {figures}, bằng chữ là “{value}”."),
    "documents.text_differs": _("Phần lời ghi {text}, bảng ghi {table}."),
    "documents.year_differs": _("Tên văn bản ghi năm {title}, bảng ghi năm {table}."),
    "documents.typing_error": _("“{value}” có thể là lỗi gõ của “{better}”. Giữ hay sửa?"),
    "documents.budget_unreadable": _("Chưa hiểu số kinh phí “{value}”. Bao nhiêu triệu đồng?"),
    "documents.score_unreadable": _("Chưa hiểu điểm “{value}”."),
    "documents.head_number_missing": _("Không thấy số, ký hiệu của văn bản. Hãy điền ở bước “Cấu trúc”."),
    "documents.head_date_missing": _("Không thấy ngày ban hành. Hãy điền ở bước “Cấu trúc”."),
    "documents.head_year_missing": _("Không thấy năm của kế hoạch. Hãy điền ở bước “Cấu trúc”."),
    "documents.head_title_missing": _("Không thấy tên văn bản. Hãy điền ở bước “Cấu trúc”."),
    "documents.nothing_found": _("Không thấy dòng nhiệm vụ nào trong văn bản. Hãy dán bảng từ Word hoặc Excel."),
    "documents.unplaced_cell": _("Chưa hiểu ô “{value}”; ô này không được đưa vào kế hoạch."),
    "documents.flattened_table": _("Bảng được dựng lại từ các dòng chữ. Hãy đối chiếu với bản gốc ở bước “Kiểm tra”."),
    "documents.columns_mixed": _(
        "{empty} trong {count} dòng không có cơ quan và thời gian: có lẽ các cột của bảng đã bị trộn khi chuyển sang "
        "dạng chữ. Hãy dùng tệp Word hoặc PDF, hoặc dán bảng từ Word."
    ),
    "documents.columns_by_spaces": _(
        "Bảng trong tệp chữ này được căn cột bằng dấu cách nên không đọc được chắc chắn. Hãy dùng tệp Word hoặc PDF, "
        "hoặc dán bảng từ Word."
    ),
    "documents.tracked_changes": _("Tệp còn dấu vết chỉnh sửa: phần thêm được đọc, phần xóa không được đọc."),
    "documents.headers_skipped": _("Phần đầu trang, chân trang không được đọc. Hãy xem ở đó có gì cần nhập không."),
    "documents.footnotes_skipped": _("Chú thích cuối trang không được đọc. Hãy xem ở đó có gì cần nhập không."),
    "documents.comments_skipped": _("Nhận xét bên lề không được đọc."),
    "documents.text_boxes_skipped": _("Chữ trong hình vẽ đặt trên trang tính không được đọc."),
    "documents.embedded_files_skipped": _("Tệp đính kèm bên trong PDF không được đọc. Nếu cần, hãy nhập riêng tệp đó."),
    "documents.hidden_sheets_skipped": _("Trang tính bị ẩn không được đọc. Nếu cần, hãy cho hiện rồi nhập lại."),
    "documents.hidden_rows_read": _("Dòng hoặc cột bị ẩn vẫn được đọc như các dòng khác."),
    "documents.formulas_without_values": _(
        "Có ô công thức chưa lưu kết quả nên được đọc là trống. Mở tệp, lưu rồi nhập lại."
    ),
    "documents.legacy_font_converted": _(
        "Chữ gõ bằng phông cũ đã được chuyển sang Unicode. Hãy đối chiếu ở bước “Kiểm tra”."
    ),
    "documents.read_by_ocr": _("Chữ được nhận dạng từ ảnh. Hãy đối chiếu với bản gốc ở bước “Kiểm tra”."),
}
UNKNOWN_SENTENCE = _("Có chỗ cần xem lại: “{value}”.")


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence_of(problem: Problem) -> str:
    """The question about a doubt, with its words and figures in it."""
    params = {name: _with_comma(value) for name, value in problem.params}
    words = _Blanks(params | {"value": problem.value, "subject": problem.subject})
    return str(SENTENCES.get(problem.code, UNKNOWN_SENTENCE)).format_map(words)


def _with_comma(value: str) -> str:
    """Decimals as Vietnamese write them."""
    return value.replace(".", ",") if re.fullmatch(r"\d+\.\d+", value) else value
