"""Why the form of a file cannot be checked."""

from django.utils.translation import gettext_lazy as _

from caicach.core.documents.errors import UnreadableDocument
from caicach.files.refusals import reason_of
from caicach.ui.errors import CaicachError


class FormNotChecked(CaicachError):
    code = "papers.form_not_checked"
    sentence = _("Không kiểm tra được thể thức của “{name}”. {what} {repair}")

    def __init__(self, refused: UnreadableDocument, *, name: str) -> None:
        what, repair = reason_of(refused.code).filled({"where": refused.where, **refused.params})
        super().__init__(name=name, what=what, repair=repair, reason=refused.code)


class NotAWordFile(CaicachError):
    code = "papers.not_a_word_file"
    sentence = _("“{name}” không phải tệp Word. Thể thức chỉ kiểm tra được trên tệp .docx, trước khi in hay ký số.")
