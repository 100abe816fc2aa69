"""The login library's views with our forms, our pages and our status for a form that came back."""

from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.people import forms
from caicach.people.demo_logins import demo_people
from caicach.people.kept_words import FIELD, unseal
from caicach.people.sessions import end_other_sessions


class FormComesBack:
    """A form with errors is answered with 422."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignInView(FormComesBack, account.LoginView):  # type: ignore[misc]
    """Name and password, and in the demonstration a card for each role."""

    form_class = forms.SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = self.request.POST.get(FIELD, "")
        return {**super().get_context_data(**kwargs), "demo_people": demo_people(), "kept": kept}

    def form_valid(self, form: Any) -> HttpResponse:
        """What was sent after the session had ended waits in the new one."""
        response: HttpResponse = super().form_valid(form)
        kept = self.request.POST.get(FIELD, "")
        if unseal(kept):
            self.request.session[FIELD] = kept
        return response


class SignOutView(account.LogoutView):  # type: ignore[misc]
    template_name = "people/sign_out.html"


class InactiveView(account.AccountInactiveView):  # type: ignore[misc]
    template_name = "people/inactive.html"


class ChangePasswordView(FormComesBack, account.PasswordChangeView):  # type: ignore[misc]
    form_class = forms.ChangePasswordForm
    template_name = "people/change_password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, _("Tài khoản này không dùng mật khẩu nên không có gì để đổi."))
            return redirect("people:profile")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_default_success_url(self) -> str:
        return reverse("people:profile")

    def form_valid(self, form: forms.ChangePasswordForm) -> HttpResponse:
        get_adapter().set_password(form.user, form.cleaned_data["password1"])
        finalize_password_change(self.request, form.user)
        end_other_sessions(user=form.user, keep=self.request.session.session_key)
        return redirect(self.get_success_url())


class ProvePasswordView(FormComesBack, account.ReauthenticateView):  # type: ignore[misc]
    form_class = forms.ProvePasswordForm
    template_name = "people/prove_again.html"


class CodeView(second_factor.AuthenticateView):  # type: ignore[misc]
    """The second step of signing in."""

    form_class = forms.CodeForm
    template_name = "people/code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class ProveCodeView(FormComesBack, second_factor.ReauthenticateView):  # type: ignore[misc]
    form_class = forms.ProveCodeForm
    template_name = "people/prove_again.html"


class SecondFactorView(second_factor.IndexView):  # type: ignore[misc]
    template_name = "people/second_factor.html"


class SetUpView(FormComesBack, totp.ActivateTOTPView):  # type: ignore[misc]
    form_class = forms.SetUpSecondFactorForm
    template_name = "people/second_factor_setup.html"


class TurnOffView(totp.DeactivateTOTPView):  # type: ignore[misc]
    template_name = "people/second_factor_off.html"


class RecoveryCodesView(recovery_codes.ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "people/recovery_codes.html"


class NewRecoveryCodesView(FormComesBack, recovery_codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "people/recovery_codes_new.html"
