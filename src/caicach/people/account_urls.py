"""Addresses whose names the login library and the base page ask for, so they have no namespace."""

from allauth.mfa.recovery_codes.views import download_recovery_codes
from django.urls import path

from caicach.people import account_views as account
from caicach.people import views

urlpatterns = [
    path("dang-nhap/", account.SignInView.as_view(), name="account_login"),
    path("dang-nhap/ma/", account.CodeView.as_view(), name="mfa_authenticate"),
    path("dang-xuat/", account.SignOutView.as_view(), name="account_logout"),
    path("da-ngung/", account.InactiveView.as_view(), name="account_inactive"),
    path("mat-khau/", account.ChangePasswordView.as_view(), name="account_change_password"),
    path("xac-nhan-lai/", account.ProvePasswordView.as_view(), name="account_reauthenticate"),
    path("xac-nhan-lai/ma/", account.ProveCodeView.as_view(), name="mfa_reauthenticate"),
    path("hai-buoc/", account.SecondFactorView.as_view(), name="mfa_index"),
    path("hai-buoc/bat/", account.SetUpView.as_view(), name="mfa_activate_totp"),
    path("hai-buoc/tat/", account.TurnOffView.as_view(), name="mfa_deactivate_totp"),
    path("hai-buoc/ma-du-phong/", account.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("hai-buoc/ma-du-phong/moi/", account.NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("hai-buoc/ma-du-phong/tai/", download_recovery_codes, name="mfa_download_recovery_codes"),
    path("ngon-ngu/", views.set_language, name="set_language"),
]
