"""Addresses of self-assessments and their leaves."""

from django.urls import path

from caicach.selfassessments import views, views_entry, views_sheets

app_name = "selfassessments"
urlpatterns = [
    path("bai/<uuid:assessment_id>/", views.assessment_detail, name="assessment_detail"),
    path("bai/<uuid:assessment_id>/kiem-tra/", views.assessment_check, name="assessment_check"),
    path("bai/<uuid:assessment_id>/trinh/", views.assessment_ready, name="assessment_ready"),
    path("bai/<uuid:assessment_id>/ky/", views.assessment_sign, name="assessment_sign"),
    path("bai/<uuid:assessment_id>/lay-lai/", views.assessment_take_back, name="assessment_take_back"),
    path("bai/<uuid:assessment_id>/bieu.xlsx", views_sheets.sheet_out, name="sheet_out"),
    path("bai/<uuid:assessment_id>/nhap-bieu/", views_sheets.sheet_in, name="sheet_in"),
    path("diem/<uuid:entry_id>/", views_entry.entry_detail, name="entry_detail"),
    path("diem/<uuid:entry_id>/ghi/", views_entry.entry_fill, name="entry_fill"),
    path("diem/<uuid:entry_id>/thu/", views_entry.entry_try, name="entry_try"),
    path("diem/<uuid:entry_id>/tai-lieu/", views_entry.evidence_add, name="evidence_add"),
    path("diem/<uuid:entry_id>/tai-lieu/<uuid:document_id>/", views_entry.evidence_take, name="evidence_take"),
    path("diem/<uuid:entry_id>/go/<int:piece_id>/", views_entry.evidence_remove, name="evidence_remove"),
]
