"""What keeps duties from being counted into the ledger."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NoIndicators(CaicachError):
    code = "work.no_indicators"
    sentence = _("Sổ số liệu chưa có chỉ số {codes}. Người quản trị máy chủ hãy chạy lệnh caicach load-indicators.")
