"""Addresses of stored files."""

from django.urls import path

from caicach.files import views, views_scanning

app_name = "files"
urlpatterns = [
    path("<uuid:file_id>/", views.download, name="download"),
    path("<uuid:file_id>/xem/<int:page>/", views.file_page, name="file_page"),
    path("<uuid:file_id>/trang/<int:page>/", views.file_picture, name="file_picture"),
    path("quet-vi-rut/", views_scanning.scan_list, name="scan_list"),
]
