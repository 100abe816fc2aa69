"""Addresses of consolidated reports."""

from django.urls import path

from caicach.consolidation import views, views_report, views_section

app_name = "consolidation"
urlpatterns = [
    path("dot/<uuid:of_report>/", views.round_reports, name="round_reports"),
    path("dot/<uuid:of_report>/bat-dau/", views.begin, name="begin"),
    path("<uuid:report_id>/", views.report_detail, name="report_detail"),
    path("<uuid:report_id>/lap-tep/", views_report.report_build, name="report_build"),
    path("<uuid:report_id>/bao-cao.docx", views_report.report_docx, name="report_docx"),
    path("<uuid:report_id>/trinh/", views_report.report_ready, name="report_ready"),
    path("<uuid:report_id>/ky/", views_report.report_sign, name="report_sign"),
    path("<uuid:report_id>/dong/", views_report.report_close, name="report_close"),
    path("<uuid:report_id>/mo-lai/", views_report.report_reopen, name="report_reopen"),
    path("<uuid:report_id>/mau-thuan/", views.contradiction_list, name="contradiction_list"),
    path("<uuid:report_id>/mau-thuan/<slug:mark>/", views.contradiction_answer, name="contradiction_answer"),
    path("muc/<uuid:chapter_id>/", views_section.section_detail, name="section_detail"),
    path("muc/<uuid:chapter_id>/lay/", views_section.section_pick, name="section_pick"),
    path("muc/<uuid:chapter_id>/viet/", views_section.section_write, name="section_write"),
    path("muc/<uuid:chapter_id>/chen-so/", views_section.section_total, name="section_total"),
    path("muc/<uuid:chapter_id>/hoan-tac/", views_section.section_undo, name="section_undo"),
    path("muc/<uuid:chapter_id>/so/<slug:indicator>/", views_section.total_type, name="total_type"),
    path("muc/<uuid:chapter_id>/doan/<slug:passage>/", views_section.passage_edit, name="passage_edit"),
    path("muc/<uuid:chapter_id>/doan/<slug:passage>/chuyen/", views_section.passage_shift, name="passage_shift"),
]
