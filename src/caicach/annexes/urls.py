"""Addresses of the annex of a plan."""

from django.urls import path

from caicach.annexes import views

app_name = "annexes"
urlpatterns = [
    path("<uuid:plan_id>/in/", views.plan_print, name="plan_print"),
    path("<uuid:plan_id>/docx/", views.plan_docx, name="plan_docx"),
    path("<uuid:plan_id>/xlsx/", views.plan_xlsx, name="plan_xlsx"),
]
