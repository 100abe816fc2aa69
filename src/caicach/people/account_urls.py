"""Addresses whose names the login library and the base page ask for, so they have no namespace."""

from allauth.mfa.recovery_codes.views import download_recovery_codes
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from caicach.people import account_views as account
from caicach.people import views

form = require_http_methods(["GET", "POST"])  # the library's views would take PUT for a form too

urlpatterns = [
    path("dang-nhap/", form(account.SignInView.as_view()), name="account_login"),
    path("dang-nhap/ma/", form(account.CodeView.as_view()), name="mfa_authenticate"),
    path("dang-xuat/", form(account.SignOutView.as_view()), name="account_logout"),
    path("da-ngung/", require_GET(account.InactiveView.as_view()), name="account_inactive"),
    path("mat-khau/", form(account.ChangePasswordView.as_view()), name="account_change_password"),
    path("xac-nhan-lai/", form(account.ProvePasswordView.as_view()), name="account_reauthenticate"),
    path("xac-nhan-lai/ma/", form(account.ProveCodeView.as_view()), name="mfa_reauthenticate"),
    path("hai-buoc/", require_GET(account.SecondFactorView.as_view()), name="mfa_index"),
    path("hai-buoc/bat/", form(account.SetUpView.as_view()), name="mfa_activate_totp"),
    path("hai-buoc/tat/", form(account.TurnOffView.as_view()), name="mfa_deactivate_totp"),
    path("hai-buoc/ma-du-phong/", require_GET(account.RecoveryCodesView.as_view()), name="mfa_view_recovery_codes"),
    path("hai-buoc/ma-du-phong/moi/", form(account.NewRecoveryCodesView.as_view()), name="mfa_generate_recovery_codes"),
    path("hai-buoc/ma-du-phong/tai/", require_GET(download_recovery_codes), name="mfa_download_recovery_codes"),
    path("ngon-ngu/", views.set_language, name="set_language"),
]
