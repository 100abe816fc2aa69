"""Addresses of people and their roles."""

from django.urls import path

from caicach.memberships import views

app_name = "memberships"
urlpatterns = [
    path("nguoi-dung/", views.person_list, name="person_list"),
    path("nguoi-dung/moi/", views.person_invite, name="person_invite"),
    path("nguoi-dung/nhap/", views.person_import, name="person_import"),
    path("nguoi-dung/nhap/ghi/", views.person_import_apply, name="person_import_apply"),
    path("nguoi-dung/<int:user_id>/", views.person_detail, name="person_detail"),
    path("nguoi-dung/<int:user_id>/vai-tro/", views.membership_add, name="membership_add"),
    path("nguoi-dung/vai-tro/<int:membership_id>/ket-thuc/", views.membership_end, name="membership_end"),
    path("nguoi-dung/<int:user_id>/lien-ket/", views.person_link, name="person_link"),
    path("nguoi-dung/<int:user_id>/ngung/", views.person_deactivate, name="person_deactivate"),
    path("nguoi-dung/<int:user_id>/mo-lai/", views.person_reactivate, name="person_reactivate"),
]
