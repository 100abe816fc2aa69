"""Addresses of rounds as a whole."""

from django.urls import path

from caicach.rounds import views, views_agencies, views_setup

app_name = "rounds"
urlpatterns = [
    path("", views.round_list, name="round_list"),
    path("moi/", views_setup.round_new, name="round_new"),
    path("<uuid:round_id>/", views.round_detail, name="round_detail"),
    path("<uuid:round_id>/thiet-lap/", views_setup.round_setup, name="round_setup"),
    path("<uuid:round_id>/mo/", views_setup.round_open, name="round_open"),
    path("<uuid:round_id>/bo/", views_setup.round_discard, name="round_discard"),
    path("<uuid:round_id>/thoi-han/", views.window_set, name="window_set"),
    path("<uuid:round_id>/khong-xep-hang/", views.unranked_set, name="unranked_set"),
    path("<uuid:round_id>/chot/", views.round_close, name="round_close"),
    path("bai/<uuid:assessment_id>/mo-lai/", views_agencies.assessment_reopen, name="assessment_reopen"),
    path("bai/<uuid:assessment_id>/roi-dot/", views_agencies.assessment_leave, name="assessment_leave"),
]
