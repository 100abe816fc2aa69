"""The rules of form in Vietnamese: what is wrong, and how it is repaired."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caicach.core.officialdocs.findings import Finding
from caicach.core.officialdocs.form_rules import tokens_in_words

Words = tuple[str | Promise, str | Promise]

LETTERS: dict[str, str | Promise] = {
    "small": _("chưa viết hoa"),
    "plain": _("chưa đậm"),
    "bold": _("đang đậm"),
    "upright": _("chưa nghiêng"),
    "italic": _("đang nghiêng"),
    "beside": _("chưa ở giữa"),
}
SIDES: dict[str, str | Promise] = {
    "top": _("trên"),
    "bottom": _("dưới"),
    "left": _("trái"),
    "right": _("phải"),
}

RULE_WORDS: dict[str, Words] = {
    "form.paper_size": (_("Khổ giấy {found} mm, không phải A4."), _("Thiết lập trang: chọn A4, 210 × 297 mm.")),
    "form.landscape": (_("Trang nằm ngang mà không có phụ lục hay bảng."), _("Xoay trang về chiều đứng.")),
    "form.margin": (_("Lề {side} {found} mm."), _("Đặt từ {least} đến {most} mm.")),
    "form.typeface": (_("Phông chữ {found}."), _("Dùng Times New Roman cho toàn văn bản.")),
    "form.colour": (_("Chữ có màu ({found})."), _("Đặt màu chữ về tự động (đen).")),
    "form.page_number_missing": (_("Không có số trang."), _("Chèn số trang ở lề trên.")),
    "form.page_number_place": (_("Số trang không ở giữa lề trên."), _("Chuyển vào đầu trang, căn giữa.")),
    "form.page_number_on_first": (
        _("Trang 1 cũng in số trang."),
        _("Đầu trang: chọn “Trang đầu khác biệt” và để trống đầu trang đó."),
    ),
    "form.page_number_letters": (_("Số trang: {found}."), _("Đặt chữ đứng, cỡ 13 hoặc 14.")),
    "form.nation_missing": (
        _("Thiếu Quốc hiệu."),
        _("Ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở góc trên bên phải."),
    ),
    "form.nation_letters": (_("Quốc hiệu: {found}."), _("Viết hoa, đậm, cỡ 12 hoặc 13.")),
    "form.motto_missing": (_("Thiếu Tiêu ngữ."), _("Ghi “Độc lập - Tự do - Hạnh phúc” dưới Quốc hiệu.")),
    "form.motto_letters": (_("Tiêu ngữ: {found}."), _("Đậm, căn giữa, cỡ 13 hoặc 14.")),
    "form.agency_missing": (
        _("Thiếu tên cơ quan ban hành."),
        _("Ghi tên cơ quan bằng chữ hoa ở góc trên bên trái."),
    ),
    "form.agency_letters": (_("Tên cơ quan ban hành: {found}."), _("Viết hoa, đậm, đứng, cỡ 12 hoặc 13.")),
    "form.superior_letters": (
        _("Tên cơ quan chủ quản: {found}."),
        _("Viết hoa, không đậm, đứng, cỡ 12 hoặc 13."),
    ),
    "form.number_missing": (_("Thiếu dòng số, ký hiệu."), _("Ghi “Số: …/…” dưới tên cơ quan.")),
    "form.number_form": (
        _("Số, ký hiệu “{found}” không đúng dạng thường dùng."),
        _("Ghi số, gạch chéo, ký hiệu: “Số: 05/QĐ-UBND”."),
    ),
    "form.number_zero": (_("Số nhỏ hơn 10 chưa có số 0 phía trước: {found}."), _("Ghi 01, 02, …, 09.")),
    "form.number_letters": (_("Số, ký hiệu: {found}."), _("Đặt chữ đứng, cỡ 13.")),
    "form.date_missing": (
        _("Thiếu địa danh và thời gian ban hành."),
        _("Ghi “…, ngày … tháng … năm …” ở góc trên bên phải."),
    ),
    "form.date_form": (
        _("Địa danh, thời gian “{found}” không đúng dạng thường dùng."),
        _("Ghi địa danh, dấu phẩy, “ngày 05 tháng 02 năm 2026”."),
    ),
    "form.date_zero": (
        _("Ngày nhỏ hơn 10, tháng 1, 2 cần có số 0 phía trước, các tháng khác thì không: {found}."),
        _("Ghi “ngày 05 tháng 02”, “ngày 05 tháng 3”."),
    ),
    "form.date_letters": (_("Địa danh, thời gian: {found}."), _("Đặt chữ nghiêng, cỡ 13 hoặc 14.")),
    "form.kind_missing": (
        _("Thiếu tên loại văn bản (hoặc “V/v …” dưới số, ký hiệu nếu là công văn)."),
        _("Ghi tên loại bằng chữ hoa trên dòng riêng, dưới phần đầu văn bản."),
    ),
    "form.kind_letters": (_("Tên loại văn bản: {found}."), _("Viết hoa, đậm, căn giữa, cỡ 13 hoặc 14.")),
    "form.subject_missing": (_("Thiếu trích yếu."), _("Ghi trích yếu ngay dưới tên loại, căn giữa.")),
    "form.subject_letters": (_("Trích yếu: {found}."), _("Đậm, căn giữa, cỡ 13 hoặc 14.")),
    "form.letter_subject_letters": (
        _("Trích yếu công văn: {found}."),
        _("Đặt chữ đứng, không đậm, căn giữa dưới số, ký hiệu, cỡ 12 hoặc 13."),
    ),
    "form.bases_missing": (_("Văn bản chưa nêu căn cứ."), _("Ghi các căn cứ dưới trích yếu: “Căn cứ …;”.")),
    "form.base_italic": (_("Căn cứ chưa in nghiêng."), _("Đặt chữ nghiêng cho mọi căn cứ.")),
    "form.base_end": (
        _("Căn cứ kết thúc bằng “{found}”."),
        _("Cuối mỗi căn cứ là dấu chấm phẩy, cuối căn cứ cuối cùng là dấu chấm."),
    ),
    "form.article_bold": (_("“{found}” chưa in đậm."), _("Đặt chữ đậm cho từ Điều và số của điều.")),
    "form.body_size": (_("Nội dung cỡ chữ {found}."), _("Đặt cỡ 13 hoặc 14.")),
    "form.body_alignment": (_("Nội dung chưa căn đều hai lề."), _("Căn đều hai lề các đoạn nội dung.")),
    "form.signature_missing": (
        _("Thiếu phần chức vụ, họ tên người ký."),
        _("Ghi quyền hạn, chức vụ bằng chữ hoa, ngang với “Nơi nhận”."),
    ),
    "form.signature_letters": (
        _("Quyền hạn, chức vụ người ký: {found}."),
        _("Viết hoa, đậm, cỡ 13 hoặc 14."),
    ),
    "form.signature_authority": (
        _("“{found}” thiếu dấu chấm."),
        _("Ghi TM., KT., TL. hoặc TUQ. trước chức vụ."),
    ),
    "form.recipients_missing": (_("Thiếu “Nơi nhận”."), _("Ghi nơi nhận ở cuối, bên trái.")),
    "form.recipients_letters": (
        _("“Nơi nhận”: {found}."),
        _("“Nơi nhận:” đậm, nghiêng, cỡ 12; các dòng dưới cỡ 11, chữ đứng."),
    ),
    "form.recipient_form": (
        _("Một dòng của “Nơi nhận” mở đầu hoặc kết thúc khác thông lệ."),
        _("Đầu dòng là gạch ngang; cuối dòng là dấu chấm phẩy, dòng cuối là dấu chấm."),
    ),
    "form.recipients_archive": (
        _("“Nơi nhận” không kết thúc bằng dòng lưu."),
        _("Ghi dòng cuối “- Lưu: VT, …”."),
    ),
    "form.annex_section": (
        _("Phụ lục không bắt đầu ở trang mới."),
        _("Chèn ngắt phần (trang sau) trước phụ lục."),
    ),
    "form.annex_number": (
        _("Phụ lục đánh số “{found}”."),
        _("Nhiều phụ lục thì đánh số La Mã: Phụ lục I, Phụ lục II."),
    ),
    "form.annex_letters": (_("Tiêu đề phụ lục: {found}."), _("Đậm, căn giữa, cỡ 13 hoặc 14.")),
    "form.table_heading": (
        _("Bảng có {found} dòng nhưng không lặp lại tiêu đề ở trang sau."),
        _("Chọn các dòng tiêu đề: Thuộc tính bảng, Hàng, “Lặp lại làm hàng tiêu đề”."),
    ),
}


def sentences_of(finding: Finding) -> tuple[str, str]:
    """What is wrong, and how it is repaired, in the language of the reader."""
    what, repair = RULE_WORDS[finding.code]
    size = gettext("cỡ {0}")
    known = {name: tokens_in_words(value, LETTERS, size) for name, value in finding.params}
    if "side" in known:
        known["side"] = str(SIDES.get(known["side"], known["side"]))
    return str(what).format(**known), str(repair).format(**known)
