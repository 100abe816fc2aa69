"""Addresses of the register of documents."""

from django.urls import path

from caicach.documentregister import views, views_document

app_name = "documentregister"
urlpatterns = [
    path("so-van-ban/", views.document_list, name="document_list"),
    path("so-van-ban/bang.xlsx", views.document_export, name="document_export"),
    path("so-van-ban/them/", views.document_add, name="document_add"),
    path("so-van-ban/them/khong-kem-tep/", views.document_reference, name="document_reference"),
    path("so-van-ban/kiem-tra/", views.document_check, name="document_check"),
    path("so-van-ban/<uuid:document_id>/", views_document.document_detail, name="document_detail"),
    path("so-van-ban/<uuid:document_id>/sua/", views_document.document_edit, name="document_edit"),
    path("so-van-ban/<uuid:document_id>/ban-moi/", views_document.document_version, name="document_version"),
    path(
        "so-van-ban/<uuid:document_id>/doi-chieu/<int:number>/", views_document.document_verify, name="document_verify"
    ),
    path("so-van-ban/<uuid:document_id>/go/", views_document.document_withdraw, name="document_withdraw"),
    path("so-van-ban/<uuid:document_id>/khoi-phuc/", views_document.document_restore, name="document_restore"),
]
