"""Addresses of the pages that look ahead."""

from django.urls import path

from caicach.steering import views, views_inspection

app_name = "steering"
urlpatterns = [
    path("khoi-luong/", views.workload, name="workload"),
    path("khoi-luong/bang.xlsx", views.workload_export, name="workload_export"),
    path("khoi-luong/<uuid:plan_id>/", views.rehearsal, name="rehearsal"),
    path("khoi-luong/<uuid:plan_id>/bang.xlsx", views.rehearsal_export, name="rehearsal_export"),
    path("ke-hoach-kiem-tra/", views_inspection.inspection_new, name="inspection_new"),
    path("canh-bao/", views.warning_list, name="warning_list"),
]
