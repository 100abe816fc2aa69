"""Why a document is refused, in words for the person who sent it: every code of `core.documents.refusals`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.files.places import place_in_words

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with a document, and how its sender can repair it."""

    what: Text
    repair: Text

    def filled(self, params: Mapping[str, object]) -> tuple[str, str]:
        """Both sentences with their parameters; one that is not known is a dash."""
        known = _Known({name: value or "—" for name, value in params.items()})
        if where := str(params.get("where") or ""):
            known["where"] = place_in_words(where)
        return str(self.what).format_map(known), str(self.repair).format_map(known)


_SAVE_AGAIN = _("Mở tệp trong Word hoặc Excel, chọn “Lưu thành” tệp .docx hoặc .xlsx mới, rồi nhập lại.")
_ORIGINAL = _("Xin lại tệp gốc từ nơi gửi, hoặc mở tệp rồi lưu lại đúng loại của nó.")
_ONLY_PLAN = _("Chỉ giữ phần kế hoạch và phụ lục (tách hoặc xóa phần khác), rồi nhập lại.")
_NO_MACRO = _("Lưu thành .docx hoặc .xlsx không có macro rồi nhập lại.")
_PASTE = _("Lưu thành .docx, .xlsx hoặc .pdf, hoặc chép bảng rồi dán vào ô “Dán nội dung”.")
_SMALLER = _("Tách văn bản thành các phần nhỏ hơn, hoặc chép phần bảng rồi dán vào ô “Dán nội dung”.")

