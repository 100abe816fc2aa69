"""Addresses of the check of form."""

from django.urls import path

from caicach.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.form_check, name="form_check"),
    path("<uuid:paper_id>/", views.form_findings, name="form_findings"),
    path("<uuid:paper_id>/ban-da-sua/", views.form_mended, name="form_mended"),
]
