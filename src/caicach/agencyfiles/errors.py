"""The rule of bringing the register in that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class ImportHasProblems(CaicachError):
    code = "agencies.import_has_problems"
    sentence = _("Còn {count} chỗ phải sửa nên chưa ghi dòng nào.")