REASONS: dict[str, Reason] = {
    "empty_file": Reason(_("Tệp trống."), _("Chọn lại tệp; nếu dung lượng là 0 thì sao chép lại từ nơi lưu gốc.")),
    "file_too_big": Reason(
        _("Tệp có dung lượng {size_mb} MB; hệ thống đọc tối đa {limit_mb} MB."),
        _("Bỏ bớt ảnh, hoặc chỉ lưu phần kế hoạch và phụ lục, rồi nhập lại."),
    ),
    "file_changed": Reason(_("Tệp thay đổi trong lúc đang được đọc."), _("Chờ sao chép xong rồi nhập lại.")),
    "type_mismatch": Reason(_("Tệp có đuôi .{extension} nhưng nội dung là {found}."), _ORIGINAL),
    "type_not_supported": Reason(_("Hệ thống không đọc loại tệp này ({found})."), _PASTE),
    "old_office_format": Reason(
        _("Đây là tệp Word hoặc Excel đời 97–2003 (.doc, .xls)."),
        _("Mở tệp rồi lưu thành .docx hoặc .xlsx."),
    ),
    "image_not_supported": Reason(
        _("Đây là ảnh, không phải văn bản có chữ."),
        _("Quét thành PDF, tốt hơn là lấy tệp .docx đã dùng để in."),
    ),
    "archive_not_supported": Reason(_("Đây là tệp nén ({found})."), _("Giải nén rồi chọn văn bản ở bên trong.")),
    "html_not_supported": Reason(_("Đây là trang web, dù tên tệp ghi khác."), _PASTE),
    "not_text": Reason(_("Tệp không chứa chữ đọc được."), _("Chọn đúng tệp, hoặc lưu thành .docx hay .pdf.")),
    "unknown_encoding": Reason(
        _("Không xác định chắc chắn được bảng mã chữ của tệp này."),
        _("Lưu tệp với bảng mã “Unicode (UTF-8)” rồi nhập lại."),
    ),
    "torn_quotes": Reason(
        _("Ở dòng {row} có dấu ngoặc kép mở mà không đóng."),
        _("Đóng hoặc xóa dấu ngoặc kép đó, hoặc lưu bảng thành .xlsx, rồi nhập lại."),
    ),
    "legacy_font": Reason(
        _("Văn bản gõ bằng phông chữ cũ {encoding}, không phải Unicode."),
        _("Chuyển mã sang Unicode (UniKey: Ctrl+Shift+F6) rồi nhập lại."),
    ),
    "encrypted": Reason(_("Tệp bị khóa bằng mật khẩu."), _("Mở tệp, bỏ mật khẩu, lưu lại rồi nhập lại.")),
    "hidden_content": Reason(_("Tệp chứa nội dung lạ chen vào trước, sau hoặc giữa phần của nó."), _SAVE_AGAIN),
    "macros": Reason(_("Tệp chứa macro."), _NO_MACRO),
    "active_content": Reason(
        _("Tệp chứa lệnh tự chạy khi mở."), _("In ra PDF mới, hoặc lưu lại tệp không kèm các lệnh đó.")
    ),
    "embedded_object": Reason(
        _("Tệp chứa đối tượng nhúng ({where})."), _("Xóa đối tượng hoặc dán lại thành ảnh, lưu rồi nhập lại.")
    ),
    "external_link": Reason(
        _("Tệp liên kết tới nội dung bên ngoài ({where})."),
        _("Ngắt liên kết (Excel: Dữ liệu → Sửa liên kết; Word: Tệp → Sửa liên kết đến tệp), lưu rồi nhập lại."),
    ),
    "dde": Reason(
        _("Tệp có trường hoặc công thức gọi chương trình khác (DDE)."),
        _("Xóa trường hoặc công thức đó, lưu rồi nhập lại."),
    ),
    "forbidden_xml": Reason(_("Một phần của tệp ({where}) có định nghĩa XML không an toàn."), _SAVE_AGAIN),
    "archive_bomb": Reason(_("Khi mở ra, tệp lớn bất thường ({where})."), _SAVE_AGAIN),
    "lying_size": Reason(_("Tệp ghi sai dung lượng các phần của nó ({where})."), _SAVE_AGAIN),
    "too_many_entries": Reason(_("Tệp gồm hơn {limit} phần."), _SAVE_AGAIN),
    "nested_archive": Reason(_("Trong tệp có một tệp nén khác ({where})."), _("Xóa tệp được nhúng, lưu rồi nhập lại.")),
    "unsafe_name": Reason(_("Một phần của tệp có tên không được phép."), _SAVE_AGAIN),
    "sheet_too_large": Reason(
        _("Trang tính ({where}) có ô nằm ngoài {max_rows} dòng hoặc {max_columns} cột."),
        _("Xóa mọi thứ bên dưới và bên phải bảng, lưu rồi nhập lại."),
    ),
    "table_too_wide": Reason(
        _("Bảng {where} có hơn {limit} cột."), _("Xóa các cột thừa bên phải bảng, lưu rồi nhập lại.")
    ),
    "too_many_pages": Reason(_("Tệp PDF có hơn {limit} trang."), _ONLY_PLAN),
    "text_too_large": Reason(_("Văn bản dài hơn {limit} ký tự."), _ONLY_PLAN),
    "damaged_zip": Reason(
        _("Tệp bị hỏng ({where})."), _("Sao chép hoặc tải lại tệp, hoặc mở tệp rồi lưu thành tệp mới.")
    ),
    "damaged_docx": Reason(_("Văn bản Word bị hỏng."), _SAVE_AGAIN),
    "damaged_xlsx": Reason(_("Bảng tính Excel bị hỏng."), _SAVE_AGAIN),
    "damaged_picture": Reason(
        _("Ảnh bị hỏng hoặc quá lớn nên không xem được."), _("Chụp hoặc lưu lại ảnh rồi gửi lại.")
    ),
    "damaged_pdf": Reason(_("Tệp PDF bị hỏng."), _("In hoặc xuất lại ra PDF rồi nhập lại.")),
    "template_not_filled": Reason(
        _("Không điền được vào mẫu văn bản: {told}"), _("Kiểm tra lại mẫu, hoặc quay về bản mẫu trước.")
    ),
    "no_office_program": Reason(
        _("Máy chủ chưa cài LibreOffice."), _("Mở tệp trong Word rồi lưu thành PDF, hoặc báo quản trị hệ thống.")
    ),
    "pdf_not_made": Reason(_("LibreOffice không tạo được PDF."), _("Mở tệp .docx trong Word rồi lưu thành PDF.")),
    "scan_without_text": Reason(
        _("Tệp PDF là bản chụp: chỉ có ảnh của trang, không có chữ."),
        _("Lấy bản Word hoặc bản PDF ký số có chữ; nếu chỉ có bản chụp, báo quản trị hệ thống cài nhận dạng chữ."),
    ),
    "unreadable_fonts": Reason(
        _("Không chuyển được chữ trong tệp PDF này thành văn bản."),
        _("Xuất lại PDF có nhúng phông chữ, hoặc dùng bản Word."),
    ),
    "nothing_found": Reason(_("Không tìm thấy chữ nào trong tệp."), _("Kiểm tra xem đã chọn đúng tệp chưa.")),
    "took_too_long": Reason(_("Đọc tệp quá lâu nên đã dừng."), _SMALLER),
    "too_much_memory": Reason(_("Đọc tệp cần quá nhiều bộ nhớ nên đã dừng."), _SMALLER),
    "reader_crashed": Reason(_("Tệp làm chương trình đọc dừng đột ngột; chưa có gì được ghi."), _SAVE_AGAIN),
    "reading_too_large": Reason(_("Kết quả đọc của tệp này quá lớn."), _ONLY_PLAN),
}

UNKNOWN = Reason(_("Hệ thống không đọc được tệp này."), _SAVE_AGAIN)


def reason_of(code: str) -> Reason:
    """The reason of a code; a code that nobody has explained yet is told in general words."""
    return REASONS.get(code, UNKNOWN)


class _Known(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "—"
