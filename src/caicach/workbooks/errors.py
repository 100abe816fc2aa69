"""Rules about workbooks of criteria sets that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class SetNotForSheet(CaicachError):
    """A set with texts that a sheet would change."""

    code = "criteria.not_for_sheet"
    sentence = _("“{set}” có nội dung mà bảng tính không giữ nguyên được. Hãy tải tệp YAML.")
