"""Rules of people and their ways in."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class UsernameTaken(CaicachError):
    """Somebody else signs in by this name."""

    code = "people.username_taken"
    sentence = _("Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác, ví dụ thêm tên cơ quan.")


class InvitationNotUsable(CaicachError):
    """The one-time link was used, is too old, was withdrawn, or never was."""

    code = "people.invitation_not_usable"
    sentence = _(
        "Liên kết này đã dùng rồi, đã quá hạn hoặc đã bị thu hồi. Hãy nhờ người quản lý người dùng gửi liên kết mới."
    )


class SentOtherwise(CaicachError):
    """The key of a form that has had its effect comes again with other words."""

    code = "people.sent_otherwise"
    sentence = _(
        "Biểu mẫu này đã gửi một lần với nội dung khác, lần này chưa ghi gì. "
        "Hãy mở lại trang mới nhất rồi nhập tiếp nếu bạn muốn gửi thêm."
    )


class OwnAccount(CaicachError):
    """Nobody shuts the own door."""

    code = "people.own_account"
    sentence = _("Bạn không tự ngừng tài khoản của mình được. Hãy nhờ một người quản lý khác.")


class AlreadyInThatState(CaicachError):
    """Deactivated twice, or reactivated while active."""

    code = "people.already_in_that_state"
    sentence = _("Tài khoản {user} đã ở trạng thái này. Hãy tải lại trang.")


class NothingToProveBy(CaicachError):
    """An account without password and second factor cannot prove anew whose hands it is in."""

    code = "people.nothing_to_prove_by"
    sentence = _("Tài khoản của bạn chưa có mật khẩu và mã xác thực nên không làm được việc này. Hãy thiết lập trước.")
