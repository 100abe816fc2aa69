"""Forms of signing in and of one's own profile, all words Vietnamese."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caicach.people.models import User

REQUIRED = _("Hãy điền ô này.")
PASSWORD_HELP = _("Ít nhất 12 ký tự. Một câu ngắn dễ nhớ với bạn mà người khác khó đoán là tốt nhất.")
PASSWORD_ERRORS = {
    "password_too_short": _("Mật khẩu ngắn quá: cần ít nhất 12 ký tự."),
    "password_too_common": _("Mật khẩu này quá nhiều người dùng nên dễ bị đoán. Hãy chọn mật khẩu khác."),
    "password_too_similar": _("Mật khẩu gần giống tên hoặc tên đăng nhập của bạn. Hãy chọn mật khẩu khác."),
    "password_entirely_numeric": _("Mật khẩu chỉ có chữ số nên dễ bị đoán. Hãy thêm chữ."),
}


def password_widget(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"})


def code_widget() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"})


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label, password.help_text = _("Tên đăng nhập"), _("Mật khẩu"), ""
        attributes = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        login.widget = forms.TextInput(attrs=attributes)
        password.widget = password_widget("current-password")
        for field in (login, password):
            field.error_messages["required"] = REQUIRED


class ProvePasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text, field.widget = _("Mật khẩu"), "", password_widget("current-password")
        field.error_messages["required"] = REQUIRED


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The six digits from the telephone, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_of_code(self)


class ProveCodeForm(SecondFactorReauthenticateForm):  # type: ignore[misc]
    """The code once more, before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_of_code(self)


class SetUpSecondFactorForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which proves that the telephone has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_of_code(self)


def speak_of_code(form: forms.Form) -> None:
    """Give the field of the code our words."""
    field = form.fields["code"]
    field.label, field.widget = _("Mã xác thực"), code_widget()
    field.help_text = _("6 chữ số đang hiện trên ứng dụng xác thực ở điện thoại của bạn.")
    field.error_messages["required"] = REQUIRED


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    user: User
    password1 = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=128,
        help_text=PASSWORD_HELP,
        widget=password_widget("new-password"),
        error_messages={"required": REQUIRED, "max_length": _("Mật khẩu dài quá: nhiều nhất 128 ký tự.")},
    )
    password2 = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        strip=False,
        widget=password_widget("new-password"),
        error_messages={"required": REQUIRED},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        try:
            validate_password(password, self.user)
        except ValidationError as refused:
            known = [PASSWORD_ERRORS.get(problem.code or "", problem.message) for problem in refused.error_list]
            raise ValidationError(known)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần gõ không giống nhau. Hãy gõ lại."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The old password, and a new one typed twice."""

    oldpassword = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=password_widget("current-password"),
        error_messages={"required": REQUIRED},
    )
    field_order = ["oldpassword", "password1", "password2"]

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not self.user.check_password(password):
            raise ValidationError(_("Mật khẩu hiện tại chưa đúng. Hãy gõ lại."))
        return password


class ProfileForm(forms.Form):
    """What a person may correct about oneself."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        error_messages={"required": REQUIRED},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    position = forms.CharField(
        label=_("Chức vụ"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Địa chỉ thư chưa đúng dạng, ví dụ ten@coquan.gov.vn.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class InvitePersonForm(forms.Form):
    """Who is invited. The room of agencies adds agency, role and first day."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=150, error_messages={"required": REQUIRED})
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối, ví dụ: lan.syt"),
        error_messages={
            "required": REQUIRED,
            "invalid": _("Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối; ít nhất 3 ký tự."),
        },
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username=username).exists():
            raise ValidationError(_("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác, ví dụ thêm tên cơ quan."))
        return username
