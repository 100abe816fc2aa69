"""Addresses of the targets of plans and of their values."""

from django.urls import URLPattern, path

from caicach.targets import views, views_bulk, views_tables, views_writing

app_name = "targets"
urlpatterns: list[URLPattern] = [
    path("ke-hoach/<uuid:plan_id>/", views.plan_targets, name="plan_targets"),
    path("ke-hoach/<uuid:plan_id>/xlsx/", views_tables.values_export, name="values_export"),
    path("ke-hoach/<uuid:plan_id>/xac-nhan/", views_bulk.gauges_confirm, name="gauges_confirm"),
    path("ke-hoach/<uuid:plan_id>/hoan-tac/", views_bulk.gauges_undo, name="gauges_undo"),
    path("co-quan/<int:agency_id>/", views.agency_targets, name="agency_targets"),
    path("hom-nay/", views_tables.today, name="today"),
    path("nhap-tep/", views_tables.values_import, name="values_import"),
    path("nhap-tep/ghi/", views_tables.values_import_apply, name="values_import_apply"),
    path("<int:target_id>/", views.target_detail, name="target_detail"),
    path("<int:target_id>/cach-do/<int:place>/", views_writing.gauge_set, name="gauge_set"),
    path("cach-do/<uuid:gauge_id>/bo/", views_writing.gauge_drop, name="gauge_drop"),
    path("cach-do/<uuid:gauge_id>/gia-tri/", views_writing.values_type, name="values_type"),
    path("gia-tri/<uuid:value_id>/rut/", views_writing.value_take_back, name="value_take_back"),
]
