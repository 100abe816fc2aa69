"""Addresses of criteria sets. Drafts, crosswalks and workbooks stand in rooms of their own."""

from django.urls import path

from caicach.criteria import views

app_name = "criteria"
urlpatterns = [
    path("", views.set_list, name="set_list"),
    path("<uuid:set_id>/", views.set_detail, name="set_detail"),
    path("<uuid:set_id>/tai-ve.yaml", views.set_yaml, name="set_yaml"),
    path("<uuid:set_id>/ban-hanh/", views.set_issue, name="set_issue"),
    path("<uuid:set_id>/thu-hoi/", views.set_withdraw, name="set_withdraw"),
    path("<uuid:set_id>/bo/", views.set_discard, name="set_discard"),
    path("tieu-chi/<uuid:criterion_id>/", views.criterion_detail, name="criterion_detail"),
]
