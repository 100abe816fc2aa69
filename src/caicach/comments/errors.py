"""What can be wrong with comments on drafts."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class CommentsWaiting(CaicachError):
    """A report is signed when every comment has its answer."""

    code = "comments.comments_waiting"
    sentence = _("Còn {count} ý kiến góp ý chưa xử lý. Tiếp thu hoặc giải trình từng ý kiến rồi mới ký.")


class NobodyAsked(CaicachError):
    """Comments are asked of at least one agency."""

    code = "comments.nobody_asked"
    sentence = _("Chọn ít nhất một cơ quan để lấy ý kiến.")


class CallOver(CaicachError):
    """Comments are given until the report is signed."""

    code = "comments.call_over"
    sentence = _("Báo cáo đã ký nên không góp ý được nữa.")


class NoReply(CaicachError):
    """What is not taken over whole is explained."""

    code = "comments.no_reply"
    sentence = _("Không tiếp thu hoặc tiếp thu một phần thì cần giải trình.")
