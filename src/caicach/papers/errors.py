"""Why the form of a file cannot be checked, a template not taken, a paper not made."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.officialdocs.templates.faults import TemplateFault
from caicach.core.officialdocs.templates.fields import ValuesRefused
from caicach.files.refusals import reason_of
from caicach.ui.errors import CaicachError


class _FileRefused(CaicachError):
    """What the child process says of a file that it does not open: what is wrong with it, and how to repair it."""

    def __init__(self, refused: UnreadableDocument, *, name: str) -> None:
        what, repair = reason_of(refused.code).filled({"where": refused.where, **refused.params})
        super().__init__(name=name, what=what, repair=repair, reason=refused.code)


class FormNotChecked(_FileRefused):
    code = "papers.form_not_checked"
    sentence = _("Không kiểm tra được thể thức của “{name}”. {what} {repair}")


class NotAWordFile(CaicachError):
    code = "papers.not_a_word_file"
    sentence = _("“{name}” không phải tệp Word. Thể thức chỉ kiểm tra được trên tệp .docx, trước khi in hay ký số.")


class NoSuchKind(CaicachError):
    code = "papers.no_such_kind"
    sentence = _("Không có loại văn bản “{code}”.")


class ValuesDoNotFit(CaicachError):
    code = "papers.values_do_not_fit"
    sentence = _("Không lập được “{name}”: {told}")

    def __init__(self, refused: ValuesRefused, *, name: str) -> None:
        parts = (
            (refused.missing, gettext("thiếu {names}")),
            (refused.unknown, gettext("không có trường {names}")),
            (refused.wrong, gettext("giá trị sai kiểu: {names}")),
        )
        told = "; ".join(words.format(names=", ".join(names)) for names, words in parts if names)
        super().__init__(name=name, told=told)
        self.missing, self.unknown, self.wrong = refused.missing, refused.unknown, refused.wrong


class PaperNotMade(_FileRefused):
    code = "papers.paper_not_made"
    sentence = _("Không lập được “{name}”. {what} {repair}")


class TemplateNotChecked(_FileRefused):
    code = "papers.template_not_checked"
    sentence = _("Không kiểm tra được mẫu “{name}”. {what} {repair}")


class TemplateFaulty(CaicachError):
    """A template does not pass; `faults` are what has to be repaired, in the order of the file."""

    code = "papers.template_faulty"
    sentence = _("Mẫu “{name}” còn {count} chỗ cần sửa, nêu dưới đây. Mẫu đang dùng giữ nguyên.")

    def __init__(self, faults: Sequence[TemplateFault], *, name: str) -> None:
        super().__init__(name=name, count=len(faults))
        self.faults = faults


class SameTemplate(CaicachError):
    code = "papers.same_template"
    sentence = _("Tệp “{name}” giống hệt bản {number}. Hãy sửa mẫu rồi gửi lại, hoặc dùng ngay bản đó.")


class NoPdfHere(CaicachError):
    code = "papers.no_pdf_here"
    sentence = _("Máy chủ chưa cài LibreOffice nên không tạo được PDF. Hãy mở tệp trong Word rồi lưu thành PDF.")
