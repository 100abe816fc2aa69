"""Addresses of reports: rounds and agencies' parts."""

from django.urls import path

from caicach.reports import views, views_part

app_name = "reports"
urlpatterns = [
    path("", views.round_list, name="round_list"),
    path("mo/", views.round_open, name="round_open"),
    path("dot/<uuid:of_report>/", views.round_detail, name="round_detail"),
    path("dot/<uuid:of_report>/tinh-hinh.xlsx", views.matrix_export, name="matrix_export"),
    path("dot/<uuid:of_report>/phu-luc.xlsx", views.annex_export, name="annex_export"),
    path("dot/<uuid:of_report>/ghi-so/", views.record_write, name="record_write"),
    path("phan/<uuid:part_id>/", views_part.part_detail, name="part_detail"),
    path("phan/<uuid:part_id>/kiem-tra/", views_part.part_check, name="part_check"),
    path("phan/<uuid:part_id>/nguoi-viet/", views_part.part_owners, name="part_owners"),
    path("phan/<uuid:part_id>/trinh/", views_part.part_ready, name="part_ready"),
    path("phan/<uuid:part_id>/ky/", views_part.part_sign, name="part_sign"),
    path("phan/<uuid:part_id>/tra-lai/", views_part.part_return, name="part_return"),
    path("phan/<uuid:part_id>/mo-lai/", views_part.part_reopen, name="part_reopen"),
    path("muc/<uuid:section_id>/", views_part.section_edit, name="section_edit"),
    path("so/<uuid:number_id>/", views_part.figure_change, name="figure_change"),
]
