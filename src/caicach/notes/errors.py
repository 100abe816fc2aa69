"""What can be wrong with notes."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NoSuchParagraph(CaicachError):
    """A note stands at a paragraph that there is."""

    code = "notes.no_such_paragraph"
    sentence = _("Mục “{section}” không có đoạn {paragraph}. Mở lại trang để xem nội dung mới nhất.")


class NoteDone(CaicachError):
    """What is done is opened again before it is answered."""

    code = "notes.note_done"
    sentence = _("Ghi chú này đã xong. Mở lại ghi chú rồi mới trả lời.")


class NoteOpen(CaicachError):
    """Only what is done is opened again."""

    code = "notes.note_open"
    sentence = _("Ghi chú này đang mở.")
