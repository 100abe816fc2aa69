"""Rules of the wizard that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class QuestionsOpen(CaicachError):
    """Every doubt of a reading is answered before a plan is made of it."""

    code = "wizard.questions_open"
    sentence = _("Còn {count} chỗ cần xem lại. Hãy trả lời hết ở bước “Cần xem lại” rồi lập dự thảo.")


class NothingNew(CaicachError):
    """The document says what the system knows already."""

    code = "wizard.nothing_new"
    sentence = _("Văn bản này giống hệt “{plan}” đã có trong hệ thống nên không lập thêm gì. Hãy mở kế hoạch đó.")
