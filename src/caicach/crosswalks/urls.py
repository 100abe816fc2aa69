"""Addresses of crosswalks; they lie below those of the criteria sets."""

from django.urls import path

from caicach.crosswalks import views

app_name = "crosswalks"
urlpatterns = [
    path("doi-chieu/", views.crosswalk_list, name="crosswalk_list"),
    path("doi-chieu/hai-bo/", views.crosswalk_begin, name="crosswalk_begin"),
    path("doi-chieu/nhap/", views.crosswalk_read_in, name="crosswalk_read_in"),
    path("doi-chieu/<uuid:crosswalk_id>/", views.crosswalk_detail, name="crosswalk_detail"),
    path("doi-chieu/<uuid:crosswalk_id>/tai-ve.yaml", views.crosswalk_yaml, name="crosswalk_yaml"),
    path("doi-chieu/<uuid:crosswalk_id>/xac-nhan/", views.crosswalk_confirm, name="crosswalk_confirm"),
    path("doi-chieu/<uuid:crosswalk_id>/noi/", views.link_add, name="link_add"),
    path("doi-chieu/<uuid:crosswalk_id>/bo-dong/", views.link_remove, name="link_remove"),
]
