"""What may go wrong with a backup, in words for the administrator."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class BrokenBackup(CaicachError):
    code = "operation.broken_backup"
    sentence = _("Bản sao lưu {name} không dùng được: {why}. Dữ liệu đang chạy không bị thay đổi.")


class BackupFailed(CaicachError):
    code = "operation.backup_failed"
    sentence = _("Không sao lưu được: {why}.")


class NothingBeside(CaicachError):
    code = "operation.nothing_beside"
    sentence = _("Chưa có bản phục hồi nào để chuyển sang. Hãy chạy `caicach restore TỆP` trước.")
