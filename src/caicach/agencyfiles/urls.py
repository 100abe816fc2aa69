"""Addresses of the register as a file."""

from django.urls import path

from caicach.agencyfiles import views

app_name = "agencyfiles"
urlpatterns = [
    path("xuat.xlsx", views.agency_export, {"form": "xlsx"}, name="agency_export_xlsx"),
    path("xuat.csv", views.agency_export, {"form": "csv"}, name="agency_export_csv"),
    path("nhap/", views.agency_import, name="agency_import"),
    path("nhap/ghi/", views.agency_import_apply, name="agency_import_apply"),
]
