"""Addresses of the check of form, of templates, and of papers that were made."""

from django.urls import path

from caicach.papers import views, views_made, views_templates

app_name = "papers"
urlpatterns = [
    path("", views.form_check, name="form_check"),
    path("da-lap/", views_made.made_list, name="made_list"),
    path("da-lap/<uuid:made_id>/", views_made.made_detail, name="made_detail"),
    path("da-lap/<uuid:made_id>/pdf/", views_made.made_pdf, name="made_pdf"),
    path("da-lap/<uuid:made_id>/ban-ky/", views_made.made_signed, name="made_signed"),
    path("mau/", views_templates.template_list, name="template_list"),
    path("mau/<slug:paper_kind>/", views_templates.template_detail, name="template_detail"),
    path("mau/<slug:paper_kind>/dung/", views_templates.template_use, name="template_use"),
    path("mau/<slug:paper_kind>/ban-<int:number>/", views_templates.template_version, name="template_version"),
    path("mau/<slug:paper_kind>/ban-<int:number>/pdf/", views_templates.template_pdf, name="template_pdf"),
    path("mau/<slug:paper_kind>/ban-<int:number>.docx", views_templates.template_file, name="template_file"),
    path("mau/<slug:paper_kind>/dien-thu-<int:number>.docx", views_templates.template_preview, name="template_preview"),
    path("<uuid:paper_id>/", views.form_findings, name="form_findings"),
    path("<uuid:paper_id>/ban-da-sua/", views.form_mended, name="form_mended"),
]
