"""What the demonstration cannot do without."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class ContentMissing(CaicachError):
    code = "demo.content_missing"
    sentence = _("Thiếu tệp minh họa {name}. Hãy cài đặt lại Caicach.")


class NotADemonstration(CaicachError):
    code = "demo.not_a_demonstration"
    sentence = _("Lệnh này chỉ chạy khi CAICACH_MODE=demo, để không lẫn với dữ liệu thật.")
