"""Addresses of the ledger of figures."""

from django.urls import URLPattern, path

from caicach.indicators import views, views_external, views_writing

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("", views.indicator_list, name="indicator_list"),
    path("nhap-tay/", views_writing.figure_type, name="figure_type"),
    path("nhap-tep/", views_writing.figure_import, name="figure_import"),
    path("nhap-tep/ghi/", views_writing.figure_import_apply, name="figure_import_apply"),
    path("chot/", views_writing.period_freeze, name="period_freeze"),
    path("chi-so/<slug:code>/", views.indicator_detail, name="indicator_detail"),
    path("chi-so/<slug:code>/xuat/", views.indicator_export, name="indicator_export"),
    path("co-quan/<int:agency_id>/", views.agency_figures, name="agency_figures"),
    path("so/<uuid:figure_id>/", views.figure_detail, name="figure_detail"),
    path("so/<uuid:figure_id>/dinh-chinh/", views_writing.figure_correct, name="figure_correct"),
    path("tinh-khac/", views_external.external_list, name="external_list"),
    path("tinh-khac/tai-ve.xlsx", views_external.external_export, name="external_export"),
    path("tinh-khac/nhap/", views_external.external_import, name="external_import"),
    path("tinh-khac/nhap/ghi/", views_external.external_import_apply, name="external_import_apply"),
    path("tinh-khac/<slug:index_code>/", views_external.external_detail, name="external_detail"),
]
