"""Why a file is not taken, or not given out: what is wrong, where, and how to repair it."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.documents.errors import UnreadableDocument
from caicach.files.refusals import reason_of
from caicach.ui.errors import CaicachError, NoRoom


class FileRefused(CaicachError):
    """A file that may not be stored here."""

    code = "files.refused"
    sentence: ClassVar[str | Promise] = _("Tệp “{name}” không được nhận.")


class EmptyFile(FileRefused):
    code = "files.empty"
    sentence = _("Tệp “{name}” trống (0 byte). Hãy mở tệp trên máy để kiểm tra rồi chọn lại.")


class NothingInside(FileRefused):
    """A true file of its type that shows nothing to anybody."""

    code = "files.nothing_inside"
    sentence = _("Tệp “{name}” {what}. Hãy mở tệp trên máy để kiểm tra, xuất hoặc chụp lại rồi chọn lại.")


class PictureTooSmall(FileRefused):
    code = "files.picture_too_small"
    sentence = _(
        "Ảnh “{name}” chỉ có {width} × {height} điểm ảnh, không đọc được gì. "
        "Hãy chọn ảnh gốc có mỗi cạnh từ {least} điểm ảnh trở lên."
    )


class FileTooLarge(FileRefused):
    code = "files.too_large"
    sentence = _("Tệp “{name}” lớn hơn {most_mb} MB. Hãy giảm dung lượng ảnh trong tệp hoặc tách tệp rồi chọn lại.")


class TypeNotTaken(FileRefused):
    code = "files.type_not_taken"
    sentence = _("Tệp “{name}” không thuộc loại được nhận ({types}). Hãy lưu lại thành một trong các loại này.")


class TypeDiffers(FileRefused):
    code = "files.type_differs"
    sentence = _(
        "Tệp “{name}” có đuôi “{extension}” nhưng nội dung không phải loại đó. "
        "Hãy mở bằng phần mềm đã tạo ra tệp, chọn “Lưu thành” đúng loại rồi gửi lại."
    )


class OldOfficeFile(FileRefused):
    code = "files.old_office"
    sentence = _(
        "Tệp “{name}” là tệp Office đời cũ hoặc có mật khẩu. Hãy mở tệp, bỏ mật khẩu nếu có, "
        "lưu thành .docx hoặc .xlsx rồi gửi lại."
    )


class DocumentRefused(FileRefused):
    """A document with something in it that may not be there; the reason comes from the check of the content."""

    code = "files.document_refused"
    sentence = _("Tệp “{name}”: {what} {repair}")

    def __init__(self, refused: UnreadableDocument, *, name: str) -> None:
        what, repair = reason_of(refused.code).filled({"where": refused.where, **refused.params})
        super().__init__(name=name, what=what, repair=repair, reason=refused.code)


class StorageFull(NoRoom):
    """The disk of the store is nearly full."""

    code = "files.storage_full"


class StoredFileBroken(CaicachError):
    """What lies on the disk is no longer what was stored."""

    code = "files.stored_file_broken"
    sentence = _(
        "Tệp “{name}” trên máy chủ không còn nguyên vẹn nên không được tải về. "
        "Hãy báo quản trị hệ thống phục hồi từ bản sao lưu (mã tệp {sha256})."
    )


class NotGivenOut(CaicachError):
    code = "files.not_given_out"
    sentence = _("Tệp “{name}” chưa qua quét vi-rút ({state}) nên chưa xem, chưa tải về được. Tệp vẫn được lưu.")


class FileInfected(FileRefused):
    code = "files.infected"
    sentence = _(
        "Tệp “{name}” nhiễm vi-rút ({virus}) nên không dùng được. Hãy quét máy của bạn, lấy lại bản sạch rồi gửi lại."
    )


class QuotaFull(FileRefused):
    code = "files.quota_full"
    sentence = _(
        "Tệp “{name}” chưa được nhận: {agency} đã dùng {used_mb} MB trong {most_mb} MB được cấp. "
        "Hãy giảm dung lượng ảnh trong tệp, hoặc đề nghị quản trị hệ thống tăng hạn mức."
    )


class TooManyFiles(FileRefused):
    code = "files.too_many"
    sentence = _(
        "Tệp “{name}” chưa được nhận: {agency} đã vào sổ {count} tệp trong quý này, nhiều nhất là {most}. "
        "Hãy gộp các trang của một văn bản vào một tệp, hoặc đề nghị quản trị hệ thống tăng hạn mức."
    )


class PreviewFailed(CaicachError):
    code = "files.preview_failed"
    status = 422
    sentence = _("Không xem trước được “{name}”. {what} {repair}")

    def __init__(self, refused: UnreadableDocument, *, name: str) -> None:
        what, repair = reason_of(refused.code).filled({"where": refused.where, **refused.params})
        super().__init__(name=name, what=what, repair=repair, reason=refused.code)
