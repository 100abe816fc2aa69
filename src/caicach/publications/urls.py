"""Addresses of published results."""

from django.urls import path

from caicach.publications import exports, views, views_reopening

app_name = "publications"
urlpatterns = [
    path("", views.publication_list, name="publication_list"),
    path("dot/<uuid:of_round>/", views.round_publications, name="round_publications"),
    path("dot/<uuid:of_round>/chuan-bi/", views.publication_prepare, name="publication_prepare"),
    path("dot/<uuid:of_round>/mo-lai/", views_reopening.round_reopen, name="round_reopen"),
    path("mo-lai/<uuid:reopening_id>/", views_reopening.reopening_decide, name="reopening_decide"),
    path("mo-lai/<uuid:reopening_id>/rut-lai/", views_reopening.reopening_take_back, name="reopening_take_back"),
    path("<uuid:publication_id>/", views.publication_detail, name="publication_detail"),
    path("<uuid:publication_id>/duyet/", views.publication_approve, name="publication_approve"),
    path("<uuid:publication_id>/bo/", views.publication_discard, name="publication_discard"),
    path("<uuid:publication_id>/so-quyet-dinh/", views.publication_decision, name="publication_decision"),
    path("<uuid:publication_id>/luu-quyet-dinh/", views.publication_keep, name="publication_keep"),
    path("<uuid:publication_id>/du-lieu.zip", exports.publication_bundle, name="publication_bundle"),
    path("<uuid:publication_id>/ket-qua.xlsx", exports.publication_xlsx, name="publication_xlsx"),
    path("<uuid:publication_id>/quyet-dinh.docx", exports.publication_docx, name="publication_docx"),
    path("co-quan/<uuid:result_id>/", views.result_detail, name="result_detail"),
    path("co-quan/<uuid:result_id>/bang-diem.docx", exports.result_docx, name="result_docx"),
    path("co-quan/<uuid:result_id>/thong-bao.docx", exports.notice_docx, name="notice_docx"),
]
