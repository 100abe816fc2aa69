"""How the login library speaks and writes here: our sentences, our audit trail, no mail that nobody asked for."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from caicach.audit.trail import record
from caicach.people.guessing import (
    Attempt,
    attempt_succeeded,
    begin_attempt,
    failures_to_tell,
    remember_device,
)
from caicach.people.languages import keep_language
from caicach.people.models import User
from caicach.people.roles import is_privileged
from caicach.people.services import change_password
from caicach.people.sessions import begin, forget_expired

logger = logging.getLogger("caicach.security")

SENTENCES = {
    "account/messages/logged_out.txt": _("Bạn đã đăng xuất."),
    "account/messages/password_changed.txt": _("Đã đổi mật khẩu. Các máy khác đã bị đăng xuất."),
    "mfa/messages/totp_activated.txt": _("Đã bật xác thực hai lớp."),
    "mfa/messages/totp_deactivated.txt": _("Đã tắt xác thực hai lớp."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo bộ mã dự phòng mới. Bộ mã cũ không dùng được nữa."),
}
TOO_MANY = _(
    "Đã sai quá nhiều lần. Hãy thử lại sau %(minutes)s phút, "
    "hoặc nhờ người quản lý người dùng gửi đường dẫn đặt lại mật khẩu."
)
FAILURES = _(
    "Từ lần đăng nhập trước đã có %(count)s lần nhập sai mật khẩu của bạn. "
    "Nếu không phải do bạn, hãy đổi mật khẩu và báo người quản lý người dùng."
)
EVENTS = {
    "mfa/email/totp_activated": "people.second_factor_activated",
    "mfa/email/totp_deactivated": "people.second_factor_deactivated",
    "mfa/email/recovery_codes_generated": "people.recovery_codes_made",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out by the rules of this site."""

    _attempt: Attempt
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã ngừng hoạt động. Hãy liên hệ người quản lý người dùng."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng. Hãy gõ lại."),
        "incorrect_password": _("Mật khẩu chưa đúng. Hãy gõ lại."),
        "incorrect_code": _("Mã chưa đúng. Hãy nhập mã đang hiện trên ứng dụng xác thực."),
        "username_password_mismatch": _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại bộ gõ tiếng Việt và phím Caps Lock rồi gõ lại; "
            "nếu quên mật khẩu, nhờ người quản lý người dùng gửi liên kết đặt lại."
        ),
        "too_many_login_attempts": _(
            "Có quá nhiều lần đăng nhập không thành công nên tài khoản tạm khóa. Hãy thử lại sau 15 phút, "
            "hoặc nhờ người quản lý người dùng gửi liên kết đặt lại mật khẩu."
        ),
        "rate_limited": _("Có quá nhiều lần thử liên tiếp. Hãy chờ một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited; nobody enters by themselves."""
        return False

    def set_password(self, user: User, password: str) -> None:
        change_password(user=user, password=password)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentence in place of the library's, or silence where we have none."""
        if sentence := message or SENTENCES.get(message_template or ""):
            messages.add_message(request, level, str(sentence), extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        begin(request)
        forget_expired()
        record("people.signed_in", actor=user, target=user)
        if count := failures_to_tell(user):
            messages.warning(request, FAILURES % {"count": count})
        remember_device(request, response, user)
        return keep_language(response, user.language)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse who has failed too often, before the password is looked at; the library counts by address only."""
        self._attempt = begin_attempt(request, credentials.get("username", ""))
        if self._attempt.wait:
            minutes = max(1, round(self._attempt.wait.total_seconds() / 60))
            raise ValidationError(TOO_MANY % {"minutes": minutes}, code="too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            attempt_succeeded(self._attempt)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # To the log, not to the trail: a stranger must not be able to write there. What was typed may be a password.
        known = User.objects.filter(username=credentials.get("username")).values_list("pk", flat=True).first()
        logger.warning("sign-in failed: person %s from %s", known or "unknown", request.META.get("REMOTE_ADDR"))

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """The library would write a mail; here the change goes to the trail."""
        if event := EVENTS.get(template_prefix):
            record(event, actor=user, target=user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor by the rules of this site."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã chưa đúng. Hãy nhập mã đang hiện trên ứng dụng xác thực, hoặc một mã dự phòng."),
        "cannot_delete_authenticator": _("Vai trò của bạn bắt buộc có xác thực hai lớp nên không tắt được."),
        "cannot_generate_recovery_codes": _("Hãy bật xác thực hai lớp trước khi tạo mã dự phòng."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Privileged people keep their second factor."""
        return settings.MODE != "production" or not is_privileged(authenticator.user)
